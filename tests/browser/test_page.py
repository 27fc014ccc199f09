"""The page in a browser: views, filters, finding, details, presentation, keys; and that it can do without its script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from tests.browser.measuring import acting
from tests.browser.pages import Page, page_of
from tests.hostile import with_hostile_texts
from tests.pictures import EXAMPLES, document, example, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.chrome import Chrome

NAMES = [path.stem for path in EXAMPLES]
VIEWS = ("poster", "curve", "blueprint", "flow")


@pytest.fixture(scope="module")
def loan(chrome: Chrome, tmp_path_factory: pytest.TempPathFactory) -> Page:
    return page_of(chrome, tmp_path_factory.mktemp("page"), "home-loan", "en", *VIEWS)


@pytest.fixture
def opened(loan: Page) -> Iterator[Page]:
    loan.open()
    yield loan
    assert loan.quiet()


def test_one_view_is_shown_at_a_time_and_the_address_says_which(opened: Page) -> None:
    assert opened.shown() == ["poster"]
    opened.chrome.click("nav a[href='#flow']")
    assert opened.shown() == ["flow"]
    assert opened.texts("nav [aria-current=page]") == ["Flow"]
    assert opened.ask("location.hash") == "#view=flow"
    opened.ask("history.back()")
    opened.settle()
    assert opened.shown() == ["poster"]


def test_a_link_to_a_state_shows_it(loan: Page) -> None:
    loan.open("#view=curve&persona=li-wei&severity=high,critical")
    assert loan.shown() == ["curve"]
    assert loan.texts("#chosen button") == ["Li Wei ×", "Critical ×", "High ×", "Clear"]
    loan.open("#blueprint")
    assert loan.shown() == ["blueprint"]
    loan.open("#view=no-such-view&persona=nobody&t=999")
    assert loan.shown() == ["poster"]
    assert loan.texts("#chosen button") == []
    assert loan.quiet()


@pytest.mark.parametrize(
    ("facet", "value", "passing"),
    [
        ("persona", "chen-hao", lambda t, _: not t.personas or "chen-hao" in t.personas),
        ("channel", "phone", lambda t, _: t.channel == "phone"),
        ("severity", "critical", lambda t, _: any(p.severity == "critical" for p in t.pain_points)),
        ("owner", "credit-risk", lambda t, teams: "credit-risk" in teams),
        ("segment", "first-time-buyer", lambda t, _: not t.personas or "li-wei" in t.personas),
    ],
)
def test_a_filter_dims_what_does_not_match(loan: Page, facet: str, value: str, passing: object) -> None:
    from cxmap.render.formats.html.facets import _owners

    loan.open("#view=blueprint")
    assert loan.dimmed()[0] == set()
    loan.chrome.click("#filter")
    subject = subject_of(example("home-loan"), "en")
    place = f"facets[kinds.indexOf({facet!r})].findIndex(([id]) => id === {value!r})"
    index = loan.ask(place)
    assert index >= 0, loan.ask(f"JSON.stringify(facets[kinds.indexOf({facet!r})])")
    k = loan.ask(f"kinds.indexOf({facet!r})")
    loan.chrome.click(f"#facets input[data-k='{k}'][data-i='{index}']")
    wanted = {p.column for p in subject.columns if passing(p.touchpoint, set(_owners(subject, p.touchpoint)))}  # type: ignore[operator]
    off, on = loan.dimmed()
    assert on <= wanted
    assert off.isdisjoint(wanted)
    assert loan.texts("#chosen p") == [f"{len(wanted)} of {len(subject.columns)} touchpoints"]
    assert f"{facet}={value}" in loan.ask("location.hash")
    loan.ask("go('words')")
    assert len(loan.texts(".touchpoints table")) == len(wanted)
    loan.chrome.click("#chosen .clear")
    assert len(loan.texts(".touchpoints table")) == len(subject.columns)
    assert loan.quiet()


def test_kinds_of_filters_narrow_and_a_pain_counts_for_who_suffers_it(chrome: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        page(
            subject_of(
                document(
                    "personas: [{id: a, name: Ann}, {id: b, name: Bob}]\nstages: [{name: S, touchpoints: ["
                    "{name: One, pain_points: [{text: P, severity: high, personas: [a]}]},"
                    "{name: Two, pain_points: [{text: Q, severity: high}]}, {name: Three, personas: [b]}]}]\n"
                )
            ),
            "poster",
        ),
        encoding="utf-8",
    )
    small = Page(chrome, path)
    for fragment, names in (
        ("severity=high", ["One", "Two"]),
        ("severity=high&persona=b", ["Two"]),
        ("severity=high&persona=a,b", ["One", "Two"]),
        ("persona=a", ["One", "Two"]),
    ):
        small.open(f"#view=words&{fragment}")
        assert small.texts(".touchpoints h4") == names
    assert small.quiet()


def test_a_persona_filter_dims_what_is_of_others(loan: Page) -> None:
    loan.open("#view=curve&persona=chen-hao")
    found = loan.ask("$$('.plate.now [data-a]').map(e => [e.dataset.a, Boolean(e.closest('.off'))])")
    assert {is_off for actor, is_off in found if actor == "li-wei"} == {True}
    assert any(not is_off for actor, is_off in found if actor == "chen-hao")


def test_finding_lists_marks_and_leads_to_the_place(opened: Page) -> None:
    chrome = opened.chrome
    name = opened.ask("nameOf(5)")
    chrome.press("/")
    chrome.type(name)
    assert opened.texts("#hits button")[0].startswith(name)
    assert re.fullmatch(r"[1-9]\d* found", opened.texts("#hits p")[0])
    assert set(opened.texts("#hits mark")) == {name}
    assert opened.ask("$$('.plate.now .hit').length") > 0
    chrome.press("Enter")
    assert opened.ask("chosen") == 5
    assert opened.ask("$$('.ring').length") > 0
    assert opened.ask("document.activeElement.className").startswith("picture")
    chrome.press("/")
    chrome.press("Escape")
    assert opened.ask("state.find") == ""
    assert opened.dimmed()[0] == set()


def test_what_is_not_there_is_not_found(opened: Page) -> None:
    opened.chrome.press("/")
    opened.chrome.type("no such words <b>")
    assert opened.texts("#hits p") == ["Nothing found"]
    assert opened.texts("#hits button") == []


def test_details_open_by_mouse_and_give_the_focus_back(opened: Page) -> None:
    chrome = opened.chrome
    opened.ask("go('blueprint')")
    column = opened.ask("Number($('.plate.now [data-t] text').closest('[data-t]').dataset.t)")
    opened.ask("picture().focus()")
    chrome.click(f".plate.now [data-t='{column}'] text")
    assert opened.ask("details.open")
    assert opened.texts("#details h2") == [opened.ask(f"nameOf({column})")]
    rows = f"$$('tr', wordsOf({column})).map(e => e.textContent)"
    assert opened.ask("$$('#details tr').map(e => e.textContent)") == opened.ask(rows)
    assert f"t={column}" in opened.ask("location.hash")
    assert opened.ask("document.activeElement.closest('dialog')?.id") == "details"
    for _ in range(12):
        chrome.press("Tab")
        assert opened.ask(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('#details'))"
        )
    chrome.press("Escape")
    opened.settle()
    assert not opened.ask("details.open")
    assert "t=" not in opened.ask("location.hash")
    assert opened.ask("document.activeElement.className").startswith("picture")


def test_details_open_by_keyboard_and_step_on(opened: Page) -> None:
    chrome = opened.chrome
    opened.ask("go('curve'); picture().focus()")
    chrome.press("ArrowRight")
    chrome.press("ArrowRight")
    assert opened.ask("chosen") == 1
    assert opened.texts("#spoken") == [opened.ask("nameOf(1)")]
    chrome.press("Enter")
    assert opened.texts("#details h2") == [opened.ask("nameOf(1)")]
    chrome.press("ArrowRight")
    assert opened.texts("#details h2") == [opened.ask("nameOf(2)")]
    chrome.click("#before")
    chrome.click("#before")
    assert opened.texts("#details h2") == [opened.ask("nameOf(0)")]
    assert opened.ask("$('#before').disabled")
    chrome.click("#details .close")
    assert not opened.ask("details.open")


def test_a_click_beside_the_details_closes_them(opened: Page) -> None:
    opened.ask("detail(3)")
    opened.chrome.click_at(40, 500)
    assert not opened.ask("details.open")


def test_a_presentation_goes_stage_by_stage(opened: Page) -> None:
    chrome = opened.chrome
    chrome.prefer(prefers_reduced_motion="reduce")
    stages = opened.ask("$$('.stage h3').map(e => e.textContent)")
    chrome.press("p")
    assert opened.ask("presentation.open")
    whole = opened.ask("$('.shown svg').getAttribute('viewBox')")
    assert opened.texts("#show .eyebrow") == ["Overview"]
    for number, name in enumerate(stages, 1):
        chrome.press("ArrowRight")
        assert opened.texts("#show .eyebrow") == [f"Stage {number} of {len(stages)} · {name}"]
        assert opened.texts("#show h3") == [name]
        assert opened.ask("$('.shown svg').getAttribute('viewBox')") != whole
    chrome.press("ArrowRight")  # there is nothing after the last
    assert opened.texts("#show h3") == [stages[-1]]
    chrome.press("Home")
    assert opened.ask("$('.shown svg').getAttribute('viewBox')") == whole
    chrome.press("End")
    assert opened.texts("#show h3") == [stages[-1]]
    chrome.press("Escape")
    assert not opened.ask("presentation.open")
    assert opened.shown() == ["poster"]
    chrome.prefer()


def test_keys_are_told_and_can_be_switched_off(opened: Page) -> None:
    chrome = opened.chrome
    chrome.press("?")
    assert opened.ask("$('#keyhelp').open")
    chrome.press("p")
    assert not opened.ask("presentation.open")
    chrome.click("#shortcuts")
    chrome.press("Escape")
    chrome.press("]")
    assert opened.shown() == ["poster"]
    opened.ask("$('#shortcuts').click()")
    chrome.press("]")
    assert opened.shown() == ["curve"]
    chrome.press("[")
    assert opened.shown() == ["poster"]
    chrome.press("f")
    assert opened.ask("$('#facets').checkVisibility() && document.activeElement.closest('#facets') !== null")
    chrome.press("Escape")
    assert opened.ask("document.activeElement.id") == "filter"
    chrome.press("]")
    chrome.press("t")
    assert opened.ask("$('.plate.now .tables').open")


def test_zoom_shows_the_true_size_and_fits_again(opened: Page) -> None:
    chrome = opened.chrome
    fitting = opened.ask("$('.plate.now .sheet').clientWidth")
    chrome.click("#true-size")
    assert opened.texts("#true-size") == ["100 %"]
    assert opened.ask("$('.plate.now .sheet').offsetWidth") == pytest.approx(1190.55 * 4 / 3, abs=1)
    chrome.press("+")
    assert opened.texts("#true-size") == ["125 %"]
    box = opened.ask("(b => [b.scrollWidth > b.clientWidth, b.scrollHeight > b.clientHeight])(picture())")
    assert box == [True, True]
    chrome.press("0")
    assert opened.ask("$('.plate.now .sheet').clientWidth") == fitting


def test_dark_is_what_the_reader_prefers_or_chooses(loan: Page) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    loan.open()
    light = loan.ask(ground)
    loan.chrome.prefer(prefers_color_scheme="dark")
    dark = loan.ask(ground)
    assert dark != light
    loan.chrome.press("d")
    assert loan.ask(ground) == light
    loan.chrome.prefer()
    loan.chrome.press("d")
    assert loan.ask(ground) == dark
    loan.chrome.press("d")
    assert loan.quiet()


def sizes(printed: bytes) -> list[tuple[int, int]]:
    found = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    return [(round(float(width)), round(float(height))) for width, height in found]


@pytest.mark.parametrize(("paper", "size"), [("A3", (1191, 842)), ("A4", (842, 595))])
def test_a_view_prints_a_sheet_to_a_page_of_the_paper(
    chrome: Chrome, tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(subject_of(example("home-loan")), *VIEWS, options=ViewOptions(paper)), encoding="utf-8")
    printing = Page(chrome, path)
    printing.open("#view=blueprint")
    sheets = printing.ask("$$('.plate').map(e => $$('.sheet', e).length)")
    assert sizes(chrome.pdf()) == [size] * sheets[VIEWS.index("blueprint")]
    printing.ask("zoom(2)")
    assert sizes(chrome.pdf()) == [size] * sheets[VIEWS.index("blueprint")]
    printing.ask("root.dataset.print = 'all'")
    assert sizes(chrome.pdf()) == [size] * sum(sheets)
    printing.ask("root.dataset.print = 'words'")
    assert set(sizes(chrome.pdf())) == {(595, 842)}
    assert printing.quiet()


def test_printing_asks_what(opened: Page) -> None:
    opened.ask("window.print = () => window.printed = root.dataset.print")
    opened.chrome.click("#print")
    opened.chrome.click("#printing [value=all]")
    assert opened.ask("window.printed") == "all"
    assert not opened.ask("$('#printing').open")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_quiet_and_fits_a_phone(chrome: Chrome, tmp_path: Path, name: str) -> None:
    phone = page_of(chrome, tmp_path, name)
    phone.open(width=390, height=844, mobile=True)
    assert phone.shown() == ["words"]
    views = phone.ask("sections.map(e => e.id)")
    for view in views:
        phone.ask(f"go({view!r}); for (const e of $$('.plate.now details')) e.open = true")
        assert phone.ask("document.documentElement.scrollWidth") <= 390
        inside = "e.closest('.picture, .wide, nav') && !e.matches('.picture, .wide, nav')"
        outside = "e.getBoundingClientRect().right > 391 || e.getBoundingClientRect().left < -1"
        assert phone.ask(
            f"$$('main *, .bar *').filter(e => e.checkVisibility() && !e.matches('.unseen, h2') && !({inside}) && ({outside}))"
            ".map(e => e.outerHTML.slice(0, 120))"
        ) == []  # fmt: skip
    small = "$$('button, summary, nav a, .tables a, input').filter(e => e.checkVisibility())"
    assert phone.ask(f"{small}.map(e => [e.id || e.textContent, e.offsetHeight]).filter(([, h]) => h < 44)") == []
    phone.ask("detail(columns[0])")
    assert phone.ask("document.documentElement.scrollWidth") <= 390
    assert phone.quiet()


def test_without_its_script_the_page_shows_all_pictures_and_their_tables(chrome: Chrome, tmp_path: Path) -> None:
    few = page_of(chrome, tmp_path, "hot-pot", None, "curve", "flow")
    chrome.run_scripts(allowed=False)
    try:
        chrome.open(few.path, fragment="#flow")
        chrome.run_scripts(allowed=True)
        assert few.shown() == ["curve", "flow", "words"]
        seen = "[...document.querySelectorAll('.sheet svg')].every(e => e.checkVisibility() && e.querySelector('text'))"
        assert few.ask(seen)
        assert not few.ask("document.querySelector('.tools, .zoom').checkVisibility()")
        assert few.ask("scrollY") > 300
        chrome.click(".plate details summary")
        assert few.ask("document.querySelector('.plate details table').checkVisibility()")
        assert chrome.requests() == []
    finally:
        chrome.run_scripts(allowed=True)


def test_without_its_script_a_page_of_many_views_has_tables_for_pictures_that_are_packed(
    chrome: Chrome, tmp_path: Path
) -> None:
    many = page_of(chrome, tmp_path, "online-shop")
    chrome.run_scripts(allowed=False)
    try:
        chrome.open(many.path)
        chrome.run_scripts(allowed=True)
        empty = many.ask("[...document.querySelectorAll('.sheet svg:empty')].filter(e => e.checkVisibility()).length")
        closed = many.ask("[...document.querySelectorAll('.packed + details:not([open])')].length")
        assert (empty, closed) == (0, 0)
    finally:
        chrome.run_scripts(allowed=True)


def test_where_they_cannot_be_unpacked_pictures_leave_their_tables(chrome: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = page(subject_of(example("online-shop")))
    path.write_text(re.sub(r"(id=packed>)[^<]{40}", r"\1" + "A" * 40, text), encoding="utf-8")
    broken = Page(chrome, path)
    broken.open("#view=curve")
    assert broken.shown() == ["curve"]
    assert not broken.ask("$('#curve .picture').checkVisibility() || $('.zoom').checkVisibility()")
    assert broken.ask("$('#curve table').checkVisibility()")
    broken.chrome.press("p")
    broken.chrome.press("ArrowRight")
    assert broken.texts("#show h3") == broken.ask("$$('.stage h3').slice(0, 1).map(e => e.textContent)")
    assert broken.quiet()


def test_packed_pictures_look_as_those_that_are_not(chrome: Chrome, tmp_path: Path) -> None:
    alone = page_of(chrome, tmp_path, "online-shop", "en", "curve")
    alone.open()
    look = (
        "$$('#curve text, #curve path, #curve use').slice(0, 600).map(e => { const s = getComputedStyle(e), b = e.getBBox();"
        " return [s.fill, s.stroke, s.strokeWidth, s.fontSize, s.transform, Math.round(b.width)].join(); })"
    )
    wanted = alone.ask(look)
    together = page_of(chrome, tmp_path, "online-shop", "en")
    together.open("#view=curve")
    assert together.ask("Boolean($('#packed')) && !$('.packed')")
    assert together.ask(look) == wanted
    assert together.quiet()


@pytest.mark.parametrize(
    "hostile", ["</script><script>window.struck=1</script>", "<img src=x onerror=window.struck=1>\"'"]
)
def test_hostile_texts_stay_texts_whatever_is_done(chrome: Chrome, tmp_path: Path, hostile: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(subject_of(with_hostile_texts("home-loan", hostile)), source=hostile), encoding="utf-8")
    bad = Page(chrome, path)
    bad.open("#" + "view=curve&find=" + "%3Cimg%20src%3Dx%20onerror%3Dwindow.struck%3D1%3E")
    bad.ask("detail(0); details.close(); $('#find').value = '<'; search(); present(); turnTo(1)")
    assert bad.ask("typeof window.struck") == "undefined"
    assert (
        bad.ask("$$('script').map(e => e.type)")
        == ["application/json", "text/plain", ""][: len(bad.ask("$$('script')"))]
    )
    assert [found for found in acting(chrome) if not found.startswith("<script")] == []
    assert bad.ask("$('#source').textContent") == hostile
    assert bad.ask("$('#t0 h4').textContent") == hostile
    assert bad.quiet()


def test_the_source_is_what_it_was(chrome: Chrome, tmp_path: Path) -> None:
    source = "\n\ntitle: '</pre>'\r\nold\rmac: \"&#13;\"  \t\n"
    path = tmp_path / "page.html"
    path.write_text(
        page(subject_of(document("stages: [{name: S, touchpoints: [T]}]\n")), "poster", source=source),
        encoding="utf-8",
        newline="",
    )
    chrome.open(path)
    assert chrome.evaluate("document.getElementById('source').textContent") == source
    assert json.dumps(source) == chrome.evaluate("JSON.stringify(document.getElementById('source').textContent)")
