"""Text: what is waived, and second places. The rest is held by the tests of the command."""

import pytest

from cxmap.diagnostics import Span
from cxmap.language import Words
from cxmap.report.findings import FileFindings, as_text
from tests.report.made import FOUND, GONE, MAP, WARNING, finding, plain


def test_what_is_waived_is_shown_when_asked_for() -> None:
    silent, shown = plain(as_text(FOUND, "en")), plain(as_text(FOUND, "en", suppressed=True))
    assert shown.startswith(silent)
    assert shown[len(silent) :].strip() == (
        "maps/a.yaml:3:30: suppressed: nothing happens in “t” [stage-without-touchpoint]\n"
        "      = decided in June, see CX-118"
    )
    assert "已豁免：没有名为" in plain(as_text(FOUND, "zh", suppressed=True))
    bare = FileFindings(MAP, [], [(finding(severity=WARNING), "")])
    assert plain(as_text(bare, "en", suppressed=True)).count("\n") == 1


def test_a_file_that_cannot_be_read() -> None:
    assert plain(as_text(GONE, "zh")) == "gone.yaml: 错误：没有这个文件 [unreadable]\n"


@pytest.mark.parametrize("words", [Words("first \x1b[31m", "一"), Words("second", "二\x9b")])
def test_a_second_place_cannot_colour_the_terminal(words: Words) -> None:
    found = FileFindings(MAP, [finding(related=(Span(0, 5), words))])
    assert not {"\x1b", "\x9b"} & set(plain(as_text(found, "en")) + plain(as_text(found, "zh")))
