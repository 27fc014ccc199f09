"""JUnit XML: as junitparser reads it, and in the shape that the Jenkins schema (junit-10.xsd) allows."""

from xml.etree import ElementTree

import pytest
from junitparser import Error, Failure, JUnitXml

from cxmap.language import LANGUAGES, Language
from cxmap.report.findings import FileFindings
from cxmap.report.findings.junit import as_junit
from tests.report.made import ALL, BROKEN, CLEAN, FOUND, GONE, HOSTILE, MAP, finding, hostile

# What junit-10.xsd allows of what we write: attributes (those it requires first), and children.
SHAPE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, set(), {"testcase"}),
    "testcase": ({"name"}, {"classname"}, {"failure", "error", "system-out"}),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def check(element: ElementTree.Element) -> None:
    required, allowed, children = SHAPE[element.tag]
    assert required <= set(element.attrib) <= required | allowed
    assert len(element) == 0 or element.tag != "testcase" or len(element) == 1
    for child in element:
        assert child.tag in children
        check(child)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", [(), ALL, *map(hostile, HOSTILE)])
def test_the_document_has_the_shape_and_counts_right(found: tuple[FileFindings, ...], language: Language) -> None:
    written = as_junit(found, language)
    root = ElementTree.fromstring(written.encode("utf-8"))
    check(root)
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert int(element.attrib["tests"]) == len(cases)
        assert int(element.attrib["failures"]) == len(list(element.iter("failure")))
        assert int(element.attrib["errors"]) == len(list(element.iter("error")))
        names = [(case.get("classname"), case.get("name")) for case in cases]
        assert element is root or len(set(names)) == len(names)
    assert len(root) == len(found)
    assert "timestamp" not in written
    assert "hostname" not in written


def test_junitparser_reads_it() -> None:
    xml = JUnitXml.fromstring(as_junit(ALL, "en").encode("utf-8"))
    assert (xml.tests, xml.failures, xml.errors) == (6, 3, 1)
    suites = list(xml)
    assert [suite.name for suite in suites] == ["maps/a.yaml", "maps/中文 图.yaml", "maps/clean.yaml", "gone.yaml"]
    first, _, note = suites[0]
    assert (first.classname, first.name) == ("maps/a.yaml", "unknown-owner, line 3")
    (failure,) = first.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("warning", "no team is called `paymnets`")
    assert failure.text.startswith(
        "maps/a.yaml:3:30: warning: no team is called `paymnets` [unknown-owner]\n    3 | - {id:"
    )
    assert "did you mean `payments`?" in failure.text
    assert note.is_passed
    assert note.system_out.startswith("maps/a.yaml:3:30: note: 2 stages")
    (clean,) = suites[2]
    assert (clean.is_passed, clean.name) == (True, "nothing found")
    (gone,) = suites[3]
    assert isinstance(gone.result[0], Error)
    assert gone.name == "unreadable"


def test_findings_of_a_rule_in_a_line_have_names_of_their_own() -> None:
    xml = JUnitXml.fromstring(as_junit([FileFindings(MAP, [finding(), finding(path=())])], "zh").encode("utf-8"))
    assert [case.name for suite in xml for case in suite] == ["unknown-owner，第 3 行", "unknown-owner，第 3 行 (2)"]


def test_no_maps_and_clean_maps() -> None:
    assert JUnitXml.fromstring(as_junit([], "en").encode("utf-8")).tests == 0
    assert JUnitXml.fromstring(as_junit([CLEAN], "zh").encode("utf-8")).failures == 0
    assert 'name="没有问题"' in as_junit([CLEAN], "zh")


def test_words_survive_the_escaping() -> None:
    text = "]]> & \" ' <b> 中文"
    found = FileFindings(MAP, [finding(message=text)])
    ((case,),) = JUnitXml.fromstring(
        as_junit(
            [
                found,
            ][:1],
            "en",
        ).encode("utf-8")
    )
    assert case.result[0].message == text
    assert text in case.result[0].text
    assert as_junit([FOUND, BROKEN, GONE], "zh").count("<testsuite ") == 3
