"""The story of a map, and who last changed what, as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import Words
from cxmap.report.cells import cell_width, padded, printable
from cxmap.report.changes.data import map_data
from cxmap.report.changes.text import line_of
from cxmap.report.escaping import json_text
from cxmap.tidings import STATUS, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.report.findings.tally import Styled
    from cxmap.tidings import Chapter, Signature, Touch

_FORM_ONLY = Words("form only: nothing that the map says has changed", "只改了写法，内容没有变化")
_FAILED = Words("cannot be compared: {}", "无法比较：{}")
_AGAINST = Words("compared with {}: the versions between are no valid maps", "与 {} 比较：其间的版本不是有效的地图")
_NO_STORY = Words("no commit has changed this map", "没有提交改过这张地图")
_NOBODY = Words("–", "–")
_ASPECTS = {
    "emotion": Words("Emotion", "情绪"),
    "owner": Words("Owner", "责任团队"),
    "pain_points": Words("Pain points", "痛点"),
}
_TOUCHPOINT = Words("Touchpoint", "触点")


def story_text(chapters: Sequence[Chapter], language: Language, *, coloured: bool) -> Iterator[list[Styled]]:
    """Yield the lines of a story: commit by commit, each change with where it happened."""
    if not chapters:
        yield [(_NO_STORY.said(language), "dim")]
    for chapter in chapters:
        one = chapter.signature
        tags = f" ({', '.join(map(printable, one.tags))})" if one.tags else ""
        yield [
            (one.day, "path"),
            (f"  {one.id}{tags}", "dim"),
            (f"  {printable(one.author)}", "strong"),
            (f"  {printable(one.subject)}", ""),
        ]
        yield from _of_chapter(chapter, language, coloured=coloured)
        yield []


def _of_chapter(chapter: Chapter, language: Language, *, coloured: bool) -> Iterator[list[Styled]]:
    found = chapter.found
    if chapter.against:
        yield [(f"    {_AGAINST.said(language).format(chapter.against)}", "dim")]
    if found is None:
        yield [(f"    {printable(_FAILED.said(language).format(chapter.failure))}", "dim")]
    elif found.status in STATUS:
        yield [(f"    {STATUS[found.status].said(language)}", "strong")]
    elif not found.tidings:
        yield [(f"    {_FORM_ONLY.said(language)}", "dim")]
    else:
        yield from (line_of(tiding, language, coloured=coloured, alone=True) for tiding in found.tidings)


def story_json(chapters: Sequence[Chapter]) -> str:
    """Return a story as JSON."""
    commits = [
        {
            **_signature(chapter.signature),
            **({"failure": chapter.failure} if chapter.found is None else map_data(chapter.found)),
            **({"against": chapter.against} if chapter.against else {}),
        }
        for chapter in chapters
    ]
    return json_text({"version": 1, "commits": commits}, indent=2)


def story_markdown(chapters: Sequence[Chapter], language: Language) -> str:
    """Return a story as Markdown: a heading a commit."""
    from cxmap.report.changes.markdown import bullet
    from cxmap.report.escaping import prose

    lines = []
    for chapter in chapters:
        one = chapter.signature
        tags = "".join(f" · {prose(tag)}" for tag in one.tags)
        lines += [
            f"### {one.day} · {prose(one.author)}{tags}",
            "",
            f"*{prose(one.subject)}*" if one.subject else "",
            "",
        ]
        found = chapter.found
        lines += [_AGAINST.said(language).format(chapter.against), ""] if chapter.against else []
        if found is None:
            lines += [prose(_FAILED.said(language).format(chapter.failure)), ""]
        elif found.status in STATUS:
            lines += [STATUS[found.status].said(language), ""]
        else:
            lines += [counted(found.tidings, language) if found.tidings else _FORM_ONLY.said(language), ""]
            lines += [*(bullet(tiding, language) for tiding in found.tidings), ""]
    return "\n".join(lines).rstrip() + "\n" if lines else f"{_NO_STORY.said(language)}\n"


def touches_text(touches: Sequence[Touch], language: Language) -> Iterator[list[Styled]]:
    """Yield a table: for each touchpoint who last changed its emotion, its owner and its pain points."""
    heads = [_TOUCHPOINT.said(language), *(words.said(language) for words in _ASPECTS.values())]
    rows = [
        [printable(touch.touchpoint), *(_shown(touch.last.get(aspect), language) for aspect in _ASPECTS)]
        for touch in touches
    ]
    widths = [max(cell_width(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    yield [("  ".join(padded(head, width) for head, width in zip(heads, widths, strict=True)).rstrip(), "strong")]
    stage = None
    for touch, row in zip(touches, rows, strict=True):
        if touch.stage != stage:
            stage = touch.stage
            yield [(printable(stage), "dim")]
        yield [("  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip(), "")]


def _shown(signature: Signature | None, language: Language) -> str:
    if signature is None:
        return _NOBODY.said(language)
    return f"{signature.day} {printable(signature.author)} {signature.id}"


def touches_json(touches: Sequence[Touch]) -> str:
    """Return who last changed what as JSON."""
    rows = [
        {
            "stage": touch.stage,
            "touchpoint": touch.touchpoint,
            "id": touch.id,
            **{aspect: _signature(one) if one is not None else None for aspect, one in touch.last.items()},
        }
        for touch in touches
    ]
    return json_text({"version": 1, "touchpoints": rows}, indent=2)


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "commit": signature.id,
        "author": signature.author,
        "day": signature.day,
        "tags": list(signature.tags),
        "subject": signature.subject,
    }
