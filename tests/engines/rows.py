"""Rows that every engine is asked about: seeded, and as hostile as data are."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal, NamedTuple

from cxmap.data.complaints import NO, YES

Kind = Literal["text", "whole", "decimal", "real", "time"]


class Rows(NamedTuple):
    """A table: its name, its columns with what they hold, and its rows."""

    name: str
    columns: dict[str, Kind]
    rows: list[tuple[Any, ...]]


LONG = "很长" * 800
TEXTS = (
    "A", "a", "A ", "a", " a", "a  ", "é", "e\u0301", "e", "ß", "ss", "SS", "I", "ı", "i", "İ", "", " ", "\t", "a\tb", "a\nb", "a\r\nb",
    "'", "''", '"', '""', "`", "\\", "\\'", "\\\\", "\\n", "%s", "%(a)s", "?", ":a", "$1", "{}", "${HOME}", "NULL", "null", "\\N", "ᴺᵁᴸᴸ",
    "'); DROP TABLE answers; --", "' OR '1'='1", "1; DELETE FROM answers", "/* */", "--", "线上填表", "線上填表", "申请 ", "，", "😀", "👩‍👩‍👧", "𠮷",
    "\u200b", "\u00a0a", "\ufeffa", "1", "01", "1.0", "1e0", "true", "2026-01-01", f"{LONG}a", f"{LONG}b", f"{LONG}A", None, None,
)  # fmt: skip
"""Texts that something somewhere takes for something else, or for each other."""
_MOMENTS = (
    datetime(1969, 12, 31, 23, 59, 59), datetime(1970, 1, 1), datetime(2024, 2, 29, 12), datetime(2025, 12, 31, 23, 59, 59, 999_999),
    datetime(2026, 1, 1), datetime(2026, 1, 31, 23, 59, 59), datetime(2026, 3, 29, 1, 30), datetime(2026, 10, 25, 2, 30),
    datetime(2038, 1, 19, 3, 14, 8), None,
)  # fmt: skip
"""The ends of years and months, a leap day, what is before 1970, hours that summer time skips or repeats, and none."""
_GRADES = (1.0, 1.5, 2.0, 4.125, 4.5, 5.0, 5.5, -0.5, 11.0, None)
"""Answers that are no whole numbers, and a whole one that says nothing. A half of a hundredth is rounded differently by engines."""
HOSTILE = {
    "touchpoint": 'touch"po`int',
    "channel": "chan\\nel",
    "persona": "人物 's",
    "score": "score_said",
    "time": "n",
}
"""What the columns of answers are called: nothing that must be quoted, and names that statements use themselves."""


def answers(random: Random) -> Rows:
    """Answers, one a row; their scores whole, with a decimal, and as texts."""
    rows = [
        (
            random.choice(TEXTS) if place % 3 else TEXTS[place // 3 % len(TEXTS)],
            random.choice((*TEXTS[:12], "app", "APP", None)),
            random.choice(("A", "B", "b", "", None)),
            random.choice((0, 1, 2, 3, 4, 5, 6, -1, 9_007_199_254_740_993, None)),
            random.choice(_GRADES),
            random.choice(("1", " 2", "3 ", "4.0", "5e0", "five", "", "９", "+5", "nan", "inf", None, *TEXTS[:3])),
            random.choice(_MOMENTS),
            random.choice(_GRADES),
        )
        for place in range(900)
    ]
    columns: dict[str, Kind] = {
        HOSTILE["touchpoint"]: "text", HOSTILE["channel"]: "text", HOSTILE["persona"]: "text", HOSTILE["score"]: "whole",
        "grade": "decimal", "said": "text", HOSTILE["time"]: "time", "mark": "real",
    }  # fmt: skip
    return Rows("answers", columns, rows)


def wide(random: Random) -> Rows:
    """A wide survey: columns of answers for touchpoints, in numbers of every type, and one on the whole."""
    rows = [
        (random.choice((*TEXTS, "app", "App")), *(random.choice((1, 2, 3, 4, 5, 6, None)) for _ in range(2)),
         random.choice((0, 6, 8, 9, 10, 11, None)), random.choice(_MOMENTS), random.choice(_GRADES), random.choice(_GRADES))
        for _ in range(400)
    ]  # fmt: skip
    columns: dict[str, Kind] = {
        "channel": "text", "rated": "whole", "Q 2": "whole", "NETPRO": "whole", "when": "time", "grade": "decimal", "mark": "real",
    }  # fmt: skip
    return Rows("wide", columns, rows)


def events(random: Random) -> Rows:
    """Events: cases that differ in case or spaces only, ties, and times that are missing."""
    begun = datetime(2026, 1, 1)
    rows = []
    for number in range(120):
        moment = begun + timedelta(hours=7 * number)
        case = TEXTS[number % len(TEXTS)] if number % 2 else f"case {number}"
        for order in range(random.randrange(1, 8)):
            moment += random.choice(
                (timedelta(0), timedelta(seconds=1), timedelta(minutes=5), timedelta(days=3, microseconds=5))
            )
            rows.append(
                (case, random.choice(("apply", "Apply", "apply ", "报价", "it's", "wait", None)), moment if random.random() < 0.97 else None,
                 order, random.choice(("web", "WEB", "branch", None)), random.choice(("new", "New", None)))
            )  # fmt: skip
    random.shuffle(rows)
    columns: dict[str, Kind] = {
        "case": "text", "event": "text", "time": "time", "order": "whole", "channel": "text", "segment": "text",
    }  # fmt: skip
    return Rows("events", columns, rows)


def complaints(random: Random) -> Rows:
    """Complaints: opened, most of them closed, some before they were opened."""
    rows = []
    for _ in range(300):
        opened = random.choice(_MOMENTS)
        took = timedelta(seconds=random.choice((-60, 0, 1, 59, 3600, 86_400, 10_000_000)))
        closed = (opened + took).replace(microsecond=0) if opened is not None and random.random() < 0.8 else None
        if closed is not None and random.random() < 0.2:  # told by the day alone
            closed = closed.replace(hour=0, minute=0, second=0)
        rows.append(
            (random.choice((*TEXTS, "form", "desk")), random.choice(("hotline", "Hotline", "app", "", None)), opened, closed,
             random.choice((0, 1, 2, None)), random.choice(TEXTS[:8]), random.choice(("A", "B", "b", "", None)),
             random.choice(("new", "New", None)), random.choice((*YES, *NO, "Yes", "NO ", "1", "2.5", "-1", "perhaps", "", None)),
             random.choice(TEXTS))
        )  # fmt: skip
    columns: dict[str, Kind] = {
        "about": "text", "source": "text", "opened": "time", "closed": "time", "reopened": "whole", "channel": "text",
        "who": "text", "segment": "text", "again": "text", "said": "text",
    }  # fmt: skip
    return Rows("complaints", columns, rows)


def tables() -> list[Rows]:
    """Return every table; the same ones each time."""
    return [make(Random(7)) for make in (answers, wide, events, complaints)]
