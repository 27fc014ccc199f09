"""The file beside a map: what is written is read again; what is not understood is said, and is no traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import CxmapError
from cxmap.measures_file import measures_beside
from cxmap.measures_file.reading import measures_from, measures_of
from cxmap.report.measures.data import map_data, measures_json
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

WITH_MEASURES = [path for path in EXAMPLES if measures_beside(path).is_file()]


def text_of(path: Path) -> str:
    return measures_beside(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WITH_MEASURES, ids=lambda path: path.stem)
def test_what_was_written_is_read_and_would_be_written_again(path: Path) -> None:
    found = measures_of(path)
    assert found is not None
    assert found.figures
    written, before = json.loads(measures_json(found)), json.loads(text_of(path))
    assert written.pop("method").items() <= before["method"].items()
    assert written == {name: before[name] for name in written}


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert measures_of(tmp_path / "map.yaml") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is no JSON"),
        ("[]", "odd: version"),
        ("{}", "odd: version"),
        ("[" * 100_000, "it is no JSON"),
        ('{"version": NaN}', "it is no JSON"),
        ('{"version": 2}', "of version 2"),
        ('{"version": 1}', "something is missing"),
    ],
)
def test_what_is_no_file_of_measures_is_said(text: str, said: str) -> None:
    with pytest.raises(CxmapError) as caught:
        measures_from(text, "m.measures.json")
    assert said in caught.value.message.en
    assert caught.value.help is not None
    assert "cxmap measure" in caught.value.help.en


ODD: st.SearchStrategy[Any] = st.sampled_from([None, "x", -1, [], {}, {"a": 1}, [[]], True])


@given(st.data())
def test_a_file_that_was_tampered_with_never_ends_in_a_traceback(data: st.DataObject) -> None:
    found: Any = json.loads(text_of(WITH_MEASURES[0]))
    found["figures"] = found["figures"][:2]
    at = found
    while isinstance(at, dict | list) and at:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if data.draw(st.booleans()) or not isinstance(at[key], dict | list) or not at[key]:
            at[key] = data.draw(ODD)
            break
        at = at[key]
    try:
        measures_from(json.dumps(found), "m.measures.json")
    except CxmapError as error:
        assert error.help is not None  # noqa: PT017  it may also be understood


def test_what_cannot_be_shown_stays_so() -> None:
    found = measures_of(WITH_MEASURES[0])
    assert found is not None
    hidden = found._replace(figures=(found.figures[0]._replace(figure=found.figures[0].figure._replace(value=None)),))
    (again,) = measures_from(json.dumps(map_data(hidden)), "m").figures
    assert (again.figure.n, again.figure.value) == (0, None)


FIGURE = {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 40, "value": 61.5, "low": 45.0, "high": 75.0}
DATA: dict[str, Any] = {"version": 1, "map": "visit", "figures": [FIGURE]}


def test_what_is_not_known_is_passed_over() -> None:
    more = {**DATA, "unheard_of": [{"x": 1}], "flow": None, "figures": [{**FIGURE, "later": {"y": [2]}}]}
    assert measures_from(json.dumps(more), "m") == measures_from(json.dumps(DATA), "m")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": None}, "version"),
        ({"version": True}, "version"),
        ({"map": 3}, "map"),
        ({"figures": None}, "figures"),
        ({"figures": ["x"]}, "figures[0]"),
        ({"figures": [{"source": "s"}]}, "figures[0].touchpoint"),
        ({"figures": [{**FIGURE, "n": -1}]}, "figures[0].n"),
        ({"figures": [{**FIGURE, "n": 1.5}]}, "figures[0].n"),
        ({"figures": [{**FIGURE, "value": "61"}]}, "figures[0].value"),
        ({"figures": [{**FIGURE, "value": 10**400}]}, "figures[0].value"),
        ({"figures": [{**FIGURE, "metric": ["csat"]}]}, "figures[0].metric"),
        ({"figures": [{**FIGURE, "periods": [{"period": 1}]}]}, "figures[0].periods[0].period"),
        ({"figures": [{**FIGURE, "trend": {"slope": 1}}]}, "figures[0].trend.low"),
        ({"sources": [{"id": "s", "metric": "csat", "scale": [1], "rows": 1}]}, "sources[0].scale"),
    ],
)
def test_another_shape_is_told_by_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(CxmapError) as caught:
        measures_from(json.dumps({**DATA, **change}), "m")
    assert caught.value.message.en.endswith(f"odd: {said}")


def test_a_number_beyond_all_bounds_is_said() -> None:
    with pytest.raises(CxmapError):
        measures_from(json.dumps(DATA).replace("61.5", "1e999"), "m")


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "visit.yaml"
    measures_beside(path).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CxmapError, match="not UTF-8"):
        measures_of(path)
    measures_beside(path).unlink()
    measures_beside(path).mkdir()
    with pytest.raises(CxmapError, match="cannot be read"):
        measures_of(path)
