"""Says in both languages what is wrong with a command line; typer's own words are English."""

from __future__ import annotations

import re
from typing import Any

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.suggestions import closest, did_you_mean

_NO_COMMAND = re.compile(r"No such command '(.*?)'.*")
_NO_CHOICE = re.compile(r"'(.*)' is not one of (.*?)\.?", re.DOTALL)
_NO_VALUE = re.compile(r"Option '(.*)' requires an argument\.?")
_TOO_MUCH = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)")
_NO_NUMBER = re.compile(r"'(.*)' is not a valid int(?:eger)?\.?", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'")


def _verbs(context: Any) -> list[str]:
    """Return what stands behind the program, which may be `python -m cxmap`, on the command line that is in error."""
    return [*_verbs(context.parent), context.info_name] if context is not None and context.parent is not None else []


def in_words(error: Any) -> CxmapError | None:
    """Return a typer error in words of ours; None for one that only shows the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return None
    command = " ".join(["cxmap", *_verbs(error.ctx)])
    see_help = Words(f"see `{command} --help`", f"参见 `{command} --help`")
    message: str = error.message or ""
    if (name := getattr(error, "option_name", None)) and type(error).__name__ == "NoSuchOption":
        options = [option for parameter in error.ctx.command.params for option in parameter.opts]
        meant = closest(name.lstrip("-"), [option.lstrip("-") for option in options])
        said = Words(f"there is no option `{name}`", f"没有选项 `{name}`")
        return CxmapError(said, did_you_mean(f"--{meant}") if meant else see_help)
    if type(error).__name__ == "MissingParameter":
        parameter = error.param.metavar or error.param.opts[0] if error.param is not None else message
        return CxmapError(Words(f"`{parameter}` is missing", f"缺少 `{parameter}`"), see_help)
    if match := _NO_COMMAND.fullmatch(message):
        commands = list(getattr(error.ctx.command, "commands", {})) if error.ctx is not None else []
        meant = closest(match[1], commands)
        all_of_them = Words(f"there are: {listed(commands, 'en')}", f"可用的命令：{listed(commands, 'zh')}")
        said = Words(f"there is no command `{match[1]}`", f"没有命令 `{match[1]}`")
        return CxmapError(said, did_you_mean(meant) if meant else all_of_them)
    if match := _NO_CHOICE.fullmatch(message):
        kind = getattr(getattr(error, "param", None), "type", None)
        choices = [getattr(one, "value", one) for one in getattr(kind, "choices", _QUOTED.findall(match[2]))]
        name = error.param.opts[0] if getattr(error, "param", None) is not None else command
        said = Words(f"`{name}` cannot be `{match[1]}`", f"`{name}` 不能是 `{match[1]}`")
        return CxmapError(said, Words(f"allowed: {listed(choices, 'en')}", f"可选：{listed(choices, 'zh')}"))
    if match := _NO_NUMBER.fullmatch(message):
        name = error.param.opts[0] if getattr(error, "param", None) is not None else command
        said = Words(f"`{name}` cannot be `{match[1]}`", f"`{name}` 不能是 `{match[1]}`")
        return CxmapError(said, Words("a whole number is expected", "请写一个整数"))
    if match := _NO_VALUE.fullmatch(message):
        return CxmapError(Words(f"`{match[1]}` needs a value", f"`{match[1]}` 后面要有一个值"), see_help)
    if match := _TOO_MUCH.fullmatch(message):
        return CxmapError(Words(f"`{match[1]}` is one argument too many", f"多了一个参数 `{match[1]}`"), see_help)
    return CxmapError(Words(message, message), see_help)
