"""A draft map of what an event log shows."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.diagnostics import CxmapError, Text
from cxmap.discover.drafting import draft
from cxmap.document import load_text
from cxmap.edit import canonical
from cxmap.lint.engine import lint_document
from cxmap.lint.policy import named_policy
from cxmap.lint.registry import RULES
from cxmap.source import parse
from cxmap.source.comments import TO_CXMAP, comments_of
from cxmap.workspace import workspace_from
from tests.discover.mined import Row, log, mined, receipt

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.discoveries import Discovery
    from cxmap.language import Language
    from cxmap.workspace import Workspace

TODAY = date(2026, 11, 22)
WORKSHOP = named_policy(RULES, "workshop", None).rules_for()
LANGUAGES: tuple[Language, ...] = ("en", "zh")
HOSTILE = [
    "no", "null", "~", "true", "42", "1e3", "0x1F", "2026-01-01", "a: b", "a #b", "# cxmap: ignore[all] because", "- a", "[x]", "{a: 1}",
    "'", '"', '"quoted"', "it's", "\\", "a\nb\nc", "a\r\nb", "\ttab", "?", "!tag", "&a", "*a", "%", "@home", "`", "|", ">", "<<", "=",
    "---", "...", "：", "，", "“引号”", "🎉", "👩‍👩‍👧", "é", "e\u0301", "ﬁ", "Ｗｅｂ", "web", "WEB", "w e b", "w_e_b", "w-e-b", "x" * 200, "提交申请", "提交　申请",
    "\x07bell", "\u202egnirts", "<script>", "=HYPERLINK()", "$(x)", "yaml-language-server: $schema=x", "cxmap: ignore[all] y",
    "- id: x", "a,b", "。", "https://example.com/?a=b#c", "???", "TODO", "a" * 80 + "1", "a" * 80 + "2",
]  # fmt: skip


def checked(found: Discovery, language: Language = "en", workspace: Workspace | None = None, **how: Any) -> Any:
    """Draft, see that it is clean and in form, and return the map."""
    text = draft(found, language, TODAY, shared=workspace.library if workspace else None, **how).text
    document = load_text(Text("draft.yaml", text), workspace)
    assert document.notes == ()
    assert lint_document(document, WORKSHOP, TODAY) == []
    assert canonical(Text("draft.yaml", text), "map") == text
    assert not any(TO_CXMAP.search(comment.text) for comment in comments_of(document.source))
    return document.journey


def touchpoints(journey: Any) -> dict[str, Any]:
    return {point.name: point for stage in journey.stages for point in stage.touchpoints}


def varied(names: list[str], cases: int) -> list[Row]:
    """Return rows of cases that go through all the names, each from another one on, an hour apart."""
    start = datetime(2026, 1, 1)
    return [
        Row(
            str(case), names[(at + case) % len(names)], start + timedelta(hours=at, days=case), names[case % len(names)]
        )
        for case in range(cases)
        for at in range(len(names))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names(language: Language) -> None:
    found = mined(varied(HOSTILE, 30), source="a: \n# cxmap: ignore[all] “b”", file="data/=evil\n#.csv")
    journey = checked(found, language)
    named = touchpoints(journey)
    assert {"no", "null", "42", "a: b", "[x]", "x" * 200, "提交申请", "a b c"} <= set(named)
    ids = [point.id for stage in journey.stages for point in stage.touchpoints]
    assert len(ids) == len(set(ids)) == len(HOSTILE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_event_one_case_and_many_events(language: Language) -> None:
    for rows in (
        log("a"),
        log("a", times=12),
        log("a b c"),
        log("a b c d e f g h"),
        log("a a a", times=20),
        varied(HOSTILE, 1),
    ):
        checked(mined(rows), language, suppress_below=1)
    many = checked(mined(varied([f"event {number}" for number in range(300)], 15)), language)
    assert len(touchpoints(many)) == 300
    assert len(many.stages) <= 6


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(HOSTILE) | st.text(min_size=1), min_size=1, max_size=6), min_size=1, max_size=8),
    st.integers(1, 12),
    st.sampled_from(LANGUAGES),
)
def test_any_log(cases: list[list[str]], times: int, language: Language) -> None:
    start = datetime(2026, 1, 1)
    rows = [
        Row(f"{number}-{repeat}", event, start + timedelta(minutes=at * 7**at, days=repeat), cases[0][0])
        for repeat in range(times)
        for number, case in enumerate(cases)
        for at, event in enumerate(case)
    ]
    found = mined(rows)
    checked(found, language, suppress_below=1)
    assert draft(found, language, TODAY, suppress_below=1) == draft(found, language, TODAY, suppress_below=1)
    if any(step.cases >= 3 for step in found.steps):
        checked(found, language, suppress_below=3)


WALKS = st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=9), min_size=12, max_size=40)


@settings(max_examples=150, deadline=None)
@given(WALKS, st.integers(2, 8))
def test_each_touchpoint_is_reached_and_reaches_an_end_by_what_may_be_told(cases: list[list[str]], least: int) -> None:
    rows = [row._replace(case=str(n)) for n, case in enumerate(cases) for row in log(" ".join(case))]
    found = mined(rows)
    if not any(step.cases >= least for step in found.steps):
        return
    journey = checked(found, suppress_below=least)
    cases_of = {(one.before, one.after): one.cases for one in found.transitions}
    for point in touchpoints(journey).values():
        for way in point.next or ():
            assert way.when is None or cases_of[point.name, way.to] >= least


def test_of_far_too_many_events_the_commonest_are_drawn() -> None:
    found = mined(log(" ".join(f"e{number}" for number in range(3000))))
    assert len(touchpoints(checked(found, suppress_below=1))) == 500
    made = draft(found, "en", TODAY, suppress_below=1)
    assert made.left_out == 2500
    assert "500 touchpoints are more than anyone can read" in made.text
    assert "Not in this draft: 2,500 more steps." in made.text


@pytest.mark.parametrize(
    "rows", [log("a b c", times=9), [r._replace(case=str(n)) for n in range(30) for r in log(f"e{n}")]]
)
def test_where_few_cases_take_each_step_none_is_named(rows: list[Row]) -> None:
    with pytest.raises(CxmapError) as caught:
        draft(mined(rows), "en", TODAY)
    assert "fewer than 10 cases take each of its steps" in caught.value.message.en
    assert "都不到 10 个" in caught.value.message.zh
    assert caught.value.help is not None
    assert "--suppress-below" in caught.value.help.en
    assert "--suppress-below" in caught.value.help.zh
    assert touchpoints(checked(mined(rows), suppress_below=1))


def test_a_way_of_few_cases_is_not_told_of_however_often_they_take_it() -> None:
    """One case goes from b to c and back, twenty times; nine go from a to c."""
    rows = [
        *log("a b d", "a d", times=30),
        *[row._replace(case="x" + row.case) for row in log("a c", times=9)],
        *[row._replace(case="y" + row.case) for row in log("b c " * 20, "c", "c d", minutes=1)],
    ]
    text = draft(mined(rows), "en", TODAY).text
    found = touchpoints(checked(mined(rows)))
    assert set(found) == {"a", "b", "c", "d"}
    assert [way.when for name in "abd" for way in found[name].next or () if way.to == "c"] == [None]
    assert "next:  # guessed: what most do, and, without a share, what the order alone says; why" in text
    assert "“c”" not in text
    assert "# Not told of, since fewer than 10 cases take each: 4 ways from step to step." in text
    assert "经过的案例不到 10 个的流转未列出：4 种流转。" in draft(mined(rows), "zh", TODAY).text


def test_a_channel_that_few_cases_use_is_not_named_however_often() -> None:
    rows = [
        *[row._replace(channel="fax") for row in log("a b", times=12)],
        *[row._replace(case="x", channel="王小明", event="a") for row in log("a " * 30)],
    ]
    text = draft(mined(rows), "en", TODAY).text
    assert "王小明" not in text
    (a, b) = touchpoints(checked(mined(rows))).values()
    assert (a.channel, b.channel) == (None, "fax")


def test_rare_steps_are_left_out_and_those_of_few_cases_only_counted() -> None:
    rows = [*log("a b c", times=20), *[row._replace(case="x" + row.case) for row in log("a rare # c", times=9)]]
    text = draft(mined(rows), "en", TODAY).text
    assert "rare" not in text.split("# Left out")[0]
    assert text.endswith("# Left out, since fewer than 10 cases come to each: 2 steps.\n")


def test_of_the_rare_steps_those_that_many_come_to_are_named() -> None:
    name = "王小明 投诉 13812345678"
    rows = [
        *log("a b c", times=2000),
        *[row._replace(case="x" + row.case) for row in log("a # c", times=12)],
        *[row._replace(case="y" + row.case, event=name if row.event == "b" else row.event) for row in log("a b c")],
    ]
    text = draft(mined(rows), "en", TODAY).text
    assert text.endswith("# Left out, since fewer than 21 cases come to each (2):\n# - ＃\n# … and 1 more\n")
    few = draft(mined([row for row in rows if row.case[0] != "x"]), "zh", TODAY).text
    assert few.endswith("# 经过的案例各不到 21 个的步骤未列入：1 种步骤。\n")
    assert "王小明" not in text + few


def test_where_every_step_is_rare_the_commonest_are_kept() -> None:
    rows = [row._replace(case=f"{n}-{row.case}") for n in range(110) for row in log(f"e{n} f{n}", times=12)]
    rows += [row._replace(case=f"x{n}") for n in range(30) for row in log(f"rare{n} " * 20)]
    journey = checked(mined(rows))
    assert len(touchpoints(journey)) == 20
    assert not [name for name in touchpoints(journey) if name.startswith("rare")]
    assert journey.evidence[0].n == 1350


def test_ways_on_are_drawn_where_they_are_not_the_order() -> None:
    rows = [*log("a b c d", times=70), *[row._replace(case="x" + row.case) for row in log("a c d", times=30)]]
    found = touchpoints(checked(mined(rows)))
    assert [(way.to, way.when) for way in found["a"].next] == [("b", "70% of the time"), ("c", "30% of the time")]
    assert found["b"].next is found["c"].next is found["d"].next is None


def test_an_end_before_the_last_touchpoint_ends_there() -> None:
    rows = [*log("a b c", times=190), *[row._replace(case="x" + row.case) for row in log("a z", times=10)]]
    found = touchpoints(checked(mined(rows)))
    assert list(found) == ["a", "z", "b", "c"]
    assert found["z"].next == ()
    assert [(way.to, way.when) for way in found["a"].next] == [("b", "95% of the time"), ("z", "5% of the time")]


def test_waits_and_durations_are_medians_since_the_step_before() -> None:
    start = datetime(2026, 1, 1)
    rows = [
        Row(str(case), event, start + timedelta(days=case, seconds=after))
        for case in range(40)
        for event, after in (("a", 0), ("b", 90), ("c", 90 + (7200 if case < 30 else 900_000)))
    ]
    text = draft(mined(rows), "en", TODAY).text
    assert "duration: 1.5min  # guessed: median since “a” (n = 40; nine of ten within 1.5 min)" in text
    assert "wait: 2h  # guessed: median since “b” (n = 40; nine of ten within 10 days)" in text
    pain = touchpoints(checked(mined(rows)))["c"].pain_points[0]
    assert pain.text == "One in ten waits 10 days or longer after “b”; half wait 2 hours at most (n = 40)"
    assert pain.evidence == ("event-log", "guesses")


def test_who_leaves_before_the_end_and_who_comes_again_may_be_in_pain() -> None:
    rows = [
        *log("a b c", times=60, minutes=1),
        *[row._replace(case="x" + row.case) for row in log("a b", times=20, minutes=1)],
        *[row._replace(case="y" + row.case) for row in log("a b b c", times=20, minutes=1)],
    ]
    pains = {
        point.name: [pain.text for pain in point.pain_points] for point in touchpoints(checked(mined(rows))).values()
    }
    assert pains == {
        "a": [],
        "b": [
            "20% of those who come here go no further (20 of 100 cases)",
            "20% come here more than once (20 of 100 cases)",
        ],
        "c": [],
    }


def test_who_ends_elsewhere_but_has_been_at_the_end_is_not_lost() -> None:
    rows = [
        *log("a b c", times=60, minutes=1),
        *[row._replace(case="x" + row.case) for row in log("a c b", times=30, minutes=1)],
    ]
    assert not any(point.pain_points for point in touchpoints(checked(mined(rows))).values())


def test_the_log_is_the_evidence_and_a_guess_is_an_assumption() -> None:
    rows = [*log("a b c", times=60), *[row._replace(case="x" + row.case) for row in log("a b", times=20)]]
    journey = checked(mined(rows, source="web", file="data/web.csv"))
    log_, guesses = journey.evidence
    assert (log_.id, log_.kind, log_.n, log_.source, log_.date) == (
        "event-log",
        "analytics",
        80,
        "data/web.csv",
        date(2026, 1, 28),
    )
    assert (guesses.id, guesses.kind) == ("guesses", "assumption")
    assert journey.personas == ()
    assert all(
        point.emotion == {} and not any(pain.severity for pain in point.pain_points)
        for point in touchpoints(journey).values()
    )


def test_a_log_that_ends_in_the_future_or_nowhere_has_no_date() -> None:

    found = mined(log("a b", times=12))
    for last in ("2999-01-01", "", "yesterday", "2026-13-45T00:00"):
        assert checked(found._replace(last=last)).evidence[0].date is None


def test_channels_are_those_of_the_workspace_built_in_or_new(tmp_path: Path) -> None:
    workspace = workspace_from(
        Text("cxmap.yaml", "cxmap: 1\nlibrary:\n  channels: [{id: hall, name: {zh: 大厅, en: Service hall}}, web]\n"),
        tmp_path,
    )
    names = {"a": "大厅", "b": "E-mail", "c": "Fax Line", "d": "WEB", "e": ""}
    rows = [row._replace(channel=names[row.event]) for row in log("a b c d e", times=12)]
    journey = checked(mined(rows), workspace=workspace)
    assert [point.channel for point in touchpoints(journey).values()] == ["hall", "email", "fax-line", "web", None]
    assert [(channel.id, channel.name) for channel in journey.channels] == [("email", None), ("fax-line", "Fax Line")]


def test_ids_that_the_source_gives_are_kept_and_its_events_put_together() -> None:
    found = mined(log("seen sent paid", times=12), touchpoints={"seen": "Form", "sent": "Form"})
    journey = checked(found)
    assert [(point.id, point.name) for point in touchpoints(journey).values()] == [("Form", "seen"), ("paid", "paid")]


def test_evidence_of_the_workspace_keeps_its_id(tmp_path: Path) -> None:
    workspace = workspace_from(
        Text("cxmap.yaml", "cxmap: 1\nlibrary: {evidence: [{id: Event_Log, kind: survey}]}\n"), tmp_path
    )
    assert checked(mined(log("a b", times=12)), workspace=workspace).evidence[0].id == "event-log-2"


def test_what_it_says_of_itself() -> None:
    made = draft(
        mined(log("a b b", times=12)), "en", TODAY, map_id="web", title="Buying", schema="../.cxmap/map.schema.json"
    )
    assert (made.stages, made.touchpoints, made.pain_points, made.left_out) == (2, 2, 1, 0)
    assert made.text.startswith(
        "# yaml-language-server: $schema=../.cxmap/map.schema.json\n# A draft from the event log “log”"
    )
    assert parse(Text("draft.yaml", made.text)).data["title"] == "Buying"


@pytest.mark.parametrize(("language", "guess"), [("en", "# guessed"), ("zh", "# 猜测")])
def test_the_log_of_building_permits(language: Literal["en", "zh"], guess: str) -> None:
    found = mined(receipt(), "receipt", "data/receipt.csv")
    journey = checked(found, language)
    points = [point.name.split()[0] for stage in journey.stages for point in stage.touchpoints]
    assert [name for name in points if name in ("Confirmation", "T02", "T04", "T05", "T06", "T10")] == [
        "Confirmation", "T02", "T04", "T05", "T06", "T10",
    ]  # fmt: skip
    assert points.index("T11") < points.index("T12") < points.index("T14") < points.index("T15")
    assert len(journey.stages) == 3
    made = draft(found, language, TODAY)
    assert (made.touchpoints, made.left_out) == (19, 8)
    assert made.text.count(guess) > made.touchpoints
    leaving = journey.stages[0].touchpoints[0].pain_points[0].text
    assert re.findall("[0-9,]{3,}", leaving) == ["116", "1,434"]


def test_where_cases_begin_nobody_has_waited() -> None:
    """Thirty of three hundred come back to where all begin, twenty hours later."""
    rows = [
        *log("open done", times=270),
        *[row._replace(case=f"x{row.case}") for row in log("open open done", times=30, minutes=1200)],
    ]
    made = draft(mined(rows), "en", TODAY).text
    assert "20h" not in made.partition("done")[0]
    found = touchpoints(checked(mined(rows)))
    assert found["open"].wait is None
    assert not found["open"].pain_points or "wait" not in str(found["open"].pain_points)
    there = [
        *log("open seen done", times=270),
        *[row._replace(case=f"x{row.case}") for row in log("open seen open done", times=60, minutes=1200)],
    ]
    found = touchpoints(checked(mined(there)))
    assert found["open"].wait is None
    assert "20 hours" not in str(found["open"].pain_points)
