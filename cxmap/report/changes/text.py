"""Changes as text, grouped as the map is, with a sign, a colour and the places in both versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.report.cells import printable
from cxmap.report.changes.words import AGAINST, MAP_ITSELF, MOVED, SHARED, grouped, sparkline
from cxmap.tidings import LEVEL_SIGNS, NO_CHANGES, STATUS, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.report.findings.tally import Styled
    from cxmap.tidings import MapTidings, Point, Stretch, Tiding

_STYLES = {"regression": "bold red", "improvement": "green", "neutral": "cyan", "editorial": "dim"}
_PIECES = {"same": "", "old": "red strike", "new": "green"}


def as_text(found: Sequence[MapTidings], language: Language, *, coloured: bool) -> Iterator[list[Styled]]:
    """Yield the lines that tell the changes of some maps; without colour, texts are marked by brackets."""
    for each in found:
        yield from _of_map(each, language, coloured=coloured)
        yield []
    if not found:
        yield [(NO_CHANGES.said(language), "dim")]


def stat_text(found: Sequence[MapTidings], language: Language) -> Iterator[list[Styled]]:
    """Yield a line a map: how many changes of each level."""
    widest = max((len(_file(each)) for each in found), default=0)
    for each in found:
        said = STATUS[each.status].said(language) if each.status in STATUS else counted(each.tidings, language)
        yield [(printable(_file(each)).ljust(widest), "path"), (f"  {said}", "")]
    if not found:
        yield [(NO_CHANGES.said(language), "dim")]


def _file(found: MapTidings) -> str:
    return found.after or found.before or ""


def _of_map(found: MapTidings, language: Language, *, coloured: bool) -> Iterator[list[Styled]]:
    yield [(printable(found.title), "strong"), (f"  {printable(_file(found))}", "path")]
    if found.status in STATUS:
        yield [(f"  {STATUS[found.status].said(language)}", "strong")]
        return
    revision, _, inside = (found.before or "").rpartition(":")
    if revision and inside != found.after:
        yield [("  " + printable(MOVED.said(language).format(inside)), "dim")]
    elif not revision and found.before != found.after:
        yield [("  " + printable(AGAINST.said(language).format(found.before)), "dim")]
    yield [(f"  {counted(found.tidings, language)}", "")]
    old, new = map(sparkline, found.curves)
    if old != new and (old.strip() or new.strip()):
        yield [("  ", ""), (f"{old} → {new}", "dim")]
    for titles, id_, tidings in grouped(found):
        yield []
        heading = " › ".join(map(printable, titles))
        if not heading:
            heading = (SHARED if tidings[0].shared else MAP_ITSELF).said(language)
        yield [(f"  {heading}", "strong"), (f"  {printable(id_)}" if id_ else "", "dim")]
        for tiding in tidings:
            yield line_of(tiding, language, coloured=coloured)


def line_of(tiding: Tiding, language: Language, *, coloured: bool, alone: bool = False) -> list[Styled]:
    """Return the line of a change; one that stands `alone` also says where it happened, and has no places."""
    line: list[Styled] = [(f"    {LEVEL_SIGNS[tiding.level]} ", _STYLES[tiding.level])]
    if alone and tiding.under:
        line.append((printable(tiding.under[-1].title), "strong"))
        line.append(("：" if language == "zh" else ": ", ""))
    if tiding.of is not None:
        line.append((f"{printable(tiding.of.named)}{'：' if language == 'zh' else ': '}", ""))
    if tiding.stretches and len(tiding.stretches) > 2:
        said = tiding.said.partition("：" if language == "zh" else ": ")
        line.append((printable(said[0] + said[1]), ""))
        line += _pieces(tiding.stretches, coloured=coloured)
    else:
        line.append((printable(tiding.said), ""))
    if not alone:
        line.append((f"  {_places(tiding.before, tiding.after)}", "dim"))
    return line


def _pieces(stretches: Sequence[Stretch], *, coloured: bool) -> Iterator[Styled]:
    """Yield a text word by word: in colours, or with what is gone in [-…-] and what is new in {+…+}, as git does."""
    for stretch in stretches:
        text = printable(stretch.text)
        if coloured or stretch.kept == "same":
            yield text, _PIECES[stretch.kept]
        else:
            yield (f"[-{text}-]" if stretch.kept == "old" else f"{{+{text}+}}"), ""


def _places(before: Point | None, after: Point | None) -> str:
    """Return the lines in both versions: `12 → 14`; of one that does not exist a dash."""
    if before is not None and after is not None and before.line == after.line:
        return f":{after.line}"
    return f":{before.line if before else '–'} → :{after.line if after else '–'}"
