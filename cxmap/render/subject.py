"""What is drawn: a map seen in one language, by the chosen personas, with its look."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.measures_file import measures_beside
from cxmap.measures_file.reading import measures_of
from cxmap.model.lengths import said_length
from cxmap.model.needs import lets_down
from cxmap.model.reading import EVERYONE, Place, called, emotion, on_five_steps, passes, places, words
from cxmap.render.images.local import Picture, UnusablePictureError, read_picture
from cxmap.render.marks.icons import CHANNEL_ICONS, FACE_OUTLINES, Icon
from cxmap.render.privacy.hidden import LISTED_NAMES
from cxmap.render.privacy.stripping import stripped
from cxmap.render.text.labels import WHO, WORDS
from cxmap.render.theme import PERSONA_COLOURS, TEAM_COLOURS, Theme, corrections, readable_on_white, theme_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measurements import MapMeasurements
    from cxmap.model.claims import PainPoint
    from cxmap.model.fields import Text
    from cxmap.model.journey import JourneyMap, Touchpoint
    from cxmap.model.library import Library
    from cxmap.model.people import Persona

P = ParamSpec("P")
T = TypeVar("T")
_TOGETHER = ",\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Actor:
    """A persona as drawn: with a colour, and an outline of its faces."""

    id: str
    name: str
    persona: Persona | None
    colour: str
    outline: Icon

    @property
    def initial(self) -> str:
        """The letter in the persona's badge."""
        return self.name[:1].upper()


def once(work: Callable[Concatenate[Subject, P], T]) -> Callable[Concatenate[Subject, P], T]:
    """Make a function of a subject remember what it returned, as long as the subject lives: several views ask the same.

    What it is called with must be fit for a key, and what it returns must not be changed.
    """

    @wraps(work)
    def remembered(subject: Subject, /, *args: P.args, **named: P.kwargs) -> T:
        known = subject.remembered[work]
        key = (args, tuple(named.items())) if named else args
        if key in known:
            return known[key]  # type: ignore[no-any-return]
        answer = known[key] = work(subject, *args, **named)
        return answer

    return remembered


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """Everything a view may draw of one map; each is itself alone."""

    journey: JourneyMap
    library: Library
    language: Language
    theme: Theme
    actors: tuple[Actor, ...]
    columns: tuple[Place, ...]
    revision: str
    sources: dict[str, int]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    logo: Picture | None = None
    templates: Path | None = None
    warnings: tuple[Words, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Parts of the map that its audience is not shown: unknown, not missing."""
    measures: MapMeasurements | None = None
    """What was measured of the map; None where nothing was, or the audience is not shown it."""
    remembered: defaultdict[object, dict[object, Any]] = field(
        default_factory=partial(defaultdict, dict), init=False, repr=False
    )
    """What was worked out about it, by functions that are marked with `once`."""

    def picture(self, name: str | None) -> Picture | None:
        """Return a portrait or a picture of the storyboard by its path in the map; None where it cannot be used."""
        return self.pictures.get(name) if name else None

    def text(self, text: Text | None) -> str:
        """Return a text of the map in the picture's language."""
        return words(text, self.language)

    def word(self, name: str, *values: str) -> str:
        """Return one of cxmap's own words, with values filled in."""
        said = WORDS[name].said(self.language)
        return said.format(*values) if values else said

    def named(self, name: str, text: str) -> str:
        """Put a name before a text, `Goal: …` or `目标：…`; a text without a name stays as it is."""
        colon = "：" if self.language == "zh" else ": "
        return f"{name}{colon}{text}" if name else text

    def say(self, said: Words) -> str:
        """Return words in the picture's language."""
        return said.said(self.language)

    @once
    def duration(self, value: str) -> str:
        """Say a length of time: `2 weeks`, `25 分钟`."""
        return said_length(value, self.language)

    def signed(self, score: float) -> str:
        """Write a score with its sign: `+1.5`, `−2`, `0`."""
        return f"{score:+.3g}".replace("-", "−") if score else "0"

    @property
    def dot(self) -> str:
        """What stands between facts on a line; a Chinese font gives it the room of a character."""
        return "·" if self.language == "zh" else " · "

    @property
    def title(self) -> str:
        """The map's title."""
        return self.text(self.journey.title)

    def say_stages(self) -> str:
        """Return the stages and their touchpoints as one sentence each, for who cannot see the picture."""
        stages: dict[str, list[str]] = {}
        for place in self.columns:
            stages.setdefault(called(place.stage, self.language), []).append(called(place.touchpoint, self.language))
        colon, stop = ("：", "。") if self.language == "zh" else (": ", ". ")
        return "".join(f"{stage}{colon}{listed(names, self.language)}{stop}" for stage, names in stages.items()).strip()

    def score(self, touchpoint: Touchpoint, actor: Actor) -> float | None:
        """Return the actor's score from −2 to +2, or None where it is not known or the actor does not pass."""
        return self._score(touchpoint, actor.id)

    @once
    def _score(self, touchpoint: Touchpoint, persona: str) -> float | None:
        score = emotion(touchpoint, persona)
        return None if score is None else on_five_steps(score, self.journey.scale)

    @once
    def passing(self, touchpoint: Touchpoint) -> Sequence[Actor]:
        """Return the actors who go through a touchpoint."""
        return [actor for actor in self.actors if passes(touchpoint, actor.id)]

    @once
    def is_assumed(self, touchpoint: Touchpoint) -> bool:
        """Whether the score is a hypothesis: on a future map, or where all that supports it is an assumption."""
        if self.journey.state == "future":
            return True
        kinds = [self.library.evidence[e].kind for e in touchpoint.evidence if e in self.library.evidence]
        return bool(kinds) and all(kind == "assumption" for kind in kinds)

    @once
    def pain_felt(self, touchpoint: Touchpoint) -> Sequence[PainPoint]:
        """Return the pain points of a touchpoint that somebody feels who is drawn."""
        drawn = {actor.id for actor in self.actors}
        return [pain for pain in touchpoint.pain_points if not pain.personas or drawn.intersection(pain.personas)]

    @once
    def lets_down(self, touchpoint: Touchpoint, actor: Actor) -> bool:
        """Whether a touchpoint hurts an actor, so that it cannot be said to meet a need (see `model.needs`)."""
        return lets_down(touchpoint, actor.id, self.journey.scale)

    @once
    def team_colour(self, team: str) -> str:
        """Return the colour of a team's mark: its own, or one by its place among the teams."""
        declared = self.library.teams.get(team)
        if declared is not None and declared.colour is not None:
            return readable_on_white(declared.colour)
        names = list(self.library.teams)
        index = names.index(team) if team in names else sum(map(ord, team))
        return TEAM_COLOURS[index % len(TEAM_COLOURS)]

    def channel_icon(self, channel: str) -> Icon:
        """Return the icon of a channel: the declared one, that of its name, or that of its medium."""
        declared = self.library.channels.get(channel)
        for name in (declared.icon if declared else None, channel, self.library.channel_medium(channel)):
            if name is not None and name in CHANNEL_ICONS:
                return CHANNEL_ICONS[name]
        return CHANNEL_ICONS["other"]

    def cited(self, evidence: Sequence[str]) -> str:
        """Return the numbers of pieces of evidence as they stand at the foot of the poster: `[1, 3]`."""
        numbers = sorted({self.sources[e] for e in evidence if e in self.sources})
        return f" [{_TOGETHER.join(map(str, numbers))}]" if numbers else ""


def subject_of(document: Document, language: Language | None = None, personas: Sequence[str] = ()) -> Subject:
    """Prepare a map for drawing.

    Raises:
        CxmapError: a persona in `personas` is not on the map.
    """
    journey, library = document.journey, document.library
    speak = language or document.language
    brand = document.workspace.theme if document.workspace else None
    theme = theme_for(speak, brand, words(brand.footer, speak) if brand else "")
    everyone = _actors(journey, library, speak)
    unknown = [name for name in personas if name not in {actor.id for actor in everyone}]
    if unknown:
        ids = [actor.id for actor in everyone if actor.id != EVERYONE]
        raise CxmapError(
            Words(f"{document.name} has no persona `{unknown[0]}`", f"{document.name} 没有客户角色 `{unknown[0]}`"),
            Words(f"its personas: {listed(ids, 'en')}", f"现有角色：{listed(ids, 'zh')}"),
        )
    chosen = tuple(actor for actor in everyone if not personas or actor.id in personas)
    columns = tuple(place for place in places(journey) if any(passes(place.touchpoint, actor.id) for actor in chosen))
    revision = hashlib.blake2b(document.source.text.content.encode(), digest_size=4).hexdigest()
    pictures, logo, warnings = _pictures(document)
    measures, odd = _measures(document)
    return Subject(
        journey, library, speak, theme, chosen, columns, revision, _cited_evidence(journey, columns, library),
        pictures, logo, _templates(document), (*_untranslated(document, speak), *warnings, *odd), document.hidden, measures,
    )  # fmt: skip


def _measures(document: Document) -> tuple[MapMeasurements | None, tuple[Words, ...]]:
    """Read what was measured of a map, from the file beside it; return also why that cannot be used."""
    if "metrics" in document.hidden:
        return None, ()
    path = Path(document.name)
    try:
        measures = measures_of(path)
    except CxmapError as error:
        return None, (error.message,)
    if measures is not None and measures.map != document.journey.id:
        name = measures_beside(path).name
        return None, (
            Words(
                f"{name} is left out: it is of the map `{measures.map}`", f"未使用 {name}：它属于地图 `{measures.map}`"
            ),
        )
    return measures, ()


def _untranslated(document: Document, language: Language) -> Iterable[Words]:
    """Warn that a picture will mix languages, since most touchpoints have no name in that of the picture."""
    if document.language == language:
        return
    names = [place.touchpoint.name for place in places(document.journey) if place.touchpoint.name is not None]
    lacking = sum(isinstance(name, str) or not getattr(name, language, None) for name in names)
    if 2 * lacking > len(names):
        other = {"zh": Words("English", "英文"), "en": Words("Chinese", "中文")}[language]
        own = {"zh": Words("Chinese", "中文"), "en": Words("English", "英文")}[language]
        yield Words(
            f"the map is written in {other.en}: only what cxmap itself says is in {own.en}",
            f"地图用{other.zh}写成：只有 cxmap 自己的文字是{own.zh}",
        )


def _templates(document: Document) -> Path | None:
    """Return the folder with the workspace's own templates.

    Raises:
        CxmapError: it lies outside of the workspace, or is no folder.
    """
    workspace = document.workspace
    if workspace is None or workspace.theme is None or workspace.theme.templates is None:
        return None
    name, root = workspace.theme.templates, workspace.root.resolve()
    folder = (root / name).resolve()
    if not folder.is_relative_to(root) or not folder.is_dir():
        raise CxmapError(
            Words(
                f"theme: templates: {name} is no folder of the workspace",
                f"theme: templates: {name} 不是工作区内的文件夹",
            ),
            Words("name a folder beside cxmap.yaml", "请写 cxmap.yaml 旁边的文件夹"),
        )
    return folder


def files_behind(document: Document) -> Iterator[Path]:
    """Yield the files that a map's pictures and page are made from besides itself, whether or not they are there."""
    yield measures_beside(Path(document.name))
    for name, base in _named_pictures(document).items():
        yield base / name
    theme = document.workspace.theme if document.workspace else None
    if theme is not None and theme.logo is not None:
        yield _root(document) / theme.logo
    if theme is not None and theme.templates is not None:
        folder = _root(document) / theme.templates
        yield folder
        if folder.resolve().is_relative_to(_root(document).resolve()):
            yield from sorted(folder.rglob("*"))


def _root(document: Document) -> Path:
    return document.workspace.root if document.workspace else Path(document.name).parent


def _named_pictures(document: Document) -> dict[str, Path]:
    """Return the pictures that a map names, each with the folder that its path starts from."""
    folder, root = Path(document.name).parent, _root(document)
    own = {persona.portrait for persona in document.journey.personas}
    named: dict[str, Path] = {}
    for own_persona in document.journey.personas:
        portrait = document.library.personas[own_persona.id].portrait
        if portrait is not None:
            named[portrait] = folder if portrait in own else root
    for place in places(document.journey):
        if place.touchpoint.image is not None:
            named[place.touchpoint.image] = folder
    return named


def _pictures(document: Document) -> tuple[dict[str, Picture], Picture | None, tuple[Words, ...]]:
    """Read what the map and its workspace's theme name as pictures; return also why some cannot be used."""
    root = _root(document)
    found: dict[str, Picture] = {}
    warnings: list[Words] = []
    wordless = not document.hidden.isdisjoint(("names", LISTED_NAMES))

    def read(name: str, base: Path) -> Picture | None:
        try:
            picture = read_picture(name, base, root)
            return stripped(picture, wordless=wordless) if document.hidden else picture
        except UnusablePictureError as error:
            why = error.reason
            warnings.append(Words(f"the picture {name} is left out: {why.en}", f"未使用图片 {name}：{why.zh}"))
            return None

    for name, base in _named_pictures(document).items():
        picture = read(name, base)
        if picture is not None:
            found[name] = picture
    theme = document.workspace.theme if document.workspace else None
    for field_, colour, contrast, drawn in corrections(theme):
        warnings.append(
            Words(
                f"theme: {field_}: {colour} is too pale for text on white ({contrast:.1f} : 1, 4.5 is needed); {drawn} is drawn",
                f"theme: {field_}: {colour} 在白底上对比度不足（{contrast:.1f} : 1，至少 4.5），改用 {drawn}",
            )
        )
    logo = read(theme.logo, root) if theme is not None and theme.logo is not None else None
    return found, logo, tuple(warnings)


def _actors(journey: JourneyMap, library: Library, language: Language) -> tuple[Actor, ...]:
    if not journey.personas:
        name = WHO[journey.kind or "customer"].said(language)
        return (Actor(EVERYONE, name, None, PERSONA_COLOURS[0], FACE_OUTLINES[0]),)
    actors = []
    for index, own in enumerate(journey.personas):
        persona = library.personas[own.id]
        colour = PERSONA_COLOURS[index % len(PERSONA_COLOURS)]
        actors.append(
            Actor(persona.id, called(persona, language), persona, colour, FACE_OUTLINES[index % len(FACE_OUTLINES)])
        )
    return tuple(actors)


def _cited_evidence(journey: JourneyMap, columns: Sequence[Place], library: Library) -> dict[str, int]:
    """Number the evidence that the head and the drawn touchpoints cite, in the order of the journey."""
    numbers: dict[str, int] = {}
    for metric in journey.metrics:
        for name in metric.evidence:
            if name in library.evidence:
                numbers.setdefault(name, len(numbers) + 1)
    for place in columns:
        touchpoint = place.touchpoint
        cited = [*touchpoint.evidence]
        for items in (place.stage.metrics, touchpoint.pain_points, touchpoint.opportunities, touchpoint.metrics):
            for item in items:
                cited.extend(item.evidence)
        for name in cited:
            if name in library.evidence:
                numbers.setdefault(name, len(numbers) + 1)
    return numbers
