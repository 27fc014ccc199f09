"""Chooses fonts for the texts of a book: few families, by a rule that does not depend on what else is installed.

Engines that draw texts fall back on any font that has a glyph, which differs from machine to machine, and may be
Japanese where Chinese is meant. So every run of characters is given its family here, and an engine gets to see the
chosen files only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.fonts.installed import given_faces, system_faces
from cxmap.render.text.widths import clusters, extends

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cxmap.render.fonts.sfnt import Face

_REGULAR, _BOLD = 400, 700
_ALSO = (
    "Hiragino Sans GB", "Heiti SC", "WenQuanYi Zen Hei", "Microsoft JhengHei", "PingFang TC", "DejaVu Sans",
    "Segoe UI Symbol", "Apple Symbols", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Symbols2",
    "Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji",
)  # fmt: skip
"""Families that are looked into for what those of the theme do not have."""
_PLACEHOLDERS = ("□", "?")
_NO_FONTS = frozenset({"lastresort", ".lastresort", "adobe blank", "adobe notdef"})  # they "have" every character
_FIRST_FLAG_LETTER = 0x1F1E6
_FLAG_LETTERS = frozenset(map(chr, range(_FIRST_FLAG_LETTER, 0x1F200)))
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_JOINS = _SKIN_TONES | {"\u200d", "\u20e3"} | {*map(chr, range(0xFE00, 0xFE10))} | {*map(chr, range(0xE0000, 0xE0200))}
"""What makes one picture of several: a joiner, a keycap, a style, a skin tone, the tags of a flag."""
_VARIABLE_BOLD = 1.05  # a variable font tells the widths of its usual weight; bold letters are wider
_MOST_MORE = 6
_MOST_NAMED = 12


class Family(NamedTuple):
    """A family by the name engines know it by, with its regular and its bold face."""

    name: str
    regular: Face
    bold: Face


class Run(NamedTuple):
    """Characters that are set in one family."""

    text: str
    family: Family

    def advance(self, *, bold: bool) -> float:
        """Return about how wide it is, in ems."""
        face = self.family.bold if bold else self.family.regular
        widened = _VARIABLE_BOLD if bold and face.lightest < face.boldest else 1.0
        return face.advance(self.text) * widened


@dataclass(frozen=True)
class Chosen:
    """Families in the order of preference, and the characters of the texts that none of them has.

    `reduced` are the pictures of several code points, which are drawn by their first.
    """

    families: tuple[Family, ...]
    missing: tuple[str, ...]
    reduced: tuple[str, ...] = ()
    _placeholder: tuple[str, Family | None] = ("?", None)
    _places: dict[tuple[str, bool], Family | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def files(self) -> tuple[Path, ...]:
        """The font files that are needed."""
        return tuple(dict.fromkeys(face.path for family in self.families for face in (family.regular, family.bold)))

    def runs(self, text: str, *, bold: bool = False) -> list[Run]:
        """Cut a text into runs of one family; what no family has becomes a placeholder.

        A picture of several code points becomes its first one: put together, they stop the engines.
        """
        placed: list[Run] = []
        for cluster in clusters(text):
            shown = simplified(cluster)
            family: Family | None = self.families[0]  # of spaces: that of a font for emoji is wide
            if shown and not shown.isspace():
                family = self._place(shown, bold)
                if family is None:
                    shown, family = self._placeholder
            placed.append(Run(shown, family or self.families[0]))
        return [
            Run("".join(run.text for run in runs), family) for family, runs in groupby(placed, lambda run: run.family)
        ]

    def _place(self, cluster: str, bold: bool) -> Family | None:
        key = cluster, bold
        if key not in self._places:
            self._places[key] = _first_with(self.families, cluster, bold)
        return self._places[key]

    def warnings(self) -> tuple[Words, ...]:
        """Return which characters cannot be drawn, and what helps; and which are drawn otherwise."""
        return tuple(filter(None, (self._of_missing(), self._of_reduced())))

    def _of_missing(self) -> Words | None:
        if not self.missing:
            return None
        count, named, fonts = len(self.missing), _listed(self.missing), _advice(self.missing)
        return Words(
            f"{count} character{' has' if count == 1 else 's have'} no glyph in the fonts found: {named} "
            f"— install {fonts} or pass --fonts",
            f"现有字体缺 {count} 个字：{named} —— 请安装 {fonts}，或用 --fonts 指定字体",
        )

    def _of_reduced(self) -> Words | None:
        if not self.reduced:
            return None
        named = _listed([f"{cluster} → {simplified(cluster)}" for cluster in self.reduced])
        return Words(f"emoji put together of several are drawn simpler: {named}", f"组合表情改用简单形式：{named}")


def _listed(names: Sequence[str]) -> str:
    return " ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


def simplified(cluster: str) -> str:
    """Return a cluster without what makes one picture of several code points: 👩‍🔬 becomes 👩, a flag its letters.

    Letters of flags and skin tones that stand alone go too: next to another they would make a picture again.
    """
    first = cluster[:1]
    if first in _FLAG_LETTERS:
        return "".join(
            chr(ord(character) - _FIRST_FLAG_LETTER + ord("A")) for character in cluster if character in _FLAG_LETTERS
        )
    if first in _SKIN_TONES:
        return ""
    return first if any(character in _JOINS for character in cluster[1:]) else cluster


def choose(texts: Iterable[str], stack: Sequence[str], paths: Sequence[str] = ()) -> Chosen:
    """Choose fonts for texts: those of `stack` by their order, then what is needed for the characters they lack.

    A font file in `paths` goes before the stack, since it was named; a folder is searched beside the system's.

    Raises:
        CxmapError: there is no font at all, or none where `paths` lead.
    """
    named, beside = given_faces(paths)
    used = {cluster for text in texts for cluster in clusters(text)}
    shown = {simplified(cluster) for cluster in used}
    needed = dict.fromkeys(sorted(cluster for cluster in shown if cluster.strip() and not extends(cluster)))
    catalogue = _catalogue((*named, *beside, *system_faces()))
    if not catalogue:
        raise CxmapError(
            Words("no font was found on this machine, so no text can be drawn", "这台机器上没有任何字体，无法绘制文字"),
            Words(
                "install fonts, such as Noto Sans CJK, or pass --fonts",
                "请安装字体（如思源黑体 Noto Sans CJK），或用 --fonts 指定字体",
            ),
        )
    order = [*_names(named), *stack, *_names(beside), *_ALSO]
    families: list[Family] = []
    for name in dict.fromkeys(name.casefold() for name in order):
        if name not in catalogue:
            continue
        served = [cluster for cluster in needed if _has(catalogue[name], cluster)]
        if served:
            families.append(catalogue[name])
            for cluster in served:
                del needed[cluster]
        if not needed:
            break
    families += _others(needed, catalogue)
    if not families:
        families.append(next(iter(catalogue.values())))
    placeholder = next(
        ((mark, family) for mark in _PLACEHOLDERS if (family := _first_with(families, mark, False)) is not None),
        ("?", None),
    )
    reduced = (cluster for cluster in used if simplified(cluster) != cluster.rstrip("\ufe0e\ufe0f"))
    return Chosen(tuple(families), tuple(sorted(needed)), tuple(sorted(reduced)), placeholder)


def _others(needed: dict[str, None], catalogue: Mapping[str, Family]) -> Iterable[Family]:
    """Find families for what is still without one: each time the one that has the most of it, then by name."""
    for _ in range(_MOST_MORE):
        if not needed:
            return
        best = max(
            catalogue.values(),
            key=lambda family: (sum(_has(family, cluster) for cluster in needed), [-ord(c) for c in family.name]),
        )
        served = [cluster for cluster in needed if _has(best, cluster)]
        if not served:
            return
        for cluster in served:
            del needed[cluster]
        yield best


def _catalogue(faces: Iterable[Face]) -> dict[str, Family]:
    """Return families by their names in lower case; the first face of a weight that is found is the one that counts."""
    members: dict[str, list[Face]] = {}
    for face in faces:
        if not face.italic and not _NO_FONTS & {name.casefold() for name in face.families}:
            for name in face.families:
                members.setdefault(name.casefold(), []).append(face)
    return {
        name: Family(found[0].families[0], _nearest(found, _REGULAR), _nearest(found, _BOLD))
        for name, found in members.items()
    }


def _nearest(faces: Sequence[Face], weight: int) -> Face:
    def distance(face: Face) -> int:
        return max(face.lightest - weight, weight - face.boldest, 0)

    return min(faces, key=lambda face: (not face.normal_width, distance(face), face.boldest - face.lightest))


def _names(faces: Iterable[Face]) -> Iterable[str]:
    return dict.fromkeys(face.families[0] for face in faces)


def _has(family: Family, cluster: str) -> bool:
    return _drawn_by(family.regular, cluster) and (family.bold is family.regular or _drawn_by(family.bold, cluster))


def _drawn_by(face: Face, cluster: str) -> bool:
    return all(face.has(character) for character in cluster if not _is_silent(character))


def _is_silent(character: str) -> bool:
    return character.isspace() or character in "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def _first_with(families: Iterable[Family], cluster: str, bold: bool) -> Family | None:
    for family in families:
        if _drawn_by(family.bold if bold else family.regular, cluster):
            return family
    return None


def _advice(missing: Iterable[str]) -> str:
    kinds = [
        "Noto Sans CJK"
        if any("\u2e80" <= c[0] <= "\u9fff" or "\U00020000" <= c[0] <= "\U0003ffff" for c in missing)
        else "",
        "Noto Color Emoji" if any("\U0001f000" <= c[0] <= "\U0001fbff" for c in missing) else "",
    ]
    return ", ".join(filter(None, kinds)) or "Noto Sans"
