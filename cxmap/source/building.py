"""Builds plain data and its positions from parser events, in one walk and without recursion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from cxmap.diagnostics import Diagnostic, Path, Severity, Span, Text
from cxmap.language import Words
from cxmap.source.characters import refused_character
from cxmap.source.faults import DEEPEST, TOO_DEEP
from cxmap.source.scalars import resolve

if TYPE_CHECKING:
    from cxmap.source.events import Parser

MOST_REPEATED = 100_000
"""Nodes that aliases may add to a file."""

_CORE_TAGS = {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
_NO_KEY = object()
_new = tuple.__new__


class Refused(Exception):  # noqa: N818  not an error of ours: the walk ends here
    """The text cannot be read past this point; the diagnostic that says why has been added."""


class _Open:
    """A collection that is being read."""

    __slots__ = ("anchor", "key", "nodes_before", "path", "start", "value")

    def __init__(
        self, value: dict[str, Any] | list[Any], path: Path, anchor: str | None, nodes_before: int, start: int
    ) -> None:
        self.value, self.path, self.anchor, self.nodes_before, self.start = value, path, anchor, nodes_before, start
        self.key: Any = _NO_KEY


@dataclass(slots=True)
class _Anchor:
    value: Any
    nodes: int | None  # None while the collection is open: an alias to it would never end


@dataclass(slots=True)
class Builder:
    """The state of one walk; afterwards `data`, `spans`, `keys` and `diagnostics` hold what was read."""

    text: Text
    data: Any = None
    spans: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, _Anchor] = field(default_factory=dict)
    _nodes: int = 0
    _repeated: int = 0

    def build(self, parser: Parser) -> None:
        """Walk over all events.

        Raises:
            Refused: the text goes on, but cannot be read any further.
            Exception: what the parser raises on a syntax error.
        """
        classes = parser.classes
        scalar, alias = classes.ScalarEvent, classes.AliasEvent
        mapping, sequence = classes.MappingStartEvent, classes.SequenceStartEvent
        ends = (classes.MappingEndEvent, classes.SequenceEndEvent)
        documents = 0
        stack, spans, keys = self._stack, self.spans, self.keys
        for event in parser.events:
            kind = type(event)
            if kind is scalar:
                if event.tag is not None or event.anchor is not None or event.style == '"' or not stack:
                    self._scalar(event)
                    continue
                # The short way for nine scalars of ten; what it does is what `_scalar` and `_key` do.
                raw: str = event.value
                if not raw.isascii():
                    raw = normalize("NFC", raw)
                frame = stack[-1]
                container = frame.value
                start, end = event.start_mark.index, event.end_mark.index
                if type(container) is dict:
                    if frame.key is _NO_KEY:
                        if raw == "<<":
                            self._key(frame, event)
                            continue
                        path = (*frame.path, raw)
                        if path in keys:
                            self._name(frame, raw, _span(event))
                            continue
                        keys[path] = _new(Span, (start, end))
                        frame.key = raw
                        continue
                    key, frame.key = frame.key, _NO_KEY
                    path = (*frame.path, key)
                    value = resolve(raw) if event.implicit[0] else raw
                    if "\0" not in key:
                        container[key] = value
                    span = (
                        _new(Span, (start, end))
                        if start != end
                        else self._after_key(keys[path], start)
                        if path in keys
                        else Span(start, end)
                    )
                else:
                    path = (*frame.path, len(container))
                    container.append(resolve(raw) if event.implicit[0] else raw)  # type: ignore[union-attr]
                    span = _new(Span, (start, end))
                self._nodes += 1
                spans[path] = span
            elif kind is mapping or kind is sequence:
                if not stack or event.tag is not None or event.anchor is not None or len(stack) >= DEEPEST:
                    self._open(event, {} if kind is mapping else [])
                    continue
                # The short way again; what it does is what `_open` and `_place` do.
                frame = stack[-1]
                parent = frame.value
                opened: dict[str, Any] | list[Any] = {} if kind is mapping else []
                if type(parent) is dict:
                    key = frame.key
                    if key is _NO_KEY or "\0" in key:
                        self._open(event, opened)
                        continue
                    frame.key = _NO_KEY
                    parent[key] = opened
                    path = (*frame.path, key)
                else:
                    path = (*frame.path, len(parent))
                    parent.append(opened)  # type: ignore[union-attr]
                start = event.start_mark.index
                spans[path] = _new(Span, (start, event.end_mark.index))
                stack.append(_Open(opened, path, None, self._nodes, start))
                self._nodes += 1
            elif kind in ends:
                self._close()
            elif kind is alias:
                self._alias(event)
            elif kind is classes.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse(
                        "several-documents",
                        event,
                        Words("a second document begins here", "这里开始了第二个文档"),
                        Words(
                            "one file holds one map: remove the `---`, or split the file",
                            "一个文件只放一张图：请删除 `---` 或拆分文件",
                        ),
                    )

    def _complain(
        self, code: str, span: Span, message: Words, remedy: Words, related: tuple[Span, Words] | None = None
    ) -> None:
        self.diagnostics.append(Diagnostic(Severity.ERROR, code, message, self.text.name, span, remedy, related))

    def _refuse(self, code: str, event: Any, message: Words, remedy: Words) -> None:
        self._complain(code, _span(event), message, remedy)
        raise Refused

    def _scalar(self, event: Any) -> None:
        stack = self._stack
        if stack and stack[-1].key is _NO_KEY and type(stack[-1].value) is dict:
            self._key(stack[-1], event)
            return
        self._nodes += 1
        raw: str = _composed(event.value)
        if event.tag is None and event.implicit[0]:
            value: Any = resolve(raw)
        else:
            value = raw
            if event.tag not in _CORE_TAGS:
                self._tag(event)
            if event.style == '"':
                value = self._unescaped(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(value, 1)
        path, span = self._place(value), _span(event)
        if span.start == span.end and path in self.keys:
            span = self._after_key(self.keys[path], span.start)
        self.spans[path] = span

    def _after_key(self, key: Span, end: int) -> Span:
        """Return the place of a value that is not there, before `end`: parsers tell it in two ways."""
        at = self.text.content.find(":", key.end, end) + 1 or key.end
        return Span(at, at)

    def _key(self, frame: _Open, event: Any) -> None:
        key = self._unescaped(event) if event.style == '"' else _composed(event.value)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(key, 1)
        if event.tag not in _CORE_TAGS:
            self._tag(event)
        span = _span(event)
        if key == "<<" and event.implicit[0]:
            self._complain(
                "merge-key",
                span,
                Words("`<<` is not part of YAML 1.2", "`<<` 不属于 YAML 1.2"),
                Words(
                    "write the fields out; an alias (`*name`) may stand for a whole value",
                    "请写出各字段；别名（`*name`）可代替整个值",
                ),
            )
            frame.key = f"<<\0{span.start}"
        else:
            self._name(frame, key, span)

    def _name(self, frame: _Open, key: str, span: Span) -> None:
        """Make `key` the name of the value that comes next."""
        path = (*frame.path, key)
        first = self.keys.setdefault(path, span)
        frame.key = key
        if first is not span:
            line, _ = self.text.position(first.start)
            self._complain(
                "duplicate-key",
                span,
                Words(
                    f"`{key}` is given twice; the first is on line {line}", f"`{key}` 写了两次；第一次在第 {line} 行"
                ),
                Words("keep one of them", "请只保留一个"),
                (first, Words("first given here", "第一次在这里")),
            )
            frame.key = f"{key}\0{span.start}"

    def _place(self, value: Any) -> Path:
        """Put a value where it belongs and return its path."""
        if not self._stack:
            self.data = value
            return ()
        frame = self._stack[-1]
        container = frame.value
        if type(container) is dict:
            key, frame.key = frame.key, _NO_KEY
            if "\0" not in key:
                container[key] = value
            return (*frame.path, key)
        container.append(value)  # type: ignore[union-attr]
        return (*frame.path, len(container) - 1)

    def _open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        stack = self._stack
        if stack and stack[-1].key is _NO_KEY and type(stack[-1].value) is dict:
            self._refuse(
                "complex-key",
                event,
                Words("a list or mapping cannot be a key", "列表或映射不能作键"),
                Words("keys are plain names, as `title:`", "键是普通名称，如 `title:`"),
            )
        if len(stack) >= DEEPEST:
            self._refuse(
                "too-deep",
                event,
                *TOO_DEEP,
            )
        if event.tag not in _CORE_TAGS:
            self._tag(event)
        before = self._nodes
        self._nodes += 1
        path = self._place(container)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(container, None)
        span = _span(event)
        self.spans[path] = span
        stack.append(_Open(container, path, event.anchor, before, span.start))

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.anchor is not None:
            self._anchors[frame.anchor] = _Anchor(frame.value, self._nodes - frame.nodes_before)

    def _alias(self, event: Any) -> None:
        anchor = self._anchors.get(event.anchor)
        stack = self._stack
        value: Any = None
        if anchor is None:
            self._complain(
                "unknown-anchor",
                _span(event),
                Words(f"`*{event.anchor}` has no anchor before it", f"`*{event.anchor}` 之前没有对应的锚点"),
                Words(
                    f"write `&{event.anchor}` where the value is first given", f"请在首次给出该值处写 `&{event.anchor}`"
                ),
            )
        elif anchor.nodes is None:
            self._complain(
                "endless-alias",
                _span(event),
                Words(f"`*{event.anchor}` stands inside its own value", f"`*{event.anchor}` 位于它自身的值之内"),
                Words("write the value out", "请直接写出该值"),
            )
        else:
            value = anchor.value
            self._nodes += anchor.nodes
            self._repeated += anchor.nodes
            if self._repeated > MOST_REPEATED:
                self._refuse(
                    "alias-bomb",
                    event,
                    Words(
                        f"aliases repeat more than {MOST_REPEATED:,} values", f"别名重复了超过 {MOST_REPEATED:,} 个值"
                    ),
                    Words("this looks like an alias bomb; write the values out", "这像是“别名炸弹”；请直接写出各值"),
                )
        if stack and stack[-1].key is _NO_KEY and type(stack[-1].value) is dict:
            self._name(stack[-1], value if isinstance(value, str) else f"*{event.anchor}", _span(event))
            return
        self.spans[self._place(value)] = _span(event)

    def _tag(self, event: Any) -> None:
        self._complain(
            "tag",
            _span(event),
            Words(f"the tag `{event.tag}` is not used in maps", f"地图不使用标签 `{event.tag}`"),
            Words("remove it; quote what must stay text", "请删除；需要保持文本时加引号"),
        )

    def _unescaped(self, event: Any) -> str:
        """Return a double-quoted text; an escape may not bring in what the file itself may not hold."""
        value = _composed(event.value)
        found = refused_character(value)
        if found is None:
            return value
        span = _span(event)
        self._complain(
            "control-character",
            span,
            Words(f"the text has an escape for {found.name}", f"文本中的转义代表{found.name}"),
            Words("remove the escape", "请删除该转义"),
        )
        return found.cleaned


def _composed(text: str) -> str:
    """Return a text in Unicode's form NFC, so that ids that look the same are the same."""
    return text if text.isascii() else normalize("NFC", text)


def _span(event: Any) -> Span:
    return Span(event.start_mark.index, event.end_mark.index)
