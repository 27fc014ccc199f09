"""The comment for a pull request: rendered as GitHub renders it, a text from a map stays text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cxmap.diagnostics import Text
from cxmap.language import LANGUAGES, Language, Words
from cxmap.report.cells import printable
from cxmap.report.escaping import code, one_line, prose
from cxmap.report.findings import FileFindings
from cxmap.report.findings.markdown import MOST_CHARACTERS, as_markdown
from cxmap.report.rules import page_markdown
from tests.report.made import (
    ALL,
    BROKEN,
    CLEAN,
    ERROR,
    FAMILY_OF,
    FOUND,
    GONE,
    HOSTILE,
    finding,
    hostile,
    page,
    tally_of,
)

JOINER = "\u2060"
TAGS = {
    "h3",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "p",
    "ul",
    "li",
    "code",
    "br",
    "details",
    "summary",
    "span",
}
# What GitHub and GitLab make links, pictures and calls of, in the text of a rendered comment.
REFERENCES = {
    "mention": r"@[A-Za-z0-9]",
    "issue": r"(?<!&)#\d",
    "tracker": r"\b(?:GH|gh|[A-Z][A-Z0-9]+)-\d",
    "gitlab": r"(?<!\w)[!&$%~^]\w|[!&]\d|~\w|%\w|\$\d",
    "named": r"\[(?:issue|epic|vulnerability|wiki_page):|\[\[|\{\+|\[\+|\*iteration:",
    "commit": r"(?<![0-9A-Za-z])[0-9a-f]{7,40}(?![0-9A-Za-z])",
    "address": r"[A-Za-z]+://|www\.",
    "emoji": r":[\w+-]+:",
}


def rendered(markdown: str) -> str:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False})  # GitHub asks for www. or a scheme
    return str(parser.render(markdown))


class Reader(HTMLParser):
    """What a reader sees: the texts outside of code, the code, and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.texts: list[str] = []
        self.codes: list[str] = []
        self.items: list[str] = []
        self._inside = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        self._inside += tag == "code"
        if tag == "code":
            self.codes.append("")
        if tag == "li":
            self.items.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "code"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.codes[-1] += data
        else:
            self.texts.append(data)
        if self.items:
            self.items[-1] += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        pytest.fail(f"a declaration: {data}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text: str, language: Language) -> None:
    found = hostile(text)
    written = as_markdown(found, tally_of(found), language, FAMILY_OF)
    assert not re.search(r"(?m)^\s*/", written), "GitLab obeys lines that begin so"
    reader = Reader(rendered(written))
    assert {tag for tag, _ in reader.tags} <= TAGS
    assert all(not attributes or tag in ("th", "td") for tag, attributes in reader.tags)
    for name, pattern in REFERENCES.items():
        assert not [t for t in reader.texts if re.search(pattern, t)], name
    left = re.search(r"\d+", written.splitlines()[-1]) if len(written) > MOST_CHARACTERS - 1000 else None
    assert len(reader.items) + (int(left[0]) if left else 0) == sum(len(one.diagnostics) for one in found), (
        "nothing opened a list, a heading, a quote"
    )
    assert re.sub("[` ]", "", one_line(text)) in re.sub(f"[` {JOINER}]", "", reader.items[0])


@pytest.mark.parametrize(
    "text", [*HOSTILE, "", "`", "``", "a ` b", "` `", "`a` `b", "`|`", "a$b", "1234567 12345678901", "x#y"]
)
def test_a_sentence_reads_as_it_was_written(text: str) -> None:
    reader = Reader(rendered(f"- x {prose(text)} x\n"))
    read = "".join(reader.items).strip("\n").replace(JOINER, "")
    assert re.sub(r"[` ]", "", read) == re.sub(r"[` ]", "", f"x{one_line(text)}x")
    assert {tag for tag, _ in reader.tags} <= {"ul", "li", "code", "span"}


@given(st.text(st.sampled_from("ab 1234567@#!~$%&^*_[](){}<>`|\\\\/:.-+='\"中，\n\tGHw"), max_size=30))
def test_any_sentence_reads_as_it_was_written(text: str) -> None:
    reader = Reader(rendered(f"- x {prose(text)} x\n"))
    read = "".join(reader.items).strip("\n").replace(JOINER, "")
    assert re.sub(r"[` ]", "", read) == re.sub(r"[` ]", "", f"x{one_line(text)}x")
    assert {tag for tag, _ in reader.tags} <= {"ul", "li", "code", "span"}
    assert not [name for name, pattern in REFERENCES.items() if any(re.search(pattern, t) for t in reader.texts)]


@given(st.text(st.sampled_from("ab`|\\\\ <&*_\n中"), min_size=1, max_size=12))
def test_any_name_is_code_in_a_table(name: str) -> None:
    reader = Reader(rendered(f"| h | n |\n| - | - |\n| {code(name)} | 1 |\n"))
    assert reader.codes == ([one_line(name)] if one_line(name) else [])
    assert [tag for tag, _ in reader.tags].count("td") == 2


@pytest.mark.parametrize("name", ["a.yaml", "a|b", "a`b", "``", "`", "<b>@x #1.yaml", "中文 图.yaml", "a\\|b", " a "])
def test_the_name_of_a_file_is_code_in_a_table(name: str) -> None:
    html = rendered(f"| h | n |\n| - | - |\n| {code(name)} | 1 |\n")
    reader = Reader(html)
    assert reader.codes == [one_line(name)]
    assert html.count("<td>") == 2


def test_names_of_files_cannot_leave_the_fold() -> None:
    name = "</code></summary>\n\n# h <b>@octocat"
    found = [FileFindings(Text(name, "x"), [finding(file=name, span=None)])]
    reader = Reader(rendered(as_markdown(found, tally_of(found), "en", FAMILY_OF)))
    assert one_line(name) in reader.codes
    assert {tag for tag, _ in reader.tags} <= TAGS
    assert not [t for t in reader.texts if "@" in t]


def test_the_table_and_the_folds() -> None:
    written = as_markdown(ALL, tally_of(ALL), "en", FAMILY_OF)
    assert written.startswith(
        "### cxmap: 2 errors, 2 warnings, 1 note in 3 of 4 maps.\n\n"
        "| Map | format | ownership | structure | findings |\n"
        "| :-- | --: | --: | --: | --: |\n"
        "| `maps/a.yaml` |  | 1 | 2 | 3 |\n"
        "| `maps/中文 图.yaml` | 1 |  |  | 1 |\n"
        "| `gone.yaml` | 1 |  |  | 1 |\n"
        "| **All maps (4)** | **2** | **1** | **2** | **5** |\n\n"
        "touchpoints with an owner: 3 / 4 (75%) · claims with evidence: 0 / 3 (0%) · actions with an owner: 1 / 1 (100%)\n"
    )
    summaries = re.findall("<summary>(.*)</summary>", written)
    assert summaries == [
        "<code>maps/中文 图.yaml</code>: 1 error",
        "<code>gone.yaml</code>: 1 error",
        "<code>maps/a.yaml</code>: 2 warnings, 1 note",
    ]
    assert "- **warning** 3:30 no team is called `paymnets` (`unknown-owner`)<br>did you mean `payments`?\n" in written
    assert "- note 3:30 2 stages (`too-many-stages`)" in written
    reader = Reader(rendered(written))
    assert [tag for tag, _ in reader.tags].count("details") == 3
    assert len(reader.items) == 5


def test_in_chinese() -> None:
    written = as_markdown(ALL, tally_of(ALL), "zh", FAMILY_OF)
    assert "| 地图 | 格式 | 责任 | 结构 | 发现 |" in written
    assert "<code>maps/a.yaml</code>: 2 个警告，1 个提示" in written
    assert "有责任团队的触点：3 / 4（75%） · 有依据的论断：0 / 3（0%）" in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found(language: Language) -> None:
    assert as_markdown([], tally_of([]), "en") == "### cxmap: 0 maps checked, nothing found.\n"
    written = as_markdown([CLEAN], tally_of([CLEAN]), language)
    assert "<details>" not in written
    assert "100%" in written


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["short", "长" * 3000, "&<>*`" * 500])
@pytest.mark.parametrize("files", [1, 1000])
def test_the_comment_is_never_too_long(text: str, files: int, language: Language) -> None:
    found = [
        FileFindings(Text(f"maps/{n}/{text[:200]}.yaml", "x"), [finding(message=text, zh=text, file=f"{n}", path=("x", k)) for k in range(2000 // files)])
        for n in range(files)
    ]  # fmt: skip
    found.append(FileFindings(BROKEN.text, [finding("unknown-key", ERROR, "the error")]))
    written = as_markdown(found, tally_of(found), language, FAMILY_OF)
    assert len(written) < MOST_CHARACTERS
    assert len(written) > MOST_CHARACTERS // 2
    reader = Reader(rendered(written))
    left = int(re.findall(r"\d+", written.splitlines()[-1])[0])
    assert len(reader.items) + left == 2001
    assert written.splitlines()[-1].endswith("shows them all." if language == "en" else "可查看全部。")
    assert "unknown-key" in reader.items[0] + "".join(reader.codes), "errors come first"
    assert written.count("<details>") == written.count("</details>")


def test_long_names_leave_room_for_the_findings() -> None:
    names = [f"{n}/{'x' * 900}.yaml" for n in range(60)]
    found = [FileFindings(Text(name, "x"), [finding(file=name)]) for name in names]
    written = as_markdown(found, tally_of(found), "en", FAMILY_OF)
    assert len(written) < MOST_CHARACTERS
    assert "… and 48 more maps with findings" in written
    assert written.count("- **warning**") == 60


def test_unreadable_files_have_no_line() -> None:
    assert "- **error** no such file (`unreadable`)\n" in as_markdown([GONE], tally_of([GONE]), "en")
    assert printable(FOUND.file) in as_markdown([FOUND], tally_of([FOUND]), "zh")


def test_a_page_has_no_html() -> None:
    html = rendered(page_markdown(page("x-y", why=Words("<b> *x* [l](u)", "一")), "en"))
    assert {tag for tag, _ in Reader(html).tags} <= {"h1", "p", "strong", "code", "pre"}
