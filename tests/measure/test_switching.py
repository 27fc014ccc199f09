"""What becomes of cases that change channel: told once, of cases that are over, beside those that stay."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from io import StringIO
from math import floor, log1p
from random import Random
from typing import TYPE_CHECKING

import pytest
from scipy import stats

from cxmap.cli.app import run
from cxmap.data.ways import EndCount
from cxmap.measure.switching import switching_of
from cxmap.measure.things import Thing, last_stage
from cxmap.measurements.flows import SwitchingSide
from cxmap.measures_file.reading import measures_of
from cxmap.report.measures.data import map_data
from tests.measure.test_predictions import MAP, WORKSPACE, log_of

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.measurements.flows import FlowSwitching

END = Thing("stage", "leaving", "Leaving", frozenset({"exit", "shop"}))
NAMES = {"app": "app", "the app": "app", "desk": "desk"}
HOUR = 3600


def ended(n: int, channels: str, at: str = "exit", hours: float = 1, *, is_open: bool = False) -> EndCount:
    said = tuple(sorted(filter(None, channels.split("+"))))
    return EndCount(said, at, is_open, floor(40 * log1p(hours * HOUR)), n)


def told(*ends: EndCount, last: Thing | None = END, least: int = 10) -> FlowSwitching:
    found = switching_of(ends, NAMES, last, lambda event: event, least)
    assert found is not None
    return found


def test_those_who_change_beside_those_who_stay() -> None:
    found = told(
        ended(40, "app+desk", hours=5), ended(20, "app+desk", "form"), ended(30, "app", hours=1), ended(50, "desk", "shop", hours=2),
        ended(10, "app", "door"),
    )  # fmt: skip
    assert (found.share.n, found.share.value) == (150, 40)
    assert (found.end, found.end_name) == ("leaving", "Leaving")
    changing, staying = found.changing.reached, found.staying.reached
    assert changing is not None
    assert staying is not None
    assert [changing.n, changing.value] == pytest.approx([60, 100 * 40 / 60])
    assert [staying.n, staying.value] == pytest.approx([90, 100 * 80 / 90])
    low, high = stats.binomtest(40, 60).proportion_ci(method="wilson")
    assert changing.low == pytest.approx(100 * low)
    assert changing.high == pytest.approx(100 * high)
    z2 = stats.chi2_contingency([[40, 20], [80, 10]], correction=False)
    assert found.p_reached == pytest.approx(z2.pvalue)
    assert found.changing.duration is not None
    assert found.staying.duration is not None
    assert (found.changing.duration.n, found.staying.duration.n) == (40, 80), "of those who reached the end"
    assert found.changing.duration.p50 == pytest.approx(5 * HOUR, rel=0.02)
    assert found.staying.duration.p50 == pytest.approx(2 * HOUR, rel=0.02)
    h = stats.kruskal([5] * 40, [1] * 30 + [2] * 50)
    assert found.p_duration == pytest.approx(h.pvalue)


def test_who_may_go_on_or_names_no_channel_is_left_out() -> None:
    some = (ended(40, "app+desk"), ended(60, "app"))
    assert told(*some, ended(99, "app", "form", is_open=True), ended(99, "", "door")) == told(*some)


def test_two_names_of_a_channel_are_one() -> None:
    assert told(ended(40, "The App+app"), ended(60, "app+desk")).share.value == 60
    assert told(ended(40, "Kiosk+app"), ended(60, "app+desk")).share.value == 100, (
        "what is none of ours is as it was written"
    )


def test_without_an_end_only_the_change_is_told() -> None:
    found = told(ended(40, "app+desk"), ended(60, "app"), last=None)
    assert (found.share.value, found.end) == (40, "")
    assert (found.changing, found.staying) == (SwitchingSide(), SwitchingSide())
    assert (found.p_reached, found.p_duration) == (None, None)


def test_few_are_not_told() -> None:
    assert switching_of([ended(9, "app")], NAMES, END, str, 10) is None
    assert switching_of([], NAMES, END, str, 0) is None
    assert switching_of([ended(9, "app+desk"), ended(66, "app")], NAMES, END, str, 10) is None, "9 of 75 change"
    assert switching_of([ended(66, "app+desk"), ended(9, "app")], NAMES, END, str, 10) is None, "all others do"
    nobody = told(ended(66, "app"), ended(9, "app", "form"))
    assert (nobody.share.value, nobody.changing) == (0, SwitchingSide())
    assert nobody.staying.reached is not None
    got = told(ended(9, "app+desk"), ended(9, "app+desk", "form"), ended(60, "app"), ended(60, "app", "form"))
    assert got.changing == SwitchingSide(), "half of 18 would be 9"
    assert got.staying.reached is not None
    assert (got.p_reached, got.p_duration) == (None, None), "it and the share of those who stay would tell the nine"


@pytest.mark.parametrize(("lost", "is_tested"), [(4, False), (24, False), (25, True)])
def test_a_test_needs_five_expected_of_either_outcome(lost: int, is_tested: bool) -> None:
    found = told(ended(20, "app+desk"), ended(80 - lost, "app"), ended(lost, "app", "form"))
    assert (found.p_reached is not None) is is_tested


def test_the_end_is_the_last_stage_that_the_log_sees() -> None:
    coming = Thing("stage", "coming", "Coming", frozenset({"door", "form"}))
    later = Thing("stage", "later", "Later", frozenset({"call"}))
    things = [coming, Thing("touchpoint", "door", "Door", frozenset({"door"})), END, later]
    assert last_stage(things, {"door", "exit"}) == END
    assert last_stage(things, {"door", "exit", "call"}) == later
    assert last_stage(things, {"exit", ""}) is None, "what is everywhere is no end"
    assert last_stage(things, ()) is None


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, datetime, str]]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE, encoding="utf-8")
    rows = log_of(1200)
    lines = ["who,what,when,via", *(f"{who},{what},{when:%Y-%m-%d %H:%M:%S},{via}" for who, what, when, via in rows)]
    (tmp_path / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    return rows


def test_every_output_tells_it_once(
    measured: list[tuple[str, str, datetime, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["measure", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    switching = found["flows"][0]["switching"]
    assert "switching" not in found["predictions"][0]
    changing, staying = switching["changing"]["reached"], switching["staying"]["reached"]
    assert (changing["high"], switching["p_reached"]) < (staying["low"], 0.001)
    last = max(when for _, _, when, _ in measured)
    cases: dict[str, list[tuple[datetime, str, str]]] = {}
    for who, what, when, via in measured:
        cases.setdefault(who, []).append((when, what, via))
    over = [sorted(case) for case in cases.values() if max(case)[0] < last - timedelta(days=3)]
    changed = [case for case in over if len({via for _, _, via in case}) > 1]
    share = 100 * sum(case[-1][1] == "exit" for case in changed) / len(changed)
    assert changing["value"] == pytest.approx(share, abs=1)
    assert changing["n"] == pytest.approx(len(changed), abs=10), "but for those of the last days, which may go on"
    again = measures_of("visit.yaml")
    assert again is not None
    assert map_data(again)["flows"][0]["switching"] == switching
    said = {
        "en": ("change channel", "reach “Leaving”", "of those who get there", "(they differ*)"),
        "zh": ("换过渠道；", "到达“Leaving”", "到达者中", "（有显著差异*）"),
    }
    for lang, phrases in said.items():
        for how in ("text", "markdown"):
            assert run(["measure", "--format", how, "--lang", lang]) == 0
            text = capsys.readouterr().out
            assert [text.count(phrase) for phrase in phrases[:3]] == [1, 1, 1]
            assert phrases[3] in text.replace("\\", "")
    assert run(["measure", "--format", "csv"]) == 0
    rows = [
        row
        for row in csv.DictReader(StringIO(capsys.readouterr().out))
        if "changed-channel" in row["by"] + row["metric"]
    ]
    reached = {row["by_id"]: row for row in rows if row["metric"] == "reached-the-end"}
    assert float(reached["yes"]["value"]) == changing["value"]
    assert [reached["no"][name] for name in ("n", "unit", "method", "note")] == [
        str(staying["n"]),
        "%",
        "Wilson",
        found["flows"][0]["switching"]["end"],
    ]
    assert {row["metric"] for row in rows} == {
        *("changed-channel", "reached-the-end", "duration-p50", "duration-p90", "changed-channel-reached", "changed-channel-duration"),
    }  # fmt: skip


def test_of_several_logs_p_is_corrected(
    measured: list[tuple[str, str, datetime, str]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def ps() -> list[float]:
        assert run(["measure", "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["maps"]
        return [flow["switching"]["p_reached"] for flow in found["flows"]]

    def write(name: str, rows: list[tuple[str, str, datetime, str]]) -> None:
        lines = [
            "who,what,when,via",
            *(f"{who},{what},{when:%Y-%m-%d %H:%M:%S},{via}" for who, what, when, via in rows),
        ]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")

    random = Random(1)
    write("log.csv", log_of(90, seed=4))
    (surer,) = ps()
    assert 1e-3 < surer < 0.02
    by_chance = {who: "desk" if random.random() < 0.5 else "app" for who, *_ in measured}
    write(
        "log.csv",
        [(who, what, when, by_chance[who] if what == "Paperwork" else "app") for who, what, when, _ in measured],
    )
    (less_sure,) = ps()
    assert less_sure > 2 * surer
    write("other.csv", log_of(90, seed=4))
    source = WORKSPACE.partition("  events:\n")[2].replace("id: log", "id: other").replace("log*.csv", "other.csv")
    (tmp_path / "cxmap.yaml").write_text(WORKSPACE + source, encoding="utf-8")
    assert ps() == [less_sure, pytest.approx(2 * surer, abs=2e-4)]
