"""The rules on the review of a map, beyond the examples of their pages."""

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.edit import apply_edits
from cxmap.lint import lint_document
from cxmap.lint.engine import as_declared
from tests.lint.cases import BY_NAME, HEAD, TODAY, found, found_lines

OVERDUE = "review-overdue"
REVIEW_TO_COME = "review-in-the-future"
NO_REVIEW = "map-without-review"
NEVER = "map-never-reviewed"
NO_CUSTOMERS = "never-validated-with-customers"


def reviewed(people: str, head: str = "") -> str:
    return f"{head}review: {{last: 2026-05-20, with: {people}}}\nstages: [a]\n"


CASES = [
    (OVERDUE, "review: {last: 2026-05-31, every: 1d}\nstages: [a]\n", []),
    (OVERDUE, "review: {last: 2026-05-30, every: 1d}\nstages: [a]\n", [4]),
    # Where the map does not say how often, a year.
    (OVERDUE, "review: {last: 2025-06-01}\nstages: [a]\n", []),
    (OVERDUE, "review: {last: 2025-05-31}\nstages: [a]\n", [4]),
    (OVERDUE, "review: {last: 2025-05-31, every: 2y}\nstages: [a]\n", []),
    (OVERDUE, "review: {with: sales}\nstages: [a]\n", []),
    (OVERDUE, "review: {every: 1d}\nstages: [a]\n", []),
    (OVERDUE, "review: {last: 2020-01-01, every: 9999y}\nstages: [a]\n", []),
    (OVERDUE, "review: {last: 2020-01-01, every: P99999999999Y}\nstages: [a]\n", []),
    (REVIEW_TO_COME, "review: {last: 2026-06-02}\nstages: [a]\n", []),
    (REVIEW_TO_COME, "review: {last: 2026-06-03}\nstages: [a]\n", [4]),
    (REVIEW_TO_COME, "review: {last: 0001-01-01}\nstages: [a]\n", []),
    (REVIEW_TO_COME, "review: {last: null}\nstages: [a]\n", []),
    (NO_REVIEW, "stages: [a]\n", [3]),
    (NO_REVIEW, "review:\nstages: [a]\n", [4]),
    (NO_REVIEW, "review: {every: 90d}\nstages: [a]\n", []),
    (NEVER, "review: {every: 90d}\nstages: [a]\n", [4]),
    (NEVER, "review:\n  every: 90d\n  last: null\nstages: [a]\n", [6]),
    (NEVER, "review: {last: 2020-01-01}\nstages: [a]\n", []),
    (NEVER, "stages: [a]\n", []),
    (NEVER, "review:\nstages: [a]\n", []),
    (NO_CUSTOMERS, "stages: [a]\n", []),
    (NO_CUSTOMERS, "review: {every: 90d, with: [sales]}\nstages: [a]\n", []),
    (NO_CUSTOMERS, "review: {last: 2026-05-20}\nstages: [a]\n", [4]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_lines(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


def test_how_often_a_map_is_reviewed_can_be_changed() -> None:
    content = "review: {last: 2026-03-01}\nstages: [a]\n"
    assert found_lines(OVERDUE, content, every="90d") == [4]
    assert found_lines(OVERDUE, content, every="2mo") == [4]
    assert found_lines(OVERDUE, content, every="6mo") == []
    assert found_lines(OVERDUE, "review: {last: 2026-03-01, every: 1y}\nstages: [a]\n", every="90d") == []
    assert found_lines(OVERDUE, "review: {last: 2020-01-01}\nstages: [a]\n", every="P99999999999Y") == []


@pytest.mark.parametrize(
    ("name", "content", "marked"),
    [
        (OVERDUE, "review: {last: 2020-01-01, every: 1d}\nstages: [a]\n", "2020-01-01"),
        (NEVER, "review: {every: 1d}\nstages: [a]\n", "review"),
        (NO_CUSTOMERS, reviewed("[sales]"), "with"),
        (NO_CUSTOMERS, reviewed("sales"), "sales"),
        (NO_REVIEW, "state: current\nstages: [a]\n", "state"),
    ],
)
def test_place(name: str, content: str, marked: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.span is not None
    assert (HEAD + content)[diagnostic.span.start : diagnostic.span.end] == marked


# Who took part.


@pytest.mark.parametrize(
    "content",
    [
        *[reviewed(people) for people in (
            "[customers, sales]", "[customer advisory board, sales]", "customer panel", "[Six CUSTOMERS]", "[8 users]", "[two client companies]", "[panel of six families]",
            "[customers and sales]", "[interviews with 5 shoppers]", "[test participants]", "[客户座谈]", "[六位已放款客户]", "[顾客访谈]", "[会员座谈八人]", "[用户测试]", "[六个家庭的座谈]", "[受访者]",
            "[{zh: 六位客户, en: Six of them}]", "[{zh: 他们, en: customers}]", "[客户、产品部]", "[客户和销售]", "[焦点小组]", "[用户小组]", "[customer experience workshop]",
        )],
        # Who they are cannot be told: not from a list of words.
        *[reviewed(people) for people in (
            "[three leavers, HR, IT]", "[custom work]", "[Anna Schmidt, sales]", "[leavers from HR, IT]", "[people who left last year]", "[neighbours, sales team]",
            "[三位离职者, 人力资源部, IT部]", "[张敏, 产品部]", "[退休教职工代表大会]",
        )],
        reviewed("[customers]", "kind: employee\n"), reviewed("[three leavers, HR, IT]", "kind: employee\n"),
        reviewed("[employees]", "kind: employee\n"), reviewed("[新员工座谈, 人力资源部]", "kind: employee\n"),
        reviewed("[two patients]", "kind: patient\n"), reviewed("[患者家属]", "kind: patient\n"),
        reviewed("[residents of the district]", "kind: citizen\n"), reviewed("[办事群众]", "kind: citizen\n"),
        reviewed("[three dealers]", "kind: partner\n"), reviewed("[经销商]", "kind: partner\n"),
        reviewed("[learners]", "kind: student\n"), reviewed("[学员]", "kind: student\n"),
        reviewed("[members]", "kind: member\n"), reviewed("[游客]", "kind: visitor\n"), reviewed("[patients]", "kind: other\n"),
        reviewed("[two maintenance planners]", "personas: [{id: p, occupation: Maintenance planner}]\n"),
        reviewed("[三位首次购房者]", "segments: [{id: f, name: {zh: 首次购房者}}]\n"),
    ],
)  # fmt: skip
def test_the_actors_took_part(content: str) -> None:
    assert found(NO_CUSTOMERS, content) == []


@pytest.mark.parametrize(
    "content",
    [
        *[reviewed(people, "kind: customer\n") for people in (
            "[]", "[sales, it]", "[customer care]", "[Customer Success Team, sales]", "[customer service, it]", "[user research]", "[clients' managers]", "[customer experience and it]", "[head of sales, two colleagues from the branch]", "[Legal & Compliance]", "[IT (core banking), HR]", "[UX researchers/designers]",
            "[客户服务中心]", "[客户经理]", "[客户体验部, 数字产品部]", "[用户体验设计师]", "[用户研究]", "[会员运营组]", "[客户服务]", "[客服]", "[客户关系管理部]", "[用户运营、产品部]", "[一线员工]", "[employees]", "[IT部、HR]", "[门店店长, 客服坐席]", "[{zh: 市场部, en: Campaign people}]", "[产品（房贷）]",
        )],
        reviewed("[HR, IT, 信息技术部]", "kind: employee\n"), reviewed("[doctors, nurses]", "kind: patient\n"), reviewed("[医护人员]", "kind: patient\n"),
        reviewed("[sales]", "personas: [{id: p, name: Priya}, {id: q}]\n"),
        reviewed("[Blue Wing, red-wing]", "teams: [{id: blue, name: {en: Blue Wing, zh: 蓝翼}}, red-wing]\n"),
    ],
)  # fmt: skip
def test_no_actor_took_part(content: str) -> None:
    assert len(found(NO_CUSTOMERS, content)) == 1


# The review that is put in.

REVIEW = "review:\n  last: null\n  every: 180d\n  with: []\n"
ROOT = "cxmap: 1\nid: a\ntitle: t\n"

INSERTED = [
    ("cxmap: 1\nid: a\ntitle: t\nstages: [a]\n", ROOT + REVIEW + "stages: [a]\n"),
    ("cxmap: 1\nid: a\nstages: [a]\ntitle: t\n", "cxmap: 1\nid: a\nstages: [a]\ntitle: t\n" + REVIEW),
    ("cxmap: 1\nid: a\nstages: [a]\ntitle: t", "cxmap: 1\nid: a\nstages: [a]\ntitle: t\n" + REVIEW[:-1]),
    (ROOT + "scope:\n  from: a\n  to: b\nbrand: {name: x}\nstages: [a]\n", ROOT + "scope:\n  from: a\n  to: b\n" + REVIEW + "brand: {name: x}\nstages: [a]\n"),
    # A comment stays with what it stands above, or beside.
    (ROOT + "owner: x # mine\n# The stages.\nstages: [a]\n", ROOT + "owner: x # mine\n" + REVIEW + "# The stages.\nstages: [a]\n"),
    (ROOT + "owner: x\n\n# The stages,\n# in order.\n\nstages: [a]\n", ROOT + "owner: x\n" + REVIEW + "\n# The stages,\n# in order.\n\nstages: [a]\n"),
    (ROOT + "scope:\n  from: a\n  # to: b\nstages: [a]\n", ROOT + "scope:\n  from: a\n  # to: b\n" + REVIEW + "stages: [a]\n"),
    ("cxmap: 1\nid: a\nstages: [a]\ntitle: t\n# The end.\n", "cxmap: 1\nid: a\nstages: [a]\ntitle: t\n" + REVIEW + "# The end.\n"),
    ("cxmap: 1\nid: a\nstages: [a]\ntitle: t\n\n...\n# The end.\n", "cxmap: 1\nid: a\nstages: [a]\ntitle: t\n" + REVIEW + "\n...\n# The end.\n"),
    ("# A map.\n---\ncxmap: 1\nid: a\ntitle: t\nstages: [a]\n", "# A map.\n---\n" + ROOT + REVIEW + "stages: [a]\n"),
    # Texts of several lines are not cut.
    (ROOT + "description: |\n  a\n  # no comment\n\n  b\n\nstages: [a]\n", ROOT + "description: |\n  a\n  # no comment\n\n  b\n" + REVIEW + "\nstages: [a]\n"),
    (ROOT + "description: |+\n  a\n\n\n# The stages.\nstages: [a]\n", ROOT + "description: |+\n  a\n\n\n" + REVIEW + "# The stages.\nstages: [a]\n"),
    (ROOT + "description: >2+\n   a\n\nstages: [a]\n", ROOT + "description: >2+\n   a\n\n" + REVIEW + "stages: [a]\n"),
    (ROOT + "description: a\n  b\n\n  c\nstages: [a]\n", ROOT + "description: a\n  b\n\n  c\n" + REVIEW + "stages: [a]\n"),
    (ROOT + 'description: "a\n# b"\nstages: [a]\n', ROOT + 'description: "a\n# b"\n' + REVIEW + "stages: [a]\n"),
    (ROOT + "scope: {\n  from: a\n}\nstages: [a]\n", ROOT + "scope: {\n  from: a\n}\n" + REVIEW + "stages: [a]\n"),
    (ROOT + "scope:\n  from: |+\n    a\n\nstages: [a]\n", ROOT + "scope:\n  from: |+\n    a\n\n" + REVIEW + "stages: [a]\n"),
    (ROOT + "owner:\nstages: [a]\n", ROOT + "owner:\n" + REVIEW + "stages: [a]\n"),
    # Keys may stand in any order, and further in.
    ("stages: [a]\ncxmap: 1\ntitle: t\nid: a\n", "stages: [a]\ncxmap: 1\ntitle: t\n" + REVIEW + "id: a\n"),
    ("  cxmap: 1\n  id: a\n  title: t\n  # The stages.\n  stages: [a]\n", "  cxmap: 1\n  id: a\n  title: t\n" + "".join(f"  {line}\n" for line in REVIEW.splitlines()) + "  # The stages.\n  stages: [a]\n"),
    ("cxmap: 1\nid: a\n&k title: &v t\nstages: [a]\n", "cxmap: 1\nid: a\n&k title: &v t\n" + REVIEW + "stages: [a]\n"),
    ('"cxmap": 1\n"id": a\n"title": t\n"stages": [a]\n', '"cxmap": 1\n"id": a\n"title": t\n' + REVIEW + '"stages": [a]\n'),
]  # fmt: skip


def mended(content: str) -> str | None:
    """Return a map with its missing review put in, or None where nothing is offered."""
    document = load_text(Text("map.yaml", content))
    (diagnostic,) = lint_document(document, [as_declared(BY_NAME[NO_REVIEW])], TODAY)
    return apply_edits(content, diagnostic.fix.edits) if diagnostic.fix else None


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("before", "after"), INSERTED)
def test_a_review_is_put_in(before: str, after: str, line_end: str) -> None:
    before, after = before.replace("\n", line_end), after.replace("\n", line_end)
    assert mended(before) == after
    old, new = load_text(Text("map.yaml", before)).journey, load_text(Text("map.yaml", after)).journey
    assert new.review is not None
    assert (new.review.last, new.review.every, new.review.with_) == (None, "180d", ())
    assert {**vars(new), "review": None} == vars(old)


@pytest.mark.parametrize(
    "content",
    [
        "{cxmap: 1, id: a, title: t, stages: [a]}\n",
        "{cxmap: 1,\nid: a,\ntitle: t,\nstages: [a]}\n",
        "--- &m {\ncxmap: 1,\nid: a,\ntitle: t,\nstages: [a]}\n",
        "cxmap: 1\nid: a\n? title\n: t\nstages: [a]\n",
        ROOT + "review:\nstages: [a]\n",
        ROOT + "review: null\nstages: [a]\n",
    ],
)
def test_no_review_is_put_in_where_lines_cannot_be(content: str) -> None:
    assert mended(content) is None


def test_after_the_fix_the_map_was_never_reviewed() -> None:
    content = (mended(ROOT + "stages: [a]\n") or "").removeprefix(ROOT)
    assert found(NO_REVIEW, content) == found(NO_CUSTOMERS, content) == []
    assert found_lines(NEVER, content) == [5]


WORDS = [
    (OVERDUE, "review: {last: 2026-05-30, every: 1d}\nstages: [a]\n", "2026-05-31, 1 day ago", "已过期 1 天"),
    (OVERDUE, "review: {last: 2026-05-29, every: 1d}\nstages: [a]\n", "2026-05-30, 2 days ago", "已过期 2 天"),
    (OVERDUE, "review: {last: 2020-01-01}\nstages: [a]\n", "days ago: the map names no `every`, so 1y holds | review the map, then set `last:` to that day; add `every: …`", "天（地图没有写 `every`，按 1y 计） | 请评审后更新 `last:`，并添加 `every: …`"),
    (REVIEW_TO_COME, "review: {last: 2062-05-30}\nstages: [a]\n", "on a day to come, 2062-05-30", "日期 2062-05-30 尚未到来"),
    (NO_REVIEW, "stages: [a]\n", "nothing says when the map is reviewed", "没有评审信息"),
    (NEVER, "review: {every: 90d}\nstages: [a]\n", "the map was never reviewed", "从未评审过"),
    (NO_CUSTOMERS, reviewed("[it]", "kind: patient\n"), "the review names no patients", "评审参加者中没有患者"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_is_said(name: str, content: str, en: str, zh: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.help is not None
    assert en in f"{diagnostic.message.en} | {diagnostic.help.en}"
    assert zh in f"{diagnostic.message.zh} | {diagnostic.help.zh}"
