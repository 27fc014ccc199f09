"""Says what the texts of a map tell: words of low against high scores, themes, what a model learnt, examples."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cxmap.measure.figures import share_of
from cxmap.measure.hiding import hidden, hidden_by, hidden_in_tree
from cxmap.measure.texts.collecting import LEARNT_FROM, RANKED
from cxmap.measure.texts.learning import learnt_from
from cxmap.measure.texts.showing import ranked, telling
from cxmap.measurements import Example, Figure, MeasuredTexts, TellingWord, TextWords, ThemeFigure
from cxmap.model.reading import called, places, words
from cxmap.statistics.comparisons import adjusted, two_shares
from cxmap.statistics.distributions import normal_two_sided
from cxmap.statistics.keyness import keywords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.data.verbatims import Side, Verbatim
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.hiding import Cell, Path
    from cxmap.measure.texts.collecting import Cell as TextCell
    from cxmap.measure.texts.collecting import Collected
    from cxmap.measurements import Of
    from cxmap.model.data import CodebookTheme

COMPARED = 30
"""How many texts with a low and with a high score there must be for their words to be compared."""
_SHOWN = 10
_SIDES: tuple[Side, Side] = ("low", "high")
_EVERY_SIDE: tuple[Side, ...] = (*_SIDES, "middle", "")
_SIGNIFICANT = 0.05
_SHORTEST = 8


class _Place(NamedTuple):
    """The journey, or a touchpoint of it, and the ids of the touchpoints whose texts are about it."""

    of: Of
    id: str
    name: str
    ids: frozenset[str]

    @property
    def path(self) -> Path:
        """Where it is among what may be hidden."""
        return () if self.of == "journey" else _at(self.id)


def texts_said(
    document: Document,
    collected: Sequence[Collected],
    codebook: Sequence[CodebookTheme],
    least: int,
    language: Language,
) -> tuple[MeasuredTexts, ...]:
    """Return what the texts of each series of sources tell of a map.

    Texts of complaints have no score: they are counted by theme, and neither compared nor ranked.
    """
    series: dict[str, list[Collected]] = {}
    for one in collected:
        series.setdefault(getattr(one.source, "series", None) or one.source.id, []).append(one)
    found = [_Telling(document, name, parts, codebook, least, language) for name, parts in series.items()]
    return tuple(_corrected([each for each in found if each.texts]))


def _corrected(found: Sequence[_Telling]) -> Iterator[MeasuredTexts]:
    """Correct p values: of words for all that were compared, of changes for all themes (Benjamini and Hochberg 1995)."""
    compared = iter(adjusted([word.p for each in found for _, these in each.compared() for word in these]))
    themes = [list(each.themes()) for each in found]
    changes = iter(adjusted([theme.p for these in themes for theme in these if theme.p is not None]))
    for each, these in zip(found, themes, strict=True):
        told = [
            (place, [word._replace(p=next(compared)) for word in these_words]) for place, these_words in each.compared()
        ]
        yield each.measured(told, [t._replace(p=next(changes)) if t.p is not None else t for t in these])


@dataclass
class _Telling:
    """The texts of one series of sources, about one map."""

    document: Document
    name: str
    parts: Sequence[Collected]
    codebook: Sequence[CodebookTheme]
    least: int
    language: Language
    cells: dict[str, dict[TextCell, list[int]]] = field(init=False)
    places: list[_Place] = field(init=False)
    untold: frozenset[Path] = field(init=False)
    _compared: list[tuple[_Place, list[TellingWord]]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        journey = self.document.journey
        touchpoints = [place.touchpoint for place in places(journey) if place.touchpoint.id]
        own = frozenset(touchpoint.id or "" for touchpoint in touchpoints) | {""}
        self.places = [_Place("journey", journey.id, words(journey.title, self.language), own)]
        self.places += [
            _Place("touchpoint", t.id or "", called(t, self.language), frozenset({t.id or ""})) for t in touchpoints
        ]
        self.cells = {id_: {} for id_ in sorted(own)}
        for part in self.parts:
            for cell, counts in part.themes.items():
                if cell.touchpoint in own:
                    cells = self.cells[cell.touchpoint]
                    cells[cell] = [a + b for a, b in zip(cells.get(cell, [0] * len(counts)), counts, strict=True)]

        self.untold = hidden_in_tree({_at(id_): self._count(id_) for id_ in self.cells}, self.least)

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return self._size(self.places[0])

    def compared(self) -> list[tuple[_Place, list[TellingWord]]]:
        """Return, for each place that is told, with enough texts, its words that are common enough; p is not corrected yet."""
        if self._compared is None:
            self._compared = list(self._compare())
        return self._compared

    def _compare(self) -> Iterator[tuple[_Place, list[TellingWord]]]:
        for place in self.places:
            sides = self._size(place, "low"), self._size(place, "high")
            if self._is_told(place) and min(sides) >= max(COMPARED, self.least):
                found = keywords(self._words(place, "low"), self._words(place, "high"))
                common = [word for word in found if word.first + word.second >= max(self.least, 1)]
                yield (
                    place,
                    [TellingWord(w.word, w.first + w.second, w.z, normal_two_sided(w.z)) for w in common],
                )

    def themes(self) -> Iterator[ThemeFigure]:
        """Yield the figures of every theme: of the journey, and of touchpoints where it comes up."""
        everywhere = self._untold_sides()
        untold_sides = {number: everywhere | self._untold_sides(number) for number, _ in enumerate(self.codebook, 2)}
        for place in self.places:
            if not self._is_told(place):
                continue
            for number, theme in enumerate(self.codebook, 2):
                if place.of == "touchpoint" and not self._size(place, at=number):
                    continue
                untold = untold_sides[number]
                low, high = (self._share(place, number, side, (place.path, side) in untold) for side in _SIDES)
                yield ThemeFigure(
                    place.of, place.id, place.name, theme.id, words(theme.name, self.language) or theme.id,
                    self._share(place, number), low, high, *self._change(place, number),
                )  # fmt: skip

    def _untold_sides(self, at: int | None = None) -> frozenset[Cell]:
        """Return the sides of places of which it is not told how many texts there are: of few, and what would give them away.

        With a theme, of which it is not told how many have it: a touchpoint that is told, where it does not come up, has none of
        it on any side, so that the others have all of it.
        """
        sizes: Counter[Cell] = Counter()
        for id_, cells in self.cells.items():
            path = _at(id_)
            if at is None or path in self.untold or self._count(id_, at):
                for cell, counts in cells.items():
                    sizes[path, cell.side if cell.side in _SIDES else ""] += counts[0]
        untold = {((), side) for side, n in self._sides().items() if n is None and side in _SIDES}
        return hidden_by(sizes, self.untold, self.least, untold)

    def measured(
        self, compared: Sequence[tuple[_Place, Sequence[TellingWord]]], themes: Sequence[ThemeFigure]
    ) -> MeasuredTexts:
        """Return everything, with p values that have been corrected."""
        told = [self._told(place, these) for place, these in compared]
        journey = self.places[0]
        learnt, order = learnt_from(
            self._sampled(LEARNT_FROM, scored=True), self._sampled(RANKED), self._size(journey, ""), self.least
        )
        sides = self._sides()
        if sides[""] is None:
            learnt = learnt._replace(unscored=None, ranked=0)
        segmenters = {part.segmenting.segmenter for part in self.parts}
        return MeasuredTexts(
            self.name, self.texts, sides["low"], sides["high"], learnt,
            "pairs" if "pairs" in segmenters else "rjieba" if "rjieba" in segmenters else "letters",
            any(part.is_sampled for part in self.parts),
            tuple(each for each in told if each.low or each.high),
            self._share(journey, 1) if self.codebook else None,
            tuple(themes),
            (*self._examples(told), *ranked(order if self._candidates(journey) else [], self.parts[0].segmenting, _SHORTEST)),
        )  # fmt: skip

    def _sides(self) -> dict[Side, int | None]:
        """Return how many texts stand beside low, middling and high scores, and beside none; None where that is not told."""
        sizes = {side: self._size(self.places[0], side) for side in _EVERY_SIDE}
        untold = hidden({side: n for side, n in sizes.items() if n}, self.texts, self.least)
        return {side: None if side in untold else n for side, n in sizes.items()}

    def _told(self, place: _Place, these: Sequence[TellingWord]) -> TextWords:
        """Return the words that are told: significant ones, and no names."""
        segmenting = self.parts[0].segmenting
        low = (word for word in these if word.z > 0 and word.p < _SIGNIFICANT)
        high = (word for word in reversed(these) if word.z < 0 and word.p < _SIGNIFICANT)
        bad, good = (
            tuple(islice((word for word in side if not segmenting.names_in(word.word)), _SHOWN)) for side in (low, high)
        )
        return TextWords(
            place.of, place.id, place.name, (self._size(place, "low"), self._size(place, "high")), bad, good
        )

    def _size(self, place: _Place, side: Side | None = None, at: int = 0, period: str | None = None) -> int:
        return sum(
            counts[at]
            for id_ in place.ids
            for cell, counts in self.cells[id_].items()
            if side in (None, cell.side) and period in (None, cell.period)
        )

    def _count(self, id_: str, at: int = 0) -> int:
        return sum(counts[at] for counts in self.cells[id_].values())

    def _is_told(self, place: _Place) -> bool:
        return place.path not in self.untold and self._size(place) >= max(self.least, 1)

    def _share(self, place: _Place, at: int, side: Side | None = None, is_untold: bool = False) -> Figure:
        n, count = self._size(place, side), self._size(place, side, at)
        if is_untold or n < max(self.least, 1):
            return Figure(n, None, None, None)
        return share_of(count, n)

    def _change(self, place: _Place, at: int) -> tuple[str, float | None, float | None]:
        """Return the last period with enough texts, and the change against the one before, in points."""
        periods = sorted({cell.period for id_ in place.ids for cell in self.cells[id_] if cell.period})
        told = [period for period in periods if self._size(place, period=period) >= max(self.least, 1)]
        if len(told) < 2:
            return "", None, None
        first, second = (
            (self._size(place, at=at, period=period), self._size(place, period=period)) for period in told[-2:]
        )
        found = two_shares((first[0], second[0]), (first[1], second[1]))
        return told[-1], 100 * found.value, found.p

    def _words(self, place: _Place, side: Side) -> Counter[str]:
        found: Counter[str] = Counter()
        for part in self.parts:
            for (touchpoint, side_), counted in part.words.items():
                if touchpoint in place.ids and side_ == side:
                    found.update(counted)
        return found

    def _sampled(self, most: int, *, scored: bool = False) -> list[Verbatim]:
        own = self.places[0].ids
        texts = [text for part in self.parts for text in (part.scored if scored else part.unscored).texts()]
        return [text for text in texts if text.touchpoint in own][:most]

    def _candidates(self, place: _Place, side: Side | None = None) -> list[Verbatim]:
        return [
            text
            for part in self.parts
            for (touchpoint, side_), sample in sorted(part.candidates.items())
            if touchpoint in place.ids and side in (None, side_)
            for text in sample.texts()
        ]

    def _examples(self, told: Sequence[TextWords]) -> Iterator[Example]:
        """Yield texts to read: of touchpoints with low scores, by their words; of themes, by those of the journey.

        Where no words tell low scores from high ones, as in complaints, which have no scores, any of them are shown.
        """
        by_id = {(each.of, each.id): each for each in told}
        journey = self.places[0]
        of_all = _weights(told[0]) if told else {}
        segmenting = self.parts[0].segmenting
        for place in self.places[1:]:
            if self._size(place, "low") >= max(self.least, 1):
                own = by_id.get(("touchpoint", place.id))
                weights = (_weights(own) if own is not None else {}) or of_all
                for text in telling(self._candidates(place, "low"), weights, segmenting):
                    yield Example("touchpoint", place.name, text)
        for number, theme in enumerate(self.codebook):
            if self._size(journey, at=number + 2) >= max(self.least, 1):
                about = [text for text in self._candidates(journey) if number in text.themes]
                for text in telling(about, of_all, segmenting):
                    yield Example("theme", words(theme.name, self.language) or theme.id, text)


def _at(id_: str) -> Path:
    """Return where a touchpoint is among what may be hidden; what is of none of them, "", lies beside these."""
    return (id_,)


def _weights(told: TextWords) -> Mapping[str, float]:
    return {word.word: word.z for word in told.low}
