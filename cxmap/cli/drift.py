"""`cxmap drift`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import remark
from cxmap.cli.help import language as spoken_here
from cxmap.cli.lint import lint_maps
from cxmap.diagnostics import CxmapError
from cxmap.language import Words, enumerated, listed
from cxmap.lint.rules.drift import WATCHED
from cxmap.measures_file import MeasuresText, measures_beside
from cxmap.suggestions import closest
from cxmap.workspace import find_maps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.cli.lint import LintOptions

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
    maps = [map_file.path for map_file in find_maps(paths)]
    measured = [path for path in maps if measures_beside(path).exists()]
    if not measured:
        raise CxmapError(
            Words("nothing was measured: no map has a file of measures beside it", "没有测量结果：地图旁没有测量文件"),
            Words(
                "run `cxmap measure` and commit what it writes, or add --measure",
                "请运行 `cxmap measure` 并提交其结果，或加上 --measure",
            ),
        )
    _say_what_is_left_out([path for path in maps if path not in measured])
    return lint_maps([str(path) for path in measured], watching)


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
    _say_what_is_left_out([Path(document.name) for document, one in found if not one.read])
    return max(code, lint_maps(list(texts), replace(options, measured=texts.get)))


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
                remedy = Words(f"did you mean `{suggestion}`?", f"是否想写 `{suggestion}`？")
            raise CxmapError(Words(f"`{name}` is no rule of drift", f"`{name}` 不是偏差规则"), remedy)
