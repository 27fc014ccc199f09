"""What `cxmap render` can be asked for: lists of views and packs, and checks before any map is read."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.render.formats import FORMATS
from cxmap.render.packs import PACK_IDS, PACKS
from cxmap.render.views import VIEW_IDS, VIEWS
from cxmap.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.cli.render import RenderOptions
    from cxmap.language import Language

ALL_VIEWS = "all"
USUAL_FORMATS = ("html", "svg")
_LEAST_DPI, _MOST_DPI = 36, 1200


def list_views(language: Language) -> int:
    """Print the views, each with what it shows."""
    width = max(map(len, VIEW_IDS))
    for view in VIEWS:
        sys.stdout.write(f"{view.id:<{width}}  {view.name.said(language)}: {view.shows.said(language)}\n")
    return 0


def list_packs(language: Language) -> int:
    """Print the packs, each with its purpose and its views."""
    width = max(map(len, PACK_IDS))
    views = Words("Views: ", "视图：").said(language)
    for pack in PACKS:
        names = [part.view if part.paper == pack.paper else f"{part.view} ({part.paper})" for part in pack.parts]
        sys.stdout.write(f"{pack.id:<{width}}  {pack.name.said(language)}: {pack.purpose.said(language)}\n")
        sys.stdout.write(f"{'':<{width}}  {views}{listed(names, language)} · {pack.paper}\n")
    return 0


def formats_of_pack(language: Language) -> tuple[str, ...]:
    """Return the format of a pack where none is asked for: PDF, or HTML where typst is not installed, which is said."""
    if find_spec("typst") is not None:
        return ("pdf",)
    said = Words(
        'the pack is written as a page (html); as PDF it needs typst: pip install "cxmap[pdf]"',
        '资料包写成了网页（html）；要写成 PDF 需要 typst：pip install "cxmap[pdf]"',
    )
    sys.stderr.write(f"cxmap: {said.said(language)}\n")
    return ("html",)


def check(options: RenderOptions) -> None:
    """Refuse what cannot be asked for.

    Raises:
        CxmapError: there is no such thing, or two options do not go together.
    """
    _check_known("--to", options.formats, FORMATS)
    _check_known("--view", options.views, (*VIEW_IDS, ALL_VIEWS))
    _check_known("--pack", (options.pack,) if options.pack else (), PACK_IDS)
    if options.pack and options.views:
        raise CxmapError(
            Words("--pack has its own views", "--pack 自带一组视图"),
            Words(
                "leave --view out; --list-packs says what is in a pack",
                "请去掉 --view；--list-packs 列出各资料包的内容",
            ),
        )
    if options.tile and "pptx" in options.formats:
        raise CxmapError(
            Words("--tile cuts a picture for paper; a slide shows it whole", "--tile 为纸张切分图片；幻灯片会整张显示"),
            Words("leave --tile or pptx out", "请去掉 --tile 或 pptx"),
        )
    if not _LEAST_DPI <= options.dpi <= _MOST_DPI:
        raise CxmapError(
            Words(f"--dpi {options.dpi} is not possible", f"--dpi 不能是 {options.dpi}"),
            Words(f"from {_LEAST_DPI} to {_MOST_DPI}", f"可选 {_LEAST_DPI} 到 {_MOST_DPI}"),
        )
    if options.views and ALL_VIEWS not in options.views and not {"poster", "worksheet"} & {*options.views}:
        for flag, value in (("--lanes", options.lanes), ("--blank", options.blank)):
            if value:
                raise CxmapError(
                    Words(
                        f"{flag} goes with the poster; the others have no lanes", f"{flag} 用于海报；其他视图没有泳道"
                    ),
                    Words("leave it out, or add --view poster", "请去掉它，或加上 --view poster"),
                )


def _check_known(flag: str, given: Sequence[str], known: Sequence[str]) -> None:
    unknown = [name for name in given if name not in known]
    if unknown:
        near = closest(unknown[0], known)
        raise CxmapError(
            Words(f"{flag} {unknown[0]}: there is no such thing", f"{flag} {unknown[0]}：没有这一项"),
            Words(f"did you mean `{near}`?", f"是否想写 `{near}`？")
            if near
            else Words(f"there are: {listed(list(known), 'en')}", f"可选：{listed(list(known), 'zh')}"),
        )
