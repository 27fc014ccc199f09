"""The plan in numbers: what stands where, what is counted, what is said to be missing."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.render.curve.geometry import overlap
from cxmap.render.marks.icons import MARKER_OUTLINES
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Curve, Group, Label, Line, Mark, Rect
from cxmap.render.subject import subject_of
from cxmap.render.theme import GOOD
from cxmap.render.views.plan import draw, lacks, tables
from cxmap.render.views.plan.calendar import axis_of, end_of, month_of
from cxmap.render.views.plan.lift import target_of
from cxmap.render.views.plan.matrix import matrix
from cxmap.render.views.plan.money import amount, months, plainly, said_payback, short, times
from cxmap.render.views.plan.reading import lowest, not_eased, plan_of, quadrant
from cxmap.render.views.plan.summary import takeaway
from cxmap.render.views.plan.timeline import timeline
from tests.pictures import example, flat, labels
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.language import Language
    from cxmap.render.scene import Item, Scene
    from cxmap.render.subject import Subject

STAGES = [
    {
        "name": "Buying",
        "touchpoints": [
            {
                "id": "look",
                "name": "Looking",
                "emotion": {"ann": 1, "bob": -1},
                "pain_points": [{"id": "many", "text": "Too many", "severity": "high"}],
                "opportunities": [{"id": "fewer", "text": "How to show fewer?", "addresses": ["many"]}],
            },
            {
                "id": "pay",
                "name": "Paying",
                "emotion": {"ann": None, "bob": None},
                "pain_points": [{"id": "twice", "text": "Asked twice", "personas": ["bob"]}],
                "opportunities": [
                    {"id": "once", "text": "How to ask once?", "addresses": ["twice"]},
                    {"id": "safe", "text": "How to feel safe?"},
                ],
            },
            {"id": "wait", "name": "Waiting", "emotion": -2},
            {"id": "get", "name": "Getting it", "emotion": 2},
        ],
    }
]


def subject(*actions: dict[str, Any], language: Language = "en", **journey: Any) -> Subject:
    content = {
        "cxmap": 1, "id": "m", "title": "M", "stages": STAGES, "personas": [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}],
        "teams": [{"id": "shop", "name": "Shop"}, {"id": "it", "name": "IT"}],
        "actions": [{"title": f"A{number}", **action} for number, action in enumerate(actions)],
    } | journey  # fmt: skip
    return subject_of(load_text(Text("map.yaml", json.dumps(content))), language)


def said(items: Iterable[Item]) -> list[str]:
    return [" ".join(item.lines) for item in flat(items) if isinstance(item, Label)]


def texts(scene: Scene) -> str:
    return "\n".join(" ".join(placed.label.lines) for placed in labels(scene))


def markers(items: Iterable[Item]) -> dict[int, Box]:
    """Return the squares of the numbered markers by their number."""
    found = {}
    for item in items:
        if isinstance(item, Group):
            parts = item.items
            if len(parts) in (2, 3) and isinstance(parts[0], Mark) and isinstance(parts[-1], Label):
                mark = parts[0]
                found[int(parts[-1].lines[0])] = Box(mark.x, mark.y, mark.size, mark.size)
            else:
                found |= markers(parts)
    return found


def middle(box: Box) -> tuple[float, float]:
    return round(box.x + box.width / 2, 6), round(box.y + box.height / 2, 6)


# The plan as it is read


def test_numbers_are_ranks_and_the_done_and_the_dropped_come_after() -> None:
    plan = plan_of(
        subject(
            {"status": "dropped", "cost": 1, "benefit": 90},
            {"status": "done", "cost": 1, "benefit": 80},
            {"cost": 1, "benefit": 2},
            {"cost": 1, "benefit": 3, "status": "doing"},
            {},
        )
    )
    assert [(item.number, item.action.title) for item in plan.items] == [
        (1, "A3"), (2, "A2"), (3, "A4"), (4, "A1"), (5, "A0"),
    ]  # fmt: skip
    assert [item.number for item in plan.kept] == [1, 2, 3, 4]


def test_an_action_eases_the_pain_points_of_its_opportunities_where_they_are_felt() -> None:
    plan = plan_of(subject({"addresses": ["safe", "fewer", "once"]}, {"addresses": []}))
    reliefs = plan.open[0].reliefs
    assert [(r.place.touchpoint.id, [p.id for p in r.pains], [o.id for o in r.opportunities]) for r in reliefs] == [
        ("look", ["many"], []),
        ("pay", ["twice"], ["safe"]),
    ]
    assert plan.open[1].reliefs == ()


def test_what_is_low_or_hurts_and_has_no_action_is_found() -> None:
    def left(*actions: dict[str, Any]) -> list[str | None]:
        drawn = subject(*actions)
        return [place.touchpoint.id for place in not_eased(drawn, plan_of(drawn))]

    assert left({}) == ["look", "wait"]
    assert left({"addresses": ["fewer"]}) == ["wait"]
    assert left({"addresses": ["fewer"], "status": "done"}) == ["wait"]
    assert left({"addresses": ["fewer"], "status": "dropped"}) == ["look", "wait"]


@pytest.mark.parametrize(
    ("effort", "impact", "sides"),
    [
        (2, 4, (-1, 1)),
        (4.5, 3.5, (1, 1)),
        (1, 1, (-1, -1)),
        (5, 2, (1, -1)),
        (3, 5, (-1, 1)),
        (3.5, 3, (1, -1)),
        (None, 5, None),
    ],
)
def test_every_rated_action_has_its_quadrant(effort: float, impact: float, sides: object) -> None:
    assert quadrant(plan_of(subject({"effort": effort, "impact": impact})).open[0]) == sides


# The matrix


def drawn_matrix(*actions: dict[str, Any], body: float = 10.0, box: Box = Box(0, 0, 620, 500)) -> list[Item]:  # noqa: B008
    made = subject(*actions)
    return list(matrix(made, plan_of(made).kept).draw(box, body))


def test_actions_stand_at_their_effort_and_impact() -> None:
    items = drawn_matrix({"effort": 1, "impact": 5}, {"effort": 3, "impact": 3}, {"effort": 4.5, "impact": 1})
    found = {number: middle(box) for number, box in markers(items).items()}
    (x1, y1), (x3, y3), (x4, y4) = found[1], found[2], found[3]
    lines = [item for item in flat(items) if isinstance(item, Line) and not item.dash]
    step = (x3 - x1) / 2
    assert [line.x1 for line in lines if line.x1 == line.x2] == [pytest.approx(x3 + step / 4)]
    assert all(y1 < line.y1 < y3 for line in lines if line.y1 == line.y2)
    assert (x4 - x3) / (x3 - x1) == pytest.approx(1.5 / 2)
    assert (y3 - y1) == pytest.approx(y4 - y3)
    assert y1 < y3


def test_no_two_markers_or_titles_cover_each_other() -> None:
    actions = [
        {"title": f"A title of some length {n}", "effort": 1 + n % 5, "impact": 1 + n // 5 % 3} for n in range(30)
    ]
    items = drawn_matrix(*actions)
    assert sorted(markers(items)) == list(range(1, 31))
    boxes = list(markers(items).values()) + [
        item.box for item in flat(items) if isinstance(item, Label) and item.lines[0].startswith("A title")
    ]
    smaller = [Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2) for box in boxes]
    assert [pair for pair in combinations(smaller, 2) if overlap(*pair)] == []


def test_actions_that_are_rated_alike_stand_under_each_other_around_their_place() -> None:
    found = markers(drawn_matrix(*[{"effort": 2, "impact": 4}] * 2, {"effort": 2, "impact": 1}))
    assert len({middle(box)[0] for box in found.values()}) == 1
    ys = [middle(found[number])[1] for number in (1, 2)]
    assert ys[0] < ys[1]
    single = middle(markers(drawn_matrix({"effort": 2, "impact": 4}))[1])[1]
    assert sum(ys) / 2 == pytest.approx(single)


def test_a_crowd_that_finds_no_room_is_counted() -> None:
    items = drawn_matrix(*[{"effort": 3, "impact": 3}] * 100, box=Box(0, 0, 400, 300))
    shown = len(markers(items))
    assert f"+{100 - shown}" in said(items)


def test_the_lines_stop_at_titles() -> None:
    items = drawn_matrix({"title": "On the line", "effort": 2, "impact": 3})
    title = next(item.box for item in flat(items) if isinstance(item, Label) and item.lines == ("On the line",))
    y = middle(markers(items)[1])[1]
    crossing = [
        line for line in flat(items) if isinstance(line, Line) and abs(line.y1 - y) < 0.01 and line.y1 == line.y2
    ]
    assert crossing
    assert [line for line in crossing if line.x1 < title.right and line.x2 > title.x] == []


def test_the_shape_says_the_status() -> None:
    statuses = ("planned", "doing", "done", None)
    items = drawn_matrix(*[{"status": status, "effort": 1 + n, "impact": 5} for n, status in enumerate(statuses)])
    marks = [item for item in flat(items) if isinstance(item, Mark)]
    names = {icon: name for name, icon in MARKER_OUTLINES.items()}
    shapes = [(names[mark.icon], mark.filled not in ("", "#FFFFFF")) for mark in marks]
    assert sorted(shapes, key=str) == [
        ("circle", False), ("circle", False), ("circle", True), ("dashed", False), ("square", True),
    ]  # fmt: skip


def test_what_is_done_steps_back_in_the_matrix() -> None:
    items = drawn_matrix(
        {"title": "Done", "status": "done", "effort": 1, "impact": 5}, {"title": "Open", "effort": 4, "impact": 2}
    )
    soft, ink = subject({}).theme.soft, subject({}).theme.ink
    titles = {item.lines[0]: item.colour for item in flat(items) if isinstance(item, Label)}
    assert (titles["Done"], titles["Open"]) == (soft, ink)


# Figures


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (99.5, "99.5"), (1_200_000, "1,200,000"), (1e15, "1e+15"), (float("inf"), "inf")],
)
def test_amounts_have_all_their_digits(value: float, text: str) -> None:
    assert amount(value) == text


def test_short_amounts_in_both_languages() -> None:
    values = (9_999, 12_345, 3_280_000, 4_100_000_000)
    assert [short(subject(), value) for value in values] == ["9,999", "12,345", "3.28 million", "4.1 billion"]
    assert [short(subject(language="zh"), value) for value in values] == ["9,999", "1.23万", "328万", "41亿"]


def test_ratios_and_months() -> None:
    assert [times(v) for v in (0, 0.04, 0.25, 1, 2.951, 9.96, 16.7, 1234.5, 1e16)] == [
        "0×", "0.04×", "0.2×", "1.0×", "3.0×", "10×", "17×", "1,234×", "1e+16×",
    ]  # fmt: skip
    assert [months(v) for v in (0.7, 3, 14.2)] == ["0.7", "3.0", "14"]
    assert [plainly(text) for text in ("7.0×", "7.05×", "10×")] == ["7×", "7.05×", "10×"]
    assert [said_payback(subject(), v) for v in (1, 1.7)] == ["1 month", "1.7 months"]
    assert said_payback(subject(language="zh"), 3) == "3个月"


MONEY = {"cost": 100, "benefit": 400, "currency": "EUR"}


@pytest.mark.parametrize(
    ("actions", "en", "zh"),
    [
        (
            [MONEY, {"cost": 100, "benefit": 50}, {}],
            "1 of 3 open actions pays back within a year (1 without figures); “A0” returns most: 4× its cost in a year, paid back in 3 months.",
            "3项未完成行动中有1项能在一年内回本（1项没有数字）；回报率最高的是“A0”：一年收益是成本的4倍，3个月回本。",
        ),
        ([{"cost": 0, "benefit": 1}], "The open action pays back within a year: it costs nothing.", "唯一未完成的行动能在一年内回本：不花成本。"),
        ([{"cost": 9, "benefit": 0}], "The open action does not pay back within a year.", "唯一未完成的行动不能在一年内回本。"),
        ([MONEY, {**MONEY, "status": "done"}, MONEY], "Both open actions pay back within a year", "2项未完成行动都能在一年内回本"),
        ([{"cost": 1}, {}], "None of 2 open actions has both a cost and a benefit", "2项未完成行动都没有同时写明成本和收益"),
        (
            [{"effort": 1, "impact": 5}, {"effort": 3, "impact": 3}],
            "1 of 2 open actions is a quick win; “A0” has the most impact for its effort.",
            "2项未完成行动中有1项速赢；影响 ÷ 投入最高的是“A0”。",
        ),
        ([{}], "The open action is not rated by effort and impact.", "唯一未完成的行动没有投入和影响评分。"),
        ([{}, {}], "None of 2 open actions is rated by effort and impact: there is no order yet.", None),
        ([{"status": "done"}], "The one action is done.", "唯一的行动已完成。"),
        ([{"status": "done"}, {"status": "dropped"}], "Nothing is left to do: 1 done, 1 dropped.", None),
        ([{"status": "dropped"}] * 2, "Both actions were dropped: there is no plan.", "2项行动全部放弃，目前没有计划。"),
    ],
)  # fmt: skip
def test_the_takeaway(actions: list[dict[str, Any]], en: str, zh: str | None) -> None:
    english, chinese = subject(*actions), subject(*actions, language="zh")
    assert takeaway(english, plan_of(english)).startswith(en)
    if zh is not None:
        assert takeaway(chinese, plan_of(chinese)).startswith(zh)


def test_currencies_are_kept_apart_and_it_is_said() -> None:
    mixed = draw(subject(MONEY, {"cost": 10, "benefit": 30, "currency": "CNY"}, {"cost": 1}), ViewOptions())
    shown = texts(mixed)
    assert "never added or compared" in shown
    assert {"EUR 100", "CNY 10", "1 of 3"} <= set(shown.replace("\N{NO-BREAK SPACE}", " ").split("\n"))
    assert "110" not in shown
    assert "430" not in shown
    one = texts(draw(subject(MONEY, MONEY), ViewOptions()))
    assert "never added" not in one
    assert "EUR 200" in one.replace("\N{NO-BREAK SPACE}", " ")


def test_formulas_and_gaps_are_on_the_page() -> None:
    shown = texts(draw(subject(MONEY, {"cost": 5, "status": "done"}, {"effort": 2}), ViewOptions()))
    for text in (
        "ROI = benefit of one year ÷ cost", "Payback = cost ÷ benefit of one year × 12", "no benefit", "no cost", "no owner",
        "no dates", "effect not measured", "not stated", "no opportunity", "impact is missing", "No dates",
    ):  # fmt: skip
        assert text in shown


def test_money_that_an_audience_does_not_see_leaves_no_gap() -> None:
    shown = texts(draw(subject({"effort": 2, "impact": 3}, {"effort": 1, "impact": 5}), ViewOptions()))
    assert "Ranked by impact ÷ effort" in shown
    for text in ("ROI", "no cost", "Payback", "Cost"):
        assert text not in shown


# The timeline


def test_days_become_months_and_a_due_day_counts_in_full() -> None:
    assert month_of(date(2027, 1, 1)) == 2027 * 12
    assert end_of(date(2027, 1, 31)) == 2027 * 12 + 1
    assert end_of(date(2024, 2, 29)) - month_of(date(2024, 2, 1)) == 1
    assert end_of(date(9999, 12, 31)) == 10000 * 12


@pytest.mark.parametrize(
    ("first", "last", "room", "step"),
    [
        ((2026, 10), (2027, 3), 60, 1),
        ((2026, 10), (2028, 3), 40, 3),
        ((2020, 1), (2030, 1), 60, 6),
        ((1, 1), (9999, 12), 60, 12000),
    ],
)
def test_the_ticks_are_as_close_as_their_names_allow(
    first: tuple[int, int], last: tuple[int, int], room: float, step: int
) -> None:
    reach = [month_of(date(*first, 1)), end_of(date(*last, 28))]
    axis = axis_of(reach, room, "en")
    assert axis.step == step
    assert axis.first <= reach[0]
    assert axis.last >= reach[1]
    assert axis.first % step == 0
    assert len(list(axis.ticks("en"))) <= room


def test_ticks_name_months_quarters_and_years() -> None:
    def names(last: tuple[int, int], language: Language) -> list[str]:
        axis = axis_of([month_of(date(2026, 10, 5)), end_of(date(*last, 1))], 40, language)
        return [tick.year + tick.name for tick in axis.ticks(language)]

    assert names((2027, 1), "en") == ["2026Oct", "Nov", "Dec", "2027Jan"]
    assert names((2027, 1), "zh") == ["202610月", "11月", "12月", "20271月"]
    assert names((2028, 1), "en")[:3] == ["2026Q4", "2027Q1", "Q2"]
    assert names((2034, 1), "zh")[:2] == ["2026", "2027"]


def drawn_timeline(*actions: dict[str, Any], **journey: Any) -> list[Item]:
    made = subject(*actions, **journey)
    block = timeline(made, plan_of(made))
    width, body = 700.0, 10.0
    return list(block.draw(Box(0, 0, width, block.height(width, body)), body))


def test_bars_are_as_long_as_their_actions() -> None:
    items = drawn_timeline(
        {"owner": "shop", "start": "2027-01-01", "due": "2027-02-28", "status": "planned"},
        {"owner": "it", "start": "2027-03-01", "due": "2027-03-31", "status": "doing"},
    )
    outlined = [item for item in flat(items) if isinstance(item, Rect) and item.stroke != "none" and item.radius]
    bars = [rect for rect in outlined if rect.box.height == pytest.approx(16)]
    assert len(bars) == 2
    assert bars[0].box.width == pytest.approx(2 * bars[1].box.width)
    assert bars[0].box.right == pytest.approx(bars[1].box.x)
    assert (bars[0].fill, bars[1].fill != "#FFFFFF") == ("#FFFFFF", True)
    assert middle(markers(items)[1])[0] == pytest.approx(bars[0].box.x)


def test_teams_have_lanes_in_the_order_of_their_first_day_and_no_team_comes_last() -> None:
    items = drawn_timeline(
        {"due": "2026-01-01"}, {"owner": "shop", "due": "2027-05-01"}, {"owner": "it", "due": "2027-02-01"},
        {"owner": "shop", "due": "2027-06-01"},
    )  # fmt: skip
    tops = {text: item.y for item in flat(items) if isinstance(item, Label) for text in item.lines}
    assert tops["IT"] < tops["Shop"] < tops["No owner"]


def test_days_that_are_missing_or_reversed_are_seen() -> None:
    items = drawn_timeline(
        {"title": "due", "due": "2027-02-01"},
        {"title": "open", "start": "2027-01-01"},
        {"title": "reversed", "start": "2027-03-01", "due": "2027-01-15"},
        {"title": "none"},
        {"title": "gone", "status": "dropped", "due": "2027-01-01"},
    )
    shown = said(items)
    assert {"due", "open: no due date", "reversed: due before it starts", "none", "No dates"} <= set(shown)
    assert "gone" not in shown
    diamonds = [i for i in flat(items) if isinstance(i, Mark) and i.icon == MARKER_OUTLINES["diamond"]]
    assert len(diamonds) == 2


def test_the_review_is_marked_where_it_is_near() -> None:
    near = said(drawn_timeline({"due": "2027-02-01"}, review={"last": "2026-12-01"}))
    far = said(drawn_timeline({"due": "2027-02-01"}, review={"last": "2020-12-01"}))
    assert "Map reviewed 2026-12-01" in near
    assert not any("reviewed" in text for text in far)


def test_a_long_timeline_goes_on_with_the_same_axis() -> None:
    made = subject(
        *[{"owner": f"t{n % 7}", "start": "2026-01-05", "due": f"2027-{1 + n % 12:02}-10"} for n in range(60)]
    )
    block = timeline(made, plan_of(made))
    parts = block.cut(700, 10, 300)
    assert parts is not None
    first, rest = parts
    assert first.height(700, 10) <= 300
    assert rest.cut(700, 10, 300) is not None
    ticks = [
        {(item.lines[0], round(item.x, 2)) for item in flat(part.draw(Box(0, 0, 700, 300), 10)) if isinstance(item, Label) and item.anchor == "middle" and not item.bold}
        for part in parts
    ]  # fmt: skip
    assert ticks[0] == ticks[1] != set()
    numbers = [set(markers(list(part.draw(Box(0, 0, 700, 300), 10)))) for part in parts]
    assert numbers[0] | numbers[1] == set(range(1, 61))
    assert not numbers[0] & numbers[1]


# What is lifted


def arrows(scene: Scene) -> list[Curve]:
    """Return the arrows on the curves; the last one that is drawn stands in the legend."""
    found = [
        item for sheet in scene.sheets for item in flat(sheet.items)
        if isinstance(item, Curve) and item.colour == GOOD and item.closed
    ]  # fmt: skip
    return found[:-1]


def tall(curve: Curve) -> float:
    ys = [y for _, y in curve.points]
    return max(ys) - min(ys)


def test_an_arrow_stands_above_the_lowest_score_and_is_as_large_as_the_impact() -> None:
    made = subject(
        {"addresses": ["fewer"], "impact": 5}, {"addresses": ["fewer"], "impact": 1}, {"addresses": ["fewer"]}
    )
    place = made.columns[0]
    assert lowest(made, place) == (-1, "bob")
    scene = draw(made, ViewOptions())
    found = arrows(scene)
    assert [curve.fill == "#FFFFFF" for curve in found] == [False, False, True]
    assert tall(found[0]) > 1.8 * tall(found[1])
    assert tall(found[1]) == tall(found[2])
    assert texts(scene).count("eases: Too many") == 3
    assert "lowest: −1 (Bob)" in texts(scene)


def test_an_action_without_an_opportunity_lifts_nothing() -> None:
    assert arrows(draw(subject({"impact": 5}), ViewOptions())) == []


def test_only_what_the_drawn_personas_feel_is_eased() -> None:
    content = subject({"addresses": ["once"]})
    assert len(arrows(draw(content, ViewOptions()))) == 1
    document = load_text(
        Text("m.yaml", json.dumps({"cxmap": 1, "id": "m", "title": "M", "stages": STAGES, "personas": [{"id": "ann"}, {"id": "bob"}], "actions": [{"title": "A", "addresses": ["once"]}]}))
    )  # fmt: skip
    assert arrows(draw(subject_of(document, "en", ["ann"]), ViewOptions())) == []


def rings(scene: Scene) -> list[Box]:
    """Return the targets on the curves, without the one in the legend."""
    found = [i.box for sheet in scene.sheets for i in flat(sheet.items) if isinstance(i, Rect) and i.stroke == GOOD]
    return found[:-1]


@pytest.mark.parametrize(("target", "leads"), [(2, True), (1, True), (-1, False), (-2, False)])
def test_an_arrow_ends_at_its_target_and_none_leads_to_one_that_is_no_higher(target: int, leads: bool) -> None:
    made = subject({"addresses": ["fewer"], "impact": 5})
    later = [{"name": "S", "touchpoints": [{"id": "look", "name": "L", "emotion": {"bob": target}}]}]
    scene = draw(made, ViewOptions(against=subject(stages=later)))
    (ring,) = rings(scene)
    found = arrows(scene)
    assert bool(found) == leads
    if leads:
        tip = min(y for _, y in found[0].points)
        assert ring.bottom < tip < ring.bottom + 0.5 * ring.height


def test_the_other_map_gives_the_target_of_the_same_persona() -> None:
    made = subject({"addresses": ["fewer", "safe"], "impact": 3})
    later = [
        {"name": "S", "touchpoints": [{"id": "look", "name": "L", "emotion": {"ann": -2, "bob": 1}}, {"id": "other"}]}
    ]
    against = subject(stages=later, title="Later")
    assert target_of(made, made.columns[0], against) == 1
    assert target_of(made, made.columns[1], against) is None
    scene = draw(made, ViewOptions(against=against))
    assert "target +1" in texts(scene)
    assert "“Later”" in texts(scene)
    assert "target" not in texts(draw(made, ViewOptions()))


# The whole


def test_a_map_without_actions_lacks_them() -> None:
    lack = lacks(subject(), ViewOptions())
    assert lack is not None
    assert (lack.en, lack.zh) == ("it has no actions", "没有行动计划")
    assert lacks(subject({}), ViewOptions()) is None


def test_the_tables_say_figures_places_and_gaps() -> None:
    made = subject(
        {**MONEY, "addresses": ["fewer"], "effort": 2, "impact": 4, "owner": "it", "due": "2027-01-01"}, {"cost": 1}
    )
    backlog, totals, eased, left = tables(made, ViewOptions())
    row = dict(zip(backlog.columns, backlog.rows[0], strict=True))
    assert (row["ROI"], row["Payback, months"], row["Quadrant"], row["Owner"]) == ("4.0×", "3.0", "Quick wins", "IT")
    gaps = dict(zip(backlog.columns, backlog.rows[1], strict=True))
    assert (gaps["ROI"], gaps["Owner"], gaps["Due"]) == ("no benefit", "No owner", "no due date")
    assert totals.rows == (("EUR", "100", "400", "4.0×", "3.0", "1 of 2 actions has both figures"),)
    assert eased.rows == (("A0", "Looking", "lowest: −1 (Bob)", "Too many"),)
    assert [row[0] for row in left.rows] == ["Waiting"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_action_of_an_example_is_drawn(language: Language) -> None:
    made = subject_of(example("home-loan"), language)
    shown = "".join(texts(draw(made, ViewOptions("A4"))).split())
    for action in made.journey.actions:
        for text in (action.title, action.effect):
            assert "".join(made.text(text).split()) in shown
        assert (action.ticket or "") in shown


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


ACTION = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Short", "改", "A much longer title that says at length what will be done", "把所有入口合并成一个入口并通知客户"]),
        "owner": maybe(st.sampled_from(["shop", "it", "a-team-that-is-not-declared-and-has-a-long-name"])),
        "start": maybe(st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str)),
        "due": maybe(st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str)),
        "effort": maybe(st.sampled_from([1, 1.5, 2.25, 3, 4, 5])),
        "impact": maybe(st.sampled_from([1, 2, 3, 3.7, 5])),
        "cost": maybe(st.sampled_from([0, 1, 99.99, 123_456_789, 1e12, 1e300])),
        "benefit": maybe(st.sampled_from([0, 0.01, 5000, 123_456_789, 1e300])),
        "currency": maybe(st.sampled_from(["EUR", "CNY"])),
        "status": maybe(st.sampled_from(["planned", "doing", "done", "dropped"])),
        "addresses": st.lists(st.sampled_from(["fewer", "once", "safe"]), unique=True),
        "effect": maybe(st.just("It helped")),
    }
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTION, min_size=1, max_size=40), st.sampled_from(["A4", "A3"]), st.sampled_from(["zh", "en"]))
def test_any_plan_is_drawn_on_its_paper(actions: list[dict[str, Any]], paper: str, language: Language) -> None:
    made = subject(*actions, language=language)
    scene = draw(made, ViewOptions(paper))
    assert faults_of(scene) == []
    assert scene.description
    assert list(tables(made, ViewOptions()))
