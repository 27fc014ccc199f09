"""Measurements as CSV: one table that has all that JSON has, harmless for spreadsheets."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import StringIO
from typing import Any

import pytest

from cxmap.document import Document, load
from cxmap.language import LANGUAGES, Language
from cxmap.measure.counting import Counts, count_sources
from cxmap.measure.measuring import measure
from cxmap.measured_figures import METRICS
from cxmap.measurements import Figure, MapMeasurements, TellingWord, outlook
from cxmap.measurements.outlook import NextStep, Predictions, Standing
from cxmap.model.data import Data
from cxmap.report.escaping import spreadsheet_cell
from cxmap.report.measures.data import map_data
from cxmap.report.measures.markdown import as_markdown
from cxmap.report.measures.rows import KINDS
from cxmap.report.measures.spreadsheet import COLUMNS, as_csv, rows_of
from cxmap.report.measures.text import as_text
from cxmap.workspace import open_workspace
from tests.helpers import ROOT
from tests.report.made import plain

PREDICTIONS = Predictions(
    "loan-cases", 431, 2,
    (
        Standing("online-form", "The online form", (NextStep("paper-check", "Papers being checked", 0.7315), NextStep("", "", 0.1417)),
                 Figure(353, 0.1272, 0.0964, 0.1661), after=(("how-much", "Working out how much", Figure(61, 0.4098, 0.2951, 0.5349)),)),
        Standing("payout", "The money is paid", (), Figure(290, 1.0, 0.9869, 1.0), is_last=True),
    ),
    outlook.Tested("2026-08-01", 219, 0.6123, 0.5877, 1.4321, 0.0871, ((112, 0.0533, 0.0625), (107, 0.8123, 0.7944))),
)  # fmt: skip


@cache
def counted() -> tuple[list[Document], Data, Counts]:
    """Return the examples that have data, these, and what was counted of them."""
    examples = ROOT / "examples"
    workspace = open_workspace(examples)
    data = workspace.file.data
    assert data is not None
    names = ("home-loan", "hot-pot", "online-shop")
    documents = [load(examples / "maps" / f"{name}.yaml", workspace) for name in names]
    return documents, data, count_sources(data, workspace.root, documents)


@cache
def measured() -> tuple[MapMeasurements, ...]:
    """Return the measurements of the examples; the first with predictions that have everything."""
    documents, data, counts = counted()
    first, *others = (measure(document, data, counts, document.language) for document in documents)
    return (first._replace(predictions=(PREDICTIONS,)), *others)


def table(found: tuple[MapMeasurements, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_csv(found))))


def test_it_is_one_rectangle_of_figures_each_of_which_is_there_once() -> None:
    lines = list(csv.reader(StringIO(as_csv(measured()))))
    assert tuple(lines[0]) == COLUMNS
    assert {len(line) for line in lines} == {len(COLUMNS)}
    first = COLUMNS.index("n")
    assert [key for key, n in Counter(tuple(line[:first]) for line in lines).items() if n > 1] == []


def numbers(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the numbers that JSON has of figures."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from numbers(value, (*path, str(key)))
    elif isinstance(data, list):
        for value in data:
            yield from numbers(value, path)
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield path, data


TOLD_OTHERWISE = {
    ("version",), ("suppress_below",), ("grey_below",), ("sources", "scale"),
    ("forecasts", "forecasts", "last"),  # in the row of the last period
}  # fmt: skip


@pytest.mark.parametrize("place", range(3))
def test_every_number_of_the_json_is_in_it(place: int) -> None:
    found = measured()[place]
    rows = table((found,))
    known = {float(value) for row in rows for value in row.values() if value.lstrip("-").replace(".", "", 1).isdigit()}
    noted = " ".join(row["note"] for row in rows).replace(",", " ").replace(";", " ").split()
    known |= {float(word) for word in noted if word.replace(".", "", 1).isdigit()}
    missing = [
        (path, value)
        for path, value in numbers(map_data(found))
        if path not in TOLD_OTHERWISE
        and not any(abs(other - times * value) <= 0.006 for times in (1, 100) for other in known if other)
        and value != 0
    ]
    assert missing == []


def test_what_follows_from_figures_is_there() -> None:
    loan, pot, coat = (table((found,)) for found in measured())

    def one(rows: list[dict[str, str]], **sought: str) -> dict[str, str]:
        (row,) = (row for row in rows if all(row[name] == value for name, value in sought.items()))
        return row

    bill = one(pot, metric="importance", id="pay-bill")
    assert (bill["source"], bill["unit"], bill["method"]) == ("table-cards", "%", "shapley; jackknife")
    assert bill["note"] == "fix-first"
    assert 0 < float(bill["low"]) < float(bill["value"]) < float(bill["high"]) < 100
    forecast = one(coat, metric="nps-forecast")
    assert (forecast["period"], forecast["method"]) == ("2026-11", "last-value")
    assert one(loan, metric="csat-forecast")["note"] == "too few periods: 6"
    leaves = one(loan, metric="leaves", id="online-form", by="")
    assert [leaves[name] for name in ("n", "value", "low", "high", "unit")] == ["353", "12.72", "9.64", "16.61", "%"]
    assert one(loan, metric="next", id="online-form", by_id="paper-check")["value"] == "73.15"
    assert one(loan, metric="leaves", id="payout")["note"] == "last-stage"
    theme = one(loan, metric="theme", source="loan-survey", id="online-form", by_id="again", period="")
    assert (theme["by"], theme["n"]) == ("theme", "174")
    assert float(one(loan, metric="word-of-low", id="online-form", by_id="重复")["value"]) > 2
    assert one(loan, metric="cases", of="event")["id"] == "补件"
    assert one(loan, metric="moves", id="how-much", by_id="online-form")["n"] == "562"
    assert one(loan, metric="rejected", source="loan-survey", by_id="score-off-scale")["n"] == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_and_the_terminal_have_it_too(language: Language) -> None:
    markdown, text = as_markdown(measured(), language), plain(as_text(measured(), language))
    shared = {
        "en": ("What moves the overall answer", "The next period, 2026-11", "What comes next", "low scores speak of", "Complaints", "Events"),
        "zh": ("总体评价的驱动因素", "下一期 2026-11", "下一步去哪", "低分常提", "投诉", "事件"),
    }  # fmt: skip
    for said in shared[language]:
        assert said in markdown
        assert said in text
    assert "too few periods" not in markdown, "codes are for programs"


def test_few_are_not_told() -> None:
    strict = [found._replace(suppress_below=1_000_000) for found in measured()]
    told = table(tuple(strict))
    assert [
        row for row in told if row["metric"] in ("texts", "texts-scored-low", "texts-unscored", "texts-ranked")
    ] == []
    loan = measured()[0]
    (texts, *_) = loan.texts
    hidden = Figure(4, None, None, None)
    few = loan._replace(texts=(texts._replace(coverage=hidden, themes=(texts.themes[0]._replace(share=hidden, low=hidden, high=hidden, period=""),)),))  # fmt: skip
    rows = [
        row
        for row in table((few,))
        if row["metric"].startswith(("theme", "texts-with")) and row["source"] == texts.source
    ]
    assert len(rows) == 4
    assert {row["n"] + row["value"] + row["low"] + row["high"] for row in rows} == {""}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x", "－1", "＋1"])
def test_no_text_is_a_formula(text: str) -> None:
    inert = "'" + re.sub(r"\s", " ", text)
    assert spreadsheet_cell(text) == inert
    found = measured()[0]
    words = found.texts[0].words[0]._replace(low=(TellingWord(text, 20, 3.0, 0.01),))
    hostile = found._replace(
        map=text,
        title=text,
        flows=(found.flows[0]._replace(source=text, strangers=(found.flows[0].strangers[0]._replace(event=text),)),),
        texts=(found.texts[0]._replace(words=(words,)),),
        predictions=(PREDICTIONS._replace(standings=(PREDICTIONS.standings[0]._replace(name=text),)),),
    )
    cells = [cell for row in table((hostile,)) for cell in row.values()]
    assert cells.count(inert) > 10
    assert text not in cells
    assert "\r" not in spreadsheet_cell(f"x\r{text}"), "what follows would be a cell by itself"


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\x9b31m", "\u202e", "\u2028", "\x85", "\x00", "\u2066"])
def test_no_cell_commands_a_terminal_or_turns_a_text(hostile: str) -> None:
    assert spreadsheet_cell(f"a{hostile}b") == f"a {hostile[1:]}b"


def test_numbers_below_zero_stay_numbers() -> None:
    assert spreadsheet_cell(-3) == -3
    assert any(row["value"].startswith("-") for row in table((measured()[2],)))


def test_the_documentation_shows_what_is_measured_of_complaints() -> None:
    documents, data, counts = counted()
    said = plain(as_text([measure(documents[0], data, counts, "en")], "en")).splitlines()
    block = (ROOT / "README.md").read_text(encoding="utf-8").partition("```\n  Complaints: ")[2].partition("```")[0]
    shown = f"  Complaints: {block}".splitlines()
    assert len(shown) > 5
    assert [line for line in shown if line not in said] == []


def test_the_documentation_names_every_kind_of_figure() -> None:
    documented = (ROOT / "README.md").read_text(encoding="utf-8")
    composed = {f"{metric}-{what}" for metric in METRICS for what in ("trend", "channels", "forecast")}
    assert [kind for kind in KINDS if kind not in composed and f"`{kind}`" not in documented] == []
    used = {row.metric for found in measured() for row in rows_of(found)}
    assert used <= set(KINDS)
    assert len(used) > 50
