"""How much of a map is covered: touchpoints by owners, claims by evidence, actions by owners."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.model.claims import Evidence
    from cxmap.model.journey import JourneyMap


class Share(NamedTuple):
    """So many of so many."""

    covered: int
    total: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent, rounded down; None for none of none.

        So 100 means all. What is more than nothing is at least 1, so 0 means none.
        """
        if not self.total:
            return None
        return max(100 * self.covered // self.total, 1 if self.covered else 0)

    def plus(self, other: Share) -> Share:
        """Return both shares together."""
        return Share(self.covered + other.covered, self.total + other.total)


class Coverage(NamedTuple):
    """Touchpoints that have an owner, claims that cite evidence, actions that have an owner."""

    touchpoints: Share = Share(0, 0)
    claims: Share = Share(0, 0)
    actions: Share = Share(0, 0)

    def __add__(self, other: Coverage) -> Coverage:  # type: ignore[override]
        return Coverage(*(mine.plus(theirs) for mine, theirs in zip(self, other, strict=True)))


def coverage_of(journey: JourneyMap, evidence: Mapping[str, Evidence] | None = None) -> Coverage:
    """Count what is covered in a map.

    Claims are the pain points, and the touchpoints with a known emotion: both say how it is for someone. A pain point
    has to cite evidence itself, as the rule `pain-point-without-evidence` has it; a score is supported by what its
    touchpoint cites. An assumption is no evidence. `evidence` is what the map may cite, its own and the workspace's
    (`Library.evidence`); default: its own. An action that was dropped needs no owner, and is not counted.
    """
    known = evidence if evidence is not None else {item.id: item for item in journey.evidence}
    assumed = {name for name, item in known.items() if item.kind == "assumption"}
    touchpoints = [place.touchpoint for place in places(journey)]
    cited = [pain.evidence for touchpoint in touchpoints for pain in touchpoint.pain_points]
    cited += [
        touchpoint.evidence
        for touchpoint in touchpoints
        if any(score is not None for score in touchpoint.emotion.values())
    ]
    actions = [action for action in journey.actions if action.status != "dropped"]
    return Coverage(
        Share(sum(touchpoint.owner is not None for touchpoint in touchpoints), len(touchpoints)),
        Share(sum(any(name not in assumed for name in names) for names in cited), len(cited)),
        Share(sum(action.owner is not None for action in actions), len(actions)),
    )
