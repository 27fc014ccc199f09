"""The rules on the plan of action, beyond the examples of their pages."""

import pytest

from tests.lint.cases import HEAD, STAGES, found, found_lines

PLAN = "stages: [a]\nactions:\n"
OPPORTUNITIES = STAGES + "    opportunities: [{id: o, text: O}, {id: p, text: P}]\nactions:\n"


def two(first: str, second: str, addresses: str = "o", other: str = "o") -> str:
    """Return a plan of two actions, A and B."""
    return (
        OPPORTUNITIES
        + f"- {{title: A, addresses: {addresses}, {first}}}\n- {{title: B, addresses: {other}, {second}}}\n"
    )


SPRING, SUMMER = "start: 2027-03-01, due: 2027-05-31", "start: 2027-05-31, due: 2027-08-31"
JUNE = "start: 2027-06-01, due: 2027-06-30"

NO_DATE = "action-without-due-date"
OVERDUE = "action-overdue"
BACKWARDS = "action-that-ends-before-it-starts"
CONFLICT = "conflicting-actions"
NOTHING = "action-addressing-nothing"
UNSCORED = "action-without-effort-or-impact"
COST = "cost-without-benefit"
DONE = "done-without-effect"

CASES: list[tuple[str, str, list[int]]] = [
    (NO_DATE, "stages: [a]\nactions: [{title: x, due: null}]\n", []),
    (NO_DATE, "stages: [a]\n", []),
    (NO_DATE, PLAN + "- a\n- {title: b, due: 2027-01-01}\n- {title: {zh: 丙}, start: 2026-07-01}\n", [6, 8]),
    (NO_DATE, PLAN + "- {title: a, status: done}\n- {title: b, status: dropped}\n", []),
    (NO_DATE, PLAN + "- {title: a, status: planned}\n- {title: b, status: doing}\n- {title: c, due: null}\n", [6, 7]),
    (OVERDUE, PLAN + "- {title: a, due: 2026-05-31}\n", [6]),
    (OVERDUE, PLAN + "- {title: a, due: 2026-06-01}\n- {title: b, due: 2026-06-02}\n- c\n", []),
    (OVERDUE, PLAN + "- {title: a, due: 2026-05-31, status: done}\n- {title: b, due: 2026-05-31, status: dropped}\n", []),
    (OVERDUE, PLAN + "- title: a\n  status: doing\n  due: 2020-01-01\n", [8]),
    # A date that cannot be right is a slip, and no delay.
    (OVERDUE, PLAN + "- {title: a, start: 2026-11-02, due: 2026-03-31}\n", []),
    (BACKWARDS, PLAN + "- {title: a, start: 2026-11-02, due: 2026-11-01}\n", [6]),
    (BACKWARDS, PLAN + "- {title: a, start: 2026-11-02, due: 2026-11-02}\n", []),
    (BACKWARDS, PLAN + "- {title: a, start: 2026-11-02}\n- {title: b, due: 2026-11-01}\n", []),
    # The dates of what is over are wrong all the same.
    (BACKWARDS, PLAN + "- title: a\n  start: 2026-02-01\n  due: 2026-01-01\n  status: done\n", [8]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SUMMER}"), [11]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {JUNE}"), []),
    (CONFLICT, two(f"owner: x, {SUMMER}", f"owner: y, {SPRING}"), [10]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: x, {SUMMER}"), []),
    (CONFLICT, two(f"owner: x, {SPRING}", SUMMER), []),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, status: dropped, {SUMMER}"), []),
    (CONFLICT, two(f"owner: x, status: done, {SPRING}", f"owner: y, {SUMMER}"), []),
    # One opportunity in common is enough, and two are no two conflicts.
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SUMMER}", "[o, p]", "o"), [11]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SUMMER}", "p", "[o, p]"), [11]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SUMMER}", "[o, p]", "[p, o]"), [11]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SPRING}", "[o]", "[p]") + f"- {{title: C, addresses: [o, p], owner: z, {SUMMER}}}\n", [12]),
    # An action of the same team that lasts longer does not hide the other team's.
    (CONFLICT, two(f"owner: y, {JUNE}", "owner: x, start: 2027-06-02, due: 2027-12-31") + "- {title: C, addresses: o, owner: x, start: 2027-06-03, due: 2027-06-20}\n", [11, 12]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SUMMER}", "o", "p"), []),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SUMMER}", "[]", "[]"), []),
    # What is planned without a start may well come after the other.
    (CONFLICT, two("owner: x, due: 2027-05-31", "owner: y, due: 2027-08-31"), []),
    (CONFLICT, two("owner: x, status: doing, due: 2027-05-31", "owner: y, due: 2027-08-31"), []),
    (CONFLICT, two("owner: x, status: doing, due: 2027-05-31", "owner: y, status: doing, due: 2027-08-31"), [11]),
    (CONFLICT, two("owner: x, status: doing, due: 2027-05-31", "owner: y, status: doing, due: 2026-05-31"), []),
    (CONFLICT, two(f"owner: x, {SPRING}", "owner: y, start: 2027-04-01"), []),
    (CONFLICT, two(f"owner: x, {SPRING}", "owner: y, start: 2027-05-01, due: 2027-04-01"), []),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: x, {SPRING}") + f"- {{title: C, addresses: o, owner: y, {SPRING}}}\n", [12]),
    (CONFLICT, two(f"owner: x, {SPRING}", f"owner: y, {SPRING}") + f"- {{title: C, addresses: o, owner: z, {SPRING}}}\n", [11, 12]),
    (NOTHING, "stages: [a]\n", []),
    (NOTHING, PLAN + "- a\n", [6]),
    (NOTHING, OPPORTUNITIES + "- {title: a, addresses: o}\n- {title: b, addresses: []}\n- {title: c, addresses: [p]}\n", [11]),
    (NOTHING, PLAN + "- {title: a, status: done}\n- {title: b, status: dropped}\n", []),
    (UNSCORED, PLAN + "- {title: a, effort: 1, impact: 5}\n", []),
    (UNSCORED, PLAN + "- {title: a, effort: 1}\n- {title: b, impact: 1}\n- c\n", [6, 7, 8]),
    (UNSCORED, PLAN + "- {title: a, status: done}\n- {title: b, status: dropped}\n", []),
    (COST, PLAN + "- a\n- {title: b, benefit: 5}\n- {title: c, cost: 5, benefit: 5}\n", []),
    (COST, PLAN + "- {title: a, cost: 5}\n- title: b\n  due: 2027-01-01\n  cost: 5\n", [6, 9]),
    # What is free needs no return, and what brings nothing has been said to.
    (COST, PLAN + "- {title: a, cost: 0}\n- {title: b, cost: 5, benefit: 0}\n", []),
    (COST, PLAN + "- {title: a, cost: 5, status: done}\n- {title: b, cost: 5, status: dropped}\n", []),
    (DONE, PLAN + "- {title: a, status: done}\n- {title: b, status: done, effect: c}\n", [6]),
    (DONE, PLAN + "- a\n- {title: b, status: doing}\n- {title: c, status: dropped}\n", []),
    (DONE, PLAN + "- {title: a, status: done, effect: {zh: 无变化}}\n- {title: b, status: done, effect: null}\n", [7]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_a_rule_finds(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


TEAMS = "teams: [{id: x, name: {zh: 渠道部, en: Channels}}]\n"
WORDS = [
    (NO_DATE, PLAN + "- {title: {zh: 预填, en: Prefill}}\n", "the action “Prefill” has no due date", "行动“Prefill”没有截止日期"),
    (NO_DATE, "language: zh\n" + PLAN + "- {title: {zh: 预填, en: Prefill}}\n", "“预填”", "请添加 `due: YYYY-MM-DD`"),
    (OVERDUE, PLAN + "- {title: a, due: 2026-05-31}\n", "“a” was due on 2026-05-31, 1 day ago", "行动“a”应在 2026-05-31 前完成，已逾期 1 天"),
    (OVERDUE, PLAN + "- {title: a, due: 2026-05-30}\n", "2 days ago", "已逾期 2 天"),
    (BACKWARDS, PLAN + "- {title: a, start: 2026-11-02, due: 2026-11-01}\n", "due on 2026-11-01, before it starts on 2026-11-02", "截止日期 2026-11-01 早于开始日期 2026-11-02"),
    (CONFLICT, TEAMS + two(f"owner: x, {SPRING}", "owner: y, start: 2027-04-01, due: 2027-08-31"), "“B” (y) and “A” (Channels) take up the same opportunity at the same time, 2027-04-01 to 2027-05-31", "“B”（y）与“A”（渠道部）在 2027-04-01 至 2027-05-31 同时针对同一个机会点"),
    (NOTHING, PLAN + "- a\n", "the action “a” takes up no opportunity", "行动“a”没有对应任何机会点"),
    (UNSCORED, PLAN + "- a\n", "the action “a” gives neither effort nor impact", "行动“a”没有写投入和影响"),
    (UNSCORED, PLAN + "- a\n", "add `effort: …` and `impact: …`, from 1", "请添加 `effort: …` 和 `impact: …`，从 1"),
    (UNSCORED, PLAN + "- {title: a, impact: 3}\n", "gives no effort |", "没有写投入 |"),
    (COST, PLAN + "- {title: a, cost: 5}\n", "the action “a” gives a cost but no benefit", "行动“a”写了成本，没写收益"),
    (DONE, PLAN + "- {title: a, status: done}\n", "the action “a” is done, and its effect is not known", "行动“a”已完成，效果却没有写明"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_a_rule_says(name: str, content: str, en: str, zh: str) -> None:
    (one,) = found(name, content)
    assert one.help is not None
    assert en in f"{one.message.en} | {one.help.en}"
    assert zh in f"{one.message.zh} | {one.help.zh}"


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        (OVERDUE, PLAN + "- {title: a, due: 2026-05-31}\n", "2026-05-31"),
        (BACKWARDS, PLAN + "- {title: a, start: 2026-11-02, due: 2026-11-01}\n", "2026-11-01"),
        (COST, PLAN + "- {title: a, cost: 5}\n", "cost"),
        (DONE, PLAN + "- {title: a, status: done}\n", "done"),
    ],
)
def test_what_is_underlined(name: str, content: str, text: str) -> None:
    (one,) = found(name, content)
    assert one.span is not None
    assert (HEAD + content)[slice(*one.span)] == text


def test_a_conflict_shows_the_other_action() -> None:
    content = two(f"owner: x, {SUMMER}", f"owner: y, {SPRING}")
    (one,) = found(CONFLICT, content)
    assert one.related is not None
    assert (HEAD + content)[one.related[0].start :].startswith("{title: B")
