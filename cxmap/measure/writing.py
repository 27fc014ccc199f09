"""Writes measured figures into the text of a map: only into metrics that are declared `from: data`."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.diagnostics import Edit, Fix, Span, Text
from cxmap.edit import NotProven, mend
from cxmap.edit.proving import differing_comments, differing_path
from cxmap.edit.scalars import plain_or_quoted
from cxmap.language import Words, listed
from cxmap.model.measured import range_of
from cxmap.model.reading import called
from cxmap.source import parse
from cxmap.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.document import Document
    from cxmap.measurements import MapMeasurements, Measurement, Of
    from cxmap.model.claims import Metric
    from cxmap.source import Source

_ORDER = ("value", "unit", "formula", "scale", "direction", "n", "period", "from")
"""The canonical order of what is written and what stands between."""
_TOP_TWO = ("top2box", "t2b", "toptwobox", "前两档占比")
_JOINTS = str.maketrans("", "", " -_")
_LINE_END = re.compile(r"\r\n?|\n")


class Written(NamedTuple):
    """A map's text with measured figures in it, how many metrics changed, and of those left as they are, why."""

    content: str
    changed: int
    left: tuple[Words, ...]


class _Place(NamedTuple):
    """A metric that is declared `from: data`: where it is, and what it is of."""

    path: Path
    metric: Metric
    of: Of
    id: str
    name: str


def written(document: Document, found: MapMeasurements) -> Written:
    """Return the text of a map with what was measured in the metrics that are declared `from: data`.

    `value`, `n` and `period` are those of the last period that is shown; without periods, `value` and `n` of all answers.
    Every other byte stays as it is. A map of the future is left as it is: nothing of it can have been measured.

    Raises:
        NotProven: the new text would say anything else than the old one, apart from these values.
    """
    text, fixes, left = document.source.text, [], []
    expected = deepcopy(document.source.data)
    for place in _places(document):
        if document.journey.state == "future":
            left.append(_because(place, Words("the map is of the future", "这是未来的地图")))
            continue
        one = _measured(place, found)
        if isinstance(one, Words):
            left.append(_because(place, one))
            continue
        values = _values(one)
        path = _raw(document.source.data, place.path)
        node = _at(expected, path)
        wanted = {name: value for name, value in values.items() if name not in node or node[name] != value}
        if not wanted:
            continue
        edits = _edits(document.source, path, wanted)
        if edits is None:
            left.append(_because(place, Words("it is written in a way that cannot be edited", "其写法无法自动修改")))
            continue
        node.update(wanted)
        fixes.append(Fix(Words("written from data", "已按数据写入"), tuple(edits)))
    if not fixes:
        return Written(text.content, 0, tuple(left))
    content, made = mend(Text(text.name, text.content), fixes)
    after = parse(Text(text.name, content))
    differing = differing_path(expected, after.data)
    if len(made) != len(fixes) or differing is not None or differing_comments(document.source, after):
        raise NotProven(text.name, f"written from data: {differing}")
    return Written(content, len(made), tuple(left))


def _places(document: Document) -> Iterator[_Place]:
    """Yield the metrics that are declared `from: data`, in the order of the map."""
    journey, language = document.journey, document.language
    things: list[tuple[Path, Of, str, str, tuple[Metric, ...]]] = [((), "journey", journey.id, "", journey.metrics)]
    for s, stage in enumerate(journey.stages):
        things.append((("stages", s), "stage", stage.id or called(stage, "en"), called(stage, language), stage.metrics))
        for t, touchpoint in enumerate(stage.touchpoints):
            path, name = ("stages", s, "touchpoints", t), called(touchpoint, language)
            things.append((path, "touchpoint", touchpoint.id or "", name, touchpoint.metrics))
    for at, of, id_, name, metrics in things:
        for number, metric in enumerate(metrics):
            if metric.from_ == "data":
                yield _Place((*at, "metrics", number), metric, of, id_, called(metric, language) or name)


def _because(place: _Place, why: Words) -> Words:
    kind = place.metric.kind.upper()
    name = Words(f"the {kind} “{place.name}”", f"{kind}“{place.name}”") if place.name else Words(f"the {kind}", kind)
    return Words(f"{name.en} is left as it is: {why.en}", f"{name.zh} 未改动：{why.zh}")


def _measured(place: _Place, found: MapMeasurements) -> Measurement | Words:
    """Return what was measured of a metric; in words, why nothing is."""
    metric = place.metric
    same = [one for one in found.figures if (one.of, one.id) == (place.of, place.id) and not one.by]
    if metric.source is not None:
        known = sorted({one.source for one in found.figures} | {source.id for source in found.sources})
        if metric.source not in known:
            suggestion = closest(metric.source, known)
            meant = (
                Words(f"; did you mean `{suggestion}`?", f"；是否想写 `{suggestion}`？")
                if suggestion
                else Words("", "")
            )
            return Words(
                f"no data are called `{metric.source}`{meant.en}", f"没有名为 `{metric.source}` 的数据{meant.zh}"
            )
        same = [one for one in same if one.source == metric.source]
    same = [one for one in same if one.metric == metric.kind]
    if not same:
        return Words("nothing of this kind was measured there", "没有这种指标的实测")
    if len(same) > 1:
        names = [f"`{one.source}`" for one in same]
        return Words(
            f"several measure it: {listed(names, 'en')}; add `source: …`",
            f"有多个数据源：{listed(names, 'zh')}；请加 `source: …`",
        )
    (one,) = same
    odd = _otherwise(metric, one, found)
    if odd is not None:
        right = {"formula": " (top2box)" if metric.kind == "csat" else " (mean)"}.get(odd, "")
        return Words(f"its `{odd}` is not that of what was measured{right}", f"其 `{odd}` 与实测不同{right}")
    if one.figure.value is None:
        few = found.suppress_below  # which of the two it is would tell how few
        return Words(
            f"it is not shown: fewer than {few} answered, or figures of so few would follow",
            f"不显示：回答少于 {few} 份，或由它可推出这样少的数值",
        )
    return one


def _otherwise(metric: Metric, one: Measurement, found: MapMeasurements) -> str | None:
    """Return the field by which a metric is computed otherwise than what was measured; None where it is the same."""
    if metric.direction is not None and (metric.direction == "higher-is-better") is not one.rises:
        return "direction"
    if metric.kind == "csat":
        if metric.formula is None:
            limits = range_of(metric)  # 4.2 on a scale of 1 to 5 is a mean, though no formula says so
            if metric.value is not None and (limits is None or not limits.is_proportion):
                return "formula"
        elif _spelt(metric.formula) not in _TOP_TWO:
            return "formula"
    if metric.kind == "ces" and metric.formula not in (None, "mean"):
        return "formula"
    return "scale" if metric.kind != "nps" and not _is_on_scale(metric, one, found) else None


def _spelt(formula: object) -> str:
    return formula.strip().lower().translate(_JOINTS) if isinstance(formula, str) else ""


def _is_on_scale(metric: Metric, one: Measurement, found: MapMeasurements) -> bool:
    """Whether a metric has the scale of the answers that were measured; 0 to 1 is that of a share, which is written in per cent."""
    if metric.scale is None:
        return True
    scales = {source.scale for source in found.sources if source.id == one.source}
    scales = scales or {source.scale for source in found.sources if source.metric == one.metric}
    return (metric.scale.min, metric.scale.max) in scales


def _values(one: Measurement) -> dict[str, Any]:
    """Return what is written: of the last period that is shown, else of all answers."""
    last = next((each for each in reversed(one.periods) if each.figure.value is not None), None)
    figure = last.figure if last is not None else one.figure
    value = round(figure.value or 0.0, 2 if one.metric == "ces" else 1) + 0.0
    found: dict[str, Any] = {"value": int(value) if value.is_integer() else value, "n": figure.n}
    return {**found, "period": last.period} if last is not None else found


def _raw(data: Any, path: Path) -> Path:
    """Return a path as the text has it, where one item may stand in the place of a list of one."""
    found: list[str | int] = []
    for step in path:
        if isinstance(step, int) and not isinstance(data, list):
            continue
        data = data[step]
        found.append(step)
    return tuple(found)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _edits(source: Source, path: Path, wanted: dict[str, Any]) -> list[Edit] | None:
    """Return the edits that write values into a mapping; None where it is written in a way that they cannot be."""
    edits: list[Edit] = []
    added: dict[int, list[str]] = {}
    for name, value in wanted.items():
        said = plain_or_quoted(value) if isinstance(value, str) else repr(value)
        span = source.spans.get((*path, name))
        if span is not None:
            edit = _replacing(source.text.content, span, said, value)
            if edit is None:
                return None
            edits.append(edit)
            continue
        following = next((key for key in _ORDER[_ORDER.index(name) :] if (*path, key) in source.keys), None)
        if following is None:
            return None
        added.setdefault(source.keys[*path, following].start, []).append(f"{name}: {said}")
    is_flow = source.text.content.startswith("{", source.spans[path].start)
    for at, lines in added.items():
        between = ", " if is_flow else _next_line(source.text, at)
        if between is None:
            return None
        edits.append(Edit(Span(at, at), "".join(f"{line}{between}" for line in lines)))
    return edits


def _replacing(content: str, span: Span, said: str, value: Any) -> Edit | None:
    old = content[span.start : span.end]
    if not old:
        return Edit(span, f" {said}" if content[span.start - 1 : span.start] == ":" else said)
    if "\n" in old or old[0] in "&*!|>[{":
        return None
    if isinstance(value, str) and old[0] in "'\"":
        return Edit(span, f"{old[0]}{value}{old[0]}")  # a period has neither quotes nor backslashes
    return Edit(span, said)


def _next_line(text: Text, at: int) -> str | None:
    """Return what stands between a key that is added and the one before which it is: a line end, and the indentation."""
    line, column = text.position(at)
    before = text.content[text.line_start(line) : at]
    if before.strip(" -"):
        return None
    found = _LINE_END.search(text.content)
    return (found[0] if found else "\n") + " " * (column - 1)
