"""`cxmap rules` and `cxmap explain`: as text, JSON and Markdown."""

import json
import re
from contextlib import suppress
from html import unescape
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from cxmap.language import LANGUAGES, Language, Words
from cxmap.pages import OptionPage, RulePage
from cxmap.report.cells import cell_width
from cxmap.report.rules import page_json, page_markdown, page_text, rules_json, rules_markdown, rules_text
from cxmap.report.wrapping import wrapped
from tests.report.made import PAGES, page, plain


@pytest.fixture(scope="module")
def every_page() -> list[RulePage]:
    """Return the pages of the real rules; that each rule has one is for tests/lint to say."""
    from cxmap.lint import RULES
    from cxmap.lint.pages import page_of

    pages = []
    for rule in RULES:
        with suppress(ValueError):
            pages.append(page_of(rule))
    return pages


def test_the_list_beside_a_wide_and_below_on_a_narrow_terminal() -> None:
    assert plain(rules_text(list(PAGES.values()), "en", 100)) == (
        "  Rule                      Severity  --fix  Policies  What it finds\n"
        "\n"
        "ownership\n"
        "  unknown-owner             warning   ✓      all       A thing without an owner.\n"
        "\n"
        "structure\n"
        "  stage-without-touchpoint  warning          all       A thing without an owner.\n"
        "  too-many-stages           note             strict    A thing without an owner."
    )
    assert plain(rules_text(list(PAGES.values()), "zh", 60)) == (
        "  规则                      级别  --fix  策略\n"
        "\n"
        "责任\n"
        "  unknown-owner             警告  ✓      全部\n"
        "    没有责任团队的事物。\n"
        "\n"
        "结构\n"
        "  stage-without-touchpoint  警告         全部\n"
        "    没有责任团队的事物。\n"
        "  too-many-stages           提示         strict\n"
        "    没有责任团队的事物。"
    )
    assert list(rules_text([], "en", 80)) == []


def test_policies_are_said_in_few_words() -> None:
    every = ("default", "strict", "workshop", "regulated")
    pages = [
        page("a-b", policies=every),
        page("c-d", policies=every[:3]),
        page("e-f", policies=every[1:3]),
        page("g-h", policies=()),
    ]
    assert [
        line.split("warning")[1].split("A thing")[0].strip()
        for line in plain(rules_text(pages, "en", 100)).splitlines()[3:]
    ] == [
        "all",
        "not regulated",
        "strict workshop",
        "none",
    ]
    assert "  除 regulated 外  " in plain(rules_text(pages, "zh", 100))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [10, 60, 80, 100, 140, 300])
def test_no_line_is_wider_than_the_terminal(every_page: list[RulePage], width: int, language: Language) -> None:
    for line in plain(rules_text(every_page, language, width)).splitlines():
        assert cell_width(line) <= max(width, 80), line
    for one in every_page:
        code = {line.strip() for line in (one.example + one.mended + one.measured + one.measured_then).splitlines()}
        for line in plain(page_text(one, language, width)).splitlines():
            assert cell_width(line) <= min(max(width, 40), 100) or line.strip() in code or "`" in line, line


def test_every_rule_and_family_is_listed(every_page: list[RulePage]) -> None:
    for language in LANGUAGES:
        listed = plain(rules_text(every_page, language, 120))
        markdown = rules_markdown(every_page, language)
        for one in every_page:
            assert f"\n  {one.name} " in listed
            assert f"\n### {one.name}\n" in markdown


def test_a_page() -> None:
    option = OptionPage(
        "words", ("a", "b"), Words("what to look for", "查找的词"), Words("a list of texts", "文本列表")
    )
    one = page("too-many-stages", "structure", "note", policies=("strict",), mends=True, options=(option,))
    assert plain(page_text(one, "en", 60)) == (
        "too-many-stages\n"
        "structure · note · policies: strict · --fix mends it\n"
        "\n"
        "What it finds\n"
        "  A thing without an owner.\n"
        "\n"
        "Why it matters\n"
        "  What nobody owns, nobody mends.\n"
        "\n"
        "Example\n"
        "    stages:\n"
        "      - name: Paying  # too-many-stages\n"
        "\n"
        "How to mend\n"
        "  Name the team in `owner`.\n"
        "\n"
        "    stages:\n"
        "      - name: Paying\n"
        "        owner: payments\n"
        "\n"
        "Options\n"
        "  words  default: [a, b]\n"
        "    What to look for. A list of texts."
    )
    chinese = plain(page_text(one, "zh", 60))
    assert "结构 · 提示 · 策略：strict · --fix 可自动修改" in chinese
    assert chinese.endswith("选项\n  words  默认：[a, b]\n    查找的词。文本列表。")
    assert "policies: none" in plain(page_text(page("x-y", policies=()), "en", 80))
    assert "policies: all ·" in plain(page_text(page("x-y"), "en", 80, {"default", "strict"}))
    assert "策略：default、strict · --fix 不能自动修改" in plain(page_text(page("x-y"), "zh", 80))


def test_json_has_both_languages(every_page: list[RulePage]) -> None:
    document = json.loads(rules_json(every_page))
    assert document["version"] == 1
    assert [rule["name"] for rule in document["rules"]] == [one.name for one in every_page]
    for rule, one in zip(document["rules"], every_page, strict=True):
        assert json.loads(page_json(one)) == {"version": 1, **rule}
        for field in ("finds", "why", "how"):
            assert rule[field].keys() == {"en", "zh"}
        assert (rule["example"], rule["mended"], rule["mends"]) == (one.example, one.mended, one.mends)
        assert [option["name"] for option in rule["options"]] == [option.name for option in one.options]
    assert json.loads(page_json(PAGES["too-many-stages"]))["options"] == [
        {
            "name": "most",
            "default": 3,
            "meaning": {"en": "how many are allowed", "zh": "最多几个"},
            "allowed": {"en": "a whole number", "zh": "整数"},
        }
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_is_markdown_with_every_page(every_page: list[RulePage], language: Language) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(rules_markdown(every_page, language))
    inline = [child for token in tokens for child in token.children or ()]
    assert not [
        token for token in (*tokens, *inline) if token.type in ("html_block", "html_inline", "image", "code_block")
    ]
    headings = [after.content for before, after in pairwise(tokens) if before.type == "heading_open"]
    links = [str(token.attrs["href"]) for token in inline if token.type == "link_open"]
    assert links == [f"#{one.name}" for one in every_page]
    assert headings[-len(every_page) :] == [one.name for one in every_page]
    assert [token.content for token in tokens if token.type == "fence" and token.info == "yaml"] == [
        example for one in every_page for example in (one.example, one.mended)
    ]
    assert [token.content for token in tokens if token.type == "fence" and token.info == "json"] == [
        measured for one in every_page for measured in dict.fromkeys((one.measured, one.measured_then)) if measured
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_markdown_reads_as_it_was_written(language: Language) -> None:
    text = "a <b> *c* [d](e) | f & `g | *h* <i>` \\ j_k_l ~m~."
    one = page("x-y", finds=Words(text, text), example="```\n- a\n````\n")
    html = MarkdownIt("commonmark").enable("table").render(page_markdown(one, language))
    assert f"<p>{text}".replace("`", "") in unescape(html.replace("<code>", "").replace("</code>", "")).replace(
        "A <b>", "a <b>"
    )
    assert "```\n- a\n````" in unescape(html)
    assert page_markdown(one, language, level=3).startswith("### x-y\n")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 20, ["one two"]),
        ("中文中文，中文", 8, ["中文中", "文，中文"]),
        ("中文（中文）中文", 6, ["中文", "（中", "文）中", "文"]),
        ("请写 `owner: …`。", 8, ["请写", "`owner:", "…`。"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("中", 1, ["中"]),
        ("中文中文", 1, ["中", "文", "中", "文"]),
    ],
)
def test_lines_are_broken_between_words_and_between_chinese_characters(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def test_a_chinese_sentence_keeps_the_word_that_it_begins_with() -> None:
    finds = Words("id in full width.", "id 含有全角字母。")
    one = page("unnormalised-id", finds=finds)
    assert "  Id in full width." in plain(page_text(one, "en", 80))
    assert "  id 含有全角字母。" in plain(page_text(one, "zh", 80))
    assert "Id in full width." in page_markdown(one, "en")
    assert "\nid 含有全角字母。" in page_markdown(one, "zh")


def test_chinese_is_joined_without_a_space_beside_its_marks(every_page: list[RulePage]) -> None:
    marks = "，。；：、！？（）“”…"
    for one in every_page:
        for words in (one.finds, one.why, one.how):
            said = re.sub("`[^`]*`", "`", words.zh)
            assert not re.search(f"[{marks}] | [{marks}]|[\u4e00-\u9fff] [\u4e00-\u9fff]", said), (one.name, said)
