"""What an audience does not get to see is taken out of the map before anything is drawn, so that no file holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cxmap.language import LANGUAGES, Words
from cxmap.model.reading import words
from cxmap.model.record import replaced
from cxmap.model.vocabulary import EVIDENCE_KINDS
from cxmap.personal_data import accounts, emails, numbers
from cxmap.render.privacy.hidden import LISTED_NAMES
from cxmap.render.privacy.redaction import library_texts, replacer, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cxmap.document import Document
    from cxmap.language import Language
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


@dataclass(frozen=True, slots=True)
class Sight:
    """What an audience is spared: parts of the map, and names; `aliases` and `labels` stand for ids and names of personas."""

    hidden: frozenset[str]
    names: tuple[str, ...]
    aliases: Mapping[str, str]
    labels: Mapping[str, Words]
    called: Mapping[Language, Mapping[str, str]]

    @property
    def spares(self) -> bool:
        """Whether it is spared anything; then no YAML is for it either, whose comments may say what is hidden."""
        return bool(self.hidden or self.names)

    def alias(self, persona: str) -> str:
        """Return the id under which a persona is drawn."""
        return self.aliases.get(persona, persona)


def sight_of(audience: AudienceName, *documents: Document) -> Sight:
    """Return what an audience sees of maps that are drawn together: of each, what it may see of all."""
    hidden: set[str] = set()
    names: dict[str, None] = {}
    for document in documents:
        declared: Audience | None = None
        if document.workspace is not None and document.workspace.file.audiences is not None:
            declared = getattr(document.workspace.file.audiences, audience)
        usual = declared is None or declared.hides is None
        hidden.update(USUALLY_HIDDEN[audience] if usual else declared.hides)  # type: ignore[union-attr, arg-type]
        names.update(dict.fromkeys(declared.names if declared is not None else ()))
    if "names" not in hidden:
        return Sight(frozenset(hidden), tuple(names), {}, {}, {})
    labels = _without_names(_labels(documents), documents, names)
    aliases = {name: f"persona-{number}" for number, name in enumerate(_on_maps(documents), 1)}
    return Sight(frozenset(hidden), tuple(names), aliases, labels, _called(documents, labels))


def seen_by(document: Document, audience: AudienceName, *beside: Document) -> Document:
    """Return the document as an audience may see it, drawn with the maps `beside` it."""
    return seen(document, sight_of(audience, document, *beside))


def seen(document: Document, sight: Sight) -> Document:
    """Return the document without what is out of sight; the footer of its workspace's theme is a text like any other."""
    journey, library = document.journey, document.library
    for part in sorted(sight.hidden):
        journey, library = _no_names(journey, library, sight) if part == "names" else _HIDERS[part](journey, library)
    change = _changer(sight)
    hidden = sight.hidden | {LISTED_NAMES} if sight.names else sight.hidden
    if change is None:
        return replace(document, journey=journey, library=library, hidden=hidden)
    speak = document.language
    journey, library = texts(journey, change, speak), library_texts(library, change, speak)
    workspace = document.workspace
    if workspace is not None and workspace.file.theme is not None:
        theme = replaced(workspace.file.theme, footer=texts(workspace.file.theme.footer, change, speak))
        workspace = replace(workspace, file=replaced(workspace.file, theme=theme))
    return replace(document, journey=journey, library=library, workspace=workspace, hidden=hidden)


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


def _no_names(journey: JourneyMap, library: Library, sight: Sight) -> tuple[JourneyMap, Library]:
    """Call personas by what they are, in every id, and show no portraits."""
    ids = sight.aliases
    renamed = {
        ids[name]: replaced(
            library.personas[name], id=ids[name], name=sight.labels[name], portrait=None,
            **_already_said(library.personas[name], sight.labels[name]),
        )
        for name in (persona.id for persona in journey.personas)
    }  # fmt: skip

    def named(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(ids[name] for name in names if name in ids)

    journey, library = _touchpoints(
        lambda t: {
            "personas": named(t.personas),
            "emotion": {ids.get(name, name): score for name, score in t.emotion.items()},
            "pain_points": tuple(replaced(p, personas=named(p.personas)) for p in t.pain_points),
        }
    )(journey, library)
    return replaced(journey, personas=tuple(renamed.values())), replace(library, personas=renamed)


def _on_maps(documents: Sequence[Document]) -> dict[str, Persona]:
    """Return the personas of maps in the order of their numbers: one who is on two maps has one number."""
    found: dict[str, Persona] = {}
    for document in documents:
        for own in document.journey.personas:
            found.setdefault(own.id, document.library.personas[own.id])
    return found


def _labels(documents: Sequence[Document]) -> dict[str, Words]:
    """Return what to call each persona instead of by name: role, occupation or segment, numbered where two are alike."""
    found: dict[str, Words] = {}
    segments = {name: segment for d in documents for name, segment in d.library.segments.items()}
    for number, (name, persona) in enumerate(_on_maps(documents).items(), 1):
        segment = segments.get(persona.segment or "")
        said = [
            Words(words(text, "en"), words(text, "zh"))
            for text in (persona.role, persona.occupation, segment.name if segment else None)
            if text is not None
        ]
        label = said[0] if said else Words(f"Persona {number}", f"角色 {number}")
        if label in found.values():
            label = Words(f"{label.en} {number}", f"{label.zh}{number}")
        found[name] = label
    return found


def _without_names(
    labels: Mapping[str, Words], documents: Sequence[Document], listed: Iterable[str]
) -> dict[str, Words]:
    """Black out whoever is named in what stands in place of names, as the husband of Li Wei."""
    named = [text for of in _called(documents, labels).values() for text in of]
    black = _blacking([*named, *listed])
    said = set(named)
    return {name: Words(*(text if text in said else black(text) for text in label)) for name, label in labels.items()}


def _blacking(names: Iterable[str]) -> Callable[[str], str]:
    return replacer({name: _BLACK * min(max(len(name), 2), 8) for name in names})


_SOMEBODY = Words("another persona", "另一位角色")  # of the workspace, who is on none of the maps


def _called(documents: Sequence[Document], labels: Mapping[str, Words]) -> dict[Language, dict[str, str]]:
    """Return for each language what stands in place of each name that a persona of the maps or their workspaces has."""
    found: dict[Language, dict[str, str]] = {"zh": {}, "en": {}}
    for document in documents:
        for name, persona in document.library.personas.items():
            label = labels.get(name, _SOMEBODY)
            for text in filter(None, (words(persona.name, "zh"), words(persona.name, "en"))):
                for language in LANGUAGES:
                    found[language].setdefault(text, label.said(language))
    return found


def _already_said(persona: Persona, label: Words) -> dict[str, None]:
    """Return the facts that a label repeats, taken out."""
    return {name: None for name in ("role", "occupation") if words(getattr(persona, name), "en") == label.en}


def _changer(sight: Sight) -> Callable[[str, Language], str] | None:
    """Return what is done to texts: listed names are blacked out, personas renamed, and mail, telephone, cards blacked out."""
    mask = "names" in sight.hidden
    if not mask and not sight.names:
        return None
    black = _blacking(sight.names)
    rename = {language: replacer(names, of_persons=True) for language, names in sight.called.items()}

    def change(text: str, language: Language) -> str:
        if mask:
            found = [*accounts(text), *numbers(text, _LATEST_BIRTH), *(emails(text) if "@" in text else ())]
            for datum in sorted(found, key=lambda datum: -datum.start):
                text = text[: datum.start] + _BLACK * 4 + text[datum.end :]
            return rename[language](black(text))
        return black(text)

    return change


_HIDERS: dict[str, Callable[[JourneyMap, Library], tuple[JourneyMap, Library]]] = {
    "backstage": _touchpoints(lambda _: {"backstage": (), "support": ()}),
    "contacts": _no_contacts,
    "costs": _actions(cost=None, benefit=None, currency=None),
    "evidence": _no_sources,
    "metrics": _no_metrics,
    "opportunities": _no_opportunities,
    "owners": _no_owners,
    "pain_points": _no_pain_points,
    "plan": _no_plan,
    "quotes": _no_quotes,
    "risks": _touchpoints(lambda _: {"risks": ()}),
    "tickets": _actions(ticket=None),
}
