"""The sentence at the end."""

import pytest

from cxmap.report.findings import FileFindings, Tally, summary
from tests.report.made import ERROR, FOUND, GONE, MAP, NOTE, finding, tally_of


@pytest.mark.parametrize(
    ("found", "en", "zh"),
    [
        ([], "0 maps checked, nothing found.", "已检查 0 张图，没有问题。"),
        (
            [FOUND],
            "0 errors, 2 warnings, 1 note in 1 of 1 map.",
            "1 张图中有 1 张发现问题：0 个错误，2 个警告，1 个提示。",
        ),
        (
            [FOUND, GONE],
            "1 error, 2 warnings, 1 note in 2 of 2 maps.",
            "2 张图中有 2 张发现问题：1 个错误，2 个警告，1 个提示。",
        ),
    ],
)
def test_what_was_found(found: list[FileFindings], en: str, zh: str) -> None:
    assert (summary(tally_of(found), "en"), summary(tally_of(found), "zh")) == (en, zh)


def test_what_stops_everything_is_no_map() -> None:
    tally = Tally(stopped=True)
    tally.count(FileFindings(MAP, [finding(severity=ERROR)]))
    assert summary(tally, "en") == "1 error, 0 warnings; no map was checked."
    assert summary(tally, "zh") == "1 个错误，0 个警告；未检查任何地图。"
    assert (tally.files, tally.files_with_findings) == (0, 0)
    tally.count(FileFindings(MAP, [finding(severity=NOTE)]))
    assert "1 note; no map" in summary(tally, "en")
