"""Breaks a text into lines that fit a box in any viewer's font.

The rules are a small form of UAX #14 (Unicode line breaking) with the Chinese and Japanese line-head and line-tail
prohibitions (kinsoku) of CLREQ, GB/T 15834 and JIS X 4051. Every character (cluster) gets a one-letter class, and the
places where a line may end are found by regular expressions over the letters:

    I  ideograph, kana, hangul, emoji           A  letter, or anything else       D  digit
    U  ideograph that says what a number counts, right after it: 个 of 3个, 分钟 of 12分钟
    O  opening mark, full width                 o  opening mark of Western text
    C  closing mark, full width, small kana     c  closing mark of Western text, unit sign
    P  prefix, such as a currency or a bullet   L  dash                           Q  apostrophe
    H  hyphen, tilde, slash                     S  white space                    G  glue, such as NBSP and word joiner
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from cxmap.render.text.widths import UNITS_PER_EM, clusters, extends, units

_CACHED_TEXTS = 4096
_BALANCE_STEP = UNITS_PER_EM // 4

# A run of these alone becomes one of its kind (ideographic space, zero-width space); any other run becomes a space.
_KEPT_SPACES = frozenset("\u3000\u200b")
_SPACES = " \u3000\u200b"
_WHITE_SPACE = re.compile(r"(?:[^\S\u00a0\u2007\u202f]|\u200b)+")

_CLASS_MEMBERS = {
    "S": _SPACES,
    "G": "\u00a0\u2007\u202f\u2011\u2060\ufeff",
    "O": "（〔［｛〈《「『【〖〘〚〝｢",
    "o": "([{“‘",
    "C": (
        "。，、．：；！？）〕］｝〉》」』】〗〙〛〞〟”…‥⋯・｡､･｣％‼⁇⁈⁉"
        "々〻ーゝゞヽヾ゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    ),
    "c": ")]}.,:;!?’·%‰‱°′″℃℉¢￠",
    "P": "$¥€£₩№#@§•＃＠" + "".join(map(chr, [*range(0x2460, 0x2500), *range(0x2776, 0x2794)])),
    "L": "—―⸺⸻─",
    "H": "-‐–~～〜/／",
    "Q": "'",
    '"': '"',
}
_UNIT_SIGNS = range(0x3371, 0x33E0)
_HALF_WIDTH_KATAKANA = range(0xFF66, 0xFF9E)
_FULL_WIDTH_LETTERS = range(0xFF21, 0xFF5B)
_PICTOGRAPHS = range(0x1F000, 0x1FC00)
_PART_OF_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")  # flag letters, skin tones
_EMOJI_STYLE = re.compile("[\ufe0f\u20e3]")

# A prefix after a letter or a digit is a suffix: C#, 5€. Quotes that look alike open and close by turns.
_SUFFIX = re.compile("(?<=[AD])P+")
_QUOTED = re.compile('"([^"]*)"')

# A number is not parted from what it counts, nor the two characters of that.
_COUNTED = re.compile("(?<=D)I+")
_MEASURES = re.compile(
    "分钟|小时|个月|星期|毫米|厘米|公里|公斤"
    "|[个项条次处种张份位名人家台件轮页步层级档点分秒天日周月季年岁倍元万亿折成期版组批笔句字题号米克升间]"
)

_BREAK = re.compile(
    r"""
      (?<=[^OoP]S) (?=[^CcG]) (?![HL]S)   # at a space, but for marks that must not end or begin a line
    | (?<=[IUADCc]) (?=I)
    | (?<=[IUC]) (?=[ADOoP])
    | (?<=[ADc]) (?=O)
    | (?<=[^S]L) (?=[IAOoP])              # after a dash, if it does not begin a line
    | (?<=[AIUCc]H) (?=[IO])              # 线上/线下, 周一～周五
    | (?<=[IU]H) (?=A)
    | (?<=AAH) (?=AA)                     # well-known, and/or; not e-mail, km/h, 9-10
    """,
    re.VERBOSE,
)
# Where a piece that is wider than its box may break: first before what is counted, then where it keeps the prohibitions.
_MEASURE_BREAK = re.compile("(?=U)")
_EMERGENCY_BREAK = re.compile(r"(?<=[^OoPQGS]) (?=[^CcHLQGS]) | (?<=[^OoP]S) (?=[^CcG])", re.VERBOSE)
_LONE_IDEOGRAPH = re.compile("[Oo]*[IU][CcL]*")


def wrap(text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text in a box that is `width` em wide.

    No line is wider than the box by `cxmap.render.text.widths.advance`, unless it is one character that is wider by itself.
    There are never more lines than greedy filling gives; within that number the lines are made about equally long,
    and a single ideograph is not left alone in the last line if it can be helped.

    White space at a break and at both ends vanishes, elsewhere a run of it becomes one space. A line end in the text is
    kept, so that an empty line within the text gives an empty string. Nothing else is lost or added.

    Raises:
        ValueError: the width is not a positive, finite number.
    """
    if not (width > 0 and isfinite(width)):
        raise ValueError(f"the width of a box must be a positive number of em, not {width}")
    limit = _whole_units(width)
    lines: list[str] = []
    for paragraph in _paragraphs(text, bold):
        if paragraph.width <= limit:
            lines.append(paragraph.text)
        else:
            lines += _wrap_paragraph(paragraph, limit)
    return tuple(lines)


class _Paragraph(NamedTuple):
    """A text without line ends, its white space collapsed, and its width in one line."""

    text: str
    bold: bool
    width: int


class _Analysis(NamedTuple):
    """The clusters of a paragraph, a class letter for each, and the clusters before which a line may end."""

    clusters: Sequence[str]
    classes: str
    breaks: tuple[int, ...]


class _Pieces(NamedTuple):
    """The parts of a paragraph that stay in one line.

    Where they start and stop is told in characters of the paragraph, and in units of width from its beginning. The
    white space between two pieces belongs to neither.
    """

    starts: list[int]
    stops: list[int]
    unit_starts: list[int]
    unit_stops: list[int]
    widest: int
    end_in_lone_ideograph: bool


def _whole_units(width: float) -> int:
    """Return the largest number of units that is not wider than `width`, whatever floats do to the product."""
    limit = round(width * UNITS_PER_EM)
    return limit if limit / UNITS_PER_EM <= width else limit - 1


@lru_cache(maxsize=_CACHED_TEXTS)
def _paragraphs(text: str, bold: bool) -> tuple[_Paragraph, ...]:
    tidy = "\n".join(map(_collapsed, text.splitlines())).strip("\n")
    return tuple(_Paragraph(line, bold, units(line, bold=bold)) for line in tidy.splitlines())


def _collapsed(line: str) -> str:
    return _WHITE_SPACE.sub(_one_space, line).strip(_SPACES)


def _one_space(run: re.Match[str]) -> str:
    kinds = set(run[0])
    return kinds.pop() if len(kinds) == 1 and kinds <= _KEPT_SPACES else " "


def _wrap_paragraph(paragraph: _Paragraph, limit: int) -> list[str]:
    pieces = _usual_pieces(paragraph)
    if pieces.widest > limit:
        pieces = _emergency_pieces(paragraph, limit)
    firsts = _mend_orphan(_balance(pieces, limit), pieces, limit)
    return [
        paragraph.text[pieces.starts[first] : pieces.stops[following - 1]]
        for first, following in pairwise([*firsts, len(pieces.starts)])
    ]


def _fill(pieces: _Pieces, limit: int) -> list[int]:
    """Return the first piece of each line when every line takes all that fits, and one piece at least."""
    _, _, unit_starts, unit_stops, _, _ = pieces
    firsts = []
    piece = 0
    while piece < len(unit_stops):
        firsts.append(piece)
        piece = bisect_right(unit_stops, unit_starts[piece] + limit, piece + 1)
    return firsts


def _balance(pieces: _Pieces, limit: int) -> list[int]:
    """Return the lines of the narrowest filling, to a quarter of an em, that needs no more lines than `limit` does."""
    best = _fill(pieces, limit)
    too_narrow, enough = pieces.unit_stops[-1] // len(best), limit
    while enough - too_narrow > _BALANCE_STEP:
        middle = (too_narrow + enough) // 2
        lines = _fill(pieces, middle)
        if len(lines) <= len(best):
            best, enough = lines, middle
        else:
            too_narrow = middle
    return best


def _mend_orphan(firsts: list[int], pieces: _Pieces, limit: int) -> list[int]:
    """Move a piece from the last line but one to the last, if that holds one ideograph and no more."""
    last = len(pieces.starts) - 1
    is_orphan = pieces.end_in_lone_ideograph and len(firsts) > 1 and firsts[-1] == last
    if is_orphan and firsts[-2] < last - 1 and pieces.unit_stops[last] - pieces.unit_starts[last - 1] <= limit:
        return [*firsts[:-1], last - 1]
    return firsts


@lru_cache(maxsize=_CACHED_TEXTS)
def _analyse(paragraph: _Paragraph) -> _Analysis:
    found: Sequence[str] = paragraph.text
    classes = "".join(map(_CLASSES.__getitem__, found))
    if "M" in classes:
        found = clusters(paragraph.text)
        classes = "".join(map(_class_of_cluster, found))
    classes = _SUFFIX.sub(lambda prefixes: "c" * len(prefixes[0]), classes)
    classes = _QUOTED.sub(r"o\1c", classes).replace('"', "Q")
    if "DI" in classes:
        classes = _COUNTED.sub(lambda run: _with_measure(run, found), classes)
    return _Analysis(found, classes, tuple(match.start() for match in _BREAK.finditer(classes)))


def _with_measure(run: re.Match[str], found: Sequence[str]) -> str:
    """Return the classes of ideographs after a digit, where the first of them may say what is counted."""
    measure = _MEASURES.match("".join(found[run.start() : run.start() + 2]))
    return run[0].replace("I", "U", len(measure[0])) if measure else run[0]


@lru_cache(maxsize=_CACHED_TEXTS)
def _usual_pieces(paragraph: _Paragraph) -> _Pieces:
    analysis = _analyse(paragraph)
    return _cut(analysis, analysis.breaks, bold=paragraph.bold)


@lru_cache(maxsize=_CACHED_TEXTS)
def _emergency_pieces(paragraph: _Paragraph, limit: int) -> _Pieces:
    """Return pieces that are not wider than `limit`, but for single clusters."""
    analysis = _analyse(paragraph)
    before_measures, within_prohibitions = (
        [match.start() for match in where.finditer(analysis.classes)] for where in (_MEASURE_BREAK, _EMERGENCY_BREAK)
    )
    anywhere = [place for place, letter in enumerate(analysis.classes) if letter != "S"]
    breaks = analysis.breaks
    for finer_breaks in (before_measures, within_prohibitions, anywhere):
        breaks = tuple(_refine(analysis, breaks, finer_breaks, limit, bold=paragraph.bold))
    return _cut(analysis, breaks, bold=paragraph.bold)


def _refine(
    analysis: _Analysis, breaks: Iterable[int], finer_breaks: Sequence[int], limit: int, *, bold: bool
) -> Iterator[int]:
    """Yield the breaks, and the finer ones within the pieces that are wider than `limit`."""
    for start, stop in pairwise([0, *breaks, len(analysis.clusters)]):
        if start:
            yield start
        if units("".join(analysis.clusters[start:stop]).rstrip(_SPACES), bold=bold) > limit:
            yield from finer_breaks[bisect_right(finer_breaks, start) : bisect_left(finer_breaks, stop)]


def _cut(analysis: _Analysis, breaks: Sequence[int], *, bold: bool) -> _Pieces:
    starts, stops, unit_starts, unit_stops = [], [], [], []
    character = unit = widest = 0
    for first, following in pairwise([0, *breaks, len(analysis.clusters)]):
        with_space = "".join(analysis.clusters[first:following])
        piece = with_space.rstrip(_SPACES)
        width = units(piece, bold=bold)
        starts.append(character)
        stops.append(character + len(piece))
        unit_starts.append(unit)
        unit_stops.append(unit + width)
        widest = max(widest, width)
        character += len(with_space)
        unit += width
        if len(with_space) > len(piece):
            unit += units(with_space[len(piece) :], bold=bold)
    last_classes = analysis.classes[breaks[-1] :] if breaks else ""
    return _Pieces(starts, stops, unit_starts, unit_stops, widest, bool(_LONE_IDEOGRAPH.fullmatch(last_classes)))


def _class_of_cluster(cluster: str) -> str:
    letter = _CLASSES[cluster[0]]
    if len(cluster) == 1:
        return "A" if letter == "M" else letter
    if letter == "S":  # a space that carries a mark is to be seen
        return "A"
    return "I" if letter == "M" or (letter in "ADP" and _EMOJI_STYLE.search(cluster)) else letter


class _Classes(dict[str, str]):
    """Class letters by character; `M` for those that may belong to the cluster of another character."""

    def __missing__(self, character: str) -> str:
        letter = self[character] = _class_by_rule(character)
        return letter


def _class_by_rule(character: str) -> str:
    code = ord(character)
    category = unicodedata.category(character)
    is_wide = unicodedata.east_asian_width(character) in "WF"
    if extends(character) or _PART_OF_EMOJI.match(character):
        return "M"
    if category in ("Ps", "Pi"):
        return "O" if is_wide else "o"
    if category in ("Pe", "Pf") or code in _UNIT_SIGNS:
        return "C" if is_wide else "c"
    if category == "Nd":
        return "D"
    if category == "Sc":
        return "P"
    if code in _FULL_WIDTH_LETTERS:
        return "A"
    return "I" if is_wide or code in _PICTOGRAPHS or code in _HALF_WIDTH_KATAKANA else "A"


_CLASSES = _Classes({member: letter for letter, members in _CLASS_MEMBERS.items() for member in members})
