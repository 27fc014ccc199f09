"""Faults of the format: what makes a file no map, or no YAML. They are told instead of what rules would find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.lint.faults.places import METRICS, OPPORTUNITY, PAIN_POINT, RISK, ROWS, TOUCHPOINT, every, passing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText

    Lines = Callable[[str, Random], str]


@dataclass(frozen=True)
class FormatFault:
    """A fault that the reader finds under a code: one line becomes another, or none, or two.

    It must be found on the line of `at`, which is the place itself unless said otherwise, or on one `below` that.
    """

    code: str
    name: str
    places: Callable[[MapText], Iterable[Path]]
    line: Lines
    at: Callable[[Path], Path] = lambda place: place
    below: int = 0

    def places_in(self, text: MapText) -> list[Path]:
        return list(self.places(text))

    def sow(self, text: MapText, place: Path, random: Random) -> tuple[str, int]:
        """Return the broken text, and the number of the line on which the fault must be found."""
        row = text.row(place)
        broken = text.splice(row, row + 1, *self.line(text.lines[row], random).splitlines())
        return broken.content, text.row(self.at(place)) + 1 + self.below


_ITEMS = (TOUCHPOINT, PAIN_POINT, OPPORTUNITY, RISK, "actions.*", "evidence.*", "personas.*", "channels.*", *METRICS)
_STEPS = tuple(f"{TOUCHPOINT}.{row}.*" for row in ROWS)


def _plain(text: MapText) -> list[Path]:
    """Return the fields with a text on their line that is neither quoted nor in brackets."""
    fields = [
        path for shape in (*_ITEMS, *_STEPS) for path in text.each(f"{shape}.*", lambda said: isinstance(said, str))
    ]
    return [path for path in fields if text.source.text.content[text.source.spans[path].start] not in "\"'"]


def _not_first(text: MapText) -> list[Path]:
    return [path for path in _plain(text) if "- " not in text.lines[text.row(path)]]


def _before_no_quote(text: MapText) -> list[Path]:
    """Return the places after which no quote would be taken for the one that closes it."""
    return [path for path in _plain(text) if not any('"' in line for line in text.lines[text.row(path) :])]


def _of_one_persona(text: MapText) -> list[Path]:
    return [path for path in text.each(f"{TOUCHPOINT}.emotion.*") if len(passing(text, path[:4])) == 1]


def _key(line: str) -> str:
    return line.split(":")[0].strip(" -")


def _value(line: str, value: str) -> str:
    return f"{line.split(': ')[0]}: {value}"


def _to(*values: str) -> Lines:
    """Write a value anew."""
    return lambda line, random: _value(line, random.choice(values))


def _and(said: str) -> Lines:
    """Add a line below, as far indented as this one's key."""
    return lambda line, _: f"{line}\n{' ' * line.index(_key(line))}{said}"


def _gone(line: str, _: Random) -> str:
    return ""


def _misspelt(line: str, random: Random) -> str:
    key = _key(line)
    at = random.randrange(1, len(key))
    return line.replace(key, key[:at] + key[at] + key[at:], 1)


_ENUMS = (
    f"{PAIN_POINT}.severity",
    f"{RISK}.residual",
    f"{RISK}.likelihood",
    "evidence.*.kind",
    "actions.*.status",
    "channels.*.medium",
    "kind",
    "state",
)
_DATES = ("evidence.*.date", "actions.*.due", "actions.*.start", "review.last")
_CITED = tuple(f"{TOUCHPOINT}.{key}" for key in ("needs", "delivers", "breaks", "evidence"))
_ADDRESSED = (f"{OPPORTUNITY}.addresses", "actions.*.addresses", "personas.*.segment")
_TEXTS = (f"{TOUCHPOINT}.name", f"{OPPORTUNITY}.text", "actions.*.title")
_TIMES = (f"{TOUCHPOINT}.duration", f"{TOUCHPOINT}.wait", f"{TOUCHPOINT}.interval", "stages.*.duration", "review.every")

FORMAT_FAULTS = (
    FormatFault("unknown-key", "a key is misspelt", lambda m: (p for p in _plain(m) if p[-1] != "id"), _misspelt),
    FormatFault("unknown-key", "a key is made up", _plain, _and("mood: 1"), below=1),
    FormatFault("duplicate-key", "a key stands twice", every(f"{PAIN_POINT}.severity"), _and("severity: low"), below=1),
    FormatFault("missing-key", "a text is gone", lambda m: ((*p, "text") for p in m.each(PAIN_POINT) if "id" in m[p]), _gone, at=lambda p: p[:-1]),
    FormatFault("missing-key", "a kind is gone", every(*(f"{metric}.kind" for metric in METRICS)), _gone, at=lambda p: p[:-1]),
    FormatFault("not-allowed", "a word is not one of those", every(*_ENUMS), _to("sever", "offlin", "dunno", "中等")),
    FormatFault("unknown-reference", "nothing has this id", every(*_CITED, *_ADDRESSED), _to("no-such-thing", "nobody")),
    FormatFault("unknown-reference", "no touchpoint has this id", every(f"{TOUCHPOINT}.next.*.to"), _to("nowhere", "pickup")),
    FormatFault("duplicate-id", "an id is given twice", lambda m: list(m.each(f"{RISK}.id"))[1:], _to("location-consent")),
    FormatFault("persona-not-here", "who does not pass has a score", _of_one_persona, _and("lin-yue: 1"), below=1),
    FormatFault("not-a-number", "a number has its unit", every("actions.*.cost", *(f"{metric}.value" for metric in METRICS)), _to("61%", "1,000", "三", "'12'")),
    FormatFault("out-of-range", "a score is off the scale", every("honeycomb.*", f"{TOUCHPOINT}.honeycomb.*", "actions.*.effort"), _to("0", "6", "-1")),
    FormatFault("out-of-range", "an emotion is off the scale", every(f"{TOUCHPOINT}.emotion.*"), _to("3", "-2.5", "10")),
    FormatFault("empty-scale", "a scale is upside down", every(*(f"{metric}.scale.max" for metric in METRICS)), _to("-5"), at=lambda p: p[:-1]),
    FormatFault("bad-date", "there is no such day", every(*_DATES), _to("2026-02-30", "31.03.2026", "2026年3月", "2026-3-31")),
    FormatFault("bad-duration", "a length of time has no unit", every(*_TIMES), _to("20", "两天", "a while")),
    FormatFault("not-text", "a text is a number", every(*_TEXTS), _to("12", "3.5")),
    FormatFault("empty-text", "a text says nothing", every(*_TEXTS), _to('""', "''", "{}")),
    FormatFault("bad-id", "an id has a space", every(f"{TOUCHPOINT}.owner", f"{RISK}.owner", "actions.*.owner"), _to("our team", "风险 部")),
    FormatFault("not-boolean", "yes is a text", every(f"{TOUCHPOINT}.next.*.carries_data"), _to("yes", "1")),
    # What is not YAML.
    FormatFault("full-width-punctuation", "the colon is full-width", _plain, lambda line, _: line.replace(": ", "：", 1)),
    FormatFault("missing-colon", "the colon is missing", _not_first, lambda line, _: line.replace(": ", " ", 1)),
    FormatFault("unquoted-colon", "a text has a colon", every(f"{TOUCHPOINT}.channel", "actions.*.ticket"), _to("a: b", "so: it goes")),
    FormatFault("unclosed-quote", "a quote is not closed", _before_no_quote, lambda line, _: line.replace(": ", ': "', 1)),
    FormatFault("unclosed-bracket", "a bracket is not closed", every(*_CITED), lambda line, _: line.rstrip("]")),
    FormatFault("tab", "a tab indents the line", _not_first, lambda line, _: "\t" + line.lstrip()),
    FormatFault("full-width-space", "a full-width space indents the line", _not_first, lambda line, _: line.replace("  ", "　", 1)),
)  # fmt: skip
