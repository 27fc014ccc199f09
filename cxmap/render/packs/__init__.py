"""Packs: the right set of views for a purpose, in the right order and on the right paper, as one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cxmap.language import Words

if TYPE_CHECKING:
    from cxmap.render.options import Form


class Part(NamedTuple):
    """A view of a pack, the paper that it is drawn for, and how much it says; `form` is empty where that is left open."""

    view: str
    paper: str
    form: Form | Literal[""] = ""


class Pack(NamedTuple):
    """A pack: its name in commands and files, what it is called, what it is for, what is in it.

    `paper` is that of the cover and the contents; `guided` packs say how to read each view, and what to ask of it; `summarised`
    ones have the whole in brief on a page.
    """

    id: str
    name: Words
    purpose: Words
    parts: tuple[Part, ...]
    paper: str
    guided: bool = False
    summarised: bool = False


def _on(paper: str, *views: str) -> tuple[Part, ...]:
    return tuple(Part(view, paper) for view in views)


PACKS = (
    Pack(
        "workshop",
        Words("Workshop pack", "工作坊资料"),
        Words(
            "For a day with the team: meet the people, walk the journey, find where it hurts, fill in what nobody knows "
            "yet, agree on what to do.",
            "与团队共用一天：认识角色，走完旅程，找到痛处，补上还没人知道的，商定要做的事。",
        ),
        _on("A3", "personas", "poster", "curve", "measured", "channels", "worksheet", "plan"),
        "A3",
    ),
    Pack(
        "board",
        Words("Board pack", "决策汇报"),
        Words(
            "For a decision in twenty minutes: how it feels today, what to do and what it brings, which risks are open, "
            "who answers for what.",
            "二十分钟做出决定：现状感受如何，要做什么、带来什么，还有哪些风险，谁对什么负责。",
        ),
        _on("A3", "curve", "measured", "compare", "plan", "risks", "owners"),
        "A3",
        summarised=True,
    ),
    Pack(
        "training",
        Words("Training pack", "培训资料"),
        Words(
            "For those who learn to read and to make maps: this journey seen from every side, how to read each view, and "
            "a question to ask of it.",
            "写给学习读图和制图的人：从各个侧面看同一段旅程，每种视图怎么读、该追问什么。",
        ),
        _on(
            "A3", "personas", "poster", "curve", "measured", "blueprint", "honeycomb", "channels", "flow", "plan", "trace", "risks",
            "owners",
        ),
        "A3",
        guided=True,
    ),
    Pack(
        "wall",
        Words("Wall pack", "上墙大图"),
        Words(
            "For the wall that everybody passes: the whole journey, to be read from two metres away; the people who make "
            "it; how it feels to them.",
            "贴在人人经过的墙上：两米外也能读的整段旅程，走这段旅程的人，以及他们的感受。",
        ),
        (Part("poster", "A0", "compact"), Part("personas", "A1"), Part("curve", "A1")),
        "A3",
    ),
)  # fmt: skip
"""All packs, in the order in which they are listed."""

PACK_IDS = tuple(pack.id for pack in PACKS)


def pack_called(name: str) -> Pack | None:
    """Return the pack with an id; None where there is none."""
    return next((pack for pack in PACKS if pack.id == name), None)
