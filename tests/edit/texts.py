"""Texts for the tests of edits: maps written by a careless hand, with comments wherever YAML allows them.

Most are readable YAML, not all. Every value that has a comment says so: `v7` has `# above v7` and `# beside v7`.
"""

from __future__ import annotations

import random
from typing import Any

from yaml.reader import Reader
from yaml.scanner import Scanner

FIELDS = {
    "": ["cxmap", "id", "title", "language", "owner", "scope", "review", "brand", "personas", "evidence", "stages", "actions"],
    "title": ["zh", "en"],
    "scope": ["from", "to", "scenario", "goal"],
    "brand": ["name", "promises"],
    "personas": ["id", "name", "goals", "needs", "quote"],
    "stages": ["id", "name", "goal", "honeycomb", "metrics", "touchpoints"],
    "touchpoints": ["id", "name", "channel", "owner", "emotion", "pain_points", "next", "lanes"],
}  # fmt: skip
UNKNOWN = ["tags", "x-note", "旧字段", '"quoted key"', "'it''s'", "colour # not"]
PLAIN = [
    "C#",
    "a#b",
    "no",
    "1.50",
    "0x1F",
    "~",
    "3d",
    "2026-09-30",
    "中文，标点：好",
    "http://x/a#b",
    "-1",
    "a  b",
    "😀",
]
QUOTED = ["'x # y'", '"x # y"', '"a\\"b # c"', "'it''s # q'", '"\\u4e2d"', "''", '"[{,}]"', '"，：#"']
FOLDED = ["one\n{0}two # no", '"one\n{0}two # in\n\n{0}three"', "'x\n{0}# y'", '"a \\\n{0}  b"', '"a\\ \n{0}b"']
BLOCKS = [
    "|\n{0}one\n{0}  two # in\n{0}# in\n",
    ">-\n{0}one\n\n{0}two\n",
    "|+\n{0}one\n\n\n",
    "|\n{0}x  \n{0}   \n",
    ">2\n",
    "|\n",
]
BLOCKS += ["|2\n{1}    one\n{1}   two\n", "|2-\n{1}   x\n", "|\n\n\n{0}x\n\n"]
PIECES = [
    "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\n\n", "\n \n", "\r\n", ": ", ": ", ":", " ", "-", "- ", ",", ", ", "[", "]", "{", "}",
    "&a ", "*a", "!!str ", "|", "|\n  ", "|+\n  ", ">-\n    ", "|2\n   ", "'", '"', "'x\n y'", '"x \\\n  y"', " # c", "\n# d", "\n  # e",
    "\n    # f", "#", "? ", "~", "a", "b", "1", "id: ", "title: ", "stages: ", "name: ", "x\n    y", "---", "...", "---\n",
]  # fmt: skip
"""What puts random punctuation together."""


class Rough:
    """Writes one map, at random."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.lines: list[str] = []
        self.count = 0
        self.anchors: list[str] = []
        self.odd = chance.choice([0.0, 0.05, 0.3])

    def text(self) -> str:
        if self.chance.random() < 0.5:
            self.lines.append("# yaml-language-server: $schema=x.json")
        for _ in range(self.chance.choice([0, 0, 1, 3])):
            self.lines.append(self.chance.choice(["# head", "", "#", "# 头 # 头"]))
        if self.chance.random() < 0.1:
            self.lines.append(self.chance.choice(["---", "--- # start"]))
        self.mapping("", 0)
        if self.chance.random() < 0.1:
            self.lines += ["...", "# after"]
        text = "\n".join(self.lines)
        return text + self.chance.choice(["\n", "\n", "", "\n\n", "\n# end", "  \n \n"])

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def name(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def above(self, name: str, indent: int) -> None:
        if self.maybe(0.12):
            self.lines += [self.chance.choice(["", "  "])] * self.chance.choice([1, 1, 3])
        if self.maybe(0.15):
            self.lines.append(" " * indent + f"# above {name}")
            if self.maybe(0.2):
                self.lines.append("")
        if self.maybe(self.odd / 2):
            self.lines.append(" " * max(indent + self.chance.choice([-3, -1, 1, 2, 4]), 0) + "# anywhere")

    def beside(self, name: str) -> str:
        return self.chance.choice([" ", " ", "   ", "\t"]) + f"# beside {name}" if self.maybe(0.15) else ""

    def mapping(self, field: str, indent: int, *, dash: str | None = None) -> None:
        known = FIELDS.get(field, ["a", "b", "id", "text"])
        keys = self.chance.sample(known, self.chance.randint(1, min(len(known), 5)))
        if self.maybe(0.3):
            keys.append(self.chance.choice(UNKNOWN[:-1]))
        self.chance.shuffle(keys)
        for number, key in enumerate(keys):
            name = self.name()
            if number or dash is None:
                self.above(name, indent)
            start = dash if number == 0 and dash is not None else " " * indent
            self.entry(start + key + ":", key.strip("\"'"), name, indent)

    def entry(self, start: str, field: str, name: str, indent: int) -> None:
        """Write a value behind what a line starts with."""
        deep = indent > 18
        kind = self.chance.choice(
            ["scalar"] * 4 + ["flow", "flow", "long", "nothing"] + ([] if deep else ["mapping", "list", "list"])
        )
        anchor = ""
        if self.maybe(self.odd):
            anchor = f" &{name}"
        more = indent + self.chance.choice([2, 2, 2, 4, 1, 3])
        match kind:
            case "scalar":
                self.lines.append(f"{start}{anchor} {self.scalar(name)}{self.beside(name)}")
            case "nothing":
                self.lines.append(f"{start}{anchor}{self.beside(name)}")
                if self.maybe(self.odd):
                    self.lines.append(" " * more + "# to do")
            case "long":
                self.long(start + anchor, more, indent, name)
            case "flow":
                self.lines.append(f"{start}{anchor} {self.flow(more, 3)}{self.beside(name)}")
            case "mapping":
                self.lines.append(f"{start}{anchor}{self.beside(name)}")
                self.mapping(field, more)
                self.tail(more)
            case "list":
                if self.maybe(0.2) and not start.rstrip().endswith("-") and not start.endswith("- "):
                    more = indent
                self.lines.append(f"{start}{anchor}{self.beside(name)}")
                for _ in range(self.chance.randint(1, 3)):
                    self.item(field, more)
                self.tail(more)
        if anchor:
            self.anchors.append(name)

    def item(self, field: str, indent: int) -> None:
        name = self.name()
        self.above(name, indent)
        dash = " " * indent + "-" + " " * self.chance.choice([1, 1, 1, 3])
        if self.maybe(0.5):
            if self.maybe(self.odd):
                self.lines.append(dash + self.chance.choice([f"# dash {name}", "", f"&{name}"]))
                self.mapping(field, len(dash))
            else:
                self.mapping(field, len(dash), dash=dash)
        else:
            self.entry(dash.rstrip(), field, name, indent)

    def long(self, start: str, more: int, indent: int, name: str) -> None:
        if self.maybe(0.5):
            content = self.chance.choice(BLOCKS).format(" " * more, " " * indent)
            if self.maybe(0.2):
                header, _, rest = content.partition("\n")
                content = f"{header} # beside {name}\n{rest}"
            self.lines += f"{start} {content}".split("\n")[:-1]
        else:
            content = self.chance.choice(FOLDED).format(" " * more)
            break_first = self.chance.choice([" ", " ", "\n" + " " * more, f" # head {name}\n" + " " * more])
            self.lines += f"{start}{break_first}{content}{self.beside(name)}".split("\n")

    def tail(self, indent: int) -> None:
        if self.maybe(0.1):
            self.lines.append(" " * indent + "# tail")

    def scalar(self, name: str) -> str:
        if self.maybe(0.5):
            return name
        if self.anchors and self.maybe(0.3):
            return "*" + self.chance.choice(self.anchors)
        if self.maybe(0.1):
            return name + " " + "长x" * self.chance.randint(20, 90)
        return self.chance.choice(PLAIN if self.maybe(0.5) else QUOTED)

    def flow(self, indent: int, depth: int) -> str:
        """Return a flow, of several lines and with comments if chance will have it."""
        wide = self.maybe(0.25)
        space = "\n" + " " * indent if wide else self.chance.choice(["", " "])
        items: list[str] = []
        is_mapping = self.maybe(0.5)
        keys = self.chance.sample(["zh", "en", "id", "text", "x", '"q"'], 4)
        for number in range(self.chance.choice([0, 1, 2, 4])):
            name = self.name()
            item = self.scalar(name) if depth == 0 or self.maybe(0.7) else self.flow(indent + 2, depth - 1)
            if is_mapping:
                item = f"{keys[number]}: {item}"
            elif self.maybe(0.05):
                item = f"k: {item}"
            items.append(f"# above {name}{space}{item}" if wide and self.maybe(0.2) else item)
        joined = ""
        for number, item in enumerate(items):
            comma = "," if number < len(items) - 1 or (items and self.maybe(0.1)) else ""
            comment = " # flow" if wide and self.maybe(0.3) else ""
            joined += space + item + self.chance.choice([comma + comment, comment + (space if comment else "") + comma])
        end = space if not joined.endswith("flow") else "\n" + " " * indent
        opening = " # open" if wide and self.maybe(0.2) else ""
        return ("{" if is_mapping else "[") + opening + joined + end + ("}" if is_mapping else "]")


def rough_map(seed: int) -> str:
    """Return the text of a map; the same for the same seed."""
    return Rough(random.Random(seed)).text()


class _Listener(Reader, Scanner):
    """PyYAML's scanner, which tells where it skips a comment."""

    def __init__(self, content: str) -> None:
        Reader.__init__(self, content)
        Scanner.__init__(self)
        self.comments: list[int] = []

    def peek(self, index: int = 0) -> Any:
        return super().peek(index)

    def _listen(self) -> None:
        if self.peek() == "#":
            self.comments.append(self.index)


def scanned_comments(content: str) -> list[int]:
    """Return the offsets of the comments that PyYAML's scanner skips.

    Raises:
        yaml.YAMLError: it cannot read the text.
    """
    listener = _Listener(content)
    ignored: dict[str, Any] = {
        name: getattr(listener, name) for name in ("scan_block_scalar_ignored_line", "scan_directive_ignored_line")
    }

    def listening(name: str) -> Any:
        def scan(mark: Any) -> Any:
            while listener.peek() == " ":
                listener.forward()
            listener._listen()
            return ignored[name](mark)

        return scan

    for name in ignored:
        setattr(listener, name, listening(name))

    def scan_to_next_token() -> None:
        found = False
        while not found:
            while listener.peek() == " ":
                listener.forward()
            if listener.peek() == "#":
                listener._listen()
                while listener.peek() not in "\0\r\n\x85\u2028\u2029":
                    listener.forward()
            if listener.scan_line_break():  # type: ignore[no-untyped-call]
                if not listener.flow_level:
                    listener.allow_simple_key = True
            else:
                found = True

    listener.scan_to_next_token = scan_to_next_token  # type: ignore[method-assign]
    while listener.check_token():
        listener.get_token()  # type: ignore[no-untyped-call]
    return listener.comments
