"""`cxmap drift`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import remark
from cxmap.cli.data_ids import look_for_unknown_ids
from cxmap.cli.help import language as spoken_here
from cxmap.cli.lint import lint_maps
from cxmap.diagnostics import CxmapError
from cxmap.language import Words, enumerated, listed
from cxmap.lint.rules.drift import WATCHED
from cxmap.lint.rules.drift.freshness import measures_unreadable
from cxmap.lint.rules.drift.taken import MOST_LEFT_OUT, fault_of
from cxmap.measures_file import MeasuresText, measures_beside
from cxmap.measures_file.reading import measures_of
from cxmap.suggestions import closest, did_you_mean
from cxmap.workspace import find_maps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.cli.lint import LintOptions
    from cxmap.measurements import MapMeasurements

FAMILY = "drift"
_MOST_NAMED = 5


def watch_maps(paths: Sequence[str], options: LintOptions, *, anew: bool) -> int:
    """Compare maps with what was measured of them, or is measured `anew`.

    Returns 0 where they agree, 1 for findings, or where a map is not valid; 2 where nothing was measured, or something
    cannot be read: a job that watches nothing must not be content.
    """
    _refuse_other_rules((*options.select, *options.ignore))
    watching = replace(options, watched=WATCHED)
    if anew:
        return _measured_anew(paths, watching)
    found = find_maps(paths)
    around = {one.workspace.root: one.workspace for one in found if one.workspace is not None}
    look_for_unknown_ids(around.values(), closely=True)
    maps = [map_file.path for map_file in found]
    for path in maps:
        if not path.exists():
            raise CxmapError(Words(f"{path}: no such file", f"找不到文件 {path}"))
    measured = {path: _measures_beside(path) for path in maps if measures_beside(path).exists()}
    if not measured:
        raise CxmapError(
            Words("nothing was measured: no map has a file of measures beside it", "没有测量结果：地图旁没有测量文件"),
            Words(
                "run `cxmap measure` and commit what it writes, or add --measure",
                "请运行 `cxmap measure` 并提交其结果，或加上 --measure",
            ),
        )
    if not _asks_for(measures_unreadable.name, options):
        for path, one in measured.items():
            if one is None:
                measures_of(path)  # says why: nobody else would
    known = [one for one in measured.values() if one is not None]
    if len(known) == len(measured):
        _refuse_what_has_no_figure(known)
    _say_what_is_left_out([path for path in maps if path not in measured or _is_empty(measured[path])])
    return lint_maps([str(path) for path in measured], watching)


def _measures_beside(path: Path) -> MapMeasurements | None:
    """Return what was measured of a map; None where its file cannot be read, which is a finding."""
    try:
        return measures_of(path)
    except CxmapError:
        return None


def _asks_for(rule: str, options: LintOptions) -> bool:
    """Whether --select and --ignore leave a rule in."""
    names = {rule, FAMILY, "all"}
    return (not options.select or not names.isdisjoint(options.select)) and names.isdisjoint(options.ignore)


def _is_empty(one: MapMeasurements | None) -> bool:
    return one is not None and not one.has_figures


def _measured_anew(paths: Sequence[str], options: LintOptions) -> int:
    from cxmap.cli.measure import MeasureOptions, measured_maps
    from cxmap.report.measures.data import measures_json

    found, code = measured_maps(paths, MeasureOptions(dry_run=True))
    texts = {
        document.name: MeasuresText(measures_beside(document.name).name, measures_json(one))
        for document, one in found
        if one.read
    }
    if not texts:
        raise CxmapError(
            Words("nothing was measured: no data are about these maps", "没有测量结果：没有关于这些地图的数据"),
            Words("see `data:` in cxmap.yaml, and its `maps:`", "请检查 cxmap.yaml 中的 `data:` 及其 `maps:`"),
        )
    _refuse_what_has_no_figure([one for _, one in found if one.read])
    _say_what_is_left_out([Path(document.name) for document, one in found if not one.has_figures])
    return max(code, lint_maps(list(texts), replace(options, measured=texts.get)))


def _refuse_what_has_no_figure(measured: Sequence[MapMeasurements]) -> None:
    """Say why there is no figure of any map, though its sources were read: the first of what is wrong with them.

    Raises:
        CxmapError: that is so.
    """
    if any(one.has_figures for one in measured):
        return
    for source in (source for one in measured for source in one.read):
        fault = fault_of(source, MOST_LEFT_OUT)
        if fault is not None:
            said, remedy = fault
            raise CxmapError(Words(f"nothing was measured: {said.en}", f"没有测量结果：{said.zh}"), remedy)
    few = any(one.figures or one.complaints or one.flows for one in measured)
    least = max((one.suppress_below for one in measured), default=0)
    raise CxmapError(
        Words(
            f"nothing was measured: fewer than {least} people say anything of these maps",
            f"没有测量结果：涉及这些地图的样本少于 {least}",
        )
        if few
        else Words("nothing was measured: no data say anything of these maps", "没有测量结果：没有数据涉及这些地图"),
        Words(
            "wait for more of them, or set `suppress_below:` in cxmap.yaml",
            "请等待更多数据，或在 cxmap.yaml 中设置 `suppress_below:`",
        )
        if few
        else Words(
            "`cxmap measure` says what was read; see `values:` and `maps:` of the sources",
            "`cxmap measure` 会说明读取了什么；请检查数据源的 `values:` 和 `maps:`",
        ),
    )


def _say_what_is_left_out(paths: Sequence[Path]) -> None:
    """Name the maps of which nothing was measured: they are not as they should be, only unknown."""
    if not paths:
        return
    names = [path.name for path in paths[:_MOST_NAMED]]
    more = len(paths) - len(names)
    if more:
        said = Words(f"{listed(names, 'en')} and {more} more", f"{listed(names, 'zh')} 等 {len(paths)} 张")
    else:
        said = Words(enumerated(names, "en"), listed(names, "zh"))
    remark(Words(f"nothing was measured of {said.en}", f"没有测量结果的地图：{said.zh}"), spoken_here())


def _refuse_other_rules(names: Sequence[str]) -> None:
    for name in names:
        if name not in WATCHED and name not in (FAMILY, "all"):
            suggestion = closest(name, WATCHED)
            remedy = Words(f"rules of drift: {listed(list(WATCHED), 'en')}", f"偏差规则：{listed(list(WATCHED), 'zh')}")
            if suggestion is not None:
                remedy = did_you_mean(suggestion)
            raise CxmapError(Words(f"`{name}` is no rule of drift", f"`{name}` 不是偏差规则"), remedy)
