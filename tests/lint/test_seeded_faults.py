"""A good map is broken in one place: what is found is that one fault, once, and on the right line."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path as FilePath
from random import Random
from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import Text
from cxmap.edit import apply_edits
from cxmap.edit.formatting import canonical
from cxmap.lint import RULES
from cxmap.lint.checking import Checker
from cxmap.lint.policy import named_policy
from cxmap.source import parse
from cxmap.workspace import open_workspace
from tests.lint.cases import BY_NAME, TODAY
from tests.lint.faults.breaking import Collision, MapText
from tests.lint.faults.catalogue import SEEDS
from tests.lint.faults.formats import FORMAT_FAULTS
from tests.lint.faults.harmless import HARMLESS

if TYPE_CHECKING:
    from cxmap.diagnostics import Diagnostic, Path
    from tests.lint.faults.formats import FormatFault
    from tests.lint.faults.harmless import Edit
    from tests.lint.faults.seeds import Seed

MOST = int(os.environ.get("CXMAP_SEEDED_FAULTS", "4"))
"""How many places a fault is seeded in; `CXMAP_SEEDED_FAULTS=1000` takes all there are, and some minutes."""

ROOT = FilePath(__file__).parent / "good_workspace"
WORKSPACE = open_workspace(ROOT)
CHECKER = Checker(named_policy(RULES, "strict", ROOT), WORKSPACE, TODAY)
GOOD = {path.stem: MapText(str(path), tuple(path.read_text("utf-8").splitlines())) for path in WORKSPACE.maps()}


def diagnostics(name: str, content: str) -> tuple[Diagnostic, ...]:
    """Return everything that is found in a text under the policy `strict`."""
    return CHECKER.check_text(Text(name, content), CHECKER.policy.rules_for()).found


def found(name: str, content: str) -> list[tuple[int, str]]:
    """Return the lines and the rules of everything that is found in a text, in their order."""
    text = Text(name, content)
    return sorted((text.position(d.span.start)[0], d.code) for d in diagnostics(name, content) if d.span)


def some(seed: Seed | FormatFault) -> list[tuple[int, MapText, Path]]:
    """Return some places of the good maps where a fault can be seeded, with numbers."""
    places = [(text, place) for text in GOOD.values() for place in seed.places_in(text)]
    assert places, "no good map has a place for it"
    Random(seed.name).shuffle(places)
    return [(number, *place) for number, place in enumerate(places[:MOST])]


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_found_in_a_good_map(name: str) -> None:
    text = GOOD[name]
    assert found(text.name, text.content) == []
    assert len(CHECKER.policy.rules_for()) == len(RULES)


def test_every_rule_has_a_seed() -> None:
    by_the_map_alone = {rule.name for rule in RULES if rule.family != "drift"}  # it takes data to drift from
    assert {seed.rule for seed in SEEDS} == by_the_map_alone
    assert len({seed.name for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.rule}: {seed.name}")
def test_a_fault_is_found_once_on_its_line(seed: Seed) -> None:
    for number, text, place in some(seed):
        broken = seed.sow(text, place, Random(f"{seed.name} {number}"))
        content = broken.content.replace("\n", "\r\n") if number % 2 else broken.content
        assert found(text.name, content) == sorted(broken.expected), place


@pytest.mark.parametrize(
    "seed", [seed for seed in SEEDS if BY_NAME[seed.rule].mends], ids=lambda seed: f"{seed.rule}: {seed.name}"
)
def test_a_fault_that_is_mended_is_gone(seed: Seed) -> None:
    for number, text, place in some(seed):
        broken = seed.sow(text, place, Random(f"{seed.name} {number}")).content
        for fix in [d.fix for d in diagnostics(text.name, broken) if d.fix]:
            left = found(text.name, apply_edits(broken, fix.edits))
            assert seed.rule not in [rule for _, rule in left], place


@pytest.mark.parametrize("number", range(max(MOST, 12)))
def test_faults_of_several_kinds_are_all_found(number: int) -> None:
    random = Random(number)
    text = GOOD["claim"]
    families: set[str] = set()
    for seed in random.sample(SEEDS, len(SEEDS)):
        family = BY_NAME[seed.rule].family
        if len(families) < 8 and family not in families and not seed.alone:
            broken = _with_one_more(text, seed, random)
            if broken is not None:
                text = broken
                families.add(family)
    assert len(families) == 8
    assert found(text.name, text.content) == sorted(text.expected)


def _with_one_more(text: MapText, seed: Seed, random: Random) -> MapText | None:
    """Seed one more fault, in an item that has none yet; None where that cannot be done."""
    places = seed.places_in(text)
    if not places:
        return None
    try:
        broken = seed.sow(replace(text, touched=frozenset()), random.choice(places), random)
    except Collision:
        return None
    return None if broken.touched & text.touched else replace(broken, touched=broken.touched | text.touched)


TWO_FIELDS_MISSING = ["action-without-due-date", "action-without-effort-or-impact"]
"""What a dropped action may lack, and one that is taken up again may not."""


def test_no_line_is_found_twice_when_something_is_deleted() -> None:
    deletable = [(text, path) for text in GOOD.values() for path in _on_lines_of_their_own(text)]
    for text, path in Random(1).sample(deletable, min(len(deletable), 20 * MOST)):
        rules: dict[int, list[str]] = {}
        for line, code in found(text.name, text.delete(path).content):
            if code in BY_NAME:  # a line may have several references that lead nowhere
                rules.setdefault(line, []).append(code)
        assert all(len(codes) == 1 or codes == TWO_FIELDS_MISSING for codes in rules.values()), path


def _on_lines_of_their_own(text: MapText) -> list[Path]:
    """Return the fields and items that can be deleted by their lines, and are not all that there is."""
    rows = {path: text.row(path) for path in text.source.spans if path}
    flows = {path for path, span in text.source.spans.items() if text.source.text.content[span.start] in "[{"}
    return [path for path in rows if path[:-1] not in flows and len(text[path[:-1]]) > 1]


@pytest.mark.parametrize("fault", FORMAT_FAULTS, ids=lambda fault: f"{fault.code}: {fault.name}")
def test_a_fault_of_the_format_is_all_that_is_found(fault: FormatFault) -> None:
    for number, text, place in some(fault):
        content, line = fault.sow(text, place, Random(f"{fault.name} {number}"))
        assert found(text.name, content) == [(line, fault.code)], place


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("edit", HARMLESS, ids=lambda edit: edit.__name__)
def test_an_edit_that_changes_nothing_brings_no_finding(edit: Edit, name: str) -> None:
    text = GOOD[name]
    for number in range(MOST):
        content = edit(text, Random(number))
        assert content != text.content
        assert found(text.name, content) == [], number
        assert "order" in edit.__name__ or parse(Text(name, content)).data == text.source.data


@pytest.mark.parametrize("name", GOOD)
def test_the_canonical_form_of_a_good_map_is_good(name: str) -> None:
    text = GOOD[name]
    assert found(text.name, canonical(Text(text.name, text.content), "map")) == []
