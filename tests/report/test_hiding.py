"""What names a person is not repeated: in no format, no excerpt, no other finding."""

import json

import pytest

from cxmap.diagnostics import Edit, Fix, Span, Text
from cxmap.language import LANGUAGES, Language, Words
from cxmap.report.cells import cell_width
from cxmap.report.findings import FileFindings, as_text
from cxmap.report.findings.hiding import discreet, hidden_spans, shown
from tests.report.made import FORMATS, NOTE, Format, finding, plain

EMAIL = "li.lei@bank.example"
CONTENT = f'stages:\n- {{name: Pay, quote: "问 {EMAIL} 吧", owner: x}}\n'
TEXT = Text("maps/a.yaml", CONTENT)
AT = CONTENT.index(EMAIL)
WHERE = Span(AT, AT + len(EMAIL))
PERSONAL = finding("personal-data", message="an e-mail address, l…@…", zh="文本里有邮箱 l…@…", span=WHERE, hides=True)
BESIDE = finding(
    "stage-without-touchpoint", message=f"“ask {EMAIL}” is empty", zh=f"“{EMAIL}”是空的", span=Span(11, 15)
)
QUOTING = finding(
    span=Span(AT - 2, AT),
    remedy=Words(f"write to {EMAIL}", f"请联系 {EMAIL}"),
    related=(Span(AT - 1, AT + 3), Words(f"as {EMAIL}", f"如 {EMAIL}")),
    fix=Fix(Words(f"drop {EMAIL}", f"删去 {EMAIL}"), (Edit(Span(AT - 2, AT), ""),)),
)
WRITING = finding("too-many-stages", NOTE, fix=Fix(Words("w", "写"), (Edit(WHERE, f"<{EMAIL}>"),)))
FOUND = FileFindings(TEXT, [BESIDE, PERSONAL, QUOTING, WRITING], [(BESIDE, f"{EMAIL} knows")])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written", FORMATS, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "found",
    [FOUND, FileFindings(TEXT, [BESIDE], [(PERSONAL, "agreed")]), FileFindings(TEXT, [PERSONAL])],
    ids=["shown", "waived", "alone"],
)
def test_it_is_in_no_format(written: Format, language: Language, found: FileFindings) -> None:
    out = written.write([discreet(found)], language)
    assert EMAIL not in out
    assert "bank.example" not in out


def test_an_excerpt_has_stars_in_its_place() -> None:
    lines = plain(as_text(FileFindings(TEXT, [PERSONAL]), "en")).splitlines()
    assert lines[1] == f'    2 | - {{name: Pay, quote: "问 {"*" * len(EMAIL)} 吧", owner: x}}'
    assert lines[2].count("^") == len(EMAIL)
    offset = lines[2].index("^")
    assert cell_width(lines[1][: lines[1].index("*")]) == offset


def test_stars_are_as_wide_as_what_they_stand_for() -> None:
    content = "a张三丰e\u0301\tb"
    assert shown(content, 0, len(content), [Span(1, 4)]) == "a******e\u0301 b"
    assert shown(content, 2, len(content), [Span(0, 3), Span(2, 6)]) == "***** b"
    assert shown(content, 0, 3, [Span(1, 99)]) == "a****"
    assert shown("a\x1bb", 0, 3, []) == "a␛b"


def test_a_hidden_text_over_several_lines_is_hidden_in_each() -> None:
    text = Text("a", "q: >\n  张三\n  李四\nx: y\n")
    span = Span(text.content.index("张"), text.content.index("四") + 1)
    second = Span(text.content.index("李"), text.content.index("四"))
    out = plain(as_text(FileFindings(text, [finding(span=span, hides=True), finding(span=second)]), "zh"))
    assert "    2 |   ****\n" in out
    assert "    3 | ******\n" in out
    assert not set("张三李四") & set(out)


def test_other_words_and_every_edit_stay_as_they_are() -> None:
    said = discreet(FOUND)
    assert said.diagnostics[0].message.en == f"“ask {'*' * len(EMAIL)}” is empty"
    assert said.diagnostics[1].message == PERSONAL.message
    assert said.diagnostics[2].fix == QUOTING.fix._replace(words=said.diagnostics[2].fix.words)  # type: ignore[union-attr]
    assert said.diagnostics[3].fix is None
    nothing_hidden = FileFindings(TEXT, [BESIDE])
    assert discreet(nothing_hidden) is nothing_hidden
    assert discreet(FileFindings(None, [PERSONAL])).diagnostics == [PERSONAL]


def test_a_short_text_is_starred_in_its_place_only() -> None:
    found = FileFindings(TEXT, [finding(span=Span(0, 3), message="sta is no stage", hides=True)])
    assert discreet(found).diagnostics[0].message.en == "sta is no stage"
    assert hidden_spans(found) == (Span(0, 3),)


def test_sarif_quotes_nothing() -> None:
    written = next(one.write for one in FORMATS if one.name == "sarif")
    assert "snippet" not in json.dumps(json.loads(written([FOUND], "en")))
