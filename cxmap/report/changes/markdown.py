"""Changes as Markdown: a comment for a pull request, short on top, the details folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.report.changes.words import MAP_ITSELF, SHARED, grouped, sparkline
from cxmap.report.escaping import code, prose
from cxmap.tidings import LEVEL_SIGNS, STATUS, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.tidings import MapTidings, Stretch, Tiding

_TITLE = Words("What changed in the maps", "地图的变化")
_NOTHING = Words("Nothing changed in the maps.", "地图没有变化。")
_TO_CHECK = Words("Please look at", "请留意")
_BETTER = Words("Better than before", "比之前好")
_ALL = Words("Every change", "全部变化")
_CURVE = Words("Emotion curve", "情绪曲线")
_MOST_SHOWN = 8
MORE = Words("… and {} more", "……另有 {} 项")
_LEFT_OUT = Words(
    "Too much for a comment: `cxmap diff` says every change.", "内容超出评论长度：全部变化见 `cxmap diff`。"
)
_FAILED = Words("Could not be compared", "无法比较")
_MOST_MAPS = 200
_LONG_TEXT = 1000
_LONGEST = 48_000
"""Characters: GitHub takes 65,536 of a comment, and the questions of a review may follow."""


def as_markdown(found: Sequence[MapTidings], language: Language, failed: Sequence[str] = ()) -> str:
    """Return the changes of some maps as one comment; `failed` are the files that could not be compared, and why.

    Of more changes than a comment has room for as many as fit are told, those for the worse first; then only how many.
    """
    if not found and not failed:
        return f"{_NOTHING.said(language)}\n"
    lines = [f"## {_TITLE.said(language)}", "", *_failures(failed, language)]
    whole = [list(_of_map(each, language, _LONGEST)) for each in found]
    if sum(map(_length, whole)) > _LONGEST:
        lines += [_LEFT_OUT.said(language), ""]
        each_has = _LONGEST // len(found)
        whole = [list(_of_map(each, language, each_has)) for each in found]
    if sum(map(_length, whole)) > _LONGEST + 2000 * len(found) or len(found) > _MOST_MAPS:
        whole = [[line] for line in _counts(found, language)]
    lines += [line for each in whole for line in each]
    return "\n".join(lines).rstrip() + "\n"


def _length(lines: Sequence[str]) -> int:
    return sum(map(len, lines)) + len(lines)


def _failures(failed: Sequence[str], language: Language) -> Iterator[str]:
    if failed:
        yield f"**{_FAILED.said(language)}**"
        yield ""
        yield from (f"- {prose(each)}" for each in failed[:_MOST_SHOWN])
        yield from _more(len(failed) - _MOST_SHOWN, language)
        yield ""


def _more(count: int, language: Language) -> Iterator[str]:
    if count > 0:
        yield f"- {MORE.said(language).format(count)}"


def _counts(found: Sequence[MapTidings], language: Language) -> Iterator[str]:
    """Yield a line for each map, as many as there is room for."""
    used = 0
    for index, each in enumerate(found):
        said = STATUS[each.status].said(language) if each.status in STATUS else counted(each.tidings, language)
        line = f"- {prose(each.title)} · {said} · {code(each.after or each.before or '')}"
        used += len(line) + 1
        if used > _LONGEST:
            yield from _more(len(found) - index, language)
            return
        yield line


def _of_map(found: MapTidings, language: Language, room: int) -> Iterator[str]:
    """Yield the lines of a map; details for about as many characters as there is room for."""
    yield f"### {prose(found.title)}"
    yield ""
    if found.status in STATUS:
        yield f"{STATUS[found.status].said(language)} · {code(found.after or found.before or '')}"
        yield ""
        return
    yield f"{counted(found.tidings, language)} · {code(found.after or '')}"
    yield ""
    old, new = map(sparkline, found.curves)
    if old != new and (old.strip() or new.strip()):
        yield f"{_CURVE.said(language)} {code(old)} → {code(new)}"
        yield ""
    for level, heading in (("regression", _TO_CHECK), ("improvement", _BETTER)):
        these = [tiding for tiding in found.tidings if tiding.level == level]
        if these:
            yield f"**{heading.said(language)}**"
            yield ""
            yield from (
                f"- {LEVEL_SIGNS[level]} {_where(tiding, language)}{_said(tiding, language)}"
                for tiding in these[:_MOST_SHOWN]
            )
            if len(these) > _MOST_SHOWN:
                yield f"- {MORE.said(language).format(len(these) - _MOST_SHOWN)}"
            yield ""
    yield from _details(found, language, room)


def _details(found: MapTidings, language: Language, room: int) -> Iterator[str]:
    yield f"<details><summary>{_ALL.said(language)} ({len(found.tidings)})</summary>"
    yield ""
    told, used = 0, 0
    for titles, _, tidings in grouped(found):
        heading = " › ".join(map(prose, titles)) or (SHARED if tidings[0].shared else MAP_ITSELF).said(language)
        lines = [f"- {LEVEL_SIGNS[tiding.level]} {_said(tiding, language)}{_line(tiding)}" for tiding in tidings]
        used += len(heading) + _length(lines)
        if used > room:
            break
        yield f"**{heading}**"
        yield ""
        yield from lines
        yield ""
        told += len(lines)
    if told < len(found.tidings):
        yield from _more(len(found.tidings) - told, language)
        yield ""
    yield "</details>"
    yield ""


def bullet(tiding: Tiding, language: Language) -> str:
    """Return a change as an item of a list, with where it happened."""
    return f"- {LEVEL_SIGNS[tiding.level]} {_where(tiding, language)}{_said(tiding, language)}"


def _where(tiding: Tiding, language: Language) -> str:
    if not tiding.under:
        return ""
    return f"**{prose(tiding.under[-1].title)}**{'：' if language == 'zh' else ': '}"


def _said(tiding: Tiding, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    of = prose(tiding.of.named) + colon if tiding.of is not None else ""
    if len(tiding.said) > _LONG_TEXT:
        return of + prose(f"{tiding.said[:_LONG_TEXT]}…")
    if len(tiding.stretches) > 2:
        said = tiding.said.partition(colon)
        return of + prose(said[0]) + said[1] + "".join(map(_stretch, tiding.stretches))
    return of + prose(tiding.said)


def _stretch(stretch: Stretch) -> str:
    """Return a stretch of a text: what is gone struck out, what is new in bold; as HTML, since Markdown is picky."""
    text = prose(stretch.text.strip()) if stretch.text.strip() else ""
    before = " " if stretch.text[:1].isspace() else ""
    after = " " if stretch.text[-1:].isspace() and text else ""
    tag = {"same": "", "old": "del", "new": "ins"}[stretch.kept]
    return f"{before}<{tag}>{text}</{tag}>{after}" if tag and text else f"{before}{text}{after}"


def _line(tiding: Tiding) -> str:
    point = tiding.after or tiding.before
    return f" {code(f':{point.line}')}" if point is not None else ""
