"""What an audience is not shown is unknown to it, neither missing nor zero: views that would say so are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words

if TYPE_CHECKING:
    from cxmap.render.subject import Subject

LISTED_NAMES = "listed-names"
"""Stands among what is hidden where names are taken out that the workspace lists, though not those of personas."""

_REST_ON: dict[str, frozenset[str]] = {
    "blueprint": frozenset(["backstage", "owners"]),
    "plan": frozenset(["opportunities", "owners", "pain_points", "plan"]),
    "trace": frozenset(["metrics", "opportunities", "pain_points", "plan"]),
    "risks": frozenset(["owners", "risks"]),
    "owners": frozenset(["backstage", "opportunities", "owners", "pain_points", "plan", "risks"]),
}
"""By view, the parts of a map that it counts, or marks as a gap where they are not there."""
NOT_SHOWN = Words("it is not shown to this audience", "不向此受众展示")


def lacks_hidden(view: str, subject: Subject) -> Words | None:
    """Return why a view is left out, where it would take what is hidden for missing; None where it would not."""
    return NOT_SHOWN if _REST_ON.get(view, frozenset()) & subject.hidden else None
