"""Runs a workspace's own templates: they know texts and numbers only, read their own folder, and stop in time.

Time is not measured: every step of a loop, every call and every character that is written is work, of which there is
a fixed amount, so that a template fails on every machine or on none. Whatever could make something large in one step
is not part of the language: no lists to be kept, no methods, and only the filters named here.
"""

from __future__ import annotations

import operator
import re
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateRuntimeError, nodes
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from jinja2 import Environment, Template

MOST_CHARACTERS = 200_000
"""That a template may write; also the longest text that it may handle."""
_MOST_WORK = 1_000_000
_LONGEST_FILE = 100_000
_COST_OF_FILE, _COST_OF_CALL = 5_000, 10
_MOST_BITS = 1_000
_FILTERS = (
    "abs", "capitalize", "d", "default", "e", "escape", "first", "float", "int", "last", "length", "lower",
    "safe", "striptags", "title", "trim", "truncate", "upper", "urlencode", "wordcount",
)  # fmt: skip
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.CondExpr, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg,
    nodes.Pos, nodes.Concat, nodes.If, nodes.For, nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Call,
    nodes.Keyword, nodes.Block, nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport, nodes.CallBlock,
    nodes.FilterBlock, nodes.With, nodes.List, nodes.Tuple,
)  # fmt: skip
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow,
}  # fmt: skip

TOO_MUCH = Words("it does too much", "它做的事太多")


class RefusedError(TemplateRuntimeError):
    """Why a template is stopped, in words."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


def written_by(folder: Path, name: str, finish: Callable[[str], Markup], values: dict[str, str]) -> str:
    """Return what a template writes; `finish` makes a value into what may stand in it.

    Raises:
        RefusedError: it is stopped.
        Exception: whatever else goes wrong in a template.
    """
    sandbox = _Sandbox(folder, finish)
    parts, length = [], 0
    for part in sandbox.get_template(name).generate(values):
        length += len(part)
        if length > MOST_CHARACTERS:
            raise RefusedError(
                Words(f"it writes more than {MOST_CHARACTERS} characters", f"写出的内容超过 {MOST_CHARACTERS} 个字符")
            )
        parts.append(part)
    text = "".join(parts)
    if (found := _CONTROLS.search(text)) is not None:
        point = f"U+{ord(found[0]):04X}"
        raise RefusedError(Words(f"it writes a control character, {point}", f"写出了控制字符 {point}"))
    return text


class _Folder(BaseLoader):
    """Loads templates that lie in a folder, also when links have been followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, and where it is."""
        path = self._folder.joinpath(*split_template_path(template)).resolve()
        if not path.is_relative_to(self._folder):
            raise RefusedError(
                Words(f"{template} leads out of the folder of the templates", f"{template} 指向模板文件夹之外")
            )
        if not path.is_file():
            raise TemplateNotFound(template)
        if path.stat().st_size > _LONGEST_FILE:
            raise RefusedError(
                Words(f"{template} is larger than {_LONGEST_FILE} bytes", f"{template} 超过 {_LONGEST_FILE} 字节")
            )
        return path.read_text(encoding="utf-8"), str(path), lambda: True


class _Sandbox(ImmutableSandboxedEnvironment):
    """The language of own templates; one is made for each time that a template is used."""

    intercepted_binops = frozenset(_OPERATORS)

    def __init__(self, folder: Path, finish: Callable[[str], Markup]) -> None:
        super().__init__(
            loader=_Folder(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            finalize=self._finished,
        )
        self._finish, self._work = finish, 0
        self.filters = {name: self._guarded(self.filters[name]) for name in _FILTERS}
        self.filters |= {"join": self._joined, "replace": self._replaced, " steps": self._steps}
        self.globals = {"range": self._range}

    def call(self, _context: Any, _called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, a block or a function of the language; methods of values are none of it."""
        self._spend(_COST_OF_CALL)
        is_loops = isinstance(getattr(_called, "__self__", None), LoopContext)
        if not (isinstance(_called, Macro | BlockReference | Undefined) or _called == self._range or is_loops):
            raise RefusedError(Words("it calls what is unsafe", "调用了不安全的内容"))
        result = super().call(_context, _called, *args, **kwargs)
        if isinstance(result, str):
            self._spend(len(result))
        return result

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers; texts can be put together only."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self._joined([left, right])
        if not (isinstance(left, int | float) and isinstance(right, int | float)):
            undefined = next((side for side in (left, right) if isinstance(side, Undefined)), None)
            if undefined is not None:
                str(undefined)  # says which name is unknown
            raise RefusedError(Words(f"it calculates with a text: {operator}", f"用文字做运算：{operator}"))
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * max(right, 1) if operator == "**" else left.bit_length() + right.bit_length()
            if bits > _MOST_BITS:
                raise RefusedError(Words("a number in it is too large", "其中的数过大"))
        return _OPERATORS[operator](left, right)

    def _load_template(self, name: str, globals: Any) -> Template:  # noqa: A002
        self._spend(_COST_OF_FILE)
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template, refuse what is not of the language, and count its loops."""
        tree = super()._parse(source, name, filename)
        self._check(tree, frozenset())
        for loop in list(tree.find_all(nodes.For)):
            if loop.recursive:
                raise RefusedError(_unknown("recursive", loop.lineno))
            cost = 1 + sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
            loop.iter = _filter(cast("nodes.Expr", loop.iter), " steps", nodes.Const(cost))
        counted: nodes.Template = _GuardedJoins().visit(tree)
        counted.set_environment(self)
        return counted

    def _check(self, node: nodes.Node, lists: frozenset[int]) -> None:
        """Lists are only where they are used up at once: nothing can pile them up."""
        if not isinstance(node, _NODES) or (isinstance(node, nodes.List | nodes.Tuple) and id(node) not in lists):
            raise RefusedError(_unknown(type(node).__name__, getattr(node, "lineno", 0)))
        used: list[Any] = []
        if isinstance(node, nodes.For):
            used = [node.iter]
        elif isinstance(node, nodes.Filter) and node.name == "join":
            used = [node.node]
        elif isinstance(node, nodes.Operand) and node.op in ("in", "notin"):
            used = [node.expr]
        for child in node.iter_child_nodes():
            self._check(child, frozenset(map(id, used)))

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > _MOST_WORK:
            raise RefusedError(TOO_MUCH)

    def _finished(self, value: Any) -> Any:
        if isinstance(value, Undefined):
            return value
        if value is None or isinstance(value, bool | int | float):
            value = "" if value is None else str(value)
        if not isinstance(value, str):
            raise RefusedError(Words("it writes what is neither text nor number", "写出了既非文字也非数字的内容"))
        self._spend(len(value))
        return value if isinstance(value, Markup) else self._finish(value)

    def _guarded(self, filter_: Callable[..., Any]) -> Callable[..., Any]:
        """Count what goes into a filter; none of them makes more than a few times as much of it."""

        @wraps(filter_)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            for value in (*args, *kwargs.values()):
                if isinstance(value, str):
                    self._spend(len(value))
            return filter_(*args, **kwargs)

        return guarded

    def _joined(self, parts: Iterable[Any], between: str = "") -> str:
        texts = []
        for part in parts:
            if isinstance(part, Undefined):
                str(part)  # says which name is unknown
            if not isinstance(part, str | int | float):
                raise RefusedError(Words("it joins what is neither text nor number", "连接了既非文字也非数字的内容"))
            text = part if isinstance(part, str) else str(part)
            self._spend(1 + len(text) + len(between))
            texts.append(text)
        if any(isinstance(text, Markup) for text in (*texts, between)):
            return Markup(escape(between)).join(self._finished(text) for text in texts)  # noqa: S704
        return str(between).join(texts)

    def _replaced(self, value: Any, old: str, new: str) -> str:
        text = str(value)
        self._spend(len(text) + text.count(old) * len(new))
        return text.replace(old, new)

    def _steps(self, values: Any, cost: int) -> Iterator[Any]:
        if isinstance(values, Undefined):
            iter(values)  # says which name is unknown
        if not isinstance(values, str | range | list | tuple):
            raise RefusedError(Words("it repeats over what is no list", "循环的对象不是列表"))
        for value in values:
            self._spend(cost)
            yield value

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        if numbers.start != numbers.stop and (numbers.stop - numbers.start) // numbers.step > _MOST_WORK:
            raise RefusedError(Words("a range in it is too large", "其中的 range 过大"))
        return numbers


def _unknown(what: str, line: int) -> Words:
    return Words(f"line {line}: {what.lower()} is not part of its language", f"第 {line} 行：不支持 {what.lower()}")


def _filter(node: nodes.Expr, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


class _GuardedJoins(NodeTransformer):
    """Lets texts that are put together by `~` be counted before they are."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  the name that jinja2 looks for
        return _filter(nodes.List([self.visit(part) for part in node.nodes], lineno=node.lineno), "join")
