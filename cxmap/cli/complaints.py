"""Says on stderr why cxmap cannot go on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.language import Words
from cxmap.report.cells import printable, shortened
from cxmap.report.terminal import write_lines

if TYPE_CHECKING:
    from cxmap.language import Language


_HOLDS: dict[str, Words] = {
    "--view": Words("names of views, separated by commas: --list-views", "视图名，用逗号分隔：--list-views"),
    "--pack": Words("the name of a pack: --list-packs", "资料包名：--list-packs"),
    "--lanes": Words("names of lanes, separated by commas", "泳道名，用逗号分隔"),
    "--blank": Words("names of lanes, separated by commas", "泳道名，用逗号分隔"),
    "--select": Words("names of rules or families, separated by commas", "规则名或规则族名，用逗号分隔"),
    "--ignore": Words("names of rules or families, separated by commas", "规则名或规则族名，用逗号分隔"),
    "--to": Words("formats, separated by commas, such as html,svg", "格式，用逗号分隔，如 html,svg"),
    "--output": Words("a folder", "文件夹"),
    "--against": Words("a map", "地图文件"),
    "--persona": Words("the id of a persona", "客户角色的 id"),
    "--since": Words("a revision", "一个版本"),
    "--only": Words("levels, areas or kinds of change: `cxmap changes`", "变化的级别、领域或种类：`cxmap changes`"),
    "--fail-on": Words("levels, areas or kinds of change: `cxmap changes`", "变化的级别、领域或种类：`cxmap changes`"),
    "--draft": Words("a file, or - for stdout", "文件名，- 为标准输出"),
    "--check": Words("a map", "地图文件"),
    **{
        f"--{kind}": Words("the name of a column", "列名")
        for kind in ("case", "event", "time", "order", "channel", "segment")
    },
    "--time-format": Words("a format as strptime has it, such as %d/%m/%Y", "strptime 格式，如 %d/%m/%Y"),
    "--encoding": Words("an encoding, such as gb18030", "编码名，如 gb18030"),
    "--source": Words("the id of an event log", "事件日志的 id"),
    "--fonts": Words("a font file, or a folder", "字体文件或文件夹"),
}
_A_FILE = Words("a file", "文件名")


def empty_value(flag: str, *, takes_file: bool = False) -> CxmapError:
    """Return what to say of an option with nothing in it; of some verbs `--output` is a file, of others a folder."""
    wanted = _A_FILE if takes_file else _HOLDS[flag]
    return CxmapError(
        Words(f"`{flag}` is empty", f"`{flag}` 是空的"), Words(f"it takes {wanted.en}", f"应填{wanted.zh}")
    )


def complain(error: CxmapError, language: Language | None = None) -> None:
    """Write an error in `language`, by default in that of the person at the keyboard."""
    speak = language or spoken_here()
    if isinstance(error, InvalidFile):
        from cxmap.report.findings import FileFindings, as_text

        write_lines(as_text(FileFindings(error.text, error.diagnostics), speak), sys.stderr)
        return
    lines = [[("cxmap: ", "error"), (printable(error.message.said(speak)), "strong")]]
    if error.help is not None:
        lines.append([("  ", ""), (printable(error.help.said(speak)), "help")])
    write_lines(lines, sys.stderr)


def remark(said: Words, language: Language) -> None:
    """Write on one line what did not keep cxmap from going on; it may hold texts of a map, which no terminal obeys."""
    sys.stderr.write(f"cxmap: {shortened(printable(said.said(language)))}\n")
