"""Draws the README's pictures anew: `python tests/tools/pictures.py`. A test proves them fresh."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cxmap.diagnostics import Text  # noqa: E402
from cxmap.document import load, load_text  # noqa: E402
from cxmap.render.formats.svg import scene_svg  # noqa: E402
from cxmap.render.options import ViewOptions  # noqa: E402
from cxmap.render.subject import subject_of  # noqa: E402
from cxmap.render.views.poster import draw_poster  # noqa: E402
from cxmap.workspace import workspace_of  # noqa: E402

FOLDER = ROOT / "examples" / "pictures"
_SHOWN = ("channel", "owner", "emotion", "thoughts", "pain_points", "opportunities")


def readme_map() -> str:
    """Return the map that the README shows beside its picture."""
    match = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    return match[1]


def pictures() -> dict[str, str]:
    """Return the README's pictures by file name."""
    small = load_text(Text("README.md", readme_map()))
    drawn = {"morning-coffee.svg": scene_svg(draw_poster(subject_of(small), ViewOptions("A4")))}
    for name, language in (("home-loan", "en"), ("hot-pot", "zh")):
        path = ROOT / "examples" / "maps" / f"{name}.yaml"
        subject = subject_of(load(path, workspace_of(path.parent)), language)  # type: ignore[arg-type]
        drawn[f"{name}.svg"] = scene_svg(draw_poster(subject, ViewOptions("auto", _SHOWN)))
    return drawn


if __name__ == "__main__":
    for name, svg in pictures().items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
