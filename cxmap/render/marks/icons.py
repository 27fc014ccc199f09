"""The icon family of cxmap, drawn for this project: channels, marks and faces.

Every icon sits on a 24 × 24 grid with a margin of 2 on each side and has one visual weight: outlines 1.75 wide with
round caps and joins, and small fills. It has no colour of its own. A renderer draws `strokes` with `fill="none"` and
`fills` with `stroke="none"`, both in the one colour it wants; holes come from the default fill rule, `nonzero`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

GRID: Final = 24
"""Width and height of the square every icon is drawn on."""

STROKE_WIDTH: Final = 1.75
"""Width of the strokes, in units of the grid."""


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon on a 24 × 24 grid.

    `strokes` and `fills` are SVG path data; strokes are 1.75 wide with round caps and joins.
    """

    strokes: str = ""
    fills: str = ""


def _n(value: float) -> str:
    """A coordinate with at most two decimals, as short as it gets."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _oval(cx: float, cy: float, rx: float, ry: float) -> str:
    arc = f"a{_n(rx)} {_n(ry)} 0 1 1"
    return f"M{_n(cx - rx)} {_n(cy)}{arc} {_n(2 * rx)} 0{arc} {_n(-2 * rx)} 0z"


def _ring(cx: float, cy: float, r: float) -> str:
    return _oval(cx, cy, r, r)


def _dots(r: float, *centres: tuple[float, float]) -> str:
    return "".join(_ring(cx, cy, r) for cx, cy in centres)


def _box(x: float, y: float, width: float, height: float, r: float) -> str:
    w, h, radius = _n(width - 2 * r), _n(height - 2 * r), _n(r)
    corner = f"a{radius} {radius} 0 0 1"
    return (
        f"M{_n(x + r)} {_n(y)}h{w}{corner} {radius} {radius}v{h}{corner} -{radius} {radius}"
        f"h-{w}{corner} -{radius} -{radius}v-{h}{corner} {radius} -{radius}z"
    )


def _cut(cx: float, y: float, height: float) -> str:
    """An upright slot, wound against the other shapes: it shows as a hole in the fill around it."""
    left, top, h = _n(cx - 1.2), _n(y + 1.2), height - 2.4
    return f"M{left} {top}v{_n(h)}a1.2 1.2 0 0 0 2.4 0v{_n(-h)}a1.2 1.2 0 0 0-2.4 0z"


_DISC: Final = _ring(12, 12, 9)
_DOT: Final = 1.25
_BUBBLE: Final = "M6 4h12a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-5.5l-4.5 3.8V17H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z"
_PAGE: Final = "M13.8 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.2zv5.2H19"
_BROKEN_RING: Final = (
    "M9.37 3.39A9 9 0 0 1 14.63 3.39M18.14 5.42A9 9 0 0 1 20.77 9.98M20.77 14.02A9 9 0 0 1 18.14 18.58"
    "M14.63 20.61A9 9 0 0 1 9.37 20.61M5.86 18.58A9 9 0 0 1 3.23 14.02M3.23 9.98A9 9 0 0 1 5.86 5.42"
)
_ROSETTE: Final = (
    "M18.93 14.87A3 3 0 0 1 14.87 18.93A3 3 0 0 1 9.13 18.93A3 3 0 0 1 5.07 14.87A3 3 0 0 1 5.07 9.13"
    "A3 3 0 0 1 9.13 5.07A3 3 0 0 1 14.87 5.07A3 3 0 0 1 18.93 9.13A3 3 0 0 1 18.93 14.87z"
)
_SHORES: Final = "M8.5 4H5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h3.5M15.5 4H19a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-3.5"
_HEART: Final = "M12 20.2C6.4 16.2 3 12.9 3 9a4.7 4.7 0 0 1 9-2a4.7 4.7 0 0 1 9 2c0 3.9-3.4 7.2-9 11.2z"
_STAR: Final = (
    "M12 3.6L14.53 9.12L20.56 9.82L16.09 13.93L17.29 19.88L12 16.9L6.71 19.88L7.91 13.93L3.44 9.82L9.47 9.12z"
)
_BOLT: Final = "M13.6 3L5.2 13.4h5.6L9.8 21l9-11.2h-6z"
_OCTAGON: Final = "M20.68 15.6L15.6 20.68H8.4L3.32 15.6V8.4L8.4 3.32H15.6L20.68 8.4z"
_TRIANGLE: Final = "M10.7 4.2a1.5 1.5 0 0 1 2.6 0l7.5 13.4a1.5 1.5 0 0 1-1.3 2.2H4.5a1.5 1.5 0 0 1-1.3-2.2z"
_DIAMOND: Final = "M10.6 3.5a2 2 0 0 1 2.8 0l7.1 7.1a2 2 0 0 1 0 2.8l-7.1 7.1a2 2 0 0 1-2.8 0l-7.1-7.1a2 2 0 0 1 0-2.8z"

CHANNEL_ICONS: Final[Mapping[str, Icon]] = MappingProxyType(
    {
        # The screen.
        "web": Icon(_box(3, 4.5, 18, 15, 2.5) + "M3 9.5h18"),
        "app": Icon(_box(6.5, 3, 11, 18, 2.75) + "M11 17.5h2"),
        "mini-program": Icon(
            _box(3.5, 3.5, 6.5, 6.5, 1.75) + _box(3.5, 14, 6.5, 6.5, 1.75) + _box(14, 3.5, 6.5, 6.5, 1.75),
            _ring(17.25, 17.25, 3.8),
        ),
        "search": Icon(_ring(10.5, 10.5, 7) + "M15.6 15.6l5 5"),
        "online": Icon(_DISC + "M3 12h18M12 3c-5 5.2-5 12.8 0 18c5-5.2 5-12.8 0-18z"),
        # The voice and the word.
        "phone": Icon(
            "M18.57 19.68C13.97 23.69 0.31 10.03 4.32 5.43L5.8 3.94Q6.84 2.9 7.88 3.94L9.81 5.87Q10.85 6.91 9.81 7.95"
            "L8.62 9.14C9.44 11.59 12.41 14.56 14.86 15.38"
            "L16.05 14.19Q17.09 13.15 18.13 14.19L20.06 16.12Q21.1 17.16 20.06 18.2z"
        ),
        "email": Icon(_box(3, 5, 18, 14, 2.5) + "M3.6 7.4l8.4 6l8.4-6"),
        "sms": Icon(_BUBBLE, _dots(_DOT, (8, 10.5), (12, 10.5), (16, 10.5))),
        "chat": Icon(
            "M5.5 3.5H14A2.5 2.5 0 0 1 16.5 6v4.5A2.5 2.5 0 0 1 14 13H9.5L6 16v-3h-.5A2.5 2.5 0 0 1 3 10.5V6"
            "A2.5 2.5 0 0 1 5.5 3.5zM19.6 8.9a2.4 2.4 0 0 1 1.4 2.2v4.4a2.5 2.5 0 0 1-2.5 2.5H18v3l-3.5-3h-3.7"
        ),
        "social": Icon(
            _ring(12, 5.7, 2.7)
            + _ring(5.7, 17.5, 2.7)
            + _ring(18.3, 17.5, 2.7)
            + "M10.7 8.1L7 15.1M13.3 8.1L17 15.1M8.4 17.5h7.2"
        ),
        "video-call": Icon(_box(2.9, 6, 12.1, 12, 2.5) + "M15 10.9l6-3.4v9l-6-3.4"),
        "word-of-mouth": Icon(
            _ring(8, 12.3, 3) + "M2.9 20.8a5.1 5.1 0 0 1 10.2 0"
            "M14 3.2h5.5A1.5 1.5 0 0 1 21 4.7v3.8a1.5 1.5 0 0 1-1.5 1.5"
            "H17l-2.8 2.3V10H14a1.5 1.5 0 0 1-1.5-1.5V4.7A1.5 1.5 0 0 1 14 3.2z"
        ),
        "media": Icon("M17.5 4L8.3 8.3H5a2 2 0 0 0-2 2v3.4a2 2 0 0 0 2 2h3.3L17.5 20zM7.3 15.7l1.2 4.8h3M21 10.5v3"),
        "post": Icon(_box(3, 5, 18, 14, 2) + "M6.8 12.2h4.4M6.8 15.6h7", _box(14.2, 8.2, 3.8, 4.2, 0.6)),
        "document": Icon(_PAGE + "M8.6 12.6h6.8M8.6 16.6h6.8"),
        # The place.
        "store": Icon("M3 9.3L5.2 3.8h13.6L21 9.3a3 3 0 0 1-6 0a3 3 0 0 1-6 0a3 3 0 0 1-6 0zM5 12.3v8.2h14v-8.2"),
        "branch": Icon("M12 3.3L3.3 9h17.4zM6.3 12.3v4.4M12 12.3v4.4M17.7 12.3v4.4M3.3 20.3h17.4"),
        "counter": Icon(_ring(12, 6, 3) + "M6.7 14.5a5.3 5.3 0 0 1 10.6 0M3 14.5h18M5 14.5v6.3M19 14.5v6.3"),
        "kiosk": Icon(
            _box(4, 3.2, 16, 10.6, 2) + "M10 13.8L9.2 20.6M14 13.8L14.8 20.6M6.5 20.6h11", _ring(12, 8.5, 1.7)
        ),
        "atm": Icon(
            "M5.5 12.5H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4.5a2 2 0 0 1-2 2h-.5M6 8.2h12"
            "M8 8.2V18.5a2 2 0 0 0 2 2h4a2 2 0 0 0 2-2V8.2",
            _ring(12, 14.3, 1.7),
        ),
        "hospital": Icon(
            "M7 11H5a2 2 0 0 0-2 2v7.5h18V13a2 2 0 0 0-2-2h-2V5.5a2 2 0 0 0-2-2H9a2 2 0 0 0-2 2z"
            "M12 6.7v5M9.5 9.2h5M12 20.5v-3.4"
        ),
        "school": Icon(
            "M12 4.8L2.9 9.3L12 13.8l9.1-4.5zM6.5 11.5v4.6c0 1.7 2.4 3.1 5.5 3.1s5.5-1.4 5.5-3.1v-4.6M21.1 9.3v5.7"
        ),
        "office": Icon(
            "M4.5 20.5V5.3a1.8 1.8 0 0 1 1.8-1.8h5.4a1.8 1.8 0 0 1 1.8 1.8V20.5M13.5 10h4.2a1.8 1.8 0 0 1 1.8 1.8v8.7"
            "M3 20.5h18",
            _dots(_DOT, (9, 8.5), (9, 13.5)),
        ),
        "restaurant": Icon(
            "M3 11.3h18c0 3.6-2 6.4-5 7.6v1.6H8v-1.6c-3-1.2-5-4-5-7.6zM9.5 7.8L17.7 3.2M13.8 8L20.2 5.6"
        ),
        "event": Icon(
            "M5 5.5h14a2 2 0 0 1 2 2v1.9a2.6 2.6 0 0 0 0 5.2v1.9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-1.9a2.6 2.6 0 0 0 0-5.2"
            "V7.5a2 2 0 0 1 2-2zM14.5 9v1.4M14.5 13.6v1.4"
        ),
        "offline": Icon("M12 21c-4.3-4.3-7-7.6-7-11a7 7 0 0 1 14 0c0 3.4-2.7 6.7-7 11z", _ring(12, 10, 2.4)),
        # The way.
        "delivery": Icon(
            "M5.2 17H4.5A1.5 1.5 0 0 1 3 15.5V6.4a1.5 1.5 0 0 1 1.5-1.5h9V17M9.8 17h5M13.5 9H17l4 4v4h-1.5"
            + _ring(7.5, 17, 2.3)
            + _ring(17.2, 17, 2.3)
        ),
        "vehicle": Icon(
            _box(3, 11, 18, 6.5, 2)
            + "M5 11l1.9-5.2A2 2 0 0 1 8.8 4.5h6.4a2 2 0 0 1 1.9 1.3L19 11M6 17.5v2.3M18 17.5v2.3",
            _dots(_DOT, (7.2, 14.25), (16.8, 14.25)),
        ),
        "visit": Icon(
            "M3 11.5L12 3.5l9 8M5.5 9.5V18.5a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2V9.5",
            _ring(12, 11.8, 2) + "M8.4 20.5V18.4a3.6 3.6 0 0 1 7.2 0v2.1z",
        ),
        "other": Icon(_DISC, _dots(_DOT, (7.8, 12), (12, 12), (16.2, 12))),
    }
)
"""What a channel looks like, by the name a map gives in the channel's `icon`."""

MARK_ICONS: Final[Mapping[str, Icon]] = MappingProxyType(
    {
        # The curve.
        "moment-of-truth": Icon(_STAR, _STAR),
        "peak": Icon("M3 20c5.2 0 4.4-9 9-9s3.8 9 9 9M12 3.8L14.3 6.8H9.7z", "M12 3.8L14.3 6.8H9.7z"),
        "low": Icon("M3 4c5.2 0 4.4 9 9 9s3.8-9 9-9M12 20.2L9.7 17.2H14.3z", "M12 20.2L9.7 17.2H14.3z"),
        "end": Icon("M5 3v18M5 4h14.5v9.5H5", "M5 4h4.83v4.75H5zM14.67 4h4.83v4.75h-4.83zM9.83 8.75h4.84v4.75H9.83z"),
        "gap": Icon("M9.2 12h1M13.8 12h1", _dots(2.2, (4.2, 12), (19.8, 12))),
        # What is wrong, and how badly.
        "pain": Icon(_BOLT, _BOLT),
        "severity-low": Icon(_ring(12, 12, 8), _ring(12, 12, 2)),
        "severity-medium": Icon(_DIAMOND + "M12 7.8v4.4", _ring(12, 15.6, _DOT)),
        "severity-high": Icon(_TRIANGLE, _TRIANGLE + _cut(12, 8, 5.6) + _cut(12, 15.2, 2.4)),
        "severity-critical": Icon(
            _OCTAGON, _OCTAGON + _cut(9, 6.2, 7.4) + _cut(9, 15.4, 2.4) + _cut(15, 6.2, 7.4) + _cut(15, 15.4, 2.4)
        ),
        "risk": Icon(
            "M12 3L19.5 5.8v5.4c0 4.5-2.9 7.9-7.5 9.8c-4.6-1.9-7.5-5.3-7.5-9.8V5.8zM12 8v4.3", _ring(12, 15.8, _DOT)
        ),
        "fail-point": Icon(_DISC + "M9.5 16.8V7.4h6M9.5 12h4.6"),
        "handover": Icon(_SHORES + "M7 12h9.6M13 8.4L16.6 12L13 15.6"),
        "loop": Icon("M8.5 4.5L4 9l4.5 4.5M4 9h10.5a5.25 5.25 0 0 1 0 10.5H9"),
        "drop-out": Icon("M3 5h7.5a4.5 4.5 0 0 1 4.5 4.5V20.5M10.8 16.3L15 20.5L19.2 16.3"),
        "from": Icon("M3.5 12H20M14.2 6.2L20 12L14.2 17.8"),
        "handover-lost": Icon(_SHORES + "M9.3 9.3l5.4 5.4M14.7 9.3l-5.4 5.4"),
        "detour": Icon("M3 6.5h7a4.5 4.5 0 0 1 4.5 4.5v9M10 15.8l4.5 4.5l4.5-4.5M20.5 3.5v6"),
        "regulated": Icon(
            "M12 3L19.5 5.8v5.4c0 4.5-2.9 7.9-7.5 9.8c-4.6-1.9-7.5-5.3-7.5-9.8V5.8zM8.6 11.8L11 14.2L15.4 9.4"
        ),
        # What to do.
        "opportunity": Icon("M9 17.2c0-2.4-3.2-3.8-3.2-8a6.2 6.2 0 0 1 12.4 0c0 4.2-3.2 5.6-3.2 8zM10 21h4"),
        "action": Icon("M3 7.2L5.2 9.4L9.2 4.8M13 7.4h8M3 16.9L5.2 19.1L9.2 14.5M13 17.1h8"),
        "goal": Icon("M3 20.5c4 0 5-4.5 9-4.5s5 4.5 9 4.5M12 16V3.5L19.5 6.8L12 10", "M12 3.5L19.5 6.8L12 10z"),
        "owner": Icon(_DISC + "M6.3 18.8a6 6 0 0 1 11.4 0", _ring(12, 9.7, 2.9)),
        "team": Icon(
            _ring(8.7, 8, 3.4) + "M2.9 19.7a5.9 5.9 0 0 1 11.8 0M17.6 14.6a5.2 5.2 0 0 1 3.5 5.1", _ring(17.2, 9.4, 2.4)
        ),
        "calendar": Icon(_box(3.5, 5, 17, 15.7, 2.5) + "M3.5 10.2h17M8 3v3.5M16 3v3.5", _ring(15.5, 15.4, 1.7)),
        # What the brand says, and what we know.
        "promise-kept": Icon(_ROSETTE + "M8.7 12.3L11 14.6L15.4 9.8"),
        "promise-broken": Icon(_ROSETTE + "M9.3 9.3l5.4 5.4M14.7 9.3l-5.4 5.4"),
        "evidence": Icon(_PAGE + "M8.6 14.6L11 17L15.4 12.2"),
        "assumption": Icon(
            _BROKEN_RING + "M9.3 9.6a2.7 2.7 0 1 1 4.1 2.3c-1 .6-1.4 1-1.4 1.9",
            _ring(12, 16.8, _DOT),
        ),
        "metric": Icon("M5.6 19.4a9 9 0 1 1 12.8 0M12 13l4.2-4.2", _ring(12, 13, 2)),
        "honeycomb": Icon(
            "M12 3.42L16.24 5.88V10.77L12 13.22L7.76 10.77V5.88zM7.76 10.77L3.52 13.22V18.12L7.76 20.58L12 18.12V13.22"
            "M16.24 10.77L20.48 13.22V18.12L16.24 20.58L12 18.12"
        ),
        # The person: needs, words, feelings, senses, time.
        "need": Icon(_DISC + _ring(12, 12, 4.6), _ring(12, 12, 1.5)),
        "need-let-down": Icon(_BROKEN_RING + "M9 9l6 6M15 9l-6 6"),
        "quote": Icon(
            "M4.7 14.4c0-3.6 1.3-6.2 4.3-7.7M14.3 14.4c0-3.6 1.3-6.2 4.3-7.7", _dots(3.4, (7.2, 14.6), (16.8, 14.6))
        ),
        "thought": Icon(
            "M8.2 15a4.1 4.1 0 0 1-1.5-7.9a5.6 5.6 0 0 1 10.4-.8a4.4 4.4 0 0 1-.3 8.7z",
            _ring(7.3, 18.6, 1.5) + _ring(4, 20.6, 1),
        ),
        "feeling": Icon(
            _BUBBLE,
            "M12 14.6C9.4 12.8 7.8 11.3 7.8 9.4a2.2 2.2 0 0 1 4.2-.9a2.2 2.2 0 0 1 4.2.9c0 1.9-1.6 3.4-4.2 5.2z",
        ),
        "heart": Icon(_HEART),
        "sight": Icon(
            "M2.9 12C5 8 8.2 5.8 12 5.8S19 8 21.1 12C19 16 15.8 18.2 12 18.2S5 16 2.9 12z", _ring(12, 12, 2.9)
        ),
        "sound": Icon(
            "M6 9.2a6.2 6.2 0 0 1 12.4 0c0 3.8-3.2 4.7-3.2 8.1a3.5 3.5 0 0 1-6.6 1.6"
            "M9.6 9.4a2.6 2.6 0 0 1 5.2 0c0 1.8-2.3 2.1-2.3 4.4"
        ),
        "touch": Icon(
            "M8.8 13.6V4.8a1.8 1.8 0 0 1 3.6 0V10.4l5.3 1.1a2.4 2.4 0 0 1 1.9 2.8l-.7 3.7a3.6 3.6 0 0 1-3.5 3"
            "h-3.2a4 4 0 0 1-3.2-1.6L4.6 14.7a1.7 1.7 0 0 1 2.5-2.3z"
        ),
        "wait": Icon(
            "M5.5 3.3h13M5.5 20.7h13M7.3 3.3v3.4a3 3 0 0 0 1.1 2.3L12 12l3.6-3a3 3 0 0 0 1.1-2.3V3.3"
            "M7.3 20.7v-3.4a3 3 0 0 1 1.1-2.3L12 12l3.6 3a3 3 0 0 1 1.1 2.3v3.4"
        ),
        # The workshop.
        "note": Icon(fills="M4 3.5h16v10.7l-6.3 6.3H4z"),
        "duration": Icon(_DISC + "M12 7v5l3.4 2.2"),
        # Two versions.
        "added": Icon(fills="M10 3.5h4v6.5h6.5v4H14v6.5h-4V14H3.5v-4H10z"),
        "removed": Icon(fills="M3.5 10h17v4h-17z"),
        "changed": Icon(fills="M12 3.2L21.5 20H2.5zM12 9.4L7.7 17h8.6z"),
        "moved": Icon(fills="M12.5 4.2L20.8 12l-8.3 7.8V14.2H3.2V9.8h9.3z"),
        "worse": Icon(fills="M3 5h18l-9 15z"),
        "better": Icon(fills="M3 19h18L12 4z"),
        "otherwise": Icon(fills=_ring(12, 12, 5)),
        "reworded": Icon(_ring(12, 12, 4)),
    }
)
"""What a mark on the map looks like, by its meaning."""

MARKER_OUTLINES: Final[Mapping[str, Icon]] = MappingProxyType(
    {
        "circle": Icon(_DISC),
        "square": Icon(_box(3.4, 3.4, 17.2, 17.2, 3)),
        "diamond": Icon(_DIAMOND),
        "triangle": Icon(_TRIANGLE),
        "dashed": Icon(_BROKEN_RING),
    }
)
"""Outlines of a numbered marker, by shape."""

FACE_OUTLINES: Final[tuple[Icon, ...]] = (
    Icon(_DISC),
    Icon(_box(3.9, 3.9, 16.2, 16.2, 3.8)),
    Icon(
        "M9.4 3.7Q12 2.2 14.6 3.7L17.89 5.6Q20.49 7.1 20.49 10.1V13.9Q20.49 16.9 17.89 18.4L14.6 20.3Q12 21.8 9.4 20.3"
        "L6.11 18.4Q3.51 16.9 3.51 13.9V10.1Q3.51 7.1 6.11 5.6z"
    ),
)
"""Outlines of a face, one a persona: circle, rounded square, hexagon."""


@lru_cache(maxsize=512)
def face(score: float) -> Icon:
    """The features of a face, without its outline, for a score from −2 (deep frown, angry brows) to +2 (broad smile).

    The mouth follows the score continuously. The eyes change too, so that the five whole steps are told apart without
    colour and at a small size. Raises ValueError for a score outside −2…+2.
    """
    if not -2 <= score <= 2:
        raise ValueError(f"A face shows a score from -2 to 2, not {score}")
    half = 3.4 + 0.4 * abs(score)
    sag = 1.9 * score
    corner = 15 - 0.5 * sag
    extreme = max(0.0, abs(score) - 1)
    left, right, y = _n(12 - half), _n(12 + half), _n(corner)
    strokes = f"M{left} {y}Q12 {_n(corner + 2 * sag)} {right} {y}"
    fills = ""
    if score > 1:  # The smile opens: its upper lip rises from the lower one to the corners.
        strokes += f"Q12 {_n(corner + 2 * sag * (1 - extreme))} {left} {y}z"
        fills = strokes
    height = 1.35 + 0.3 * max(-1.0, min(score, 1.0))
    for side in (-1, 1):
        if score >= 1.5:  # Eyes that laugh.
            strokes += f"M{_n(12 + 3.4 * side - 1.4)} 9.9q1.4-3 2.8 0"
            continue
        fills += _oval(12 + 3.3 * side, 9.7 if score >= -1 else 9.7 + extreme, 1.3, height)
        if score < -1:  # Brows come down.
            outer, inner = 12 + side * (3.4 + extreme), 12 + side * (3.2 - 1.4 * extreme)
            strokes += f"M{_n(outer)} {_n(8 - 1.2 * extreme)}L{_n(inner)} 8.1"
    return Icon(strokes, fills)
