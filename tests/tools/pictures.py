"""Draws the README's pictures anew: `python tests/tools/pictures.py`. A test proves them fresh."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cxmap.diagnostics import Text  # noqa: E402
from cxmap.document import load, load_text  # noqa: E402
from cxmap.render.formats.svg import scene_svg  # noqa: E402
from cxmap.render.options import ViewOptions  # noqa: E402
from cxmap.render.subject import Subject, subject_of  # noqa: E402
from cxmap.render.views import view_called  # noqa: E402
from cxmap.render.views.poster import draw_poster  # noqa: E402
from cxmap.workspace import workspace_of  # noqa: E402

FOLDER = ROOT / "examples" / "pictures"
_SHOWN = ("storyboard", "channel", "owner", "emotion", "thoughts", "pain_points", "opportunities")
_GALLERY = (
    ("home-loan", "en", ("curve", "blueprint", "honeycomb", "channels", "plan", "compare")),
    ("hot-pot", "zh", ("personas", "curve")),
)
_AGAINST = {"home-loan": "home-loan-2027"}


def readme_map() -> str:
    """Return the map that the README shows beside its picture."""
    match = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    return match[1]


def pictures() -> dict[str, str]:
    """Return the README's pictures by file name."""
    small = load_text(Text("README.md", readme_map()))
    drawn = {"morning-coffee.svg": scene_svg(draw_poster(subject_of(small), ViewOptions("A4")))}
    for name, language, views in _GALLERY:
        subject = _subject(name, language)
        drawn[f"{name}.svg"] = scene_svg(draw_poster(subject, ViewOptions("auto", _SHOWN)))
        against = _subject(_AGAINST[name], language) if name in _AGAINST else None
        for view in views:
            options = ViewOptions(against=against if view == "compare" else None)
            drawn[f"{name}.{view}.svg"] = _first_sheet(view, subject, options)
    return drawn


def _subject(name: str, language: str) -> Subject:
    path = ROOT / "examples" / "maps" / f"{name}.yaml"
    return subject_of(load(path, workspace_of(path.parent)), language)  # type: ignore[arg-type]


def _first_sheet(view: str, subject: Subject, options: ViewOptions) -> str:
    found = view_called(view)
    assert found is not None
    scene = found.module.draw(subject, options)
    return scene_svg(replace(scene, sheets=scene.sheets[:1]))


if __name__ == "__main__":
    for name, svg in pictures().items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
