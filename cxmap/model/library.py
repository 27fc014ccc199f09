"""What a map's references lead to: its own definitions, then the workspace's, then what is built in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxmap.model.reading import called
from cxmap.model.vocabulary import CHANNELS, HONEYCOMBS

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.model.claims import Evidence
    from cxmap.model.framing import Channel, HoneycombModel, Lane
    from cxmap.model.journey import JourneyMap
    from cxmap.model.people import Persona, Segment, Team
    from cxmap.model.workspace import SharedLibrary

DEFAULT_HONEYCOMB = "morville"


@dataclass(frozen=True, slots=True)
class Library:
    """Definitions by id; a map's own win over the workspace's."""

    teams: dict[str, Team]
    channels: dict[str, Channel]
    personas: dict[str, Persona]
    segments: dict[str, Segment]
    evidence: dict[str, Evidence]
    lanes: dict[str, Lane]
    honeycomb_models: dict[str, HoneycombModel]

    def team_name(self, team: str, language: Language) -> str:
        """Return what a team is called; its id where nothing else is known."""
        return called(self.teams[team], language) if team in self.teams else team

    def channel_name(self, channel: str, language: Language) -> str:
        """Return what a channel is called, declared or built in; its id where nothing else is known."""
        declared = self.channels.get(channel)
        if declared is not None and declared.name is not None:
            return called(declared, language)
        return CHANNELS[channel].name.said(language) if channel in CHANNELS else channel

    def channel_medium(self, channel: str) -> str | None:
        """Return `online`, `offline`, or None where it is not known."""
        declared = self.channels.get(channel)
        if declared is not None and declared.medium is not None:
            return declared.medium
        return CHANNELS[channel].medium if channel in CHANNELS else None


def library_of(journey: JourneyMap, shared: SharedLibrary | None) -> Library:
    """Gather the definitions that a map may refer to."""
    return Library(
        **{
            kind: _by_id(getattr(shared, kind, ()), getattr(journey, kind))
            for kind in ("teams", "channels", "personas", "segments", "evidence", "lanes", "honeycomb_models")
        }
    )


def _by_id(shared: Any, own: Any) -> dict[str, Any]:
    found = {item.id: item for item in shared}
    for item in own:
        if item.id not in found or not _is_bare(item):
            found[item.id] = item
    return found


def _is_bare(item: Any) -> bool:
    """Whether an item has nothing but its id, and so refers to the workspace's."""
    return all(value in (None, (), {}, False) for name, value in vars(item).items() if name != "id")


def honeycomb_dimensions(model: str, library: Library, language: Language) -> dict[str, str]:
    """Return the dimensions of a honeycomb model by id, with their labels."""
    if model in library.honeycomb_models:
        return {dimension.id: called(dimension, language) for dimension in library.honeycomb_models[model].dimensions}
    if model in HONEYCOMBS:
        return {name: label.said(language) for name, label in HONEYCOMBS[model].dimensions.items()}
    return {}
