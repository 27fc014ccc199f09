"""Packs: the right views, on the right paper, with contents whose page numbers are right."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render.book import book_of
from cxmap.render.formats import write_book
from cxmap.render.formats.paged import links_of, pages_of
from cxmap.render.options import ViewOptions
from cxmap.render.packs import PACK_IDS, PACKS, pack_called
from cxmap.render.packs.building import pack_of
from cxmap.render.packs.labels import READINGS
from cxmap.render.packs.summary import figures_of
from cxmap.render.privacy.audiences import AudienceName, seen_by
from cxmap.render.scene import Label, Window
from cxmap.render.subject import subject_of
from cxmap.render.theme import PAPERS
from cxmap.render.views import VIEW_IDS, view_called
from tests.hostile import with_hostile_texts
from tests.pictures import EXAMPLES, document, example, flat
from tests.render.formats.books import needs_fonts
from tests.render.measuring import faults_of
from tests.render.packs.fronts import fronts

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.render.book import Book, Plate

each_pack = pytest.mark.parametrize("pack", PACK_IDS)
BARE = "stages: [{name: S, touchpoints: [{name: T}]}]\n"
MANY = (
    f"client: {'A long name ' * 8}\ndescription: {'A long description. ' * 40}\nversion: {'1.2.3-' * 6}\npersonas: ["
    + ", ".join(f"{{id: p{n}, name: {'Maximiliane ' * 3}{n}, occupation: {'head of something ' * 4}}}" for n in range(6))
    + "]\nstages:\n"
    + "".join(
        f"  - name: {'阶段名称很长 ' * 4}{s}\n    touchpoints:\n"
        + "".join(f"      - {{name: T{t}, emotion: {{p0: {t % 5 - 2}, p5: {s % 5 - 2}}}}}\n" for t in range(9))
        for s in range(9)
    )
)  # fmt: skip


def packed(pack: str, source: Document | str = "home-loan", language: Language = "en", paper: str = "") -> Book:
    found = pack_called(pack)
    assert found is not None
    shown = example(source) if isinstance(source, str) else source
    return pack_of(subject_of(shown, language), found, ViewOptions(), paper=paper)


def lines_of(plate: Plate) -> list[str]:
    return [
        line
        for sheet in plate.scene.sheets
        for item in flat(sheet.items)
        if isinstance(item, Label)
        for line in item.lines
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@each_pack
def test_a_pack_has_a_cover_contents_and_its_views(pack: str, language: Language) -> None:
    book = packed(pack, language=language)
    ids = [plate.view.id for plate in book.plates]
    found = pack_called(pack)
    assert found is not None
    fronts = ["cover", "contents", *(["summary"] if found.summarised else []), *(["guide"] if found.guided else [])]
    assert ids[: len(fronts)] == fronts
    wanted = [part.view for part in found.parts if part.view in VIEW_IDS and part.view != "compare"]
    missing = [one.view.id for one in book.missing]
    assert sorted([*ids[len(fronts) :], *missing]) == sorted(wanted)
    assert book.pack == pack


@pytest.mark.parametrize("language", ["zh", "en"])
@each_pack
def test_contents_name_the_page_on_which_each_view_begins(pack: str, language: Language) -> None:
    book = packed(pack, language=language)
    begins = {page.plate.view: page.number for page in pages_of(book) if page.is_first}
    contents = book.plates[1]
    named = {row[0]: row[1] for row in contents.tables[0].rows}
    listed = [plate.view for plate in book.plates[2:]]
    assert named == {view.name.said(language): str(begins[view]) for view in listed}
    drawn = lines_of(contents)
    assert [str(begins[view]) for view in listed if str(begins[view]) not in drawn] == []


@each_pack
def test_every_sheet_says_which_page_it_is(pack: str) -> None:
    book = packed(pack)
    pages = pages_of(book)
    for page in pages:
        last = page.sheet.items[-1]
        assert isinstance(last, Label)
        assert last.lines == (f"{page.number} / {len(pages)}",)
        inner = page.sheet.height - max(20.0, 0.022 * page.sheet.width)
        assert last.y - last.size > inner - 4  # in the margin, below what is drawn
        assert last.y < page.sheet.height - 8
        assert page.sheet.height == pytest.approx(page.height)


@each_pack
def test_contents_lead_to_their_views(pack: str) -> None:
    pages = pages_of(packed(pack))
    links = links_of(pages[1], pages)
    targets = [page.number for page in pages if page.is_first][2:]
    assert [link.page for link in links] == targets
    for link in links:
        assert 0 < link.area.width < pages[1].width
        assert link.area.bottom < pages[1].height


def test_what_the_map_lacks_is_said_in_the_contents() -> None:
    book = packed(
        "board", document("stages: [{name: S, touchpoints: [{name: T, emotion: 1}, {name: U, emotion: 2}]}]\n")
    )
    assert book.missing
    said = " ".join(lines_of(book.plates[1]))
    for view, lacks in book.missing:
        assert view.name.en in said
        assert lacks.en in said
    assert "Not included" in said


def test_compare_is_in_the_board_pack_where_there_is_something_to_compare_with() -> None:
    found = pack_called("board")
    assert found is not None
    subject, other = (subject_of(example(name), "en") for name in ("home-loan", "home-loan-2027"))
    ids = [plate.view.id for plate in pack_of(subject, found, ViewOptions(against=other)).plates]
    assert "compare" in ids
    assert "compare" not in [plate.view.id for plate in packed("board").plates]
    assert "compare" not in [one.view.id for one in packed("board").missing]


def test_each_view_has_its_paper_unless_another_is_asked_for() -> None:
    papers = {plate.view.id: plate.scene.paper for plate in packed("wall").plates}
    assert papers["poster"] == "A0"
    assert papers["cover"] == "A3"
    assert {plate.scene.paper for plate in packed("wall", paper="A2").plates} == {"A2"}
    auto = packed("workshop", paper="auto")
    assert auto.plates[0].scene.paper == "A3"


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_covers_contents_and_guides_are_legible(name: str, language: Language, paper: str) -> None:
    for plate in fronts(name, language, paper):
        assert faults_of(plate.scene) == []
        assert (plate.scene.sheets[0].width, plate.scene.sheets[0].height) == PAPERS[paper]


@pytest.mark.parametrize(
    ("content", "pack"),
    [(BARE, "workshop"), (BARE, "training"), (BARE, "wall"), *((MANY, pack) for pack in PACK_IDS)],
)
def test_any_map_makes_a_pack(content: str, pack: str) -> None:
    book = packed(pack, document(content), paper="A4")
    for plate in book.plates[:2]:
        assert faults_of(plate.scene) == []


def test_a_map_with_nothing_for_a_pack_is_said_to_have_nothing() -> None:
    with pytest.raises(CxmapError, match="A test has nothing for the board pack"):
        packed("board", document(BARE))


def test_the_cover_says_what_it_is_a_cover_of() -> None:
    said = " ".join(lines_of(packed("workshop").plates[0]))
    for word in (
        "Anju Bank",
        "Applying for",
        "Workshop pack",
        "Current state",
        "2026-10-20",
        "3.1",
        "Li Wei",
        "Chen Hao",
    ):
        assert word in said
    assert re.search(r"home-loan @ [0-9a-f]{8}", said)
    assert "Peak" in said
    assert "−2 to +2" in said


def test_what_is_assumed_is_dashed_on_the_cover_and_said() -> None:
    said = " ".join(lines_of(packed("workshop", "home-loan-2027").plates[0]))
    assert "dashed: assumed" in said


def test_a_cover_without_feelings_shows_the_way() -> None:
    said = " ".join(lines_of(packed("wall", document(BARE)).plates[0]))
    assert "Touchpoints: 1; no emotion scores yet" in said


def test_hostile_texts_stay_texts() -> None:
    hostile = '</text><script>x</script>#read("/etc/passwd") 👨‍👩‍👧'
    book = packed("wall", with_hostile_texts("newborn", hostile))
    for name in ("svg", "html"):
        for file in write_book(book, name).files:
            assert b"<script>x" not in file.data


@needs_fonts
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_pack_as_pdf(tmp_path: Path) -> None:
    book = packed("wall", language="zh")
    (file,) = write_book(book, "pdf").files
    assert file.suffix == ".wall.pdf"
    path = tmp_path / "x.pdf"
    path.write_bytes(file.data)
    pages = pages_of(book)
    for page in pages:
        number = str(page.number)
        text = subprocess.run(
            ["pdftotext", "-f", number, "-l", number, str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert f"{number}/{len(pages)}" in text.replace(" ", "")
    assert b"/Outlines" in file.data
    assert b"/Link" in file.data


def test_a_pack_as_slides_leads_from_the_contents() -> None:
    from pptx import Presentation

    book = packed("wall")
    (file,) = write_book(book, "pptx").files
    assert file.suffix == ".wall.pptx"
    deck = Presentation(io.BytesIO(file.data))
    assert len(deck.slides) == len(pages_of(book))
    clicks = [shape.click_action.target_slide for shape in deck.slides[1].shapes if shape.click_action.target_slide]
    assert deck.slides[2] in clicks
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0].replace("\v", " ") == "Applying for a home loan"
    assert titles[1] == "Contents"


def test_pictures_of_a_pack_are_numbered() -> None:
    book = packed("wall")
    names = [file.suffix for file in write_book(book, "svg").files]
    assert names[:3] == [".wall.01-cover.svg", ".wall.02-contents.svg", ".wall.03-poster.svg"]


def test_packs_and_their_readings_name_views_that_exist() -> None:
    named = {part.view for pack in PACKS for part in pack.parts} | READINGS.keys()
    assert named <= {*VIEW_IDS}
    guided = {part.view for pack in PACKS if pack.guided for part in pack.parts}
    assert guided <= READINGS.keys()


def test_packs_are_called_by_their_ids() -> None:
    assert PACK_IDS == ("workshop", "board", "training", "wall")
    assert pack_called("none") is None
    for pack in PACKS:
        assert pack.purpose.en.startswith("For ")
        assert pack.purpose.zh.endswith("。")


def test_a_pack_draws_its_views_as_they_are_drawn_alone() -> None:
    view = view_called("curve")
    assert view is not None
    alone = book_of(subject_of(example("home-loan"), "en"), (view,), ViewOptions("A3")).plates[0]
    inside = next(plate for plate in packed("board").plates if plate.view.id == "curve")
    assert inside.scene.sheets[0].items[:-1] == alone.scene.sheets[0].items


def test_parts_of_a_picture_that_is_put_together_have_no_number() -> None:
    found = pack_called("wall")
    assert found is not None
    book = pack_of(subject_of(example("hot-pot"), "en"), found, ViewOptions(tile="A3"))
    for page in pages_of(book):
        items = page.sheet.items
        is_part = any(isinstance(item, Window) for item in items)
        assert is_part == (page.plate.view.id not in ("cover", "contents"))
        assert is_part != (isinstance(items[-1], Label) and " / " in items[-1].lines[0])


def test_only_what_is_larger_is_cut() -> None:
    found = pack_called("wall")
    assert found is not None
    book = pack_of(subject_of(example("hot-pot"), "en"), found, ViewOptions(tile="A1"))
    cut = {
        plate.view.id: any(isinstance(item, Window) for sheet in plate.scene.sheets for item in sheet.items)
        for plate in book.plates
    }
    assert (cut["poster"], cut["curve"]) == (True, False)
    with pytest.raises(CxmapError, match="--tile A3"):
        pack_of(subject_of(example("hot-pot"), "en"), PACKS[0], ViewOptions(tile="A3"))


def test_a_pack_has_one_numbering() -> None:
    said = [line for plate in packed("training").plates for line in lines_of(plate)]
    assert not [line for line in said if line.startswith("Sheet ")]
    assert [line for line in said if line.startswith("2 / ")]


@pytest.mark.parametrize("name", ["hot-pot", "online-shop"])
def test_a_wall_is_read_from_afar(name: str) -> None:
    poster = next(plate for plate in packed("wall", example(name)).plates if plate.view.id == "poster")
    (sheet,) = poster.scene.sheets
    sizes = sorted(item.size for item in flat(sheet.items) if isinstance(item, Label))
    assert sizes[len(sizes) // 2] >= 15


def test_the_board_has_the_whole_in_brief() -> None:
    brief = packed("board").plates[2]
    assert brief.view.id == "summary"
    assert len(brief.scene.sheets) == 1
    said = lines_of(brief)
    assert {"−0.2", "1/5", "8", "11/11", "100%", "3×"} <= set(said)
    assert {"Ten idle minutes wipe the form", "Explain the first bill five days ahead"} <= set(said)
    assert brief.scene.takeaway.startswith("It is hardest at")
    rows = {row[0]: row[1] for row in brief.tables[0].rows}
    assert rows["Severe pain points"] == "8 (each with an action)"
    assert "summary" not in [plate.view.id for plate in packed("wall").plates]


@pytest.mark.parametrize(
    ("audience", "hidden"),
    [
        ("client", ["Return of the plan in a year"]),
        (
            "public",
            ["Risks still high", "Touchpoints with an owner", "Claims with evidence", "Return of the plan in a year"],
        ),
    ],
)
def test_what_an_audience_is_not_shown_is_not_in_the_brief_either(audience: AudienceName, hidden: list[str]) -> None:
    found = pack_called("training")
    assert found is not None
    shown = subject_of(seen_by(example("home-loan"), audience), "en")
    plates = pack_of(shown, found._replace(summarised=True), ViewOptions()).plates
    brief = next(plate for plate in plates if plate.view.id == "summary")
    words = " ".join(lines_of(brief) + [cell for table in brief.tables for row in table.rows for cell in row])
    assert not [name for name in hidden if name in words]
    assert ("What to do first" in words) == (audience == "client")


def test_a_map_that_says_little_has_a_brief_all_the_same() -> None:
    brief = packed("board", document("stages: [{name: S, touchpoints: [{name: T, emotion: 1}, U]}]\n")).plates[2]
    assert brief.view.id == "summary"
    assert "+1.0" in lines_of(brief)
    assert "What hurts most" not in lines_of(brief)


def test_the_page_in_brief_has_what_was_measured() -> None:
    subject = subject_of(example("home-loan"), "en")
    figures = {name: (value, note, is_bad) for name, value, note, is_bad in figures_of(subject)}
    assert figures["Satisfied"] == ("62.5%", "[59.7, 65.1] · n=1,231 · falling", True)
