"""References across the map and its workspace, and what leads where."""

from pathlib import Path

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.model.library import honeycomb_dimensions
from cxmap.model.vocabulary import HONEYCOMBS
from cxmap.workspace import Workspace, open_workspace
from tests.helpers import HEAD, diagnose

LIBRARY = """cxmap: 1
library:
  teams: [{id: risk, name: Risk}]
  channels: [{id: web, name: 网上银行, medium: online}]
  personas: [{id: li-wei, name: 李薇, needs: [{id: calm, text: x}]}]
  segments: [new]
  evidence: [{id: survey, kind: survey}]
  lanes: [marketing]
  honeycomb_models: [{id: ours, dimensions: [fast, warm]}]
"""
USES_ALL = (
    HEAD
    + """honeycomb_model: ours
personas: [li-wei, {id: chen, segment: new}]
evidence: [survey]
stages:
- name: s
  touchpoints:
  - name: t
    channel: web
    owner: risk
    emotion: {li-wei: 1}
    needs: [calm]
    evidence: [survey]
    honeycomb: {fast: 3}
    lanes: {marketing: x}
"""
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "cxmap.yaml").write_text(LIBRARY, encoding="utf-8")
    return open_workspace(tmp_path)


def test_a_reference_may_cross_into_the_workspace(workspace: Workspace) -> None:
    assert diagnose(USES_ALL, workspace) == []


def test_without_the_workspace_each_of_them_dangles() -> None:
    found = [fault for fault in diagnose(USES_ALL) if fault.code == "unknown-reference"]
    assert [fault.line for fault in found] == [4, 5, 5, 6, 14, 15, 17]


def test_a_dimension_of_a_model_that_is_not_there_is_not_told_as_well() -> None:
    assert [fault.line for fault in diagnose(HEAD + "honeycomb_model: nothing\nhoneycomb: {x: 1}\nstages: [a]\n")] == [
        4
    ]


def test_the_maps_own_definition_wins(workspace: Workspace) -> None:
    content = HEAD + "personas: [{id: li-wei, name: 李薇（二）}]\nchannels: [{id: web}]\nstages: [a]\n"
    library = load_text(Text("m", content), workspace).library
    assert library.personas["li-wei"].name == "李薇（二）"
    assert library.channel_name("web", "zh") == "网上银行", "a bare id refers to the workspace's"
    assert library.channel_medium("web") == "online"
    assert (library.channel_name("app", "zh"), library.channel_medium("phone")) == ("App", "offline")
    assert (library.channel_name("pigeon", "en"), library.channel_medium("pigeon")) == ("pigeon", None)


def test_the_same_id_may_serve_different_kinds() -> None:
    assert (
        diagnose(
            HEAD + "personas: [{id: x}]\nteams: [x]\nstages: [{id: x, touchpoints: [{id: x, owner: x, personas: x}]}]\n"
        )
        == []
    )


def test_a_suggestion_is_of_the_right_kind() -> None:
    (fault,) = diagnose(HEAD + "teams: [payments]\nstages: [{name: s, touchpoints: [{name: t, delivers: paymnts}]}]\n")
    assert "payments" not in fault.en


def test_every_built_in_honeycomb_has_its_centre() -> None:
    assert {"morville", "service"} <= HONEYCOMBS.keys()
    assert all(model.centre in model.dimensions for model in HONEYCOMBS.values())


@pytest.mark.parametrize("model", HONEYCOMBS)
def test_a_built_in_honeycomb_can_be_scored(model: str) -> None:
    scores = ", ".join(f"{dimension}: 3" for dimension in HONEYCOMBS[model].dimensions)
    content = (
        f"{HEAD}honeycomb_model: {model}\nhoneycomb: {{{scores}}}\nstages: [{{name: s, honeycomb: {{{scores}}}}}]\n"
    )
    document = load_text(Text("m", content))
    labels = honeycomb_dimensions(model, document.library, "zh")
    assert list(labels) == list(HONEYCOMBS[model].dimensions)


def test_a_honeycomb_of_ones_own(workspace: Workspace) -> None:
    library = load_text(Text("m", USES_ALL), workspace).library
    assert honeycomb_dimensions("ours", library, "en") == {"fast": "fast", "warm": "warm"}
    assert honeycomb_dimensions("nothing", library, "en") == {}


def test_a_dimension_that_is_not_written_yet() -> None:
    found = diagnose(HEAD + "honeycomb_models: [{id: m, centre: x, dimensions: [y, {id: }]}]\nstages: [a]\n")
    assert [fault.code for fault in found] == ["unknown-reference", "empty-text"]


def test_suggestions_are_not_sought_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr("cxmap.references.closest", lambda _, names: compared.append(len(names)))
    touchpoints = "".join(f"  - {{id: t{n}, next: u{n}}}\n" for n in range(1000))
    assert len(diagnose(f"{HEAD}stages:\n- name: s\n  touchpoints:\n{touchpoints}")) == 1000
    assert 1000 <= sum(compared) <= 100_000
