"""Regions and fingerprints: what names a finding when lines and items have moved."""

import json
from pathlib import PureWindowsPath

from cxmap.diagnostics import Diagnostic, Path, Severity, Span, Text
from cxmap.language import Words
from cxmap.report.findings import FileFindings
from cxmap.report.findings.places import identified, posix_name, region
from cxmap.source import parse
from tests.report.made import EMPTY, FOUND


def prints(*addresses: tuple[str, ...], file: str = "a.yaml", code: str = "x", path: Path = ("s", 0)) -> list[str]:
    found = [Diagnostic(Severity.NOTE, code, Words("m", "一"), file, path=path, address=one) for one in addresses]
    return [one.fingerprint for one in identified([FileFindings(None, found)])]


def test_items_are_known_by_their_names() -> None:
    data = {
        "stages": [{"id": "pay"}, {"name": {"zh": "付款", "en": "Pay"}}, {"goal": "g"}, "Applying", {"name": {"en": "T"}}],
        "actions": [{"title": "T", "due": "x"}],
        "next": [{"to": "there"}],
        "list": [[1]],
    }  # fmt: skip
    source = parse(Text("a.yaml", json.dumps(data, ensure_ascii=False)))
    cases: list[tuple[Path, list[str]]] = [
        (("stages", 0, "name"), ["stages", "[=pay]", "name"]),
        (("stages", 1), ["stages", "[=付款]"]),
        (("stages", 2, "goal"), ["stages", "[2]", "goal"]),
        (("stages", 3), ["stages", "[=Applying]"]),
        (("stages", 4), ["stages", "[=T]"]),
        (("stages", 9, "x"), ["stages", "[9]", "x"]),
        (("actions", 0), ["actions", "[=T]"]),
        (("next", 0, "to"), ["next", "[=there]", "to"]),
        (("list", 0, 0), ["list", "[0]", "[0]"]),
        (("nowhere", "x"), ["nowhere", "x"]),
    ]
    for path, named in cases:
        assert list(source.address(path)) == named


def test_the_address_names_a_finding_wherever_it_moves() -> None:
    address = ("stages", "[=b]", "owner")
    assert prints(address, path=("stages", 1, "owner")) == prints(address, path=("stages", 2, "owner"))
    assert prints(address) != prints(("stages", "[=c]", "owner"))


def test_without_an_address_the_path_does() -> None:
    assert prints((), path=("stages", 1)) == prints(("stages", "[1]"))
    assert prints((), path=("stages", 1)) != prints((), path=("stages", 2))


def test_rule_file_and_place_tell_findings_apart() -> None:
    different = [
        *prints(("s", "[=a]"), ("s", "[=a]"), ("s", "[=a]")),
        *prints(("s", "[=a]"), code="y"),
        *prints(("s", "[=a]"), file="b.yaml"),
        *prints((), path=()),
        *prints(("s", "[=a]", "x")),
    ]
    assert len(set(different)) == len(different)
    assert prints(("s", "[=a]"), file="./a.yaml") == prints(("s", "[=a]"))


def test_what_is_waived_has_its_reason() -> None:
    assert [one.reason for one in identified([FOUND], suppressed=True)] == [
        None,
        None,
        None,
        "decided in June, see CX-118",
    ]
    assert [one.diagnostic for one in identified([FOUND])] == list(FOUND.diagnostics)
    waived = [one for one in identified([FOUND], suppressed=True) if one.diagnostic is EMPTY]
    assert len({one.fingerprint for one in waived}) == 2


def test_regions_count_code_points_and_exclude_the_end() -> None:
    text = Text("a", "a: 😀中\r\nb: x\n")
    assert region(text, Span(3, 4)) == (1, 4, 1, 5)
    assert region(text, Span(4, 5)) == (1, 5, 1, 6)
    assert region(text, Span(7, 7)) == (2, 1, 2, 2)
    assert region(text, Span(7, 7), empty=True) == (2, 1, 2, 1)
    assert region(text, Span(0, 11)) == (1, 1, 2, 5)


def test_names_have_slashes() -> None:
    assert posix_name(r"maps\a.yaml", PureWindowsPath) == "maps/a.yaml"
    assert posix_name("./maps/a.yaml") == "maps/a.yaml"
    assert posix_name(r"a\b.yaml") in (r"a\b.yaml", "a/b.yaml")
    assert posix_name("") == ""
