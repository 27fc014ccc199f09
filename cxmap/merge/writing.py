"""Makes a text say what was merged: our text, with as little changed as can be, and their text for what is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Edit, Span
from cxmap.edit import apply_edits
from cxmap.edit.chunks import Chunks, depth_of, indent_of, indented
from cxmap.edit.flow import flow_text
from cxmap.merge.entries import paired
from cxmap.merge.nodes import Node, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.diagnostics import Path
    from cxmap.source import Source


def rewritten(ours: Source, theirs: Source, target: Node) -> str:
    """Return our text, changed to say what `target` says. Line ends are LF."""
    writer = _Writer(Chunks(ours), Chunks(theirs))
    return apply_edits(ours.text.content, writer.edits((), (), target))


class _Writer:
    def __init__(self, ours: Chunks, theirs: Chunks) -> None:
        self.ours = ours
        self.theirs = theirs

    def edits(self, path: Path, donor: Path | None, target: Any) -> Iterator[Edit]:
        """Yield what must change in the value at our `path`; `donor` is where their version has it, if it does."""
        value = self.ours.value(path)
        if _equal(value, target):
            return
        if isinstance(value, dict) and isinstance(target, dict) and value:
            yield from self._of_mapping(path, donor, value, target)
        elif isinstance(value, list) and isinstance(target, list) and value and target and _holds_nodes(target):
            yield from self._of_list(path, target)
        elif isinstance(value, list) and isinstance(target, list) and value and target and self.ours.is_block(path):
            yield self._of_entries(path, donor, target)
        else:
            span = self.ours.span(path)
            # A null that is written as nothing stands right behind its colon.
            apart = " " if span.start == span.end and not self.ours.content[span.start - 1].isspace() else ""
            yield Edit(span, apart + self._inline(donor, target))

    def _inline(self, donor: Path | None, target: Any) -> str:
        """Return a value on one line: in their words where they have it so."""
        if donor is not None and donor in self.theirs.source.spans and _equal(self.theirs.value(donor), target):
            start, end = self.theirs.span(donor)
            text = self.theirs.content[start:end]
            if text and "\n" not in text and text[0] not in "&*!|>" and not self.theirs.is_block(donor):
                return text
        return flow_text(plain(target))

    def _of_mapping(
        self, path: Path, donor: Path | None, value: Mapping[str, Any], target: Mapping[str, Any]
    ) -> Iterator[Edit]:
        flow = self.ours.is_flow(path)
        gone = [key for key in value if key not in target]
        new = [key for key in target if key not in value]
        for key in value:
            if key in target and not _equal(value[key], target[key]):
                yield from self._of_entry((*path, key), _below(donor, key), target[key], flow=flow)
        if flow:
            yield from self._without_flow_entries(path, list(value), gone)
        else:
            yield from (self._without_entry(path, key, value) for key in gone)
        if new:
            yield from self._with_entries(path, donor, new, target, flow=flow, gone=gone, value=value)

    def _of_entry(self, path: Path, donor: Path | None, target: Any, *, flow: bool) -> Iterator[Edit]:
        value = self.ours.value(path)
        goes_in = (isinstance(value, dict) and isinstance(target, dict) and value) or (
            isinstance(value, list)
            and isinstance(target, list)
            and value
            and target
            and (_holds_nodes(target) or self.ours.is_block(path))
        )
        if goes_in or flow or not self._takes_lines(path, donor, target):
            if not goes_in and not flow and self._takes_own_lines(path):
                # Our value stands on lines of its own: the whole entry gives way.
                first, last = self.ours.lines(path)
                depth = " " * indent_of(self.ours.source.text.line(first))
                key = self._key_text(path)
                head = self.ours.source.text.line(first)[: len(depth)]
                yield Edit(self.ours.line_span(first, last), f"{head}{key}: {self._inline(donor, target)}\n")
            else:
                yield from self.edits(path, donor, target)
            return
        first, last = self.ours.lines(path)
        yield Edit(self.ours.line_span(first, last), self._their_lines(donor or (), self._depth(path)))

    def _takes_own_lines(self, path: Path) -> bool:
        """Whether an entry takes several lines, and begins its first one."""
        first, last = self.ours.lines(path)
        key = self.ours.source.keys[path]
        line = self.ours.source.text.line_start(first)
        return last > first and not self.ours.content[line : key.start].strip()

    def _takes_lines(self, path: Path, donor: Path | None, target: Any) -> bool:
        """Whether our entry can give way to the lines of theirs: both are blocks, and theirs says what was merged."""
        if donor is None or donor not in self.theirs.source.keys or not _equal(self.theirs.value(donor), target):
            return False
        for chunks, at in ((self.ours, path), (self.theirs, donor)):
            key = chunks.source.keys[at]
            line = chunks.source.text.line_start(chunks.source.text.position(key.start)[0])
            if chunks.content[line : key.start].strip():
                return False
        first, last = self.theirs.lines(donor)
        our_first, our_last = self.ours.lines(path)
        return last > first or our_last > our_first

    def _their_lines(self, donor: Path, depth: int) -> str:
        first, last = self.theirs.lines(donor)
        chunk = self.theirs.text_of(first, last)
        return indented(chunk, depth - depth_of(chunk))

    def _depth(self, path: Path) -> int:
        """Return the column of an entry's key."""
        return self.ours.source.text.position(self.ours.source.keys[path].start)[1] - 1

    def _key_text(self, path: Path) -> str:
        start, end = self.ours.source.keys[path]
        return self.ours.content[start:end].rstrip().removesuffix(":").rstrip()

    def _without_flow_entries(self, path: Path, keys: Sequence[str], gone: Sequence[str]) -> Iterator[Edit]:
        """Yield the edits that take entries out of brackets, with the commas behind them, or before the last."""
        places = sorted((self.ours.source.keys[(*path, key)].start, key) for key in keys)
        run: list[str] = []
        kept: str | None = None
        for start, key in places:
            if key in gone:
                run.append(key)
                continue
            if run:
                yield Edit(Span(self.ours.source.keys[(*path, run[0])].start, start), "")
            run, kept = [], key
        if run:
            first = self.ours.source.keys[(*path, run[0])].start
            begin = self.ours.end((*path, kept)) if kept is not None else first
            yield Edit(Span(begin, self.ours.end((*path, run[-1]))), "")

    def _without_entry(self, path: Path, key: str, value: Mapping[str, Any]) -> Edit:
        at = (*path, key)
        first, last = self.ours.lines(at)
        start = self.ours.source.keys[at].start
        begin = self.ours.source.text.line_start(first)
        if self.ours.content[begin:start].strip():  # behind a dash: the next entry takes its place
            following = [each for each in value if self.ours.source.keys[(*path, each)].start > start]
            if following:
                return Edit(Span(start, self.ours.source.keys[(*path, following[0])].start), "")
        return Edit(self.ours.line_span(first, last), "")

    def _with_entries(
        self,
        path: Path,
        donor: Path | None,
        new: Sequence[str],
        target: Mapping[str, Any],
        *,
        flow: bool,
        gone: Sequence[str],
        value: Mapping[str, Any],
    ) -> Iterator[Edit]:
        if flow:
            said = ", ".join(f"{flow_text(key)}: {self._inline(_below(donor, key), target[key])}" for key in new)
            end = self.ours.end(path) - 1
            left = len(value) > len(gone)
            yield Edit(Span(end, end), f", {said}" if left else said)
            return
        last_key = max(value, key=lambda key: self.ours.source.keys[(*path, key)].start)
        depth = self._depth((*path, next(iter(value))))
        _, last = self.ours.lines((*path, last_key))
        at = self.ours.line_span(last, last).end
        lines = "" if at == 0 or self.ours.content[at - 1 : at] == "\n" else "\n"
        for key in new:
            below = _below(donor, key)
            if (
                below in self.theirs.source.keys
                and _equal(self.theirs.value(below), target[key])
                and self._is_own(below)
            ):
                first, their_last = self.theirs.lines(below)
                chunk = self.theirs.text_of(self.theirs.lead(first), their_last)
                if chunk.lstrip().startswith("- "):
                    chunk = f"{' ' * depth}{flow_text(key)}: {flow_text(plain(target[key]))}\n"
                lines += indented(chunk, depth - depth_of(chunk))
            else:
                lines += f"{' ' * depth}{flow_text(key)}: {self._inline(below, target[key])}\n"
        yield Edit(Span(at, at), lines)

    def _is_own(self, donor: Path) -> bool:
        """Whether their entry begins its line, or stands in a block at all."""
        key = self.theirs.source.keys[donor]
        line = self.theirs.source.text.line_start(self.theirs.source.text.position(key.start)[0])
        return not self.theirs.content[line : key.start].strip()

    def _of_list(self, path: Path, target: Sequence[Any]) -> Iterator[Edit]:
        count = len(self.ours.value(path))
        own = [node.paths.get("ours") if isinstance(node, Node) else None for node in target]
        if own == [(*path, index) for index in range(count)]:
            for index, node in enumerate(target):
                yield from self.edits((*path, index), _donor(node), node)
            return
        if self.ours.is_flow(path):
            said = ", ".join(self._flow_item(node) for node in target)
            yield Edit(self.ours.span(path), f"[{said}]")
            return
        first = self.ours.lead(self.ours.lines((*path, 0))[0])
        last = self.ours.lines((*path, count - 1))[1]
        depth = indent_of(self.ours.source.text.line(self.ours.lines((*path, 0))[0]))
        yield Edit(self.ours.line_span(first, last), "".join(self._block_item(path, node, depth) for node in target))

    def _of_entries(self, path: Path, donor: Path | None, target: Sequence[Any]) -> Edit:
        """Write a list of texts line by line again: each on the line that it had, with what stands beside and above it."""
        values = self.ours.value(path)
        theirs = self.theirs.value(donor) if donor is not None else None
        was = paired(values, target)
        taken = paired(theirs, target) if isinstance(theirs, list) else {}
        first = self.ours.lead(self.ours.lines((*path, 0))[0])
        last = self.ours.lines((*path, len(values) - 1))[1]
        depth = indent_of(self.ours.source.text.line(self.ours.lines((*path, 0))[0]))
        lines = []
        for index, value in enumerate(target):
            at = (*path, was[index]) if index in was else None
            other = (*donor, taken[index]) if donor is not None and index in taken else None
            lines.append(self._entry(at, other, value, depth))
        return Edit(self.ours.line_span(first, last), "".join(lines))

    def _entry(self, at: Path | None, other: Path | None, value: Any, depth: int) -> str:
        """Return the lines of an entry: ours, with their words where they reworded it; theirs; or new ones."""
        said = f"{' ' * depth}- {self._inline(other, value)}\n"
        if at is not None and self._is_block_item(self.ours, at):
            first, last = self.ours.lines(at)
            place = self.ours.line_span(self._top(at, first), last)
            chunk = self.ours.content[place.start : place.end]
            if not _equal(self.ours.value(at), value):
                start, end = self.ours.span(at)
                chunk = chunk[: start - place.start] + self._inline(other, value) + chunk[end - place.start :]
        elif other is not None and self._is_block_item(self.theirs, other) and _equal(self.theirs.value(other), value):
            first, last = self.theirs.lines(other)
            chunk = self.theirs.text_of(self.theirs.lead(first), last)
        else:
            return said
        chunk = chunk if chunk.endswith("\n") else chunk + "\n"
        return indented(chunk, depth - depth_of(chunk))

    def _flow_item(self, node: Any) -> str:
        path = node.paths.get("ours") if isinstance(node, Node) else None
        if path is not None and path in self.ours.source.spans and not self.ours.is_block(path):
            return self._edited(path, node, self.ours.span(path))
        return self._inline(_donor(node), node)

    def _edited(self, path: Path, node: Any, span: Span) -> str:
        """Return our text of a thing with what has changed in it."""
        edits = [
            Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.text)
            for edit in self.edits(path, _donor(node), node)
        ]
        return apply_edits(self.ours.content[span.start : span.end], edits)

    def _block_item(self, home: Path, node: Any, depth: int) -> str:
        path = node.paths.get("ours") if isinstance(node, Node) else None
        if path is not None and self._is_block_item(self.ours, path):
            first, last = self.ours.lines(path)
            chunk = self._edited(path, node, self.ours.line_span(self._top(path, first), last))
        elif (
            isinstance(node, Node) and (theirs := _donor(node)) is not None and self._is_block_item(self.theirs, theirs)
        ):
            if not _equal(self.theirs.value(theirs), node):
                return f"{' ' * depth}- {flow_text(plain(node))}\n"
            first, last = self.theirs.lines(theirs)
            chunk = self.theirs.text_of(self.theirs.lead(first), last)
        else:
            text = self._flow_item(node) if path is not None else self._inline(_donor(node), node)
            return f"{' ' * depth}- {text}\n"
        chunk = chunk if chunk.endswith("\n") else chunk + "\n"
        return indented(chunk, depth - depth_of(chunk))

    def _top(self, path: Path, first: int) -> int:
        """Return the first line of a thing of ours, with the comments and the empty lines that part it from the one above."""
        top = self.ours.lead(first)
        if path[-1] != 0:
            floor = self.ours.lines((*path[:-1], int(path[-1]) - 1))[1]
            while top - 1 > floor:
                top -= 1
        return top

    @staticmethod
    def _is_block_item(chunks: Chunks, path: Path) -> bool:
        span = chunks.source.spans.get(path)
        if span is None or not path or not isinstance(path[-1], int):
            return False
        line = chunks.source.text.line_start(chunks.source.text.position(span.start)[0])
        return chunks.content[line : span.start].strip() == "-"


def _below(donor: Path | None, key: str) -> Path | None:
    return (*donor, key) if donor is not None else None


def _donor(node: Any) -> Path | None:
    return node.paths.get("theirs") if isinstance(node, Node) else None


def _holds_nodes(value: Sequence[Any]) -> bool:
    return any(isinstance(each, Node) for each in value)


def _equal(value: Any, target: Any) -> bool:
    target = plain(target)
    if isinstance(value, list) and not isinstance(target, list):
        return False
    return type(value) is type(target) and bool(value == target)
