"""Whether the file of measures can be read, and is still of this map and these data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cxmap.data.naming import is_about
from cxmap.data.settings import PERIOD, greyed_below, settings_of, suppressed_below
from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import together
from cxmap.lint.rules.drift.periods import last_period
from cxmap.lint.rules.drift.things import things
from cxmap.model.forms import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxmap.lint.context import Context
    from cxmap.measurements import ComplaintFigure, MapMeasurements, Measurement, Of
    from cxmap.model.data import Source

_AT = ("stages",)
_MOST_NAMED = 8
_AGAIN = Words("run `cxmap measure`, and commit what it writes", "请运行 `cxmap measure`，并提交其结果")


@rule(Severity.WARNING, DEFAULT)
def measures_unreadable(context: Context) -> Iterator[Finding]:
    """A file of measures beside the map that cannot be read, or is of another map.

    地图旁的测量文件无法读取，或属于另一张地图。

    Why it matters: nothing is compared then, and a job that watches the map would be content with it. A half merge, a
    file that was renamed along with another map, or one of a later version of cxmap looks like this.

    为什么重要：这样就什么都没有比较，而监测任务还以为一切正常。合并了一半、随别的地图改名、由更新版本的 cxmap 写出，都会如此。

    Example:

        stages: [Applying]  # measures-unreadable

    Measured:

        {"version": 1, "map": "another-map", "figures": []}

    How to mend: measure again; the file is written anew.

    如何修改：重新测量，文件会重新生成。

        stages: [Applying]

    Measured then:

        {"version": 1, "map": "example", "figures": []}
    """
    if context.measures_fault is not None:
        yield Finding(_AT, context.measures_fault.message, _AGAIN, at_key=True)


@rule(
    Severity.NOTE,
    DEFAULT,
    after=Option(
        "90d",
        "how long after the last measured period it is old",
        "最近一期实测之后多久算过期",
        is_duration=True,
    ),
)
def measures_out_of_date(context: Context, after: str) -> Iterator[Finding]:
    """Measures that are no longer of this map and these data: the map, its sources, how they are
    read, or their files have changed, or the last period is long past. Files are compared where they are there.

    测量结果已不对应当前的地图或数据：地图、数据源及其读法、数据文件已变，或最近一期早已过去。数据文件存在时才比较。

    Why it matters: everything else that is said of drift rests on this file. Measured before the last change, it speaks
    of a map or of data that are no more.

    为什么重要：其他关于偏差的判断都建立在这个文件上。它若早于最后一次改动，说的就是已不存在的地图或数据。

    Example:

        stages:  # measures-out-of-date
          - name: Applying
            touchpoints: [{id: application-form, name: The form}]

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8}]}

    How to mend: measure again, and commit the file with the map.

    如何修改：重新测量，并把文件与地图一起提交。

        stages:
          - name: Applying
            touchpoints: [{id: application-form, name: The form}]

    Measured then:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "application-form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8}]}
    """
    found = context.measures
    if found is None:
        return
    for message in _faults(context, found, timedelta(minutes=minutes(after))):
        yield Finding(_AT, message, _AGAIN, at_key=True)


def _faults(context: Context, found: MapMeasurements, allowed: timedelta) -> Iterator[Words]:
    known = things(context)
    named: list[tuple[Of, str]] = [(one.of, one.id) for one in found.figures]
    named += [(one.of, one.id) for one in found.complaints]
    named += [("touchpoint", step.touchpoint) for flow in found.flows for step in flow.steps]
    gone = _some(list(dict.fromkeys(one[1] for one in named if one not in known)))
    if gone is not None:
        yield Words(
            f"the measures are older than the map: they speak of {gone.en}, which it does not have",
            f"测量结果早于地图：其中有地图上没有的 {gone.zh}",
        )
    changed = _some(
        [
            file.name
            for source in found.read
            for file in source.files
            if file.sha256 and context.sha256(file.name) not in (None, file.sha256)
        ]
    )
    if changed is not None:
        yield Words(
            f"the data have changed since they were measured: {changed.en}", f"测量之后数据已有变化：{changed.zh}"
        )
    declared = _declared(context)
    read = {source.id: source for source in found.read}
    more = {
        name: None
        for id_, source in declared.items()
        if id_ in read and (there := {file.name for file in read[id_].files})
        for pattern in source.files
        for name in context.files(pattern)
        if name not in there
    }
    newer = _some(list(more))
    if newer is not None:
        yield Words(f"there are files of data that were not measured: {newer.en}", f"有尚未测量的数据文件：{newer.zh}")
    changed_settings = _some(_set_otherwise(context, found, declared))
    if changed_settings is not None:
        yield Words(
            f"cxmap.yaml says otherwise than when it was measured: {changed_settings.en}",
            f"测量之后 cxmap.yaml 中的设置已变：{changed_settings.zh}",
        )
    added = _some(sorted(declared.keys() - read.keys()))
    if added is not None:
        yield Words(
            f"cxmap.yaml names data that were not measured: {added.en}", f"cxmap.yaml 中有尚未测量的数据：{added.zh}"
        )
    measured: list[Measurement | ComplaintFigure] = [*found.figures, *found.complaints]
    last = max((months.end for one in measured if (months := last_period(one)) is not None), default=None)
    if last is not None and context.today - last > allowed:
        days = (context.today - last).days
        yield Words(
            f"the last measured period ended on {last}, {days:,} days ago", f"最近一期实测截至 {last}，已过 {days:,} 天"
        )


def _declared(context: Context) -> dict[str, Source]:
    """Return the surveys, the complaint logs and the event logs of the workspace that are about this map, by id."""
    workspace = context.document.workspace
    sources = workspace.sources if workspace is not None else []
    return {source.id: source for source in sources if is_about(source, context.document)}


def _set_otherwise(context: Context, found: MapMeasurements, declared: Mapping[str, Source]) -> list[str]:
    """Return what of `data:` was another when it was measured: settings of all sources, and the ids of sources."""
    workspace = context.document.workspace
    data = workspace.file.data if workspace is not None else None
    if data is None or not found.read:
        return []
    now: dict[str, object] = {
        "period": data.period or PERIOD,
        "suppress_below": suppressed_below(data),
        "grey_below": greyed_below(data),
    }
    return [
        *(name for name, value in now.items() if getattr(found, name) != value),
        *(
            one.id
            for one in found.read
            if one.settings and one.id in declared and one.settings != settings_of(declared[one.id], data.codebook)
        ),
    ]


def _some(names: list[str]) -> Words | None:
    """Name the first of some things; None for none."""
    if not names:
        return None
    said = together([f"`{name}`" for name in names[:_MOST_NAMED]])
    more = len(names) - _MOST_NAMED
    if more <= 0:
        return said
    return Words(f"{said.en} and {more} more", f"{said.zh} 等 {len(names)} 个")
