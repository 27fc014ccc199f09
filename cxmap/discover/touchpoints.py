"""The touchpoints of a draft: what is known of each, and what is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxmap.discover import wordings
from cxmap.discover.channels import Channels
from cxmap.discover.guessing import ENOUGH, has_tail
from cxmap.discover.naming import Ids, one_line, slug
from cxmap.discover.saying import number
from cxmap.edit.composing import Remarked, Row
from cxmap.model.lengths import written_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.discover.guessing import Material, Seen
    from cxmap.discover.saying import Voice
    from cxmap.discoveries import Step
    from cxmap.model.workspace import SharedLibrary

_HOUR = 3600


@dataclass
class Touchpoints:
    """Writes touchpoints; ids are given in the order of how frequent events are, so that few change with the log.

    `log` and `guess` are the ids of the evidence; `period` is when the log is from. `pain_points` counts the guesses.
    """

    material: Material
    voice: Voice
    shared: SharedLibrary | None
    suppress_below: int
    log: str
    guess: str
    period: str
    pain_points: int = 0

    def __post_init__(self) -> None:
        kept = sorted(
            (seen.step for stage in self.material.stages for seen in stage), key=lambda step: (-step.events, step.event)
        )
        ids = Ids()
        self.ids = {
            step.event: ids.give(step.touchpoint or slug(step.event, wordings.STEP.en))
            for step in sorted(kept, key=lambda step: step.touchpoint is None)
        }
        self.names = {step.event: one_line(step.event) or self.ids[step.event] for step in kept}
        self.pains = Ids()
        self.channels = Channels(self.shared, kept, self.suppress_below)

    def of(self, seen: Seen) -> Iterator[tuple[str, Any]]:
        """Yield what is known and guessed of a touchpoint."""
        step = seen.step
        yield "id", self.ids[step.event]
        yield "name", self.names[step.event]
        yield from self.channel(step)
        yield from self.taken(seen)
        pains = list(self.pain(seen))
        if pains:
            yield "pain_points", Remarked(pains, self.voice.say(wordings.PAINS))
        yield "metrics", [self.reach(step)]
        yield "evidence", [self.log]
        if seen.ways is not None:
            ways = [self.way(way.to, way.n, way.share) for way in seen.ways]
            told = [way for way in seen.ways if way.n]
            beside = wordings.NEXT if told else wordings.NEXT_IN_ORDER if ways else wordings.ENDS_HERE
            if 0 < len(told) < len(ways):
                beside = wordings.NEXT_BY_BOTH
            yield "next", Remarked(ways, self.voice.say(beside))

    def reach(self, step: Step) -> Row:
        """Return how many come here."""
        cases = self.material.found.cases
        return Row(
            kind="kpi", name=self.voice.say(wordings.REACH), value=number(f"{100 * step.cases / cases:.1f}"), unit="%",
            n=cases, period=self.period, evidence=[self.log],
        )  # fmt: skip

    def way(self, to: str, n: int, share: float) -> Any:
        """Return a way on."""
        if not n:
            return self.ids[to]
        return Row(to=self.ids[to], when=self.voice.say(wordings.WHEN, self.voice.percent(share, 1)))

    def channel(self, step: Step) -> Iterator[tuple[str, Any]]:
        """Yield the commonest channel."""
        counts = self.channels.of(step)
        if not counts:
            return
        (channel, n), *others = counts
        if n == step.events:
            yield "channel", channel  # no guess
            return
        beside = self.voice.say(wordings.CHANNEL, self.voice.percent(n, step.events))
        if told := [f"{other} {self.voice.percent(m, step.events)}" for other, m in others[:2]]:
            beside += self.voice.say(wordings.OTHER_CHANNELS, self.voice.listed(told))
        yield "channel", Remarked(channel, beside)

    def taken(self, seen: Seen) -> Iterator[tuple[str, Any]]:
        """Yield the time since the step before: a wait where it is an hour or longer, else what doing this takes."""
        usual = seen.usual
        if usual is not None and usual.durations is not None and usual.durations.p50 > 0:
            p50, p90, n = usual.durations.p50, usual.durations.p90, usual.durations.n
            since = wordings.SINCE_P90 if n >= ENOUGH else wordings.SINCE
            beside = self.voice.say(since, self.voice.named(usual.before), f"{n:,}", self.voice.lasting(p90))
            yield "wait" if p50 >= _HOUR else "duration", Remarked(written_length(p50), beside)

    def pain(self, seen: Seen) -> Iterator[dict[str, Any]]:
        """Yield guesses at pain points."""
        step, cases = seen.step, f"{seen.step.cases:,}"
        told: list[tuple[str, str]] = []
        if seen.lost:
            said = self.voice.say(wordings.LOST, self.voice.percent(seen.lost, step.cases), f"{seen.lost:,}", cases)
            told.append(("leaving", said))
        if seen.again:
            said = self.voice.say(wordings.AGAIN, self.voice.percent(seen.again, step.cases), f"{seen.again:,}", cases)
            told.append(("again", said))
        if seen.long is not None and seen.long.durations is not None:
            found = seen.long.durations
            words = wordings.LONG if has_tail(found) else wordings.ALWAYS_LONG
            lengths = (self.voice.lasting(found.p90), self.voice.lasting(found.p50))
            said = self.voice.say(words, self.voice.named(seen.long.before), *lengths, f"{found.n:,}")
            told.append(("waiting", said))
        for what, text in told:
            self.pain_points += 1
            id_ = self.pains.give(f"{what}-{self.ids[step.event]}"[:76].rstrip("-"))
            yield {"id": id_, "text": text, "evidence": [self.log, self.guess]}
