from pathlib import Path

import pytest

from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile, Severity, Span, Text, in_order
from cxmap.document import language_of_text, load, load_text
from cxmap.language import Words, language_of_locale, listed
from cxmap.workspace import workspace_of
from tests.helpers import EXAMPLES, HEAD

MAP = HEAD + "stages: [a]\n"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_valid(path: Path) -> None:
    document = load(path, workspace_of(path.parent))
    assert document.notes == ()
    assert document.journey.id
    assert document.name == str(path)


def test_a_document_holds_the_map_its_text_and_its_library() -> None:
    document = load_text(
        Text("m.yaml", HEAD + "teams: [{id: risk, name: 风险部}]\nstages: [{name: {zh: 申请, en: Apply}}]\n")
    )
    assert (document.journey.id, document.journey.stages[0].name.zh) == ("m", "申请")  # type: ignore[union-attr]
    assert document.library.team_name("risk", "zh") == "风险部"
    assert document.source.locate(("stages", 0, "name", "en")) == Span(84, 89)


def test_notes_do_not_make_a_map_invalid() -> None:
    document = load_text(Text("m.yaml", MAP + "owner: x\r\n"))
    assert [(note.code, note.severity) for note in document.notes] == [("mixed-line-ends", Severity.NOTE)]


def test_a_map_is_frozen() -> None:
    journey = load_text(Text("m.yaml", MAP)).journey
    with pytest.raises(AttributeError):
        journey.id = "other"  # type: ignore[misc]


@pytest.mark.parametrize(("line", "language"), [("", "en"), ("language: zh\n", "zh"), ("language: en\n", "en")])
def test_the_language_of_a_map(line: str, language: str) -> None:
    assert load_text(Text("m.yaml", MAP + line)).language == language


@pytest.mark.parametrize(
    ("content", "language"),
    [("language: zh\nx: [", "zh"), ("language：zh\n", "zh"), ('a: 1\nlanguage: "en"\n', "en"), ("language: fr\n", None),
     ("x:\n  language: zh\n", None), ("", None)],
)  # fmt: skip
def test_the_language_of_a_broken_map(content: str, language: str | None) -> None:
    assert language_of_text(Text("m.yaml", content)) == language


def test_what_is_wrong_comes_in_the_order_of_the_text_and_once() -> None:
    with pytest.raises(InvalidFile) as caught:
        load_text(Text("m.yaml", "zzz: 1\nid: a b\ncxmap: 1\nstages: [{}]\nkind: x\ntitle: T\n"))
    starts = [diagnostic.span.start for diagnostic in caught.value.diagnostics if diagnostic.span]
    assert starts == sorted(starts)
    one = Diagnostic(Severity.ERROR, "a", Words("a", "一"), "f", Span(3, 4))
    assert in_order([one, Diagnostic(Severity.NOTE, "b", Words("b", "二"), "f", Span(1, 2)), one])[1:] == [one]


def test_every_error_of_ours_can_be_caught_as_one() -> None:
    with pytest.raises(CxmapError, match="is not valid"):
        load_text(Text("m.yaml", ""))


def test_texts_count_lines_as_yaml_does() -> None:
    text = Text("t", "a\r\nbb\rccc\n\nd")
    assert text.lines == 5
    assert [text.line(number) for number in range(1, 6)] == ["a", "bb", "ccc", "", "d"]
    assert [text.position(offset) for offset in (0, 3, 6, 10, 11, 12)] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (5, 1),
        (5, 2),
    ]
    assert text.line_start(3) == 6


@pytest.mark.parametrize(
    ("environment", "language"),
    [({}, "en"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
     ({"CXMAP_LANG": "zh", "LC_ALL": "en_US"}, "zh"), ({"LC_MESSAGES": "", "LANG": "fr_FR"}, "en")],
)  # fmt: skip
def test_the_language_of_a_person(environment: dict[str, str], language: str) -> None:
    assert language_of_locale(environment) == language


def test_lists_in_sentences() -> None:
    assert (listed(["a", "b"], "en"), listed(["a", "b"], "zh")) == ("a, b", "a、b")
