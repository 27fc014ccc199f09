"""Figures of maps over time, computed from git alone: emotion, open pain points, coverage, actions done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.diff.telling import curve_of
from cxmap.model.coverage import Share, coverage_of
from cxmap.model.reading import places, words
from cxmap.snapshots import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.document import Document
    from cxmap.git import Commit, Repository
    from cxmap.language import Language
    from cxmap.model.journey import JourneyMap


class Figures(NamedTuple):
    """`emotion` is the mean of the touchpoints' average scores, −2 to 2; `pain` the pain points no done action answers."""

    emotion: float | None
    pain: int
    owned: Share
    evidenced: Share
    done: Share


class Measured(NamedTuple):
    """The figures of a map at a point of the history."""

    label: str
    commit: Commit
    map_id: str
    title: str
    figures: Figures


def figures_of(document: Document) -> Figures:
    """Return the figures of a map."""
    journey = document.journey
    known = [score for score in curve_of(document) if score is not None]
    coverage = coverage_of(journey, document.library.evidence)
    actions = [action for action in journey.actions if action.status != "dropped"]
    done = sum(action.status == "done" for action in actions)
    return Figures(
        sum(known) / len(known) if known else None,
        open_pain_points(journey),
        coverage.touchpoints,
        coverage.claims,
        Share(done, len(actions)),
    )


def open_pain_points(journey: JourneyMap) -> int:
    """Count the pain points that no opportunity addresses for which an action is done."""
    done = {name for action in journey.actions if action.status == "done" for name in action.addresses}
    touchpoints = [place.touchpoint for place in places(journey)]
    answered = {
        name
        for touchpoint in touchpoints
        for opportunity in touchpoint.opportunities
        if opportunity.id in done
        for name in opportunity.addresses
    }
    return sum(pain.id not in answered | done for touchpoint in touchpoints for pain in touchpoint.pain_points)


def series(
    repository: Repository,
    points: Sequence[tuple[str, Commit]],
    paths: Sequence[str] = (),
    language: Language | None = None,
) -> Iterator[list[Measured]]:
    """Yield the figures of every map at each point; what is no valid map there is left out. Each version is read once.

    `paths` narrows the maps to some files and folders, written from the top of the repository. Titles are in a map's own
    language unless another is asked for.
    """
    known: dict[tuple[str, str, str], Document] = {}
    for label, commit in points:
        snapshot = Snapshot(repository, commit.id, label, known)
        names = [name for name in snapshot.files() if name.endswith((".yaml", ".yml")) and _is_within(name, paths)]
        snapshot.read(names)
        found = []
        for name in names:
            if snapshot.is_map(name):
                try:
                    document = snapshot.document(name)
                except CxmapError:
                    continue
                shown = words(document.journey.title, language or document.language)
                found.append(Measured(label, commit, document.journey.id, shown, figures_of(document)))
        yield sorted(found, key=lambda one: one.map_id)


def _is_within(name: str, paths: Sequence[str]) -> bool:
    return not paths or any(name == path or name.startswith(f"{path}/") or path == "." for path in paths)
