"""From what an event log shows to the text of a draft map: what is counted, and what is guessed and marked as such.

Steps to which fewer than one case in a hundred comes, or fewer than ten cases, are left out. A comment lists them, but
only counts those of fewer than ten cases, as it does ways that fewer take: what was written of a few may name them. The others are touchpoints, in the order of the median of where in its case each stands; `staging` says how they fall into
stages, `guessing` which ways on, waits and pain points are guessed. Nothing is made up of people: no persona, no
emotion, no thought, no severity.

What is guessed is marked in two ways. A comment beside it says so, and on what it rests. And a guess at a pain point
cites, beside the log, evidence of `kind: assumption`, which stays when comments go, and shows in pictures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.diagnostics import Text
from cxmap.discover import wordings
from cxmap.discover.guessing import material
from cxmap.discover.naming import Ids, one_line, slug
from cxmap.discover.saying import Voice, number, shortened
from cxmap.discover.touchpoints import Touchpoints
from cxmap.discoveries import told_transitions
from cxmap.edit import NotProven, canonical
from cxmap.edit.composing import Remarked, Row, composed
from cxmap.model.lengths import written_length
from cxmap.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.discover.guessing import Material
    from cxmap.discoveries import Discovery
    from cxmap.language import Language
    from cxmap.model.workspace import SharedLibrary

FEWEST = 10
"""Figures of fewer cases are not written: they would tell of people."""
_READABLE = 40
"""Touchpoints from which on a draft says that they are too many."""
_LISTED = 40
_PARTS = re.compile(r"([\d.]+)([a-z]+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Draft(NamedTuple):
    """The text of a map, and what is in it: stages, touchpoints, guesses at pain points, and steps that were left out."""

    text: str
    stages: int
    touchpoints: int
    pain_points: int
    left_out: int


def draft(
    found: Discovery,
    language: Language,
    today: date,
    *,
    map_id: str = "",
    title: str = "",
    shared: SharedLibrary | None = None,
    suppress_below: int = FEWEST,
    schema: str = "",
) -> Draft:
    """Write a draft map of a log, in the canonical form, for people who read `language`.

    `map_id` and `title` are by default made of the source's name; `shared` is the library of the workspace that the map will
    be in. `schema` is where the map's JSON Schema lies, as seen from the map, for editors.

    Raises:
        CxmapError: fewer than `suppress_below` cases take each step, so that none may be named.
        NotProven: the text does not say what was meant, which is a fault of cxmap.
    """
    chosen = material(found, suppress_below)
    writing = _Writing(chosen, Voice(language), shared, suppress_below)
    data = writing.map(map_id or slug(found.source, "draft"), title, today)
    text = composed(
        data,
        list(writing.head()),
        list(writing.left_out()),
        f"yaml-language-server: $schema={schema}" if schema else "",
    )
    name = "draft.yaml"
    if parse(Text(name, text)).data != _plain(data):
        raise NotProven(name, "data")
    return Draft(
        canonical(Text(name, text), "map"),
        len(chosen.stages),
        sum(map(len, chosen.stages)),
        writing.touchpoints.pain_points,
        len(chosen.left_out) + chosen.beyond,
    )


def _plain(value: Any) -> Any:
    """Return data without its comments."""
    if isinstance(value, Remarked):
        return _plain(value.value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


@dataclass
class _Writing:
    """Writes what is around the touchpoints of one draft."""

    material: Material
    voice: Voice
    shared: SharedLibrary | None
    suppress_below: int

    def __post_init__(self) -> None:
        self.found = self.material.found
        self.log, self.guess = _two_ids("event-log", "guesses", self.shared)
        self.touchpoints = Touchpoints(
            self.material, self.voice, self.shared, self.suppress_below, self.log, self.guess, "/".join(self.days())
        )

    def days(self) -> tuple[str, str]:
        """Return the first and the last day of the log."""
        return self.found.first[:10], self.found.last[:10]

    def size(self) -> tuple[str, str]:
        """Say how many events and cases there are."""
        return (
            self.voice.counted(wordings.EVENTS, self.found.events),
            self.voice.counted(wordings.CASES, self.found.cases),
        )

    def head(self) -> Iterator[str]:
        """Yield the comments at the head of the file."""
        first, *rest = wordings.HEAD
        facts = (*self.size(), *self.days())
        yield self.voice.say(first, self.voice.named(self.found.source), *facts)
        yield from (self.voice.say(words) for words in rest)
        count = sum(map(len, self.material.stages))
        if count > _READABLE:
            yield ""
            yield self.voice.say(wordings.TOO_MANY, count)
        if self.material.beyond:
            yield self.voice.say(wordings.BEYOND, self.voice.counted(wordings.MORE_STEPS, self.material.beyond))

    def left_out(self) -> Iterator[str]:
        """Yield what the draft leaves out."""
        if ways := len(self.found.transitions) - len(told_transitions(self.found, self.suppress_below)):
            yield self.voice.say(wordings.WAYS_HELD_BACK, self.suppress_below, self.voice.counted(wordings.WAYS, ways))
        left = self.material.left_out
        named = [step for step in left if step.cases >= self.suppress_below][:_LISTED]
        if named:
            yield self.voice.say(wordings.LEFT_OUT, self.material.least, len(left))
            yield from (f"- {shortened(one_line(step.event))}" for step in named)
            if len(left) > len(named):
                yield self.voice.say(wordings.MORE, len(left) - len(named))
        elif left:
            yield self.voice.say(
                wordings.LEFT_OUT_UNNAMED, self.material.least, self.voice.counted(wordings.STEPS, len(left))
            )

    def map(self, map_id: str, title: str, today: date) -> dict[str, Any]:
        """Return the whole map."""
        source = one_line(self.found.source) or map_id
        stages = self.stages()
        return {
            "cxmap": 1,
            "id": map_id,
            "title": title or self.voice.say(wordings.TITLE, source),
            "language": self.voice.language,
            "state": "current",
            "description": self.voice.say(wordings.DESCRIPTION),
            "scope": dict(self.scope()),
            **({"channels": declared} if (declared := self.touchpoints.channels.declared()) else {}),
            "evidence": list(self.evidence(source, today)),
            **({"metrics": metrics} if (metrics := list(self.span())) else {}),
            "stages": stages,
        }

    def scope(self) -> Iterator[tuple[str, Any]]:
        """Yield where most journeys begin and end."""
        kept = [seen.step for stage in self.material.stages for seen in stage]
        start = min(kept, key=lambda step: (-step.starts, step.event))
        end = min(kept, key=lambda step: (-step.ends, step.event))
        for key, step, cases, words in (
            ("from", start, start.starts, wordings.FROM),
            ("to", end, end.ends, wordings.TO),
        ):
            beside = (
                self.voice.say(words, self.voice.percent(cases, self.found.cases))
                if cases >= self.suppress_below
                else self.voice.say(wordings.GUESSED)
            )
            yield key, Remarked(self.touchpoints.names[step.event], beside)

    def evidence(self, source: str, today: date) -> Iterator[dict[str, Any]]:
        """Yield the log, and that guesses were made."""
        first, last = self.days()
        notes = [self.voice.say(wordings.LOG_NOTE, *self.size(), first, last)]
        if rejected := sum(n for _, n, _ in self.found.rejected):
            notes.append(self.voice.say(wordings.NOT_TAKEN, self.voice.counted(wordings.ROWS, rejected)))
        if self.found.ties:
            notes.append(self.voice.say(wordings.TIES, self.voice.counted(wordings.EVENTS, self.found.ties)))
        files = self.found.files
        if len(files) > 1:
            notes.append(self.voice.say(wordings.FILES, len(files), one_line(files[0].name)))
        yield {
            "id": self.log,
            "kind": "analytics",
            "title": self.voice.say(wordings.LOG_TITLE, source),
            **({"date": last} if _is_past(last, today) else {}),
            "n": self.found.cases,
            "source": (one_line(files[0].name) if len(files) == 1 else "") or source,
            "note": self.voice.joined(notes),
        }
        if self.touchpoints.pain_points:
            yield {
                "id": self.guess,
                "kind": "assumption",
                "title": self.voice.say(wordings.GUESS_TITLE),
                "note": self.voice.say(wordings.GUESS_NOTE, self.guess),
            }

    def span(self) -> Iterator[Row]:
        """Yield how long the whole journey takes."""
        whole = self.found.durations
        if whole is not None and whole.n >= self.suppress_below:
            for words, seconds in zip(wordings.SPAN, (whole.p50, whole.p90), strict=True):
                ((value, unit),) = _PARTS.findall(written_length(seconds))
                yield Row(
                    kind="kpi", name=self.voice.say(words), value=number(value), unit=self.voice.say(wordings.UNITS[unit]),
                    direction="lower-is-better", n=whole.n, period="/".join(self.days()), evidence=[self.log],
                )  # fmt: skip

    def stages(self) -> list[Any]:
        """Return the stages with their touchpoints."""
        ids = Ids()
        stages: list[Any] = []
        for stage in self.material.stages:
            commonest = min(stage, key=lambda seen: (-seen.step.cases, seen.step.event)).step
            name = shortened(self.touchpoints.names[commonest.event])
            stages.append(
                {
                    "id": ids.give(f"{wordings.STAGE_ID.en}-{len(stages) + 1}"),
                    "name": Remarked(f"{name.removesuffix('…')}…", self.voice.say(wordings.STAGE)),
                    "touchpoints": [
                        Remarked(dict(self.touchpoints.of(seen)), gap=at > 0) for at, seen in enumerate(stage)
                    ],
                }
            )
        return stages


def _two_ids(first: str, second: str, shared: SharedLibrary | None) -> tuple[str, str]:
    """Return ids of evidence that the workspace does not have."""
    ids = Ids(evidence.id for evidence in shared.evidence) if shared is not None else Ids()
    return ids.give(first), ids.give(second)


def _is_past(day: str, today: date) -> bool:
    """Whether a text is a day that has been: a log may hold dates that were mistyped."""
    try:
        return bool(_DATE.fullmatch(day)) and date.fromisoformat(day) <= today
    except ValueError:
        return False
