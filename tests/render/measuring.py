"""Measures a scene without a browser: the size of its texts, whether they stay on the sheet, and their contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.scene import Box, Curve, Image, Label, Mark, Rect
from cxmap.render.theme import PAPERS, SMALLEST_TEXT
from tests.pictures import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.render.scene import Item, Scene

_LARGE, _LARGE_BOLD = 18.0, 14.0  # points, WCAG 2.2 "large scale"


def faults_of(scene: Scene) -> list[str]:
    """Return every text that is too small, off its sheet or too pale, and every sheet that is larger than its paper."""
    faults: list[str] = []
    long, short = PAPERS[scene.paper]
    for number, sheet in enumerate(scene.sheets, 1):
        width, height = (long, short) if sheet.width >= sheet.height or sheet.width > short + 1 else (short, long)
        if sheet.width > width + 0.01 or sheet.height > height + 0.01:
            faults.append(
                f"sheet {number} is {sheet.width:.0f} × {sheet.height:.0f}, {scene.paper} {width:.0f} × {height:.0f}"
            )
        faults += list(_faults(sheet.items, Box(0, 0, sheet.width, sheet.height), scene.ground))
    return faults


def _faults(items: Iterable[Item], sheet: Box, ground: str) -> Iterator[str]:
    grounds: list[tuple[Box, str]] = [(sheet, ground)]
    for item in flat(items):
        if isinstance(item, Rect) and item.fill != "none":
            grounds.append((item.box, item.fill))
        elif isinstance(item, Mark) and item.filled:
            grounds.append((Box(item.x, item.y, item.size, item.size), item.filled))
        elif isinstance(item, Curve) and item.closed and item.fill != "none":
            xs, ys = zip(*item.points, strict=True)
            grounds.append((Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)), item.fill))
        elif isinstance(item, Image):
            continue
        elif isinstance(item, Label):
            yield from _label_faults(item, sheet, grounds)


def _label_faults(label: Label, sheet: Box, grounds: list[tuple[Box, str]]) -> Iterator[str]:
    said = repr(" ".join(label.lines))
    if label.size < SMALLEST_TEXT - 0.001:
        yield f"set in {label.size:.2f} pt: {said}"
    box = label.box
    if box.x < -0.01 or box.right > sheet.right + 0.01 or box.y < -0.01 or box.bottom > sheet.bottom + 0.01:
        yield f"off the sheet: {said}"
    x, y = box.x + box.width / 2, label.y - 0.3 * label.size
    under = next(
        fill for ground, fill in reversed(grounds) if ground.x <= x <= ground.right and ground.y <= y <= ground.bottom
    )
    least = 3.0 if label.size >= _LARGE or (label.bold and label.size >= _LARGE_BOLD) else 4.5
    if (found := contrast(label.colour, under)) < least:
        yield f"contrast {found:.2f}, {label.colour} on {under}: {said}"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours `#RRGGBB`, 1 to 21 (WCAG 2.2)."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
