"""The channels of a log, as a map declares them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cxmap.discover.naming import Ids, one_line, slug
from cxmap.edit.composing import Row
from cxmap.language import LANGUAGES
from cxmap.model.alike import skeleton
from cxmap.model.reading import words
from cxmap.model.vocabulary import CHANNELS
from cxmap.telling import told_channels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.discoveries import Step
    from cxmap.model.workspace import SharedLibrary


class Channels:
    """The channels of a log as those of the workspace, as built-in ones, or as new ones with the log's name."""

    def __init__(self, shared: SharedLibrary | None, steps: Sequence[Step], least: int) -> None:
        self._least = least
        self._shared = {channel.id for channel in shared.channels} if shared is not None else set()
        known: dict[str, str] = {}
        for id_, channel in CHANNELS.items():
            known |= {_alike(said): id_ for said in (id_, *channel.name)}
        for own in shared.channels if shared is not None else ():
            known |= {_alike(words(own.name, language) or own.id): own.id for language in LANGUAGES}
            known[_alike(own.id)] = own.id
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._used: set[str] = set()
        given = Ids([*known.values()])
        for name in sorted({one.name for step in steps for one in told_channels(step, least) if one_line(one.name)}):
            alike = _alike(name)
            if alike not in known:
                known[alike] = given.give(slug(name, "channel"))
                self._names[known[alike]] = one_line(name)
            self._ids[name] = known[alike]

    def of(self, step: Step) -> list[tuple[str, int]]:
        """Return how many of a step's events are in which channel, most first, of those that at least `least` cases use.

        There are none where most events say nothing, or are in such as fewer use.
        """
        counts: Counter[str] = Counter()
        for one in step.channels:
            counts[self._ids.get(one.name, "") if one.cases >= self._least else ""] += one.events
        found = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not found or not found[0][0]:
            return []
        self._used.add(found[0][0])
        return [(id_, n) for id_, n in found if id_]

    def declared(self) -> list[Any]:
        """Return the declarations of the channels that are used, but for those of the workspace."""
        return [
            Row(id=id_, name=self._names[id_]) if id_ in self._names else id_
            for id_ in sorted(self._used - self._shared)
        ]


def _alike(text: str) -> str:
    return skeleton(one_line(text)).replace(" ", "-")
