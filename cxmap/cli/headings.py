"""Says in the user's language what typer writes into every help page by itself."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from cxmap.cli.help import language

_CHINESE = (
    (re.compile(r"^Usage: ", re.MULTILINE), "用法："),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r"\[default:\s+([^\]]*)\]"), r"[默认：\1]"),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"Install\s+completion\s+for\s+the\s+current\s+shell\."), "为当前 shell 安装自动补全。"),
    (
        re.compile(r"Show\s+completion\s+for\s+the\s+current\s+shell,\s+to\s+copy\s+it\s+or\s+customize\s+the\s+\w+\."),
        "显示当前 shell 的自动补全脚本，供复制或修改。",
    ),
    (re.compile(r"Show\s+this\s+message\s+and\s+exit\."), "显示帮助并退出。"),
)


def translated(page: str) -> str:
    """Return a help page with all of typer's own words in the language of the person at the keyboard."""
    if language() == "zh":
        for english, chinese in _CHINESE:
            page = english.sub(chinese, page)
    return page


class Verb(TyperCommand):
    """A command whose help is in one language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return translated(super().get_help(ctx))


class Verbs(TyperGroup):
    """All commands, with a help in one language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return translated(super().get_help(ctx))
