"""Regions and fingerprints: what names a finding when lines and items have moved."""

from pathlib import PureWindowsPath

from cxmap.diagnostics import Diagnostic, Path, Severity, Span, Text
from cxmap.language import Words
from cxmap.report.findings import FileFindings
from cxmap.report.findings.places import identified, named_path, posix_name, region
from tests.report.made import EMPTY, FOUND


def at(path: Path, code: str = "x", file: str = "a.yaml") -> Diagnostic:
    return Diagnostic(Severity.NOTE, code, Words("m", "一"), file, path=path)


def prints(data: object, *paths: Path, file: str = "a.yaml", code: str = "x") -> list[str]:
    found = FileFindings(None, [at(path, code, file) for path in paths], data=data)
    return [one.fingerprint for one in identified([found])]


def test_items_are_known_by_their_names() -> None:
    data = {
        "stages": [
            {"id": "pay"},
            {"name": {"zh": "付款", "en": "Pay"}},
            {"goal": "g"},
            "Applying",
            {"name": {"en": "T"}},
        ],
        "actions": [{"title": "T", "due": "x"}],
        "next": [{"to": "there"}],
        "list": [[1]],
    }
    for path, named in [
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
    ]:
        assert list(named_path(path, data)) == named
    assert list(named_path(("stages", 0), None)) == ["stages", "[0]"]


def test_a_fingerprint_survives_moved_items_and_lines() -> None:
    before = prints({"stages": [{"id": "a"}, {"id": "b"}]}, ("stages", 1, "owner"))
    after = prints({"stages": [{"id": "new"}, {"id": "a"}, {"id": "b"}]}, ("stages", 2, "owner"))
    assert before == after
    assert before != prints({"stages": [{"id": "a"}, {"id": "c"}]}, ("stages", 1, "owner"))


def test_rule_file_and_place_tell_findings_apart() -> None:
    data = {"s": [{"id": "a"}, {"id": "a"}]}
    different = [
        *prints(data, ("s", 0), ("s", 1), ("s", 0)),
        *prints(data, ("s", 0), code="y"),
        *prints(data, ("s", 0), file="b.yaml"),
        *prints(data, ()),
        *prints(data, ("s", "[=a]", "x")),
    ]
    assert len(set(different)) == len(different)
    assert prints(data, ("s", 0), file="./a.yaml") == prints(data, ("s", 0))


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
