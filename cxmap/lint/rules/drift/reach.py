"""Whether map and data speak of the same touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import together
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.reading import Place

_MOST_NAMED = 6
UNKNOWN = "unknown-touchpoint"
"""Why an answer was not taken that names a touchpoint which no map has."""


@rule(Severity.NOTE, STRICT)
def touchpoint_without_data(context: Context) -> Iterator[Finding]:
    """A touchpoint that no data touch, although others of the map are measured; said once for those of one owner.

    其他触点都有数据，唯独没有数据的触点；同一责任团队的合并提示。

    Why it matters: what is not measured stays an opinion, and beside measured touchpoints it looks as well founded as
    they are. Data name a touchpoint by its id, its name, or by what `values:` of the source says.

    为什么重要：没有测量的只是看法，夹在有数据的触点中间，看上去却同样可信。
    数据按触点的 id、名称或数据源 `values:` 中的叫法对应。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form}
              - {id: desk, name: The desk}  # touchpoint-without-data

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8}]}

    How to mend: ask about it in the next survey, or find the system that knows of it; or leave it as it is, knowingly.

    如何修改：在下次问卷中加入该触点，或找到记录它的系统；也可以明知如此而保留。

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form}
              - {id: desk, name: The desk}

    Measured then:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8},
          {"touchpoint": "desk", "source": "survey", "metric": "csat", "n": 98, "value": 70.4, "low": 60.7, "high": 78.5}]}
    """
    found = context.measures
    if found is None or context.journey.state == "future":
        return
    touched = {one.id for one in found.figures if one.of == "touchpoint"}
    touched |= {one.id for one in found.complaints if one.of == "touchpoint"}
    places = {id_: place for place in context.places if (id_ := place.touchpoint.id)}
    if not touched & places.keys():
        return
    owners: dict[str | None, list[Place]] = {}
    for place in context.places:
        if place.touchpoint.id not in touched:
            owners.setdefault(place.touchpoint.owner, []).append(place)
    for untouched in owners.values():
        names = [in_quotes(called(place.touchpoint, context.language)) for place in untouched]
        more, said = len(names) - _MOST_NAMED, together(names)
        if more > 1:
            first = together(names[:_MOST_NAMED])
            said = Words(f"{', '.join(names[:_MOST_NAMED])} and {more} more", f"{first.zh}等 {len(names)} 个触点")
        count = Words("the touchpoint", "触点") if len(names) == 1 else Words(f"{len(names)} touchpoints:", "触点")
        nameless = any(place.touchpoint.id is None for place in untouched)
        yield Finding(
            untouched[0].path,
            Words(f"no data touch {count.en} {said.en}", f"没有任何数据涉及{count.zh}{said.zh}"),
            Words(
                "ask about it, or name it in `values:` of the source"
                + ("; give it an `id:` first" if nameless else ""),
                "请在问卷中加入，或在数据源的 `values:` 中写明叫法" + ("；请先为它写 `id:`" if nameless else ""),
            ),
            places=tuple(place.path for place in untouched),
        )


@rule(
    Severity.NOTE,
    DEFAULT,
    share=Option(
        2.0,
        "how much of a source must speak of touchpoints that no map has, in per cent",
        "数据中有百分之几提到地图没有的触点才提示",
        at_least=0,
        at_most=100,
    ),
)
def touchpoint_missing_from_map(context: Context, share: float) -> Iterator[Finding]:
    """Data about touchpoints that no map of the workspace has.

    数据提到了工作区中任何地图都没有的触点。

    Why it matters: customers go somewhere that nobody has drawn: a new page, a shop that was added, a word that a system
    uses for something the map calls otherwise. Their answers are not counted anywhere.

    为什么重要：客户去了图上没有的地方：新页面、新门店，或是系统里的另一种叫法。他们的回答没有计入任何触点。

    Example:

        stages: [{name: Applying, touchpoints: [{id: form, name: The form}]}]  # touchpoint-missing-from-map

    Measured:

        {"version": 1, "map": "example", "sources": [
          {"id": "survey", "metric": "csat", "scale": [1, 5], "rows": 1197, "rejected": {"unknown-touchpoint": 85}}], "figures": []}

    How to mend: see which they are with `cxmap measure --rejects rejects.csv`; draw what is missing, and translate what is
    only called otherwise in `values:` of the source.

    如何修改：用 `cxmap measure --rejects rejects.csv` 查看是哪些；缺的画进地图，只是叫法不同的写进数据源的 `values:`。

        stages: [{name: Applying, touchpoints: [{id: form, name: The form}, {id: app, name: The app}]}]

    Measured then:

        {"version": 1, "map": "example", "sources": [
          {"id": "survey", "metric": "csat", "scale": [1, 5], "rows": 1197, "rejected": {}}], "figures": []}
    """
    found = context.measures
    if found is None or context.journey.state == "future":
        return
    for source in found.read:
        count = next((count for reason, count, _ in source.rejected if reason == UNKNOWN), 0)
        part = 100 * count / source.rows if source.rows else 0.0
        if part >= share and count >= max(found.suppress_below, 1):
            yield Finding(
                ("stages",),
                Words(
                    f"{part:.1f}% of `{source.id}` speaks of touchpoints that no map has ({count:,} of {source.rows:,} rows)",
                    f"`{source.id}` 中 {part:.1f}% 提到的触点不在任何地图上（{source.rows:,} 条中的 {count:,} 条）",
                ),
                Words(
                    "`cxmap measure --rejects rejects.csv` names them: draw them, or translate them in `values:` of the source",
                    "`cxmap measure --rejects rejects.csv` 可列出它们：请补进地图，或在数据源的 `values:` 中写明对应",
                ),
                at_key=True,
            )
