"""What rules look at: the map, gathered once into lists, so that all rules together walk over it once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.lint.data_files import files_matching, sha256_of, stamp_of
from cxmap.lint.suppressing import Suppressions, suppressions_of
from cxmap.lint.texts import Prose, TextAt, texts_of
from cxmap.model.reading import Place, emotion, on_five_steps, passes, persona_ids, places, words
from cxmap.model.ways import Ways, ways_of
from cxmap.validation import respelt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from cxmap.diagnostics import Diagnostic, Fix, Path, Span
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measurements import MapMeasurements
    from cxmap.measures_file import MeasuresText
    from cxmap.model.claims import Action, BlueprintStep, Metric, Opportunity, PainPoint, Risk
    from cxmap.model.fields import Text
    from cxmap.model.journey import JourneyMap, Touchpoint
    from cxmap.model.library import Library
    from cxmap.workspace import Workspace

Thing = TypeVar("Thing")


class At(NamedTuple, Generic[Thing]):
    """An item of the map, its path, and the touchpoint it belongs to, if any."""

    path: Path
    item: Thing
    place: Place | None


class Context:
    """What a rule may look at. `today` is given, so that a run can be repeated.

    `asked` records which files a rule looked for and whether they were there: with the text, the policy and the day,
    that is everything a result depends on, but for what was `measured` and the `stamps` of the data it was measured by.
    `applied` are the names of the rules that this run applies, `stands_for` the places of findings that are made once
    for many, `standing` what no comment excuses.
    """

    def __init__(self, document: Document, today: date, measured: MeasuresText | None = None) -> None:
        self.document = document
        self.is_measured = measured is not None
        self._measured = measured
        self.stamps: dict[str, str] = {}
        self.today = today
        self.journey: JourneyMap = document.journey
        self.library: Library = document.library
        self.language: Language = document.language
        self.content = document.source.text.content
        self.asked: dict[str, bool] = {}
        self.applied: frozenset[str] = frozenset()
        self.stands_for: dict[tuple[str, Span], list[Span]] = {}
        self.standing: tuple[Diagnostic, ...] = ()

    # The map, in lists.

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The touchpoints in the order of the journey."""
        return tuple(places(self.journey))

    @cached_property
    def personas(self) -> tuple[str, ...]:
        """The ids of the personas, or `*` alone where the map names none."""
        return persona_ids(self.journey)

    @cached_property
    def pain_points(self) -> tuple[At[PainPoint], ...]:
        """Every pain point."""
        return tuple(
            At((*place.path, "pain_points", index), item, place)
            for place in self.places
            for index, item in enumerate(place.touchpoint.pain_points)
        )

    @cached_property
    def opportunities(self) -> tuple[At[Opportunity], ...]:
        """Every opportunity."""
        return tuple(
            At((*place.path, "opportunities", index), item, place)
            for place in self.places
            for index, item in enumerate(place.touchpoint.opportunities)
        )

    @cached_property
    def risks(self) -> tuple[At[Risk], ...]:
        """Every compliance risk."""
        return tuple(
            At((*place.path, "risks", index), item, place)
            for place in self.places
            for index, item in enumerate(place.touchpoint.risks)
        )

    @cached_property
    def actions(self) -> tuple[At[Action], ...]:
        """Every action of the plan."""
        return tuple(At(("actions", index), item, None) for index, item in enumerate(self.journey.actions))

    @cached_property
    def steps(self) -> tuple[At[BlueprintStep], ...]:
        """Every step of the service blueprint; the row (`frontstage` …) is the last name in its path."""
        return tuple(
            At((*place.path, row, index), item, place)
            for place in self.places
            for row in ("frontstage", "backstage", "support")
            for index, item in enumerate(getattr(place.touchpoint, row))
        )

    @cached_property
    def metrics(self) -> tuple[At[Metric], ...]:
        """Every metric: of the journey, of a stage, of a touchpoint."""
        journey = self.journey
        found: list[At[Metric]] = [At(("metrics", n), item, None) for n, item in enumerate(journey.metrics)]
        for s, stage in enumerate(journey.stages):
            found += [At(("stages", s, "metrics", n), item, None) for n, item in enumerate(stage.metrics)]
        for place in self.places:
            found += [At((*place.path, "metrics", n), m, place) for n, m in enumerate(place.touchpoint.metrics)]
        return tuple(found)

    @cached_property
    def ways(self) -> dict[str, Ways]:
        """The ways of each persona through the map."""
        return {persona: ways_of(self.places, persona) for persona in self.personas}

    @cached_property
    def texts(self) -> tuple[TextAt, ...]:
        """Every text that a person reads, in the order of the file."""
        return tuple(texts_of(self.document.source.data))

    @cached_property
    def measures(self) -> MapMeasurements | None:
        """What was measured of the map; None where nothing was, or where it cannot be understood."""
        found = self._measures
        return None if isinstance(found, CxmapError) else found

    @property
    def measures_fault(self) -> CxmapError | None:
        """What is wrong with the file of measures beside the map."""
        found = self._measures
        return found if isinstance(found, CxmapError) else None

    @cached_property
    def _measures(self) -> MapMeasurements | CxmapError | None:
        if self._measured is None:
            return None
        from cxmap.measures_file.reading import measures_in

        try:
            found = measures_in(self._measured)
        except CxmapError as error:
            return error
        if found.map == self.journey.id:
            return found
        name, other = self._measured.name, found.map
        return CxmapError(
            Words(f"{name} is of the map `{other}`, not of this one", f"{name} 是地图 `{other}` 的测量结果，不是这张的")
        )

    @cached_property
    def suppressions(self) -> Suppressions:
        """The comments that excuse findings."""
        return suppressions_of(self.document.source)

    @cached_property
    def prose(self) -> Prose:
        """All these texts as one, so that a rule can search them at once."""
        return Prose(self.texts)

    # Questions.

    def score(self, touchpoint: Touchpoint, persona: str) -> float | None:
        """Return a persona's emotion from −2 to +2, or None where it is not known."""
        score = emotion(touchpoint, persona)
        return None if score is None else on_five_steps(score, self.journey.scale)

    def scores(self, touchpoint: Touchpoint) -> list[float]:
        """Return the known emotions at a touchpoint, from −2 to +2, in the order of the personas."""
        known = (self.score(touchpoint, persona) for persona in self.personas if passes(touchpoint, persona))
        return [score for score in known if score is not None]

    def said(self, text: Text | None) -> str:
        """Return a text in the map's language, in the other one where it has no translation, '' for None."""
        return words(text, self.language)

    def given(self, path: Path) -> Collection[str]:
        """Return the fields that are written out for the item at a path, `null` or not; none for a short form."""
        node: Any = self.document.source.data
        for step in path:
            node = node.get(step) if isinstance(node, dict) else node[int(step)] if isinstance(node, list) else None
        return node.keys() if isinstance(node, dict) else ()

    def exists(self, name: str) -> bool:
        """Whether a file that the map names is there, seen from the map or from the root of its workspace."""
        if name not in self.asked:
            self.asked[name] = is_there(name, self.document.name, self.document.workspace)
        return self.asked[name]

    def sha256(self, name: str) -> str | None:
        """Return the SHA-256 of a file of data, by its path from the workspace; None where it is not there, or too large."""
        workspace = self.document.workspace
        self.stamps[name] = stamp_of(name, workspace)
        return sha256_of(name, workspace)

    def files(self, pattern: str) -> list[str]:
        """Return the files of data that a pattern means, by their paths from the workspace."""
        workspace = self.document.workspace
        self.stamps[pattern] = stamp_of(pattern, workspace)
        return files_matching(pattern, workspace)

    # Fixes.

    def respelt(self, path: Path, typed: str, allowed: Iterable[str]) -> Fix | None:
        """Return the fix that writes the allowed name which `typed` can only stand for, at `path`."""
        return respelt(self.document.source, path, typed, sorted(allowed))


def is_there(name: str, map_name: str, workspace: Workspace | None) -> bool:
    """Whether a file is there, seen from the folder of the map called `map_name` or from the root of its workspace."""
    roots = [FilePath(map_name).parent, *([workspace.root] if workspace else [])]
    try:
        return any((root / name).exists() for root in roots)
    except (OSError, ValueError):  # a name too long, or with a null character
        return False
