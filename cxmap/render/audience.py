"""What an audience does not get to see is taken out of the map before anything is drawn, so that no file holds it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cxmap.language import Words
from cxmap.model.reading import called, words
from cxmap.model.record import Record, replaced
from cxmap.model.vocabulary import EVIDENCE_KINDS
from cxmap.personal_data import accounts, emails, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cxmap.document import Document
    from cxmap.model.journey import JourneyMap
    from cxmap.model.library import Library
    from cxmap.model.people import Persona
    from cxmap.model.workspace import Audience

AudienceName = Literal["client", "internal", "public"]
AUDIENCES: tuple[AudienceName, ...] = ("client", "internal", "public")
USUALLY_HIDDEN: dict[AudienceName, tuple[str, ...]] = {
    "internal": (),
    "client": ("contacts", "costs", "names", "tickets"),
    "public": ("backstage", "contacts", "costs", "evidence", "names", "owners", "plan", "risks", "tickets"),
}
"""What is hidden where the workspace does not say otherwise."""
_BLACK = "█"
_LATEST_BIRTH = date(9999, 12, 31)  # an identity number is blacked out whenever its holder was born
_NOT_TEXT = frozenset(
    [
        "id",
        "owner",
        "channel",
        "segment",
        "to",
        "kind",
        "state",
        "status",
        "severity",
        "residual",
        "likelihood",
        "impact",
        "currency",
        "direction",
        "medium",
        "icon",
        "colour",
        "duration",
        "wait",
        "moment_of_truth",
        "personas",
        "needs",
        "delivers",
        "breaks",
        "addresses",
        "evidence",
        "consulted",
        "informed",
        "channels",
        "honeycomb_model",
        "centre",
        "image",
        "portrait",
        "language",
    ]
)
"""Fields that hold ids and words of the format, not texts."""


def seen_by(document: Document, audience: AudienceName) -> Document:
    """Return the document as an audience may see it; the map's own text is not for an audience that is spared anything."""
    declared: Audience | None = None
    if document.workspace is not None and document.workspace.file.audiences is not None:
        declared = getattr(document.workspace.file.audiences, audience)
    hidden = set(USUALLY_HIDDEN[audience])
    if declared is not None and declared.hides is not None:
        hidden = set(declared.hides)
    journey, library = document.journey, document.library
    for part in sorted(hidden):
        journey, library = _HIDERS[part](journey, library)
    blacked = declared.names if declared is not None else ()
    if "names" in hidden or blacked:
        journey, library = _blacked_out(journey, library, blacked, mask="names" in hidden)
    return replace(document, journey=journey, library=library)


def hides_anything(document: Document, audience: AudienceName) -> bool:
    """Tell whether an audience is spared anything of a map; then its YAML is not to be handed out either."""
    seen = seen_by(document, audience)
    return (seen.journey, seen.library) != (document.journey, document.library)


def _touchpoints(
    change: Callable[[Any], dict[str, Any]],
) -> Callable[[JourneyMap, Library], tuple[JourneyMap, Library]]:
    """Make a hider that changes every touchpoint."""

    def hide(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
        stages = tuple(
            replaced(stage, touchpoints=tuple(replaced(t, **change(t)) for t in stage.touchpoints))
            for stage in journey.stages
        )
        return replaced(journey, stages=stages), library

    return hide


def _actions(**changes: Any) -> Callable[[JourneyMap, Library], tuple[JourneyMap, Library]]:
    """Make a hider that changes every action."""

    def hide(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
        return replaced(journey, actions=tuple(replaced(a, **changes) for a in journey.actions)), library

    return hide


def _no_contacts(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    teams = {name: replaced(team, contact=None) for name, team in library.teams.items()}
    return journey, replace(library, teams=teams)


def _no_sources(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    """Leave of evidence what it is, when, and how many; an assumption stays an assumption."""
    bare = {
        name: replaced(
            item, title=EVIDENCE_KINDS.get(item.kind or "", Words("Evidence", "依据")), source=None, note=None
        )
        for name, item in library.evidence.items()
    }
    return replaced(journey, evidence=tuple(bare[item.id] for item in journey.evidence)), replace(
        library, evidence=bare
    )


def _no_metrics(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    journey, library = _touchpoints(lambda _: {"metrics": ()})(journey, library)
    return replaced(journey, metrics=(), stages=tuple(replaced(s, metrics=()) for s in journey.stages)), library


def _no_opportunities(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    journey, library = _touchpoints(lambda _: {"opportunities": ()})(journey, library)
    return _actions(addresses=())(journey, library)


def _no_owners(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    def nobodys(items: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(replaced(item, owner=None) for item in items)

    owned = ("pain_points", "opportunities", "frontstage", "backstage", "support", "risks")
    journey, library = _touchpoints(
        lambda t: {name: nobodys(getattr(t, name)) for name in owned} | {"owner": None, "consulted": (), "informed": ()}
    )(journey, library)
    return replaced(journey, owner=None, teams=(), actions=nobodys(journey.actions)), replace(library, teams={})


def _no_pain_points(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    return _touchpoints(
        lambda t: {"pain_points": (), "opportunities": tuple(replaced(o, addresses=()) for o in t.opportunities)}
    )(journey, library)


def _no_plan(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    return replaced(journey, actions=()), library


def _no_quotes(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    journey, library = _touchpoints(lambda _: {"thoughts": ()})(journey, library)
    personas = {name: replaced(persona, quote=None) for name, persona in library.personas.items()}
    return replaced(journey, personas=tuple(replaced(p, quote=None) for p in journey.personas)), replace(
        library, personas=personas
    )


def _no_names(journey: JourneyMap, library: Library) -> tuple[JourneyMap, Library]:
    """Call personas by what they are, in every text and id, and show no portraits."""
    labels = _labels(journey, library)
    ids = {persona.id: f"persona-{number}" for number, persona in enumerate(journey.personas, 1)}
    renamed = {
        ids[name]: replaced(
            persona, id=ids[name], name=labels[name], portrait=None, **_already_said(persona, labels[name])
        )
        for name, persona in library.personas.items()
        if name in ids
    }

    def named(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(ids[name] for name in names if name in ids)

    journey, library = _touchpoints(
        lambda t: {
            "personas": named(t.personas),
            "emotion": {ids.get(name, name): score for name, score in t.emotion.items()},
            "pain_points": tuple(replaced(p, personas=named(p.personas)) for p in t.pain_points),
        }
    )(journey, library)
    before = {
        language: {called(library.personas[name], language): labels[name].said(language) for name in ids}
        for language in ("zh", "en")
    }
    change = _replacer(before["zh"] | before["en"])
    journey = _texts(journey, change)
    return (
        replaced(journey, personas=tuple(renamed.values())),
        _library_texts(replace(library, personas=renamed), change),
    )


def _labels(journey: JourneyMap, library: Library) -> Mapping[str, Words]:
    """Return what to call each persona instead of by name: role, occupation or segment, numbered where two are alike."""
    found: dict[str, Words] = {}
    for number, own in enumerate(journey.personas, 1):
        persona = library.personas[own.id]
        segment = library.segments.get(persona.segment or "")
        said = [
            Words(words(text, "en"), words(text, "zh"))
            for text in (persona.role, persona.occupation, segment.name if segment else None)
            if text is not None
        ]
        label = said[0] if said else Words(f"Persona {number}", f"角色 {number}")
        if label in found.values():
            label = Words(f"{label.en} {number}", f"{label.zh}{number}")
        found[own.id] = label
    return found


def _already_said(persona: Persona, label: Words) -> dict[str, None]:
    """Return the facts that a label repeats, taken out."""
    return {name: None for name in ("role", "occupation") if words(getattr(persona, name), "en") == label.en}


def _replacer(names: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that puts other words in place of names; a Latin name is replaced as whole words only."""
    known = sorted(filter(None, names), key=lambda name: (-len(name), name))
    if not known:
        return lambda text: text
    pattern = re.compile(
        "|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in known), re.IGNORECASE
    )
    folded = {name.casefold(): names[name] for name in known}
    return lambda text: pattern.sub(lambda match: folded[match[0].casefold()], text)


def _blacked_out(
    journey: JourneyMap, library: Library, names: Sequence[str], *, mask: bool
) -> tuple[JourneyMap, Library]:
    """Black out names that the workspace lists, and with `mask` whatever else names a person: mail, telephone, cards."""
    black = _replacer({name: _BLACK * min(max(len(name), 2), 8) for name in names})

    def change(text: str) -> str:
        text = black(text)
        if mask:
            found = [*accounts(text), *numbers(text, _LATEST_BIRTH), *(emails(text) if "@" in text else ())]
            for datum in sorted(found, key=lambda datum: -datum.start):
                text = text[: datum.start] + _BLACK * 4 + text[datum.end :]
        return text

    return _texts(journey, change), _library_texts(library, change)


def _library_texts(library: Library, change: Callable[[str], str]) -> Library:
    kinds = ("teams", "channels", "personas", "segments", "evidence", "lanes", "honeycomb_models")
    return replace(
        library,
        **{kind: {name: _texts(item, change) for name, item in getattr(library, kind).items()} for kind in kinds},
    )


def _texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a value with every text in it changed; ids and words of the format stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Words):
        return Words(change(value.en), change(value.zh))
    if isinstance(value, tuple):
        return tuple(_texts(item, change) for item in value)
    if isinstance(value, dict):
        return {key: _texts(item, change) for key, item in value.items()}
    if isinstance(value, Record):
        return replaced(
            value, **{name: _texts(item, change) for name, item in vars(value).items() if name not in _NOT_TEXT}
        )
    return value


_HIDERS: dict[str, Callable[[JourneyMap, Library], tuple[JourneyMap, Library]]] = {
    "backstage": _touchpoints(lambda _: {"backstage": (), "support": ()}),
    "contacts": _no_contacts,
    "costs": _actions(cost=None, benefit=None, currency=None),
    "evidence": _no_sources,
    "metrics": _no_metrics,
    "names": _no_names,
    "opportunities": _no_opportunities,
    "owners": _no_owners,
    "pain_points": _no_pain_points,
    "plan": _no_plan,
    "quotes": _no_quotes,
    "risks": _touchpoints(lambda _: {"risks": ()}),
    "tickets": _actions(ticket=None),
}
