"""The workspace in one table, and what its maps cover."""

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load
from cxmap.language import LANGUAGES, Language
from cxmap.model.coverage import Coverage, Share, coverage_of
from cxmap.report.cells import cell_width
from cxmap.report.findings import FileFindings
from cxmap.report.summary import Statistics, percent, statistics_lines, statistics_markdown
from cxmap.report.words import FAMILIES
from cxmap.workspace import open_workspace
from tests.helpers import EXAMPLES, HEAD, ROOT
from tests.lint.cases import STAGES
from tests.report.made import ALL, ERROR, FOUND, MAP, finding, plain, statistics_of


def test_the_text() -> None:
    assert plain(statistics_lines(statistics_of(ALL), "en", 100)) == (
        "1  error    unknown-key\n"
        "1  error    unreadable\n"
        "1  warning  stage-without-touchpoint\n"
        "1  warning  unknown-owner\n"
        "1  note     too-many-stages\n"
        "\n"
        "map                format  ownership  structure  findings  touchpoints  claims  actions\n"
        "maps/a.yaml             ·          1          2         3          50%      0%        –\n"
        "maps/中文 图.yaml       1          ·          ·         1            ?       ?        ?\n"
        "maps/clean.yaml         ·          ·          ·         ·         100%       –     100%\n"
        "gone.yaml               1          ·          ·         1            ?       ?        ?\n"
        "all                     2          1          2         5          75%      0%     100%\n"
        "\n"
        "touchpoints with an owner  3 / 4   75%\n"
        "claims with evidence       0 / 3    0%\n"
        "actions with an owner      1 / 1  100%"
    )


def test_in_chinese_columns_stay_aligned() -> None:
    lines = plain(statistics_lines(statistics_of(ALL), "zh", 100)).splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("地图"))
    assert "格式  责任  结构  发现  触点  论断  行动" in lines[head]
    assert len({cell_width(line) for line in lines[head : head + 6]}) == 1
    assert len({cell_width(line) for line in lines[-3:]}) == 1
    assert lines[0] == "1  错误  unknown-key"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_a_narrow_terminal_gets_the_table_in_parts(width: int, language: Language) -> None:
    families = {f"rule-{family}": family for family in FAMILIES}
    statistics = Statistics(families)
    files = ["maps/a.yaml", "maps/一个很长的文件夹/还有一个很长很长很长很长的文件名.yaml", "x" * 300, ""]
    for file in files:
        text = Text(file, MAP.content)
        statistics.count(FileFindings(text, [finding(code, file=file) for code in families], (), Coverage()))
    lines = [line for line in plain(statistics_lines(statistics, language, width)).split("\n") if "rule-" not in line]
    table = lines[: -4 if lines[-1] else None]
    assert max(cell_width(line) for line in table) <= max(width, 16 + 14)
    for words in FAMILIES.values():
        assert sum(f" {words.said(language)}" in line for line in table) == 1
    assert all(line.startswith(("地图", "map", "合计", "all", "maps/a.yaml", "…", "x", " ")) for line in table if line)


def test_rules_are_ranked_by_number_then_severity_then_name() -> None:
    statistics = Statistics({})
    found = [finding("b"), finding("b"), finding("c"), finding("a"), finding("d", ERROR), *[finding("e")] * 10]
    statistics.count(FileFindings(MAP, found))
    lines = plain(statistics_lines(statistics, "en", 80)).splitlines()
    assert lines[:5] == ["10  warning  e", " 2  warning  b", " 1  error    d", " 1  warning  a", " 1  warning  c"]


def test_nothing_at_all() -> None:
    assert list(statistics_lines(Statistics({}), "en", 80)) == []
    assert Statistics({}).as_data() == {"maps": [], "totals": {"findings": {}, "coverage": None}}


def test_a_family_that_is_not_known_is_shown_by_its_name() -> None:
    statistics = Statistics({"unknown-owner": "new-family"})
    statistics.count(FOUND)
    assert "new-family" in plain(statistics_lines(statistics, "zh", 80))
    assert statistics.families == ["format", "new-family"]


def test_markdown_leaves_out_maps_without_findings_and_too_many() -> None:
    lines = list(statistics_markdown(statistics_of(ALL), "en", 2))
    assert not [line for line in lines if "clean" in line]
    assert [line for line in lines if "more" in line] == ["| … and 1 more maps with findings |  |  |  |  |"]


# Coverage.


def covered(content: str) -> Coverage:
    from cxmap.document import load_text

    return coverage_of(load_text(Text("a.yaml", HEAD + content)).journey)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("stages: [a]\n", ((0, 0), (0, 0), (0, 0))),
        (STAGES, ((0, 1), (0, 0), (0, 0))),
        (STAGES + "    owner: x\n  - {name: u}\n", ((1, 2), (0, 0), (0, 0))),
        (STAGES + "    emotion: null\n", ((0, 1), (0, 0), (0, 0))),
        (STAGES + "    emotion: 0\n", ((0, 1), (0, 1), (0, 0))),
        (STAGES + "    pain_points: [a, b]\n    emotion: 1\n", ((0, 1), (0, 3), (0, 0))),
        ("evidence: [{id: e}]\n" + STAGES + "    emotion: 1\n    evidence: [e]\n", ((0, 1), (1, 1), (0, 0))),
        ("evidence: [{id: e}]\n" + STAGES + "    evidence: [e]\n    pain_points: [a]\n", ((0, 1), (0, 1), (0, 0))),
        (
            "evidence: [{id: e, kind: survey}, {id: g, kind: assumption}]\n" + STAGES
            + "    pain_points: [{text: a, evidence: [g]}, {text: b, evidence: [g, e]}]\n",
            ((0, 1), (1, 2), (0, 0)),
        ),
        ("actions: [a, {title: b, owner: x}, {title: c, status: dropped}]\nstages: [s]\n", ((0, 0), (0, 0), (1, 2))),
    ],
)  # fmt: skip
def test_what_is_covered(content: str, expected: tuple[tuple[int, int], ...]) -> None:
    assert covered(content) == expected


def test_evidence_of_the_workspace_may_be_an_assumption_too() -> None:
    document = load(EXAMPLES[0], open_workspace(ROOT / "examples"))
    own, shared = coverage_of(document.journey), coverage_of(document.journey, document.library.evidence)
    assert own.touchpoints == shared.touchpoints
    assert own.claims.covered >= shared.claims.covered


def test_coverages_add_up() -> None:
    one = Coverage(Share(1, 2), Share(3, 4), Share(0, 0))
    assert one + one == Coverage(Share(2, 4), Share(6, 8), Share(0, 0))
    assert sum([one, one, one], Coverage()) == Coverage(Share(3, 6), Share(9, 12), Share(0, 0))


@pytest.mark.parametrize(
    ("share", "shown"),
    [((0, 0), "–"), ((0, 3), "0%"), ((1, 3), "33%"), ((2, 3), "66%"), ((3, 3), "100%"), ((999, 1000), "99%"), ((1, 1000), "1%")],
)  # fmt: skip
def test_percent_is_rounded_down(share: tuple[int, int], shown: str) -> None:
    assert percent(Share(*share)) == shown
    assert percent(None) == "?"
