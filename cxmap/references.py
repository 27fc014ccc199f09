"""Checks that need the whole map: ids that are given twice, references that lead nowhere, scores off the scale.

They run on plain data, so that they report even where other parts of the map are wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeGuard

from cxmap.diagnostics import Diagnostic, Fix, Path, Severity
from cxmap.language import Words
from cxmap.model.forms import is_text
from cxmap.model.vocabulary import HONEYCOMBS, THINGS
from cxmap.suggestions import closest, instead
from cxmap.validation import full_width_mark, respelt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cxmap.model.workspace import SharedLibrary
    from cxmap.source import Source

_SHARED = ("personas", "segments", "channels", "teams", "lanes", "evidence", "honeycomb_models")
_BY_ID = frozenset({"personas", "segments", "channels", "teams", "lanes", "evidence", "dimensions"})
"""Kinds of which an id alone is a short form."""
_STEPS = ("frontstage", "backstage", "support")
_MOST_COMPARED = 30_000  # names, in all: each costs some 40 µs
_DEFINE = Words(
    "a bare id names one of the workspace's; to define it here, write `{id: …, …}`",
    "只写 id 表示引用工作区的定义；要在此定义，请写 `{id: …, …}`",
)
_WORD = re.compile(r"[\w.\-]+")


def check_references(source: Source, shared: SharedLibrary | None) -> list[Diagnostic]:
    """Check a map's ids, references and scores against itself and the workspace's library."""
    if not isinstance(source.data, dict):
        return []
    check = _Check(source)
    for kind in _SHARED:
        for item in getattr(shared, kind, ()):
            check.known[kind].add(item.id)
            if kind == "personas":
                check.known["needs"].update(need.id for need in item.needs if need.id)
            if kind == "honeycomb_models":
                check.dimensions[item.id] = [dimension.id for dimension in item.dimensions]
    check.define()
    check.refer()
    return check.diagnostics


def check_library(source: Source) -> list[Diagnostic]:
    """Check the ids and references of a workspace's shared library."""
    library = _mapping(source.data, "library")
    check = _Check(source)
    root: Path = ("library",)
    for kind in _SHARED:
        check._ids(library, kind, root)
    for p, persona in _items(library, "personas"):
        check._ids(persona, "needs", (*root, "personas", p))
        check._refer(persona, "segment", "segments", (*root, "personas", p))
    check._models(library, root)
    return check.diagnostics


def _items(node: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the mappings in a list field, with their indexes; what is no mapping has been reported elsewhere."""
    value = node.get(key)
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield index, item


def _mapping(node: Any, key: str) -> dict[str, Any]:
    value = node.get(key)
    return value if isinstance(value, dict) else {}


@dataclass(slots=True)
class _Check:
    source: Source
    diagnostics: list[Diagnostic] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    dimensions: dict[str, list[str]] = field(
        default_factory=lambda: {k: [*v.dimensions] for k, v in HONEYCOMBS.items()}
    )
    own: dict[tuple[str, str], Path] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    compared: int = 0

    def define(self) -> None:
        """Collect every id of the map."""
        data = self.source.data
        for kind in (*_SHARED, "actions", "metrics"):
            self._ids(data, kind, ())
        for p, persona in _items(data, "personas"):
            self._ids(persona, "needs", ("personas", p))
        self._ids(_mapping(data, "brand"), "promises", ("brand",))
        self._models(data, ())
        self._ids(data, "stages", ())
        for path, touchpoint in self._touchpoints():
            for kind in ("pain_points", "opportunities", "risks", "metrics", *_STEPS):
                self._ids(touchpoint, kind, path)
        for s, stage in _items(data, "stages"):
            self._ids(stage, "touchpoints", ("stages", s))
            self._ids(stage, "metrics", ("stages", s))
        for path, item, kind in self._named():
            if not item.get("id") and not item.get("name") and not is_text(item):
                thing = THINGS[kind]
                self._complain(
                    "nameless",
                    path,
                    Words(f"the {thing.en} has neither `id` nor `name`", f"{thing.zh}既没有 `id` 也没有 `name`"),
                    Words("give it a name, and an id if anything refers to it", "请起个名称；如被引用，再加 id"),
                )

    def _models(self, node: dict[str, Any], path: Path) -> None:
        """Collect the dimensions of honeycomb models; each model has its own, so that their ids may meet."""
        for m, model in _items(node, "honeycomb_models"):
            _Check(self.source, diagnostics=self.diagnostics)._ids(model, "dimensions", (*path, "honeycomb_models", m))
            ids = [d.get("id") if isinstance(d, dict) else d for d in _listed(model, "dimensions")]
            names = [name for name in ids if isinstance(name, str)]
            if isinstance(model.get("id"), str):
                self.dimensions[model["id"]] = names
            centre = model.get("centre")
            if isinstance(centre, str):
                self._refer_one("dimensions", centre, (*path, "honeycomb_models", m, "centre"), known=names)

    def refer(self) -> None:
        """Follow every reference of the map."""
        data = self.source.data
        for p, item in enumerate(_listed(data, "personas")):
            if isinstance(item, str):
                self._refer_one("personas", item, ("personas", p), remedy=_DEFINE)
        for e, item in enumerate(_listed(data, "evidence")):
            if isinstance(item, str):
                self._refer_one("evidence", item, ("evidence", e), remedy=_DEFINE)
        self.known["personas"].update(item for item in _listed(data, "personas") if isinstance(item, str))
        own_personas = {id_ for kind, id_ in self.own if kind == "personas"} | {
            i for i in _listed(data, "personas") if isinstance(i, str)
        }
        for p, persona in _items(data, "personas"):
            self._refer(persona, "segment", "segments", ("personas", p))
        model = data.get("honeycomb_model")
        if isinstance(model, str) and model not in self.dimensions:
            self._refer_one("honeycomb_models", model, ("honeycomb_model",), known=list(self.dimensions))
        dimensions = self.dimensions.get(model if isinstance(model, str) else "morville")
        self._honeycomb(data, (), dimensions)
        self._metrics(data, ())
        for s, stage in _items(data, "stages"):
            self._honeycomb(stage, ("stages", s), dimensions)
            self._metrics(stage, ("stages", s))
        scale = self._scale()
        for path, touchpoint in self._touchpoints():
            self._touchpoint(touchpoint, path, own_personas)
            self._honeycomb(touchpoint, path, dimensions)
            self._metrics(touchpoint, path)
            self._emotion(touchpoint, path, own_personas, scale)
        for a, action in _items(data, "actions"):
            self._refer(action, "addresses", "opportunities", ("actions", a))

    def _touchpoint(self, touchpoint: dict[str, Any], path: Path, personas: set[str]) -> None:
        self._refer(touchpoint, "personas", "personas", path, known=personas)
        self._refer(touchpoint, "needs", "needs", path)
        self._refer(touchpoint, "delivers", "promises", path)
        self._refer(touchpoint, "breaks", "promises", path)
        self._refer(touchpoint, "evidence", "evidence", path)
        for i, pain in _items(touchpoint, "pain_points"):
            self._refer(pain, "evidence", "evidence", (*path, "pain_points", i))
            self._refer(pain, "personas", "personas", (*path, "pain_points", i), known=personas)
        for i, opportunity in _items(touchpoint, "opportunities"):
            self._refer(opportunity, "addresses", "pain_points", (*path, "opportunities", i))
            self._refer(opportunity, "evidence", "evidence", (*path, "opportunities", i))
        for i, way in enumerate(_listed(touchpoint, "next")):
            if isinstance(way, str):
                self._refer_one("touchpoints", way, (*path, "next", i))
            elif isinstance(way, dict):
                self._refer(way, "to", "touchpoints", (*path, "next", i))
        for lane in _mapping(touchpoint, "lanes"):
            self._refer_one("lanes", lane, (*path, "lanes", lane), key=True)

    def _touchpoints(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        for s, stage in _items(self.source.data, "stages"):
            for t, touchpoint in _items(stage, "touchpoints"):
                yield ("stages", s, "touchpoints", t), touchpoint

    def _named(self) -> Iterator[tuple[Path, dict[str, Any], str]]:
        for s, stage in _items(self.source.data, "stages"):
            yield ("stages", s), stage, "stages"
        for path, touchpoint in self._touchpoints():
            yield path, touchpoint, "touchpoints"

    def _ids(self, node: dict[str, Any], kind: str, path: Path) -> None:
        for index, item in enumerate(_listed(node, kind)):
            short = isinstance(item, str) and kind in _BY_ID
            id_ = item if short else item.get("id") if isinstance(item, dict) else None
            if not isinstance(id_, str):
                continue
            here = (*path, kind, index) if short else (*path, kind, index, "id")
            first = self.own.setdefault((kind, id_), here)
            if first is not here:
                line, _ = self.source.text.position(self.source.locate(first).start)
                thing = THINGS[kind]
                self._complain(
                    "duplicate-id",
                    here,
                    Words(
                        f"another {thing.en} has the id `{id_}`, on line {line}",
                        f"第 {line} 行的{thing.zh}已使用 id `{id_}`",
                    ),
                    Words("give one of them another id", "请给其中一个换个 id"),
                    related=first,
                )
            if not short or kind not in ("personas", "evidence"):  # there, a bare id refers to the workspace
                self.known[kind].add(id_)

    def _refer(self, node: dict[str, Any], key: str, kind: str, path: Path, known: set[str] | None = None) -> None:
        value = node.get(key)
        if isinstance(value, str):
            self._refer_one(kind, value, (*path, key), known=known)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    self._refer_one(kind, item, (*path, key, index), known=known)

    def _refer_one(
        self,
        kind: str,
        id_: str,
        path: Path,
        *,
        known: list[Any] | set[str] | None = None,
        key: bool = False,
        remedy: Words | None = None,
    ) -> None:
        names = self.known[kind] if known is None else known
        if id_ in names or (not self.source.complete and self._stands_elsewhere(id_)):
            return
        thing = THINGS[kind]
        mark = next((character for character in id_ if character in "，：“”"), None)
        if mark is not None:
            self._complain(full_width_mark(mark)[0], path, *full_width_mark(mark)[1:], key=key)
            return
        message = Words(f"there is no {thing.en} `{id_}`", f"没有 id 为 `{id_}` 的{thing.zh}")
        if not names:
            remedy = remedy or Words(f"this map has no {thing.en} with an id yet", f"这张图还没有带 id 的{thing.zh}")
        else:
            remedy = instead(self._closest(id_, names), sorted(names))
        fix = respelt(self.source, path, id_, sorted(names), key=key) if self.compared <= _MOST_COMPARED else None
        self._complain("unknown-reference", path, message, remedy, key=key, fix=fix)

    def _closest(self, id_: str, names: Collection[str]) -> str | None:
        self.compared += len(names)
        return closest(id_, sorted(names)) if self.compared <= _MOST_COMPARED else None

    def _stands_elsewhere(self, id_: str) -> bool:
        """Whether an id occurs more than once: its definition may be among what a syntax error made unreadable."""
        if not self.words:
            self.words.update(_WORD.findall(self.source.text.content))
        return self.words[id_] > 1

    def _honeycomb(self, node: dict[str, Any], path: Path, dimensions: list[str] | None) -> None:
        if dimensions is not None:
            for name in _mapping(node, "honeycomb"):
                self._refer_one("dimensions", name, (*path, "honeycomb", name), known=dimensions, key=True)

    def _metrics(self, node: dict[str, Any], path: Path) -> None:
        for index, metric in _items(node, "metrics"):
            here = (*path, "metrics", index)
            self._refer(metric, "evidence", "evidence", here)
            scale = _mapping(metric, "scale")
            if _is_number(scale.get("min")) and _is_number(scale.get("max")) and scale["min"] >= scale["max"]:
                self._empty_scale((*here, "scale"))

    def _scale(self) -> tuple[float, float] | None:
        scale = _mapping(self.source.data, "scale")
        low, high = scale.get("min", -2 if not scale else None), scale.get("max", 2 if not scale else None)
        if not _is_number(low) or not _is_number(high):
            return None
        if low >= high:
            self._empty_scale(("scale",))
            return None
        return low, high

    def _empty_scale(self, path: Path) -> None:
        self._complain(
            "empty-scale",
            path,
            Words("`min` must be smaller than `max`", "`min` 必须小于 `max`"),
            Words("for example {min: 1, max: 5}", "例如 {min: 1, max: 5}"),
        )

    def _emotion(
        self, touchpoint: dict[str, Any], path: Path, personas: set[str], scale: tuple[float, float] | None
    ) -> None:
        value = touchpoint.get("emotion")
        scores = value.items() if isinstance(value, dict) else [(None, value)]
        for persona, score in scores:
            here = (*path, "emotion") if persona is None else (*path, "emotion", persona)
            if persona not in (None, "*"):
                self._refer_one("personas", persona, here, known=personas, key=True)
                passing = _listed(touchpoint, "personas")
                if persona in personas and passing and persona not in passing:
                    self._complain(
                        "persona-not-here",
                        here,
                        Words(
                            f"`{persona}` has a score but does not pass this touchpoint",
                            f"`{persona}` 有情绪分，却不经过这个触点",
                        ),
                        Words(
                            "add the persona to `personas`, or remove the score",
                            "请把该角色加入 `personas`，或删除该分数",
                        ),
                        key=True,
                    )
            if scale is not None and _is_number(score) and isfinite(score) and not scale[0] <= score <= scale[1]:
                low, high = (f"{limit:+g}" if scale[0] < 0 else f"{limit:g}" for limit in scale)
                declared = isinstance(self.source.data.get("scale"), dict)
                remedy = Words(f"the map's scale goes from {low} to {high}", f"本图的量表为 {low} 到 {high}")
                if not declared:
                    remedy = Words(
                        f"emotions go from {low} to {high}; another scale must be declared: `scale: {{min: 1, max: 5}}`",
                        f"情绪分为 {low} 到 {high}；使用其他量表需声明，如 `scale: {{min: 1, max: 5}}`",
                    )
                self._complain(
                    "out-of-range", here, Words(f"`{score:g}` is off the scale", f"`{score:g}` 超出量表"), remedy
                )

    def _complain(
        self,
        code: str,
        path: Path,
        message: Words,
        remedy: Words,
        *,
        related: Path | None = None,
        key: bool = False,
        fix: Fix | None = None,
    ) -> None:
        source = self.source
        span = source.locate(path, key=key)
        if source.unreadable(span):
            return
        second = (source.locate(related), Words("the first one", "第一个")) if related else None
        self.diagnostics.append(
            Diagnostic(Severity.ERROR, code, message, source.text.name, span, remedy, second, path, fix)
        )


def _listed(node: Any, key: str) -> list[Any]:
    value = node.get(key)
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
