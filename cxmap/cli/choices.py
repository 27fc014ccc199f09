"""What `cxmap render` can be asked for: lists of views and packs, and checks before any map is read."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.render.formats import FORMATS
from cxmap.render.packs import PACK_IDS, PACKS, pack_called
from cxmap.render.views import VIEW_IDS, VIEWS
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.cli.render import RenderOptions
    from cxmap.language import Language

ALL_VIEWS = "all"
USUAL_FORMATS = ("html", "svg")
_DOCUMENTS = ("html", "pdf", "pptx")
"""Formats that hold every view of a map, where none is chosen."""
PRINTED = ("pdf", "png", "svg")
"""Formats that are printed, and so can be cut into sheets of smaller paper."""
_WITH_SOURCE = ("html", "svg", "pdf")
_WITH_FONTS = ("pdf", "png")
_WITH_FORM = ("curve", "compare", "poster")
_WITH_OTHER = ("curve", "plan", "compare")
_WITH_LANES = ("worksheet", "poster")
"""Formats and views that heed an option; the one to be recommended stands first of the formats, last of the views."""
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
    if options.dpi is not None and not _LEAST_DPI <= options.dpi <= _MOST_DPI:
        raise CxmapError(
            Words(f"--dpi {options.dpi} is not possible", f"--dpi 不能是 {options.dpi}"),
            Words(f"from {_LEAST_DPI} to {_MOST_DPI}", f"可选 {_LEAST_DPI} 到 {_MOST_DPI}"),
        )


def view_ids(options: RenderOptions, format_: str) -> tuple[str, ...]:
    """Return the views to draw in a format: those that are named; with blank lanes the worksheet; else the usual ones."""
    if options.pack:
        pack = pack_called(options.pack)
        return tuple(part.view for part in pack.parts) if pack is not None else ()
    if not options.views and options.blank:
        return ("worksheet",)
    if ALL_VIEWS in options.views or (not options.views and format_ in _DOCUMENTS):
        return VIEW_IDS
    return options.views or ("poster",)


def check_used(options: RenderOptions) -> None:
    """Refuse an option that nothing of what is asked for would heed.

    Raises:
        CxmapError: an option goes with other views.
    """
    for flag, given, formats in (
        ("--tile", options.tile, PRINTED),
        ("--embed-source", options.embed_source, _WITH_SOURCE),
        ("--fonts", options.fonts, _WITH_FONTS),
        ("--dpi", options.dpi, ("png",)),
    ):
        if given and not {*formats} & {*options.formats}:
            raise CxmapError(
                Words(f"{flag} goes with {listed(formats, 'en')}", f"{flag} 用于 {listed(formats, 'zh')}"),
                Words(f"leave it out, or add --to {formats[0]}", f"请去掉它，或加上 --to {formats[0]}"),
            )
    views = {view for format_ in options.formats for view in view_ids(options, format_)}
    for flag, given, heeding in (
        ("--lanes", options.lanes, _WITH_LANES),
        ("--form compact", options.form == "compact", _WITH_FORM),
        ("--against", options.against, _WITH_OTHER),
    ):
        if given and not {*heeding} & views:
            raise CxmapError(
                Words(
                    f"{flag} goes with these views: {listed(heeding, 'en')}",
                    f"{flag} 用于这些视图：{listed(heeding, 'zh')}",
                ),
                Words("leave it out, or choose another pack", "请去掉它，或另选一个资料包")
                if options.pack
                else Words(f"leave it out, or add --view {heeding[-1]}", f"请去掉它，或加上 --view {heeding[-1]}"),
            )
    if options.blank:
        _check_blank(options, views)


def _check_blank(options: RenderOptions, views: set[str]) -> None:
    """Refuse blank lanes where no view that is asked for has one of them."""
    if views & ({"worksheet"} if options.pack else {"worksheet", "poster"}):
        return
    if "blueprint" in views and not options.pack:
        from cxmap.render.views.blueprint.steps import BLANKABLE

        if BLANKABLE.intersection(options.blank):
            return
        rows = sorted(BLANKABLE)
        raise CxmapError(
            Words(
                f"of the blueprint these rows can be left blank: {listed(rows, 'en')}",
                f"服务蓝图可留空的行：{listed(rows, 'zh')}",
            ),
            Words("write --view poster for other lanes", "其他泳道请写 --view poster"),
        )
    raise CxmapError(
        Words(
            "--blank goes with the worksheet, the poster and the blueprint: the other views have no lanes",
            "--blank 用于工作坊画布、海报和服务蓝图：其他视图没有泳道",
        ),
        Words("choose a pack with a worksheet: workshop", "请选含工作坊画布的资料包：workshop")
        if options.pack
        else Words(
            "leave --view out for the worksheet, or write --view poster",
            "要工作坊画布请去掉 --view；要海报请写 --view poster",
        ),
    )


def _check_known(flag: str, given: Sequence[str], known: Sequence[str]) -> None:
    unknown = [name for name in given if name not in known]
    if unknown:
        near = closest(unknown[0], known)
        raise CxmapError(
            Words(f"{flag} {unknown[0]}: there is no such thing", f"{flag} {unknown[0]}：没有这一项"),
            did_you_mean(near)
            if near
            else Words(f"there are: {listed(list(known), 'en')}", f"可选：{listed(list(known), 'zh')}"),
        )
