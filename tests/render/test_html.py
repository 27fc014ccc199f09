"""The page of a map: everything is said in words, one style sheet and one script may act, and it stays small."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.render.book import book_of
from cxmap.render.formats.html import book_html
from cxmap.render.formats.html.facets import FACETS, facets_of
from cxmap.render.formats.html.packing import packed
from cxmap.render.formats.html.style import readable_on_dark, script
from cxmap.render.framing import cards, design_cells
from cxmap.render.lanes import lanes_of
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Mark, Sheet, Window
from cxmap.render.subject import subject_of
from cxmap.render.text.paragraphs import one_line
from cxmap.render.theme import contrast_with_white
from cxmap.render.views import VIEWS
from tests.hostile import with_hostile_texts
from tests.pictures import EXAMPLES, document, example, page
from tests.render.measuring import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language

NAMES = [path.stem for path in EXAMPLES]
LARGEST = 200_000
SMALL = "stages: [{name: S, touchpoints: [T]}]\n"


def words(name: str, language: Language = "zh") -> str:
    text = page(subject_of(example(name), language), "poster")
    text = text[text.index("<section class=words") : text.index("</main>")]
    return html.unescape(re.sub(r"<[^>]*>", "\n", text))


class Outline(HTMLParser):
    """Collects the tags of a page with their attributes, and what stands in scripts and in the source."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = f"{tag}#{dict(attrs).get('id') or ''}"

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        self.raw[self._inside] = self.raw.get(self._inside, "") + data


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_the_poster_is_in_the_words(name: str) -> None:
    document = example(name)
    subject = subject_of(document, document.language)
    said = words(name, document.language)
    for lane in lanes_of(subject):
        for paragraph in (p for cell in lane.cells for p in cell):
            assert paragraph.text in said
    for _, cell in cards(subject):
        for paragraph in cell:
            assert paragraph.text in said
    for name, texts in design_cells(subject):
        assert name in said
        assert all(text in said for text in texts)
    for evidence, number in subject.sources.items():
        title = subject.text(subject.library.evidence[evidence].title)
        assert f"[{number}] {title}" in said


def test_words_say_what_icons_mean() -> None:
    said = words("home-loan")
    for meaning in ("违背承诺：费用一次讲清", "兑现承诺：", "致命：", "严重：", "易错环节：", "视觉：", "用时2周"):
        assert meaning in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_picture_has_a_table_that_says_the_same(language: Language) -> None:
    outline = Outline(page(subject_of(example("home-loan"), language)))
    sections = [
        attributes["id"] for tag, attributes in outline.tags if (tag, attributes.get("class")) == ("section", "plate")
    ]
    assert len(sections) == len(set(sections)) > 1
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("h1") == 1
    assert tags.count("caption") == tags.count("table") - 1  # but for the table of keys, which has a heading
    scopes = [attributes.get("scope") for tag, attributes in outline.tags if tag == "th"]
    assert set(scopes) == {"row", "col"}


def test_a_plate_without_tables_of_its_own_leads_to_the_words() -> None:
    text = page(subject_of(example("hot-pot")), "poster")
    assert re.search(r"<p class=tables><a href=#words>", text)
    assert "<details class=tables" not in text


def test_the_policy_allows_nothing_but_the_style_and_the_script_of_the_page() -> None:
    text = page(subject_of(example("hot-pot")))
    policy = re.search(r'Content-Security-Policy content="([^"]*)"', text)
    assert policy is not None
    parts = dict(part.split(" ", 1) for part in policy[1].split("; "))
    assert parts.keys() == {"default-src", "style-src", "script-src", "img-src", "base-uri", "form-action"}
    assert {parts["default-src"], parts["base-uri"], parts["form-action"]} == {"'none'"}
    assert parts["img-src"] == "data:"
    for kind, pattern in (("style", r"<style>(.*?)</style>"), ("script", r"<script>(.*?)</script>")):
        (content,) = re.findall(pattern, text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert parts[f"{kind}-src"] == f"'sha256-{digest}'"
    assert not re.search(r"\sstyle=|\son\w+=|javascript:|@import|url\((?!#)", re.sub(r">[^<]*<", "><", text))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["hot-pot", "coffee-loyalty", "first-year", "newborn", "home-loan-2027"])
def test_a_page_with_all_views_of_a_usual_map_is_small(name: str, language: Language) -> None:
    assert len(page(subject_of(example(name), language)).encode()) <= LARGEST


def packed_in(text: str) -> list[str]:
    """Return what is packed in a page: rules, definitions, and sheets."""
    found = re.search(r"<script type=text/plain id=packed>([^<>&]*)</script>", text)
    return unpacked(found[1]) if found else []


def unpacked(text: str) -> list[str]:
    """Do what the page's script does."""
    data = base64.b85decode(text.translate(str.maketrans(",./", "<>&")))
    markup, *streams = zlib.decompress(data).decode().split("\f")
    xs, ys, paths, texts = (iter(stream.split("\v")) for stream in streams)
    back = {"\1": lambda: f" x={next(xs)} y={next(ys)}", "\2": lambda: f' d="{next(paths)}"', "\3": lambda: next(texts)}
    return re.sub("[\1-\3]", lambda mark: back[mark[0]](), markup).split("\4")


def test_few_pictures_stand_in_the_page_and_many_are_packed() -> None:
    subject = subject_of(example("online-shop"))
    assert packed_in(page(subject, "poster")) == []
    assert packed_in(page(subject_of(document(SMALL)))) == []
    text = page(subject)
    _, _, *sheets = packed_in(text)
    empty = re.findall(r'<svg viewBox="[^"]*" role=img aria-label="[^"]*"></svg>', text)
    assert len(sheets) == len(empty) > 1
    assert all(sheet.startswith("<g ") for sheet in sheets)


@pytest.mark.parametrize(
    "parts",
    [
        [".a{fill:#fff}", '<path id=_a d="M0 0"/>', "<g><text x=1 y=2>one</text></g>\n"],
        ["", "", "", ""],
        [
            "<text>solve x=1 y=-2 for\nd=&#34;M0&#34;</text> x=1 y=2>",
            '<path class=a d=""/>',
            "<use href=#_a x=-.5 y=0 />中文",
        ],
    ],
)
def test_what_is_packed_comes_back(parts: list[str]) -> None:
    assert unpacked(packed(parts)) == parts


@pytest.mark.parametrize("views", [("poster", "flow"), ()])
def test_whatever_is_used_is_defined_and_the_other_way_round(views: tuple[str, ...]) -> None:
    text = page(subject_of(example("hot-pot")), *views)
    text += "\n".join(packed_in(text))
    used = set(re.findall(r"(?:href=|url\()#(_\w+)", text))
    assert used == set(re.findall(r' id="(_\w+)"', text))
    assert len(used) > 10
    used = set(re.findall(r" class=([A-Za-z]\w?)(?=[ >/])", text))
    assert used == set(re.findall(r"^\.([A-Za-z]\w?)\{", text, re.MULTILINE))
    assert len(used) > 10


def data_of(text: str) -> Any:
    return json.loads(Outline(text).raw["script#data"])


def test_the_page_knows_what_touchpoints_can_be_filtered_by() -> None:
    subject = subject_of(example("home-loan"), "en")
    data = data_of(page(subject, "poster"))
    facets = {name: [label for _, label in values] for name, values in zip(data["names"], data["facets"], strict=True)}
    assert list(facets) == list(FACETS)
    assert facets["persona"] == ["Li Wei", "Chen Hao"]
    assert facets["severity"] == ["Critical", "High", "Medium", "Low"]
    assert len(data["points"]) == len(subject.columns)
    for place in subject.columns:
        personas, _, channels, owners, pains = data["points"][str(place.column)]
        assert [subject.actors[i] for i in personas] == subject.passing(place.touchpoint)
        assert len(channels) == (place.touchpoint.channel is not None)
        assert (place.touchpoint.owner is not None) <= bool(owners)
        assert len(pains) == sum(pain.severity is not None for pain in place.touchpoint.pain_points)


def test_owners_are_those_of_all_that_is_in_a_touchpoint() -> None:
    subject = subject_of(
        document(
            "segments: [{id: young, name: Young}]\nteams: [{id: shop}, {id: law}, {id: it}, {id: team}]\n"
            "personas: [{id: a, segment: young}, {id: b}]\n"
            "stages: [{name: S, touchpoints: [{name: T, owner: shop, personas: [a], pain_points: ["
            "{id: p, text: P, severity: low, personas: [a]}], opportunities: [{id: o, text: O, addresses: [p]}], "
            "risks: [{risk: R, owner: law}], backstage: [{text: B, owner: it}]}]}]\n"
            "actions: [{title: A, addresses: [o], owner: team}]\n"
        )
    )
    found = facets_of(subject)
    personas, segments, channels, owners, severities = found["facets"]
    assert [name for name, _ in owners] == ["shop", "law", "it", "team"]
    assert [name for name, _ in segments] == ["young"]
    assert (personas, channels) == ([("a", "a")], [])
    assert [name for name, _ in severities] == ["low"]
    assert found["points"] == {0: [[0], [0], [], [0, 1, 2, 3], [[0, 0]]]}


def test_a_map_without_personas_has_nothing_to_choose_among_them() -> None:
    assert facets_of(subject_of(document(SMALL)))["facets"][0] == []


def test_a_page_of_a_map_without_touchpoints_is_a_page() -> None:
    text = page(subject_of(document("stages: [Looking around]\n")), "poster")
    assert data_of(text)["points"] == {}


@pytest.mark.parametrize(
    "source",
    [
        "title: 申请住房贷款\n",
        "\n\n  a: '</pre></details><script>alert(1)</script>'\n",
        "b: ']]>'\r\nc: \"&#13; &amp; <!-- <![CDATA[ \"\r\n",
        "old\rmac\r",
        "tab\there  \n\n",
    ],
)
def test_the_source_comes_back_byte_for_byte(source: str) -> None:
    text = page(subject_of(document(SMALL)), "poster", source=source)
    assert Outline(text).raw["pre#source"].removeprefix("\n") == source


def test_without_being_asked_for_the_source_is_not_there() -> None:
    assert "id=source" not in page(subject_of(document(SMALL)), "poster")


HOSTILE = "</script></style><script>alert(1)</script><!--<script> \"' onload='x' {{ 7*7 }} ]]>"


def test_hostile_texts_stay_texts() -> None:
    outline = Outline(page(subject_of(with_hostile_texts("home-loan", HOSTILE)), "poster"))
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("script") == 2
    assert tags.count("style") == 1
    assert not any(name.startswith("on") for _, attributes in outline.tags for name in attributes)


def test_the_script_is_squeezed_but_not_its_strings() -> None:
    code = script()
    assert code.startswith('"use strict";\nconst $=')
    assert "//" not in code
    assert '"[data-to], [data-t]"' in code
    assert " · " in code
    assert len(code) < 20_000


@pytest.mark.parametrize("accent", ["#1F5F8B", "#3B4A8C", "#C8102E", "#000000", "#FF6A00"])
def test_an_accent_can_be_read_on_the_dark_page(accent: str) -> None:
    assert contrast(readable_on_dark(accent), "#1a2129") >= 4.5
    assert contrast_with_white(readable_on_dark(accent)) <= contrast_with_white(accent)


def test_a_workspace_may_bring_a_masthead_a_colophon_and_rules(tmp_path: Path) -> None:
    (tmp_path / "masthead.html.j2").write_text("<p class=own>{{ brand }} & {{ title }}</p>")
    (tmp_path / "colophon.html.j2").write_text("{{ subtitle }} @ {{ revision }}")
    (tmp_path / "style.css.j2").write_text(".own > p { color: {{ accent }} } .own::after { content: '{{ brand }}' }")
    subject = replace(subject_of(with_hostile_texts("home-loan", HOSTILE), "en"), templates=tmp_path)
    text = page(subject, "poster")
    assert f"<p class=own>{html.escape(HOSTILE).replace('&#x27;', '&#39;').replace('&quot;', '&#34;')} & " in text
    assert f"Current state @ {subject.revision}" in text
    outline = Outline(text)
    assert [tag for tag, _ in outline.tags].count("style") == 1
    assert f".own > p {{ color: {subject.theme.accent} }}" in outline.raw["style#"]
    assert "&" not in outline.raw["style#"].partition(".own::after")[2]
    assert [tag for tag, _ in outline.tags].count("script") == 2
    (digest,) = re.findall(r"style-src 'sha256-([^']*)'", text)
    assert digest == base64.b64encode(hashlib.sha256(outline.raw["style#"].encode()).digest()).decode()


def test_windows_show_parts_of_a_sheet_that_is_written_once() -> None:
    subject = subject_of(example("hot-pot"))
    large = Sheet(
        2000, 1000, (one_line("seen twice", 30, 40, 9, "#1F2933"), Mark(5, 5, 9, MARK_ICONS["wait"], "#B83A12"))
    )
    windows = tuple(Window(Box(10, 10, 400, 300), large, x, 0) for x in (0.0, 390.0))
    book = book_of(subject, [view for view in VIEWS if view.id == "poster"], ViewOptions())
    (plate,) = book.plates
    scene = replace(plate.scene, sheets=tuple(Sheet(800, 500, (window,)) for window in windows))
    text = book_html(replace(book, plates=(replace(plate, scene=scene),)))
    assert text.count("seen twice") == 1
    assert re.findall(r'viewBox="([\d. ]+)"><use href=#_sheet1 />', text) == ["0 0 400 300", "390 0 400 300"]
    assert "<g id=_sheet1>" in text


def test_a_view_may_stand_in_a_book_twice() -> None:
    subject = subject_of(example("hot-pot"))
    book = book_of(subject, [view for view in VIEWS if view.id == "flow"], ViewOptions())
    text = book_html(replace(book, plates=book.plates * 2))
    assert re.findall(r"<section class=plate id=([\w-]+)", text) == ["flow", "flow-2"]
    ids = re.findall(r"\sid=\"?([\w-]+)", text)
    assert len(ids) == len(set(ids))
