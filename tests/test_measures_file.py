"""The file beside a map: what is written is read again; what is not understood is said, and is no traceback."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import CxmapError
from cxmap.measures_file import measures_beside, measures_from, measures_of
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
    assert written == {name: before[name] for name in written}


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert measures_of(tmp_path / "map.yaml") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON of measures"),
        ("[]", "no JSON of measures"),
        ("{}", "no JSON of measures"),
        ("[" * 100_000, "no JSON of measures"),
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
    hidden = replace(found, figures=(replace(found.figures[0], figure=found.figures[0].figure._replace(value=None)),))
    (again,) = measures_from(json.dumps(map_data(hidden)), "m").figures
    assert (again.figure.n, again.figure.value) == (0, None)
