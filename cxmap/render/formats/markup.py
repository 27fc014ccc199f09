"""Writes a sheet as SVG markup in pieces: fixed text, and between it what a picture and a page say in different ways.

A stand-alone picture says how things look in attributes, which every program reads; a page says it in classes, and
defines what repeats once for all its pictures. Both are made of the same pieces, so that a sheet is written once. It is
written by functions rather than a template, which would take three times as long. All texts are escaped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from weakref import WeakValueDictionary

from markupsafe import escape

from cxmap.render.marks.icons import GRID, Icon
from cxmap.render.scene import Curve, Group, Image, Label, Line, Mark, Rect, Window
from cxmap.render.text.paragraphs import joint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxmap.render.scene import Item, Sheet

QUOTE = "\0"
"""Stands for a quotation mark that XML wants and HTML can do without. No text of a map may hold this character."""
_PATH_END = '"/>\n'


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Style:
    """How a thing looks: names of properties with their values, the same in SVG's attributes as in CSS.

    No two are alike: they are made by `style`, which returns the one that is in use.
    """

    pairs: tuple[tuple[str, str], ...]

    def attributes(self) -> str:
        """Write it as attributes, with a space before each."""
        return "".join([f' {name}="{value}"' for name, value in self.pairs])

    def declarations(self) -> str:
        """Write it in CSS."""
        return ";".join([f"{name}:{value}{'px' if name == 'font-size' else ''}" for name, value in self.pairs])


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """An icon that is defined once; the outline of one that is `filled` has the fill of where it is used.

    Each is made once, by `symbol`, and so is itself alone.
    """

    icon: Icon
    filled: bool


_styles: WeakValueDictionary[tuple[tuple[str, str], ...], Style] = WeakValueDictionary()


def style(pairs: tuple[tuple[str, str], ...]) -> Style:
    """Return the look with these properties."""
    known = _styles.get(pairs)
    if known is None:
        known = _styles[pairs] = Style(pairs)
    return known


symbol = lru_cache(maxsize=8192)(Symbol)


class Placed(NamedTuple):
    """An image where it stands."""

    image: Image


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A window where it stands."""

    window: Window


Piece = str | Style | Symbol | Placed | Opened


def pieces_of(sheet: Sheet) -> list[Piece]:
    """Write a sheet: one group, which has the look of most of its texts."""
    size, colour = _usual_type(sheet.items)
    pieces: list[Piece] = ["<g", style((("font-size", number(size, 2)), ("fill", colour))), ">\n"]
    _Writer(pieces, size, colour).write(sheet.items)
    pieces.append("</g>\n")
    return pieces


def definition(drawn: Symbol, name: str, stroke: str) -> str:
    """Define an icon under a name; `stroke` says how its strokes look, as attributes."""
    strokes, fills = drawn.icon.strokes, drawn.icon.fills
    inside = "" if drawn.filled else ' fill="none"'
    if not fills or drawn.filled:
        return f'<path id="{name}"{inside}{stroke} d="{strokes}"/>\n'
    if not strokes:
        return f'<path id="{name}" d="{fills}"/>\n'
    return f'<g id="{name}"><path{inside}{stroke} d="{strokes}"/><path stroke="none" d="{fills}"/></g>\n'


@lru_cache(maxsize=1 << 15)
def number(value: float, places: int = 1) -> str:
    """Write a number; a tenth of a point, 0.04 mm, is exact enough for any place on a sheet."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if text[-1] == "0" else text


def _usual_type(items: Iterable[Item]) -> tuple[float, str]:
    """Return the size and the colour that most texts have."""
    counts: dict[tuple[float, str], int] = {}
    waiting = [items]
    while waiting:
        for item in waiting.pop():
            if type(item) is Label:
                key = (item.size, item.colour)
                counts[key] = counts.get(key, 0) + 1
            elif type(item) is Group:
                waiting.append(item.items)
    return max(sorted(counts), key=counts.__getitem__, default=(8.0, "#000000"))


@lru_cache(maxsize=1 << 14)
def escaped(text: str) -> str:
    """Return a text that may stand between tags and in an attribute."""
    return str(escape(text))


class _Writer:
    """Writes items one after the other, among texts that mostly have one size and colour.

    Neighbours become one path where they look the same, and one group where they are about the same.
    """

    def __init__(self, pieces: list[Piece], size: float, colour: str) -> None:
        self._pieces = pieces
        self._usual = size, colour
        # Where a path or a group ended that its neighbour may go on with, and what the two must share.
        self._last: tuple[int, Style | str] = (0, "")
        self._kinds: dict[type[Item], Callable[[Any], None]] = {
            Label: self._label, Mark: self._mark, Line: self._line, Rect: self._rect, Curve: self._curve,
            Image: self._image, Group: self._group, Window: self._window,
        }  # fmt: skip

    def write(self, items: Iterable[Item]) -> None:
        """Write items."""
        kinds = self._kinds
        for item in items:
            kinds[type(item)](item)

    def _goes_on(self, shared: Style | str) -> bool:
        """Tell whether what was written last is a neighbour that shares this."""
        return self._last == (len(self._pieces), shared)

    def _group(self, group: Group) -> None:
        about = _about(group)
        if group.title:
            self._pieces.append(f"<g{about}><title>{escaped(group.title)}</title>\n")
        elif self._goes_on(about):
            self._pieces.pop()
        else:
            self._pieces.append(f"<g{about}>\n")
        self.write(group.items)
        self._pieces.append("</g>\n")
        if not group.title:
            self._last = len(self._pieces), about

    def _straight(self, look: Style, path: str) -> None:
        """Write a path of straight lines."""
        if self._goes_on(look):
            path = cast("str", self._pieces.pop()).removesuffix(_PATH_END) + path
            self._pieces.append(path + _PATH_END)
        else:
            self._pieces += ("<path", look, f' d="{path}{_PATH_END}')
            self._last = len(self._pieces), look

    def _line(self, line: Line) -> None:
        x1, y1, x2, y2 = number(line.x1), number(line.y1), number(line.x2), number(line.y2)
        end = f"H{x2}" if y1 == y2 else f"V{y2}" if x1 == x2 else f"L{x2} {y2}"
        self._straight(_line(line.colour, line.width, line.dash), f"M{x1} {y1}{end}")

    def _label(self, label: Label) -> None:
        left, y, lines, size, colour, _, leading, bold, anchor, struck = label
        x, first = number(left), lines[0] if lines else ""
        text = f" x={QUOTE}{x}{QUOTE} y={QUOTE}{number(y)}{QUOTE}>{escaped(first)}"
        if len(lines) > 1:
            others = lines[1:]
            # A space at the end of a line would shift a line that is set from its middle or its end.
            joints = [*map(joint, lines, others), ""] if anchor == "start" else [""] * len(lines)
            text += joints[0]
            through = (
                f" text-decoration={QUOTE}line-through{QUOTE}" if struck else ""
            )  # some programs do not inherit it
            for line, space in zip(others, joints[1:], strict=True):
                y += leading
                text += (
                    f"<tspan{through} x={QUOTE}{x}{QUOTE} y={QUOTE}{number(y)}{QUOTE}>{escaped(line)}{space}</tspan>"
                )
        look = _type(size, colour, bold, anchor, self._usual, struck)
        if look:
            self._pieces += ("<text", look, f"{text}</text>\n")
        else:
            self._pieces.append(f"<text{text}</text>\n")

    def _mark(self, mark: Mark) -> None:
        x, y, size, icon, colour, filled, title = mark
        scale = size / GRID
        shown = number(scale, 4)
        place = f" x={QUOTE}{number(x / scale)}{QUOTE} y={QUOTE}{number(y / scale)}{QUOTE} "
        end = f"{place}><title>{escaped(title)}</title></use>\n" if title else f"{place}/>\n"
        if not filled:
            look = _ink(shown, colour if icon.strokes else "", colour if icon.fills else "")
            self._pieces += ("<use", symbol(icon, False), look, end)
            return
        outline = symbol(Icon(icon.strokes) if icon.fills else icon, True)
        self._pieces += ("<use", outline, _ink(shown, colour, filled), end)
        if icon.fills:
            inside = symbol(Icon(fills=icon.fills), False)
            self._pieces += ("<use", inside, _ink(shown, "", colour), f"{place}/>\n")

    def _rect(self, rect: Rect) -> None:
        box = rect.box
        (x, width), (y, height) = _side(box.x, box.right), _side(box.y, box.bottom)
        look = _surface(rect.fill, rect.stroke, rect.stroke_width)
        if rect.radius:
            corners = f' rx="{number(rect.radius)}"'
            self._pieces += ("<rect", look, f' x="{x}" y="{y}" width="{width}" height="{height}"{corners}/>\n')
        elif rect.fill != "none" and rect.stroke != "none":  # a fill would cover a neighbour's edge
            self._pieces += ("<rect", look, f' x="{x}" y="{y}" width="{width}" height="{height}"/>\n')
        else:
            self._straight(look, f"M{x} {y}h{width}v{height}h-{width}z")

    def _curve(self, curve: Curve) -> None:
        look = _stroke(curve.colour, curve.width, curve.dash, curve.fill)
        self._pieces += ("<path", look, f' d="{_path(curve)}"/>\n')

    def _image(self, image: Image) -> None:
        self._pieces.append(Placed(image))

    def _window(self, window: Window) -> None:
        self._pieces.append(Opened(window))


def _about(group: Group) -> str:
    """Return what a group is about, as attributes that a page looks for."""
    column = "" if group.touchpoint is None else f" data-t={QUOTE}{group.touchpoint}{QUOTE}"
    actor = f' data-a="{escaped(group.actor)}"' if group.actor else ""
    view = f' data-to="{escaped(group.leads_to)}"' if group.leads_to else ""
    return f"{column}{actor}{view}"


@lru_cache(maxsize=1024)
def _type(size: float, colour: str, bold: bool, anchor: str, usual: tuple[float, str], struck: bool) -> Style | str:
    """Return in what a text differs from what is usual on its sheet."""
    pairs = [
        *([("font-size", number(size, 2))] if size != usual[0] else []),
        *([("fill", colour)] if colour != usual[1] else []),
        *([("font-weight", "700")] if bold else []),
        *([("text-decoration", "line-through")] if struck else []),
        *([("text-anchor", anchor)] if anchor != "start" else []),
    ]
    return style(tuple(pairs)) if pairs else ""


@lru_cache(maxsize=1024)
def _ink(scale: str, stroke: str, fill: str) -> Style:
    """Return the look of an icon."""
    pairs = [("transform", f"scale({scale})"), ("stroke", stroke), ("fill", fill)]
    return style(tuple(pair for pair in pairs if pair[1]))


@lru_cache(maxsize=1024)
def _line(colour: str, width: float, dash: tuple[float, ...]) -> Style:
    pairs = [("stroke", colour), ("stroke-width", number(width, 2))]
    return style((*pairs, ("stroke-dasharray", _numbers(dash)))) if dash else style(tuple(pairs))


@lru_cache(maxsize=1024)
def _stroke(colour: str, width: float, dash: tuple[float, ...], fill: str) -> Style:
    round_ = (("fill", fill), ("stroke-linecap", "round"), ("stroke-linejoin", "round"))
    return style((*_line(colour, width, dash).pairs, *round_))


@lru_cache(maxsize=1024)
def _surface(fill: str, stroke: str, width: float) -> Style:
    edge = (("stroke", stroke), ("stroke-width", number(width, 2))) if stroke != "none" else ()
    return style((("fill", fill), *edge))


def _numbers(values: Iterable[float]) -> str:
    return " ".join([number(value, 2) for value in values])


@lru_cache(maxsize=1 << 14)
def _side(start: float, end: float) -> tuple[str, str]:
    """Return where a side of a box starts and how long it is, so rounded that boxes which touch still do."""
    start = round(start, 1)
    return number(start), number(round(end, 1) - start)


def _path(curve: Curve) -> str:
    """Return a curve's path, from point to point in tenths: the steps are short, and no rounding adds up."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in curve.points]
    step = 3 if curve.smooth else 1
    (x0, y0), rest = tenths[0], tenths[1:]
    out = [f"M{_tenth(x0)} {_tenth(y0)}{'c' if curve.smooth else 'l'}"]
    for index, (x, y) in enumerate(rest, 1):
        out.append(f"{_tenth(x - x0)} {_tenth(y - y0)}")
        if index % step == 0:
            x0, y0 = x, y
    return out[0] + " ".join(out[1:]).replace(" -", "-") + ("z" if curve.closed else "")


@lru_cache(maxsize=1 << 14)
def _tenth(value: int) -> str:
    whole, part = divmod(abs(value), 10)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part}" if part and whole else f"{sign}.{part}" if part else f"{sign}{whole}"
