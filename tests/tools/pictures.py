"""Draws the README's pictures anew: `python tests/tools/pictures.py`. A test proves them fresh."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cxmap.cli.discover_options import DiscoverOptions, limit  # noqa: E402
from cxmap.cli.event_logs import discoveries_of  # noqa: E402
from cxmap.diagnostics import Text  # noqa: E402
from cxmap.diff import compare_documents  # noqa: E402
from cxmap.diff.telling import tell  # noqa: E402
from cxmap.document import load, load_text  # noqa: E402
from cxmap.language import Language  # noqa: E402, TC001
from cxmap.render.formats.svg import scene_svg  # noqa: E402
from cxmap.render.options import ViewOptions  # noqa: E402
from cxmap.render.process import process_svg  # noqa: E402
from cxmap.render.scene import Scene  # noqa: E402, TC001
from cxmap.render.subject import Subject, subject_of  # noqa: E402
from cxmap.render.views import view_called  # noqa: E402
from cxmap.render.views.poster import draw_poster  # noqa: E402
from cxmap.render.views.poster.revised import revise  # noqa: E402
from cxmap.workspace import workspace_of  # noqa: E402

FOLDER = ROOT / "examples" / "pictures"
GRAPHVIZ = "2.43"
"""The version that has laid out `laid_out_pictures`: Debian's."""
_SHOWN = ("storyboard", "channel", "owner", "emotion", "thoughts", "pain_points", "opportunities")
_GALLERY = (
    ("home-loan", "en", ("curve", "measured", "blueprint", "honeycomb", "channels", "plan", "trace", "compare")),
    ("hot-pot", "zh", ("personas", "curve")),
)
_AGAINST = {"home-loan": "home-loan-2027"}
_BEFORE = (  # what the map said before the last review
    ("emotion: {li-wei: -1.5, chen-hao: -1}", "emotion: {li-wei: -2, chen-hao: -1.5}"),
    ("status: done\n", "status: doing\n"),
    ("emotion: {li-wei: -1, chen-hao: 1}", "emotion: {li-wei: 0.5, chen-hao: 1}"),
    ("      - id: branch-visit\n", "      - {id: fax-papers, name: {zh: 传真材料, en: Faxing papers}, channel: branch, "
     "owner: branch-network, emotion: {li-wei: -1, chen-hao: -0.5}, thoughts: [{zh: 谁还有传真机？, en: Who owns a fax?}]}\n"
     "      - id: branch-visit\n"),
    ("        channel: visit\n        owner: credit-risk\n", "        channel: visit\n"),
    ("Five days without a word", "A week without a word"),
    ("emotion: {li-wei: 1, chen-hao: -1.5}", "emotion: {li-wei: 1, chen-hao: 0}"),
    ("severity: high\n            evidence: [interviews-sep, complaints-regulator]",
     "severity: medium\n            evidence: [interviews-sep, complaints-regulator]"),
)  # fmt: skip
_CHANGED = ("channel", "owner", "emotion", "thoughts", "pain_points", "plan")


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
    drawn["home-loan.changes.svg"] = scene_svg(_changes("home-loan", "en"))
    return drawn


def laid_out_pictures() -> dict[str, str]:
    """Return the README's pictures that Graphviz lays out, by file name: versions differ in where they put things."""
    (log,), data = discoveries_of(workspace_of(ROOT / "examples"), DiscoverOptions(source="coat-visits"))
    return {"online-coat.process.svg": process_svg(log, "en", least=limit(DiscoverOptions(), data))}


def _changes(name: str, language: Language) -> Scene:
    """Draw what has changed since the last review."""
    path = ROOT / "examples" / "maps" / f"{name}.yaml"
    content = path.read_text(encoding="utf-8")
    for now, then in _BEFORE:
        assert now in content, now
        content = content.replace(now, then, 1)
    workspace = workspace_of(path.parent)
    before, after = load_text(Text("before.yaml", content), workspace), load(path, workspace)
    found = tell(compare_documents(before, after), language)
    revision = revise(subject_of(before, language), subject_of(after, language), found)
    return draw_poster(revision.subject, ViewOptions("auto", _CHANGED, revision=revision))


def _subject(name: str, language: str) -> Subject:
    path = ROOT / "examples" / "maps" / f"{name}.yaml"
    return subject_of(load(path, workspace_of(path.parent)), language)  # type: ignore[arg-type]


def _first_sheet(view: str, subject: Subject, options: ViewOptions) -> str:
    found = view_called(view)
    assert found is not None
    scene = found.module.draw(subject, options)
    return scene_svg(replace(scene, sheets=scene.sheets[:1]))


if __name__ == "__main__":
    for name, svg in {**pictures(), **laid_out_pictures()}.items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
