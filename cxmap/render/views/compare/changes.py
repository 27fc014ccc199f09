"""What differs at each touchpoint: channel, owner, time, pain points, promises, the handover of data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from cxmap.language import listed
from cxmap.model.forms import minutes
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.matching import Pair, matched
from cxmap.render.text.labels import WORDS
from cxmap.render.text.paragraphs import Cell, Paragraph, Type
from cxmap.render.theme import BAD, GOOD
from cxmap.render.views.compare import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.model.claims import PainPoint
    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.compare.sides import Comparison

Status = Literal["added", "dropped", "changed", "same"]
_TEXT = Type(0.92)


@dataclass(frozen=True)
class ChangeLane:
    """A lane: what differs, a cell a column; empty where nothing does."""

    id: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Changes:
    """Everything that differs between the sides."""

    comparison: Comparison

    @cached_property
    def lanes(self) -> list[ChangeLane]:
        """The lanes in which something differs."""
        found = []
        for name, write in self._writers.items():
            cells = tuple(tuple(write(pair)) for pair in self.comparison.pairs)
            if any(cells):
                found.append(ChangeLane(name, self._label(name), cells))
        return found

    def _label(self, name: str) -> str:
        comparison = self.comparison
        side = comparison.names.first if name.startswith("first") else comparison.names.second
        return comparison.subject.say(labels.LANES[name]).format(side)

    @property
    def _writers(self) -> dict[str, Callable[[Pair], Iterable[Paragraph]]]:
        personas = self.comparison.personas
        if personas is not None:
            first, second = personas
            return {
                "first_pain": lambda pair: self._own_pain(pair, first, second),
                "second_pain": lambda pair: self._own_pain(pair, second, first),
                "first_needs": lambda pair: self._needs(pair, first),
                "second_needs": lambda pair: self._needs(pair, second),
            }
        return {
            "channel": self._channel,
            "owner": self._owner,
            "personas": self._personas,
            "time": self._time,
            "pain_points": self._pain_points,
            "promises": self._promises,
            "handover": self._handover,
        }

    def status(self, column: int) -> Status:
        """Return how a touchpoint differs."""
        return self._statuses[column]

    @cached_property
    def _statuses(self) -> list[Status]:
        return [self._status(column) for column in range(len(self.comparison.pairs))]

    def _status(self, column: int) -> Status:
        pair, comparison = self.comparison.pairs[column], self.comparison
        if pair.first is None:
            return "added"
        if pair.second is None:
            return "dropped"
        differs = (
            any(lane.cells[column] for lane in self.lanes)
            or any(panel.change(column) for panel in comparison.panels)
            or bool(comparison.new_name(column))
            or column in comparison.moved
        )
        return "changed" if differs else "same"

    # Two maps.

    def _plain(self, text: str, colour: str = "", **options: Any) -> Paragraph:
        return Paragraph(text, colour or self.comparison.subject.theme.ink, _TEXT, **options)

    def _from_to(self, ours: str, theirs: str, colour: str = "", **options: Any) -> Paragraph:
        """Say a fact of both sides; where a line must end, the arrow begins the next."""
        none = self.comparison.subject.say(labels.NONE)
        parts = (ours or none, f"→ {theirs or none}")
        return self._plain(" ".join(parts), colour, parts=parts, dot=" ", **options)

    def _channel(self, pair: Pair) -> Iterable[Paragraph]:
        comparison = self.comparison
        ours, theirs = _touchpoints(pair)
        before = ours.channel if ours else None
        after = theirs.channel if theirs else None
        if before == after:
            return
        subject = comparison.other if after else comparison.subject
        icon = subject.channel_icon(after or before or "")
        names = [
            one.library.channel_name(channel, comparison.subject.language) if channel else ""
            for one, channel in ((comparison.subject, before), (comparison.other, after))
        ]
        yield self._sides(pair, *names, icon=icon, icon_colour=comparison.subject.theme.accent)

    def _sides(self, pair: Pair, ours: str, theirs: str, **options: Any) -> Paragraph:
        """Say a fact of both sides; of a touchpoint that only one has, that of this one, softly where it is dropped."""
        if pair.first is None:
            return self._plain(theirs, **options)
        if pair.second is None:
            return self._plain(ours, self.comparison.subject.theme.soft, **options)
        return self._from_to(ours, theirs, **options)

    def _owner(self, pair: Pair) -> Iterable[Paragraph]:
        ours, theirs = _touchpoints(pair)
        before, after = (one.owner if one else None for one in (ours, theirs))
        if before != after:
            names = [
                one.library.team_name(team, self.comparison.subject.language) if team else ""
                for one, team in ((self.comparison.subject, before), (self.comparison.other, after))
            ]
            yield self._sides(pair, *names)

    def _personas(self, pair: Pair) -> Iterable[Paragraph]:
        if pair.first is None or pair.second is None:
            return
        subject, other = self.comparison.subject, self.comparison.other
        ours = {actor.id for actor in subject.passing(pair.first.touchpoint)}
        now = other.passing(pair.second.touchpoint)
        known = {actor.id for actor in subject.actors} & {actor.id for actor in other.actors}
        if known and (ours & known) != ({actor.id for actor in now} & known):
            if len(now) == len(other.actors):
                yield self._plain(subject.say(labels.ALL_NOW))
            else:
                names = listed([actor.name for actor in now], subject.language)
                yield self._plain(subject.say(labels.ONLY_NOW).format(names))

    def _time(self, pair: Pair) -> Iterable[Paragraph]:
        ours, theirs = _touchpoints(pair)
        for name, words in (("wait", WORDS["wait"]), ("interval", WORDS["interval"]), ("duration", WORDS["duration"])):
            before = getattr(ours, name) if ours else None
            after = getattr(theirs, name) if theirs else None
            if before == after or (before and after and minutes(before) == minutes(after)):
                continue
            yield self._length(pair, name, words.said(self.comparison.subject.language), before, after)

    def _length(self, pair: Pair, name: str, words: str, before: str | None, after: str | None) -> Paragraph:
        subject = self.comparison.subject
        said = [
            subject.duration(length).replace(" ", "\N{NO-BREAK SPACE}") if length else "" for length in (before, after)
        ]
        colour = subject.theme.ink if pair.first and pair.second else subject.theme.soft
        icon = MARK_ICONS["calendar" if name == "interval" else name]
        if pair.first and pair.second and before and after and name != "interval":
            colour = GOOD if minutes(after) < minutes(before) else BAD
        options: dict[str, Any] = {"icon": icon, "icon_colour": colour, "space_before": 0.2}
        if pair.first and pair.second:
            ours, theirs = (one or subject.say(labels.NONE) for one in said)
            return self._from_to(words.format(ours), theirs, colour, **options)
        return self._plain(words.format(said[0] or said[1]), colour, **options)

    @cached_property
    def pain(self) -> tuple[list[tuple[Touchpoint, PainPoint]], list[tuple[Touchpoint, PainPoint]]]:
        """The pain points that are gone, and those that are new, with their touchpoints."""
        ours, theirs = (_pain_points(one) for one in (self.comparison.subject, self.comparison.other))
        same = matched([pain for _, pain in ours], [pain for _, pain in theirs], by_text=True)
        stay, known = {a for a, _ in same}, {b for _, b in same}
        return (
            [one for number, one in enumerate(ours) if number not in stay],
            [one for number, one in enumerate(theirs) if number not in known],
        )

    @cached_property
    def gone_with_touchpoint(self) -> int:
        """How many pain points are gone because their touchpoint is dropped, rather than solved."""
        dropped = [pair.first.touchpoint for pair in self.comparison.pairs if pair.first and pair.second is None]
        return sum(any(owner is touchpoint for touchpoint in dropped) for owner, _ in self.pain[0])

    def _pain_points(self, pair: Pair) -> Iterable[Paragraph]:
        subject = self.comparison.subject
        is_dropped = pair.second is None
        for number, (touchpoint, words, colour) in enumerate(
            zip(_touchpoints(pair), (labels.GONE, labels.NEW), (GOOD, BAD), strict=True)
        ):
            for owner, pain in self.pain[number]:
                if owner is touchpoint:
                    shown = subject.theme.soft if is_dropped else colour
                    yield self._plain(subject.say(words).format(subject.text(pain.text)), shown, space_before=0.25)

    def _promises(self, pair: Pair) -> Iterable[Paragraph]:
        ours, theirs = _touchpoints(pair)
        delivers = [set(one.delivers) if one else set() for one in (ours, theirs)]
        breaks = [set(one.breaks) if one else set() for one in (ours, theirs)]
        for words, changed, kept in (
            (labels.KEPT_NOW, delivers[1] - delivers[0], True),
            (labels.BROKEN_NO_MORE, breaks[0] - breaks[1] - delivers[1], True),
            (labels.KEPT_NO_MORE, delivers[0] - delivers[1] - breaks[1], False),
            (labels.BROKEN_NOW, breaks[1] - breaks[0], False),
        ):
            if changed:
                yield self._promise(words.said(self.comparison.subject.language), changed, kept)

    def _promise(self, words: str, changed: set[str], kept: bool) -> Paragraph:
        comparison = self.comparison
        texts = {}
        for one in (comparison.other, comparison.subject):
            for promise in one.journey.brand.promises if one.journey.brand else ():
                if promise.id is not None:
                    texts[promise.id] = comparison.subject.text(promise.text)
        named = [text for id_, text in texts.items() if id_ in changed]
        named += sorted(changed.difference(texts))
        icon = MARK_ICONS["promise-kept" if kept else "promise-broken"]
        said = words.format(listed(named, comparison.subject.language))
        return self._plain(said, GOOD if kept else BAD, icon=icon, space_before=0.25)

    def _handover(self, pair: Pair) -> Iterable[Paragraph]:
        subject = self.comparison.subject
        ours, theirs = (losing_ways(one) if one else 0 for one in _touchpoints(pair))
        if ours == theirs:
            return
        if pair.first is None or pair.second is None:
            words = labels.WAYS_LOSE.said(subject.language).format(ours or theirs)
            colour = GOOD if pair.second is None else BAD
            sign = labels.GONE if pair.second is None else labels.NEW
            yield self._plain(subject.say(sign).format(words), colour, icon=MARK_ICONS["handover-lost"])
        elif not theirs:
            ways = pair.second.touchpoint.next or ()
            kept = bool(ways) and all(way.carries_data for way in ways)
            said = subject.say(labels.DATA_KEPT if kept else labels.DATA_NOT_LOST)
            yield self._plain(said, GOOD, icon=MARK_ICONS["handover"])
        elif not ours:
            yield self._plain(subject.say(labels.DATA_LOST), BAD, icon=MARK_ICONS["handover-lost"])
        else:
            text = subject.say(labels.DATA_WAYS).format(ours, theirs)
            yield self._plain(text, GOOD if theirs < ours else BAD, icon=MARK_ICONS["handover-lost"])

    # Two personas.

    def _own_pain(self, pair: Pair, actor: Actor, other: Actor) -> Iterable[Paragraph]:
        for pain in pair.place.touchpoint.pain_points:
            if actor.id in pain.personas and other.id not in pain.personas:
                text = self.comparison.subject.text(pain.text)
                yield self._plain(text, icon=MARK_ICONS["pain"], icon_colour=actor.colour, space_before=0.25)

    def _needs(self, pair: Pair, actor: Actor) -> Iterable[Paragraph]:
        touchpoint, subject = pair.place.touchpoint, self.comparison.subject
        if actor not in subject.passing(touchpoint) or actor.persona is None:
            return
        for need in actor.persona.needs:
            if need.id in touchpoint.needs:
                hurt = subject.lets_down(touchpoint, actor)
                yield self._plain(
                    subject.text(need.text),
                    icon=MARK_ICONS["need-let-down" if hurt else "need"],
                    icon_colour=BAD if hurt else actor.colour,
                    said=subject.word("need-let-down" if hurt else "need-met"),
                    space_before=0.25,
                )


def _touchpoints(pair: Pair) -> tuple[Touchpoint | None, Touchpoint | None]:
    return (
        pair.first.touchpoint if pair.first is not None else None,
        pair.second.touchpoint if pair.second is not None else None,
    )


def _pain_points(subject: Subject) -> list[tuple[Touchpoint, PainPoint]]:
    return [(place.touchpoint, pain) for place in subject.columns for pain in place.touchpoint.pain_points]


def losing_ways(touchpoint: Touchpoint) -> int:
    """Return how many ways on from a touchpoint do not take the customer's data along."""
    return sum(way.carries_data is False for way in touchpoint.next or ())


def all_ways(touchpoints: Sequence[Touchpoint]) -> int:
    """Return how many ways on touchpoints name."""
    return sum(len(touchpoint.next or ()) for touchpoint in touchpoints)
