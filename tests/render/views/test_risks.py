"""The register of risks in numbers: levels, places in the heat map, what controls change, what is missing."""

from __future__ import annotations

import json
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.model.exposure import inherent
from cxmap.render.curve.geometry import holds, overlap
from cxmap.render.marks.icons import MARKER_OUTLINES
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Curve, Group, Label, Mark, Rect
from cxmap.render.subject import subject_of
from cxmap.render.theme import LEVEL_COLOURS, paler
from cxmap.render.views.risks import draw, lacks, tables
from cxmap.render.views.risks.heat import heat_map, residual_columns
from cxmap.render.views.risks.movement import movement, said_moves
from cxmap.render.views.risks.reading import change, register_of
from cxmap.render.views.risks.stages import stages
from cxmap.render.views.risks.summary import takeaway
from tests.pictures import example, flat, labels
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.language import Language
    from cxmap.model.claims import Level
    from cxmap.render.scene import Item, Scene
    from cxmap.render.subject import Subject

LEVELS: tuple[Level, ...] = ("low", "medium", "high")


def subject(*risks: list[dict[str, Any]], language: Language = "en", channels: str = "branch") -> Subject:
    """Return a map with a touchpoint on a regulated channel for each list of risks, two to a stage."""
    numbers = iter(range(1, 1000))
    touchpoints = [
        {
            "id": f"t{t}",
            "name": f"T{t}",
            "channel": channels,
            "risks": [{"risk": f"R{next(numbers)}", **risk} for risk in own],
        }
        for t, own in enumerate(risks)
    ]
    content = {
        "cxmap": 1, "id": "m", "title": "M", "channels": [{"id": "branch", "name": "Branch", "regulated": True}],
        "stages": [{"name": f"S{s // 2}", "touchpoints": touchpoints[s : s + 2]} for s in range(0, len(touchpoints), 2)],
    }  # fmt: skip
    return subject_of(load_text(Text("map.yaml", json.dumps(content))), language)


def rated(likelihood: Level | None, impact: Level | None, residual: Level | None = None) -> dict[str, Any]:
    return {"likelihood": likelihood, "impact": impact, "residual": residual}


def texts(scene: Scene) -> str:
    return "\n".join(" ".join(placed.label.lines) for placed in labels(scene))


def said(items: Iterable[Item]) -> list[str]:
    return [" ".join(item.lines) for item in flat(items) if isinstance(item, Label)]


def markers(items: Iterable[Item]) -> dict[int, tuple[float, float, Mark]]:
    """Return the middle of each numbered marker and its shape, by its number."""
    found = {}
    for item in items:
        if isinstance(item, Group):
            parts = item.items
            if (
                len(parts) in (2, 3)
                and isinstance(parts[-2], Mark)
                and isinstance(parts[-1], Label)
                and parts[-1].lines[0].isdigit()
            ):
                mark = parts[-2]
                found[int(parts[-1].lines[0])] = (mark.x + mark.size / 2, mark.y + mark.size / 2, mark)
            else:
                found |= markers(parts)
    return found  # fmt: skip


def drawn_heat(made: Subject, width: float = 600.0, body: float = 10.0, more: float = 0.0) -> list[Item]:
    block = heat_map(made, register_of(made))
    return list(block.draw(Box(0, 0, width, block.height(width, body) + more), body))


# What is read


def test_risks_are_numbered_along_the_journey_and_have_their_inherent_level() -> None:
    register = register_of(subject([rated("low", "high"), {}], [], [rated("high", "high")]))
    assert [(e.number, e.place.touchpoint.id, e.inherent) for e in register.entries] == [
        (1, "t0", "medium"), (2, "t0", None), (3, "t2", "high"),
    ]  # fmt: skip
    assert [entry.number for entry in register.unplaced] == [2]


def test_only_regulated_touchpoints_are_missed() -> None:
    assert [p.touchpoint.id for p in register_of(subject([{}], [], [])).unconsidered] == ["t1", "t2"]
    assert register_of(subject([{}], [], channels="web")).unconsidered == ()


@pytest.mark.parametrize(
    ("before", "after", "moved"), [("high", "low", -1), ("low", "low", 0), ("low", "high", 1), ("medium", "low", -1)]
)
def test_changes_go_down_stay_or_go_up(before: Level, after: Level, moved: int) -> None:
    assert change(before, after) == moved


# The heat map


def test_every_risk_stands_in_the_cell_of_its_likelihood_and_impact() -> None:
    pairs = list(product(LEVELS, LEVELS))
    items = drawn_heat(subject([rated(likelihood, impact, "low") for likelihood, impact in pairs]))
    cells = [item for item in flat(items) if isinstance(item, Rect)]
    assert len(cells) == 9
    places = markers(items)
    for number, (likelihood, impact) in enumerate(pairs, 1):
        x, y, _ = places[number]
        (cell,) = [cell for cell in cells if holds(cell.box, x, y)]
        level = inherent(likelihood, impact)
        assert level is not None
        assert cell.fill == paler(LEVEL_COLOURS[level], {"low": 0.92, "medium": 0.86, "high": 0.8}[level])
        rank = {"low": 0, "medium": 1, "high": 2}
        column = sorted({cell.box.x for cell in cells}).index(cell.box.x)
        row = sorted({cell.box.y for cell in cells}, reverse=True).index(cell.box.y)
        assert (row, column) == (rank[likelihood], rank[impact])


def test_the_shape_says_what_is_left() -> None:
    items = drawn_heat(subject([rated("low", "low", level) for level in (*LEVELS, None)]))
    names = {icon: name for name, icon in MARKER_OUTLINES.items()}
    shapes = {number: (names[mark.icon], mark.colour) for number, (_, _, mark) in markers(items).items()}
    assert [shapes[number][0] for number in (1, 2, 3, 4)] == ["circle", "diamond", "triangle", "dashed"]
    assert [shapes[number][1] for number in (1, 2, 3)] == [LEVEL_COLOURS[level] for level in LEVELS]


def test_texts_grow_with_the_map_and_stay_in_their_cells() -> None:
    made = subject([rated("high", "high", "low"), rated("low", "low", "low")])

    def size(more: float) -> float:
        items = drawn_heat(made, more=more)
        cells = [item.box for item in flat(items) if isinstance(item, Rect)]
        named = [item for item in flat(items) if isinstance(item, Label) and item.lines[0].startswith("R")]
        for label in named:
            assert any(
                cell.x <= label.box.x and label.box.right <= cell.right and cell.y <= label.box.y and label.box.bottom <= cell.bottom
                for cell in cells
            )  # fmt: skip
        return named[0].size

    assert size(300) > size(0)


def test_a_crowd_is_drawn_as_numbers_and_what_finds_no_room_is_counted() -> None:
    few = drawn_heat(subject([rated("high", "high", "low")] * 30))
    assert sorted(markers(few)) == list(range(1, 31))
    assert not any(text.startswith("R") for text in said(few))
    boxes = [Box(x - 6, y - 6, 12, 12) for x, y, _ in markers(few).values()]
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    many = drawn_heat(subject([rated("high", "high", "low")] * 300))
    assert f"+{300 - len(markers(many))}" in said(many)


def test_without_ratings_risks_stand_by_what_is_left() -> None:
    made = subject([rated(None, "high", "high"), rated(None, None, "low"), {}])
    block = residual_columns(made, register_of(made))
    items = list(block.draw(Box(0, 0, 600, block.height(600, 10)), 10))
    assert [text for text in said(items) if text.startswith(("Left", "What"))] == [
        "Left: high", "Left: medium", "Left: low", "What is left is not rated",
    ]  # fmt: skip
    xs = {number: x for number, (x, _, _) in markers(items).items()}
    assert xs[1] < xs[2] < xs[3]
    shown = texts(draw(made, ViewOptions()))
    assert "No risk is rated by likelihood and impact" in shown
    assert "What the controls change" not in shown


# What controls change


def moves(made: Subject) -> list[Item]:
    return list(movement(made, register_of(made)).draw(Box(0, 0, 400, 300), 10))


def test_a_band_leads_from_each_level_to_what_is_left() -> None:
    made = subject([rated("high", "high", "low"), rated("high", "high", "high"), rated("low", "low", "low"), {}])
    items = moves(made)
    bands = {item.title.split()[0]: item for item in items if isinstance(item, Group)}
    assert sorted(bands) == ["1", "2", "3"]
    for number, falls in (("1", True), ("2", False), ("3", False)):
        (curve,) = [part for part in bands[number].items if isinstance(part, Curve)]
        ys = [curve.points[0][1], curve.points[3][1]]
        assert (ys[1] > ys[0] + 1) == falls
    assert {"high 2", "medium 0", "low 1", "high 1", "low 2"} == {
        t for t in said(items) if t[-1].isdigit() and " " in t
    }
    assert said_moves(made, register_of(made)).startswith(
        "Lower: 1 · the same: 2 · higher: 0 (of 4 risks, both levels of 3"
    )


def test_bands_of_one_side_do_not_cover_each_other() -> None:
    made = subject([rated(a, b, c) for a, b, c in product(LEVELS, LEVELS, LEVELS)])
    curves = [part for item in moves(made) if isinstance(item, Group) for part in item.items if isinstance(part, Curve)]
    for first, last in ((0, 9), (3, 6)):
        sides = sorted((curve.points[first][1], curve.points[last][1]) for curve in curves)
        assert all(before[1] <= after[0] + 0.01 for before, after in pairwise(sides))


def test_without_both_levels_nothing_is_claimed_of_controls() -> None:
    shown = texts(draw(subject([rated("high", "low")]), ViewOptions()))
    assert "No risk has both levels" in shown


# Stages, register, words


def test_stages_show_their_risks_the_highest_first_and_their_gaps() -> None:
    made = subject([rated("low", "low", "low"), rated("low", "low", "high")], [], [rated("low", "low", "medium")], [{}])
    cards = stages(made, register_of(made))
    items = list(cards.draw(Box(0, 0, 600, 200), 10))
    xs = {number: x for number, (x, _, _) in markers(items).items()}
    assert xs[2] < xs[1] < xs[3] < xs[4]
    assert "T1 (Branch): regulated, and no risk named" in said(items)


def test_what_is_missing_is_a_gap_with_words() -> None:
    shown = texts(
        draw(subject([{}, {"rule": "Law", "control": "C", "owner": "o", **rated("low", "low", "low")}]), ViewOptions())
    )
    for text, count in (("no rule named", 1), ("no control", 1), ("no owner", 1), ("not rated", 4)):
        assert shown.split("\n").count(text) == count
    assert "Likelihood or impact not rated" in shown


@pytest.mark.parametrize(
    ("risks", "en", "zh"),
    [
        (
            [{"control": "C", **rated("low", "low", "high")}, rated("high", "high", "high"), {"control": "C", **rated("high", "high", "low")}],
            "2 of 3 risks stay high, above all “R2” at “T0”; “R2” has no control.",
            "3项风险中有2项控制后仍然为高，首先是触点“T0”的“R2”；“R2”没有控制措施。",
        ),
        ([{"control": "C", **rated("high", "high", "high")}], "The one risk stays high: “R1” at “T0”.", None),
        ([{"control": "C", **rated("high", "high", "low")}], "The one risk does not stay high; its control lowers it.", None),
        ([{"control": "C", **rated("high", "high", "low")}] * 2, "Neither of 2 risks stays high; the controls lower both.", None),
        ([{"control": "C"}, {}, {}], "What is left after the controls is not stated for any of 3 risks; 2 have no control.", None),
        (
            [{"control": "C", "residual": "low"}, {"control": "C"}],
            "No risk is known to stay high, but for 1 of 2 it is not stated what is left.",
            "已知的剩余风险都不为高，但2项中有1项未写明。",
        ),
    ],
)  # fmt: skip
def test_the_takeaway(risks: list[dict[str, Any]], en: str, zh: str | None) -> None:
    english, chinese = subject(risks), subject(risks, language="zh")
    assert takeaway(english, register_of(english)) == en
    if zh is not None:
        assert takeaway(chinese, register_of(chinese)) == zh


def test_regulated_touchpoints_without_a_risk_are_in_the_takeaway() -> None:
    made = subject([{"control": "C", "residual": "low"}], [], [])
    assert takeaway(made, register_of(made)).endswith("2 regulated touchpoints name no risk.")


def test_the_tables_say_levels_and_gaps() -> None:
    made = subject([rated("high", "high", "low"), {}], [])
    register, levels, gaps = tables(made, ViewOptions())
    row = dict(zip(register.columns, register.rows[0], strict=True))
    assert (row["Inherent"], row["Residual"], row["Control"]) == ("high", "low", "no control")
    assert levels.rows == (("high", "1", "0"), ("medium", "0", "0"), ("low", "0", "1"), ("not rated", "1", "1"))
    assert gaps.rows == (("T1", "S0", "Branch"),)


def test_a_map_without_risks_lacks_them() -> None:
    lack = lacks(subject([]), ViewOptions())
    assert lack is not None
    assert (lack.en, lack.zh) == ("it has no compliance risks", "没有合规风险")
    assert lacks(subject([{}]), ViewOptions()) is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_risk_of_an_example_is_drawn(language: Language) -> None:
    made = subject_of(example("home-loan"), language)
    shown = "".join(texts(draw(made, ViewOptions("A4"))).split())
    for place in made.columns:
        for risk in place.touchpoint.risks:
            for text in (risk.rule, risk.risk, risk.control):
                assert "".join(made.text(text).split()) in shown


LEVEL = st.sampled_from([*LEVELS, None])
RISK = st.fixed_dictionaries(
    {
        "risk": st.sampled_from(["Short", "险", "A risk with so many words that it takes several lines in a cell", "客户在没有看清条款的情况下签字"]),
        "rule": st.sampled_from([None, "Law 1", "银行保险机构消费者权益保护管理办法"]),
        "control": st.sampled_from([None, "Checked by two people every day"]),
        "owner": st.sampled_from([None, "a-team-that-is-not-declared-and-has-a-long-name"]),
        "likelihood": LEVEL,
        "impact": LEVEL,
        "residual": LEVEL,
    }
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(RISK, max_size=6), min_size=1, max_size=12).filter(any),
    st.sampled_from(["A4", "A3"]),
    st.sampled_from(["zh", "en"]),
)
def test_any_register_is_drawn_on_its_paper(risks: list[list[dict[str, Any]]], paper: str, language: Language) -> None:
    made = subject(*risks, language=language)
    scene = draw(made, ViewOptions(paper))
    assert faults_of(scene) == []
    assert scene.description
    assert list(tables(made, ViewOptions()))
