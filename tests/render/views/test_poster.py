"""The poster's plan of sheets, its compact form, its cover, and what its groups are about."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import CxmapError
from cxmap.render.options import Form, ViewOptions
from cxmap.render.scene import Curve, Group, Image, Label, Mark, Rect
from cxmap.render.subject import subject_of
from cxmap.render.theme import LANE_GROUNDS
from cxmap.render.views.poster import draw_poster
from cxmap.render.views.poster.compact import short_question
from cxmap.render.views.poster.content import Content
from cxmap.render.views.poster.layout import lay_out
from cxmap.render.views.poster.packing import Part, Room, Tall, height_of, level, pack
from cxmap.render.views.poster.takeaway import takeaway
from tests.pictures import EXAMPLES, document, example, flat, labels
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.language import Language
    from cxmap.render.scene import Item, Scene

NAMES = [path.stem for path in EXAMPLES]
ROOM = Room(60.0, 100.0, 10.0, 5.0)


def poster(name: str, paper: str = "A3", language: Language = "en", **options: object) -> Scene:
    return draw_poster(subject_of(example(name), language), ViewOptions(paper, **options))  # type: ignore[arg-type]


def groups(items: Iterable[Item]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def texts(items: Iterable[Item]) -> list[str]:
    return [" ".join(item.lines) for item in flat(items) if isinstance(item, Label)]


def plain(text: str) -> str:
    """Return a text without spaces and quotation marks: those in a quote are of another kind than in the map."""
    return "".join(letter for letter in text if letter not in " “”‘’\"'「」『』")


def curves(scene: Scene) -> list[Curve]:
    return [item for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Curve)]


# Packing: numbers only.


def test_two_short_grids_share_a_sheet() -> None:
    short = Tall(10, 10, [15, 15], 2)
    assert pack([short, short], ROOM._replace(first=100)) == [[Part(0, 0, 2), Part(1, 0, 2)]]


def test_a_grid_that_fits_a_sheet_stays_whole() -> None:
    assert pack([Tall(10, 10, [20, 20], 2), Tall(10, 10, [30, 30], 2)], ROOM) == [[Part(0, 0, 2)], [Part(1, 0, 2)]]


def test_a_grid_that_does_not_fit_under_the_head_leaves_a_cover() -> None:
    assert pack([Tall(10, 10, [30, 30], 2)], ROOM) == [[], [Part(0, 0, 2)]]


def test_a_grid_that_nearly_fits_gives_of_its_air() -> None:
    nearly = Tall(10, 10, [46, 46], 2, slack=4)
    assert pack([nearly], ROOM._replace(first=100, foot=0)) == [[Part(0, 0, 2)]]
    assert len(pack([nearly._replace(slack=1)], ROOM._replace(first=100, foot=0))) > 1
    assert height_of([Part(0, 0, 2)], [nearly], 5) == 98


def test_a_tall_grid_goes_on_over_sheets_and_begins_where_there_is_room() -> None:
    tall = Tall(10, 5, [40, 40, 40, 40], 1)
    assert pack([tall], ROOM) == [[Part(0, 0, 1)], [Part(0, 1, 3)], [Part(0, 3, 4)]]


def test_the_foot_gets_its_room() -> None:
    (first, last) = pack([Tall(10, 10, [40, 45], 1)], Room(100, 100, 10, 5))
    assert (first, last) == ([Part(0, 0, 1)], [Part(0, 1, 2)])


def test_sheets_are_about_equally_full() -> None:
    tall = Tall(10, 10, [10] * 20, 1)
    filled = [height_of(parts, [tall], 5) for parts in level([tall], Room(100, 100, 0, 5))]
    assert len(filled) == 3
    assert max(filled[1:]) - min(filled[1:]) <= 10


@given(
    st.lists(st.lists(st.floats(1, 80), min_size=1, max_size=8), min_size=1, max_size=6),
    st.floats(20, 100),
    st.booleans(),
)
def test_every_row_is_on_a_sheet_once_and_in_order(rows: list[list[float]], first: float, whole: bool) -> None:
    grids = [Tall(8, 6, heights, len(heights) if whole and sum(heights) < 90 else 1) for heights in rows]
    for sheets in (pack(grids, ROOM._replace(first=first)), level(grids, ROOM._replace(first=first))):
        found = [(part.grid, row) for sheet in sheets for part in sheet for row in range(part.start, part.stop)]
        assert found == [(number, row) for number, heights in enumerate(rows) for row in range(len(heights))]
        for index, parts in enumerate(sheets):
            assert height_of(parts, grids, ROOM.between) <= (ROOM.further if index else first) + 0.01 or len(parts) == 1


# The plan.


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_map_of_some_touchpoints_fits_on_one_a1(name: str, language: Language) -> None:
    scene = poster(name, "auto", language)
    assert len(scene.sheets) == 1
    assert scene.paper == ("A0" if name == "online-shop" else "A1")


def test_forty_touchpoints_are_tiled_over_sheets_that_show_them_whole() -> None:
    subject = subject_of(example("online-shop"), "en")
    layout = lay_out(Content(subject, ViewOptions("A3")), "A3")
    assert len(layout.sheets) <= 7
    assert all(len(parts) == 1 for parts in layout.sheets if parts)
    shown = [column for grid in layout.grids for column in grid.span.columns]
    assert shown == list(range(len(subject.columns)))
    starts = [grid.span.columns.start for grid in layout.grids[1:]]
    cut = [start for start in starts if subject.columns[start].path[1] == subject.columns[start - 1].path[1]]
    assert len(cut) <= 1  # they are cut between stages


def test_a_journey_that_fits_in_one_piece_is_not_cut() -> None:
    layout = lay_out(Content(subject_of(example("home-loan"), "en"), ViewOptions("A3")), "A3")
    assert len(layout.grids) == 1


def test_a_cover_shows_the_curve_of_the_whole_journey() -> None:
    subject = subject_of(example("home-loan"), "zh")
    layout = lay_out(Content(subject, ViewOptions("A4")), "A4")
    assert layout.sheets[0] == []
    scene = draw_poster(subject, ViewOptions("A4"))
    said = " ".join(texts(scene.sheets[0].items))
    assert all(subject.text(stage.name) in said for stage in subject.journey.stages)
    faces = [item for item in flat(scene.sheets[0].items) if isinstance(item, Mark) and item.title.startswith("李薇：")]
    assert len(faces) == sum(
        subject.score(place.touchpoint, subject.actors[0]) is not None for place in subject.columns
    )


def test_columns_are_as_wide_as_their_texts_need() -> None:
    long = "Every single paper has to be handed in again because nobody can find it anywhere. " * 3
    content = f"stages: [{{name: S, touchpoints: [{{name: A, pain_points: ['{long}']}}, {{name: B}}, {{name: C}}]}}]\n"
    layout = lay_out(Content(subject_of(document(content)), ViewOptions("A4")), "A4")
    span = layout.grids[0].span
    assert span.wide(0) > 1.5 * span.wide(1)


@pytest.mark.parametrize("paper", ["A3", "A0"])
@pytest.mark.parametrize("name", ["online-shop", "b2b-software", "home-loan"])
def test_no_word_of_a_head_is_broken(name: str, paper: str) -> None:
    subject = subject_of(example(name), "en")
    words = {
        word for place in subject.columns for word in subject.text(place.touchpoint.name).replace("-", "- ").split()
    }
    drawn = {
        word
        for placed in labels(draw_poster(subject, ViewOptions(paper)))
        for word in " ".join(placed.label.lines).replace("-", "- ").split()
    }
    assert {word for word in words if word.isalpha()} <= drawn


# What groups are about.


@pytest.mark.parametrize("name", ["hot-pot", "online-shop"])
def test_everything_about_a_touchpoint_is_in_its_group(name: str) -> None:
    scene = poster(name)
    subject = subject_of(example(name), "en")
    found: dict[int, list[str]] = {}
    for sheet in scene.sheets:
        for group in groups(sheet.items):
            if group.touchpoint is not None:
                found.setdefault(group.touchpoint, []).extend(texts([group]))
    assert set(found) == {place.column for place in subject.columns}
    for place in subject.columns:
        said = plain("".join(found[place.column]))
        touchpoint = place.touchpoint
        for text in (
            touchpoint.name,
            *touchpoint.actions,
            *touchpoint.thoughts,
            *(p.text for p in touchpoint.pain_points),
        ):
            assert plain(subject.text(text)) in said


def test_a_filter_by_persona_keeps_the_numbers_of_the_journey() -> None:
    document_ = example("online-shop")
    subject = subject_of(document_, "en", ["graham"])
    scene = draw_poster(subject, ViewOptions())
    found = {group.touchpoint for sheet in scene.sheets for group in groups(sheet.items)} - {None}
    assert found == {place.column for place in subject.columns}
    assert found < {place.column for place in subject_of(document_, "en").columns}


def test_curves_faces_and_cards_say_whose_they_are() -> None:
    scene = poster("home-loan", "A0")
    actors = {"li-wei", "chen-hao"}
    by_actor = {actor: [g for g in groups(scene.sheets[0].items) if g.actor == actor] for actor in actors}
    for actor, found in by_actor.items():
        assert any(any(isinstance(item, Curve) for item in group.items) for group in found)
        faces = [group for group in found if group.touchpoint is not None]
        assert len({group.touchpoint for group in faces}) >= 9
        assert any("Goals" in " ".join(texts([group])) for group in found), actor


# The storyboard.


def test_the_storyboard_stands_in_its_columns_and_can_be_left_out() -> None:
    subject = subject_of(example("hot-pot"), "en")
    drawn = [
        (group.touchpoint, item)
        for sheet in draw_poster(subject, ViewOptions("A1")).sheets
        for group in groups(sheet.items)
        for item in group.items
        if isinstance(item, Image)
    ]
    with_picture = {place.column for place in subject.columns if place.touchpoint.image}
    assert {column for column, _ in drawn} == {*with_picture, None}  # None: portraits
    assert len({round(image.box.height, 3) for column, image in drawn if column is not None}) == 1
    without = draw_poster(subject, ViewOptions("A1", lanes=("channel",)))
    images = [item for sheet in without.sheets for item in flat(sheet.items) if isinstance(item, Image)]
    assert {image.title for image in images} <= {actor.name for actor in subject.actors}


# The compact form.


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "online-shop"])
def test_the_compact_form_fits_on_one_sheet_where_the_detailed_takes_several(name: str, language: Language) -> None:
    assert len(poster(name, "A3", language).sheets) > 1
    assert len(poster(name, "A3", language, form="compact").sheets) == 1


def test_the_compact_form_names_the_worst_pain_and_how_many_more() -> None:
    content = (
        "evidence: [{id: e, title: Some survey}]\n"
        "stages: [{name: S, touchpoints: [{name: A, emotion: 1, channel: web, metrics: [{kind: csat, value: 61, n: 12}], "
        "pain_points: [{text: SMALL PAIN, severity: low}, {text: GREAT PAIN, severity: critical, evidence: e}, "
        "{text: NO WEIGHT}], opportunities: [How might we say less?]}]}]\n"
    )
    said = "\n".join(texts(draw_poster(subject_of(document(content)), ViewOptions(form="compact")).sheets[0].items))
    assert "GREAT PAIN (and\xa02\xa0more)" in said.replace("\n", " ")
    assert not any(text in said for text in ("SMALL PAIN", "NO WEIGHT", "[1]", "Some survey", "CSAT", "n=12"))
    assert "Say less?" in said
    assert "Website" in said


def test_the_compact_form_leaves_no_touchpoint_out_and_has_the_curve() -> None:
    subject = subject_of(example("newborn"), "zh")
    scene = draw_poster(subject, ViewOptions("A3", form="compact"))
    said = "".join(texts(scene.sheets[0].items)).replace(" ", "")
    assert all(subject.text(place.touchpoint.name).replace(" ", "") in said for place in subject.columns)
    heights = [abs(y - other) for curve in curves(scene) for (_, y), (_, other) in pairwise(curve.points)]
    assert max(heights) > 20
    assert len(said) < 0.5 * sum(len("".join(texts(sheet.items))) for sheet in poster("newborn", "A3", "zh").sheets)


def test_other_lanes_can_be_chosen_for_the_compact_form() -> None:
    said = "\n".join(texts(poster("home-loan", "A3", form="compact", lanes=("metrics", "emotion")).sheets[0].items))
    assert "Forms completed" in said.replace("\n", " ")
    assert "target 65%" not in said
    assert "Pain points" not in said


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("How might we say less?", "Say less?"),
        ("How can we ask once?", "Ask once?"),
        ("How might the parcel wait?", "How might the parcel wait?"),
        ("怎样让客户只填一次？", "让客户只填一次？"),
        ("我们怎样才能少问一次？", "少问一次？"),
        ("One click less", "One click less"),
        ("怎样", "怎样"),
    ],
)
def test_opportunities_lose_the_opening_that_all_share(long: str, short: str) -> None:
    assert short_question(long) == short


# The foot.


def test_evidence_stands_in_columns_beside_its_name() -> None:
    scene = poster("home-loan", "A0")
    entries = [
        placed.label for placed in labels(scene) if placed.label.lines[0][:1] == "[" and "(" in placed.label.lines[0]
    ]
    (head,) = (placed.label for placed in labels(scene) if placed.label.lines == ("Evidence",))
    lefts: Sequence[float] = sorted({round(label.x, 1) for label in entries})
    assert 2 <= len(lefts) <= 6
    assert head.x < lefts[0]
    assert min(label.y for label in entries) == pytest.approx(head.y, abs=1)


HARD = """
personas: [{id: a, name: Ann}, {id: b, name: Bo}]
stages:
  - name: S
    touchpoints:
      - {name: Ask, emotion: {a: -2, b: 1}, moment_of_truth: true, pain_points: [{id: slow, text: Slow, severity: high}],
         opportunities: [{id: faster, text: Faster, addresses: slow}]}
      - {name: Wait, emotion: 0, moment_of_truth: true, pain_points: [{id: dark, text: Dark, severity: critical}]}
      - {name: Get, emotion: 2, moment_of_truth: true, pain_points: [{id: dear, text: Dear, severity: low}]}
"""
PLAN = "actions: [{title: Do it, addresses: faster}]\n"


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (HARD, "It is hardest at “Ask” (−2); 2 of 3 moments of truth let people down.",
         "最难的是“Ask”（−2）；3个关键时刻中有2个让人失望。"),
        (HARD + PLAN, "It is hardest at “Ask” (−2); 2 of 3 moments of truth let people down; 1 of 2 severe pain points has no action.",
         "最难的是“Ask”（−2）；3个关键时刻中有2个让人失望；2个严重痛点中有1个没有行动。"),
        ("stages: [{name: S, touchpoints: [{name: T, emotion: 1, moment_of_truth: true}]}]\n",
         "The one moment of truth holds.", "唯一的关键时刻守住了。"),
        ("stages: [{name: S, touchpoints: [{name: T, moment_of_truth: true}]}]\n", "", ""),
        ("stages: [{name: S, touchpoints: [T]}]\n", "", ""),
    ],
)  # fmt: skip
def test_the_finding_is_computed(content: str, english: str, chinese: str) -> None:
    assert takeaway(subject_of(document(content), "en")) == english
    assert takeaway(subject_of(document(content), "zh")) == chinese
    if english:
        assert english in " ".join(
            " ".join(one.label.lines) for one in labels(draw_poster(subject_of(document(content), "en"), ViewOptions()))
        )


def test_a_sheet_that_goes_on_below_another_repeats_the_curve_in_little() -> None:
    scene = draw_poster(subject_of(example("home-loan"), "zh"), ViewOptions("A3"))
    faces = [
        sum(isinstance(item, Group) and item.touchpoint is not None and item.actor != "" for item in sheet.items)
        for sheet in scene.sheets
    ]
    assert len(faces) > 1
    assert min(faces[1:]) >= len(subject_of(example("home-loan")).columns)


def test_what_hurts_and_what_is_done_about_it_stand_on_grounds_of_their_own() -> None:
    scene = draw_poster(subject_of(example("hot-pot")), ViewOptions("A0"))
    fills = {item.fill for item in flat(scene.sheets[0].items) if isinstance(item, Rect)}
    assert set(LANE_GROUNDS.values()) <= fills


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("form", ["detailed", "compact"])
def test_blank_lanes_are_boxes_to_write_in(paper: str, form: Form) -> None:
    subject = subject_of(example("home-loan"), "en")
    scene = draw_poster(subject, ViewOptions(paper, blank=("thoughts", "emotion", "backstage"), form=form))
    items = [item for sheet in scene.sheets for item in flat(sheet.items)]
    said = {line for item in items if isinstance(item, Label) for line in item.lines}
    boxes = [item for item in items if isinstance(item, Curve) and item.closed and item.dash]
    assert {"Thoughts", "Emotion"} <= said
    assert len(boxes) == 2 * len(subject.columns)
    assert min(box.points[2][1] - box.points[0][1] for box in boxes) > 40
    thought = subject.text(subject.columns[0].touchpoint.thoughts[0])
    assert not any(thought in line for line in said)
    assert not any("hardest" in line for line in said)  # nobody is told what is still to be found
    assert "+2" in said
    assert faults_of(scene) == []


def test_a_lane_of_which_nothing_is_known_can_be_blank() -> None:
    subject = subject_of(document("stages: [{name: S, touchpoints: [A, B]}]\n"), "en")
    scene = draw_poster(subject, ViewOptions(blank=("feelings",)))
    assert "Feelings" in {line for one in labels(scene) for line in one.label.lines}
    with pytest.raises(CxmapError, match="no lane"):
        draw_poster(subject, ViewOptions(blank=("feeling",)))


def test_a_future_state_lets_nobody_down_yet() -> None:
    assert takeaway(subject_of(document("state: future\n" + HARD), "en")) == "It is hardest at “Ask” (−2)."
