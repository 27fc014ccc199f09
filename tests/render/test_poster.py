"""The poster's layout, measured in numbers."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import CxmapError
from cxmap.render.curve.geometry import monotone
from cxmap.render.formats.svg import scene_svg
from cxmap.render.marks.icons import CHANNEL_ICONS
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Curve, Label, Mark, Scene
from cxmap.render.subject import subject_of
from cxmap.render.theme import PAPERS, SMALLEST_TEXT, contrast_with_white, emotion_colour, readable_on_white
from cxmap.render.views.poster import draw_poster
from tests.pictures import EXAMPLES, ROOT, document, example, flat, labels

NAMES = [path.stem for path in EXAMPLES]


def poster(name: str, paper: str = "A3", **options: object) -> Scene:
    return draw_poster(subject_of(example(name)), ViewOptions(paper, **options))  # type: ignore[arg-type]


def texts(scene: Scene) -> str:
    return "\n".join(" ".join(placed.label.lines) for placed in labels(scene))


def curves(scene: Scene) -> list[Curve]:
    return [item for sheet in scene.sheets for item in flat(sheet.items) if isinstance(item, Curve)]


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "auto"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_set_below_seven_points_or_off_the_sheet(name: str, paper: str) -> None:
    scene = poster(name, paper)
    for placed in labels(scene):
        assert placed.label.size >= SMALLEST_TEXT
        assert placed.label.box.x >= 0
        assert placed.label.box.right <= placed.sheet.right + 0.01
        assert placed.label.box.bottom <= placed.sheet.bottom + 0.01


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("name", NAMES)
def test_sheets_have_the_width_of_the_paper_and_no_more_than_its_height(name: str, paper: str) -> None:
    width, height = PAPERS[paper]
    for sheet in poster(name, paper).sheets:
        assert sheet.width == width
        assert sheet.height <= height + 0.01


@pytest.mark.parametrize("name", NAMES)
def test_auto_takes_the_smallest_paper_that_holds_it_all(name: str) -> None:
    scene = poster(name, "auto")
    assert len(scene.sheets) == 1
    papers = ["A3", "A2", "A1", "A0"]
    for smaller in papers[: papers.index(scene.paper)]:
        assert len(poster(name, smaller).sheets) > 1


@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_repeats_its_stages_and_lane_names(name: str) -> None:
    scene = poster(name, "A4")
    journey = subject_of(example(name))
    names = {journey.text(stage.name) for stage in journey.journey.stages}
    for number, sheet in enumerate(scene.sheets):
        if number == 0 and not any(
            isinstance(item, Mark) and item.icon in CHANNEL_ICONS.values() for item in flat(sheet.items)
        ):
            continue  # a cover: the head alone
        said = {"".join(item.lines) for item in flat(sheet.items) if isinstance(item, Label)}
        assert any("".join(name.split()) in {"".join(s.split()) for s in said} for name in names)


def test_every_text_of_a_map_is_on_its_poster() -> None:
    subject = subject_of(example("hot-pot"))
    drawn = "".join("".join(p.label.lines) for p in labels(draw_poster(subject, ViewOptions()))).replace(" ", "")
    for place in subject.columns:
        for text in (*place.touchpoint.actions, *place.touchpoint.thoughts):
            assert subject.text(text).replace(" ", "") in drawn
        for pain in place.touchpoint.pain_points:
            assert subject.text(pain.text).replace(" ", "") in drawn


def test_a_gap_in_the_scores_is_a_gap_in_the_curve() -> None:
    touchpoints = ", ".join(
        f"{{name: T{n}, emotion: {score}}}" for n, score in enumerate(["1", "0", "null", "-1", "2"])
    )
    whole = document(f"stages: [{{name: S, touchpoints: [{touchpoints}]}}]\n")
    scene = draw_poster(subject_of(whole), ViewOptions())
    assert len(curves(scene)) == 2
    assert "?" in texts(scene)


def test_a_touchpoint_the_persona_does_not_pass_is_not_a_gap() -> None:
    scene = draw_poster(
        subject_of(
            document(
                "personas: [{id: a, name: A}, {id: b, name: B}]\n"
                "stages: [{name: S, touchpoints: [{name: X, emotion: 1}, {name: Y, personas: [b], emotion: 0}, {name: Z, emotion: 2}]}]\n"
            )
        ),
        ViewOptions(),
    )
    assert len(curves(scene)) == 2


def test_assumed_scores_are_dashed() -> None:
    scene = draw_poster(
        subject_of(
            document(
                "evidence: [{id: guess, kind: assumption}]\n"
                "stages: [{name: S, touchpoints: [{name: X, emotion: 1}, {name: Y, emotion: 0}, {name: Z, emotion: 2, evidence: [guess]}]}]\n"
            )
        ),
        ViewOptions(),
    )
    assert [bool(curve.dash) for curve in curves(scene)] == [False, True]
    assert "Assumed" in texts(scene)


def test_peak_low_and_end_are_named() -> None:
    scene = draw_poster(
        subject_of(
            document(
                "stages: [{name: S, touchpoints: [{name: X, emotion: -2}, {name: Y, emotion: 2}, {name: Z, emotion: 0}]}]\n"
            )
        ),
        ViewOptions(),
    )
    said = texts(scene).split("\n")
    assert {"Peak", "Low", "End"} <= set(said)


def test_another_scale_is_drawn_with_its_own_numbers() -> None:
    scene = draw_poster(
        subject_of(
            document(
                "scale: {min: 1, max: 5}\nstages: [{name: S, touchpoints: [{name: X, emotion: 5}, {name: Y, emotion: 1}]}]\n"
            )
        ),
        ViewOptions(),
    )
    assert {"1", "2", "3", "4", "5"} <= set(texts(scene).split("\n"))


def test_a_lane_without_content_is_not_drawn() -> None:
    scene = draw_poster(
        subject_of(document("stages: [{name: S, touchpoints: [{name: X, actions: [a]}]}]\n")), ViewOptions()
    )
    said = texts(scene).split("\n")
    assert "Actions" in said
    assert not {"Pain points", "Thoughts", "Emotion", "Line of visibility"} & set(said)


def test_lanes_and_personas_can_be_chosen() -> None:
    scene = poster("home-loan", lanes=("emotion", "pain_points"))
    said = texts(scene)
    assert "痛点" in said
    assert "机会点" not in said
    one = draw_poster(subject_of(example("home-loan"), "en", ["li-wei"]), ViewOptions())
    assert "Li Wei" in texts(one)
    assert "Chen Hao" not in texts(one)


def test_an_unknown_lane_or_persona_is_refused() -> None:
    with pytest.raises(CxmapError, match="no lane `pains`"):
        poster("home-loan", lanes=("pains",))
    with pytest.raises(CxmapError, match="no persona `nobody`"):
        subject_of(example("home-loan"), None, ["nobody"])


def test_a_map_without_touchpoints_is_a_title() -> None:
    scene = draw_poster(subject_of(document("stages: [Looking around]\n")), ViewOptions())
    assert "A test" in texts(scene)
    ET.fromstring(scene_svg(scene))


@pytest.mark.parametrize("name", NAMES)
def test_svg_stands_alone(name: str) -> None:
    svg = scene_svg(poster(name))
    root = ET.fromstring(svg)
    pictures = {"image", "clipPath"} if name == "hot-pot" else set()  # it has a storyboard
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "use", "g", "path", "rect", "text", "tspan"} | pictures
    assert "textLength" not in svg
    assert not any(name.startswith("on") or name in ("style", "class") for e in root.iter() for name in e.attrib)
    defined = {f"#{e.get('id')}" for e in root.iter()}
    assert {e.get("{http://www.w3.org/1999/xlink}href") for e in root.iter() if not e.tag.endswith("image")} - {
        None
    } <= defined
    assert root.find("{http://www.w3.org/2000/svg}title").text  # type: ignore[union-attr]
    assert root.find("{http://www.w3.org/2000/svg}desc").text  # type: ignore[union-attr]


def test_the_same_map_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.pictures import example\n"
        "from cxmap.render.options import ViewOptions\n"
        "from cxmap.render.views.poster import draw_poster\n"
        "from cxmap.render.subject import subject_of\n"
        "from cxmap.render.formats.svg import scene_svg\n"
        "import hashlib\n"
        "print(hashlib.sha256(scene_svg(draw_poster(subject_of(example('newborn')), ViewOptions())).encode()).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(seen) == 1


@given(st.lists(st.floats(-2, 2, allow_nan=False), min_size=2, max_size=30))
def test_the_curve_never_overshoots_its_points(scores: list[float]) -> None:
    points = [(10.0 * n, score) for n, score in enumerate(scores)]
    path = monotone(points)
    assert path[::3] == tuple(points)
    for (start, end), piece in zip(pairwise(points), zip(path[1::3], path[2::3], strict=True), strict=True):
        low, high = sorted((start[1], end[1]))
        assert all(low - 1e-9 <= control[1] <= high + 1e-9 for control in piece)


def test_emotion_colours_differ_in_lightness_from_the_middle() -> None:
    middle = contrast_with_white(emotion_colour(0))
    assert contrast_with_white(emotion_colour(-2)) > middle * 1.5
    assert contrast_with_white(emotion_colour(2)) > middle * 1.5


@given(st.integers(0, 0xFFFFFF))
def test_any_brand_colour_becomes_readable(value: int) -> None:
    assert contrast_with_white(readable_on_white(f"#{value:06X}")) >= 4.5


def test_faces_say_the_score_to_who_cannot_see_them() -> None:
    titles = [i.title for s in poster("hot-pot").sheets for i in flat(s.items) if isinstance(i, Mark) and i.title]
    assert any(title.endswith("+2") for title in titles)


def test_a_cell_taller_than_the_paper_goes_on_over_sheets() -> None:
    long = "这一格有两千个字。" * 900
    scene = draw_poster(
        subject_of(document(f"stages: [{{name: S, touchpoints: [{{name: T, actions: ['{long}']}}, U, V]}}]\n")),
        ViewOptions("A4"),
    )
    assert len(scene.sheets) > 1
    assert all(sheet.height <= PAPERS["A4"][1] + 0.01 for sheet in scene.sheets)
    drawn = "".join("".join(placed.label.lines) for placed in labels(scene))
    assert drawn.count("千") == 900  # a sentence may go on on the next sheet


def test_the_curve_is_on_the_first_sheet() -> None:
    for name in NAMES:
        first = poster(name, "A3").sheets[0]
        assert any(isinstance(item, Curve) for item in flat(first.items)), name


def test_a_persona_sees_own_pains_and_needs_only() -> None:
    whole = document(
        "personas: [{id: a, name: Ann, needs: [{id: x, text: ANN NEED}]}, {id: b, name: Bob, needs: [{id: y, text: BOB NEED}]}]\n"
        "stages: [{name: S, touchpoints: [{name: T, emotion: 1, needs: [x, y], pain_points: ["
        "{text: ANN PAIN, personas: [a]}, {text: BOB PAIN, personas: [b]}, {text: ALL PAIN}]}]}]\n"
    )
    said = texts(draw_poster(subject_of(whole, None, ["a"]), ViewOptions()))
    assert all(text in said for text in ("ANN PAIN", "ANN NEED", "ALL PAIN"))
    assert "BOB PAIN" not in said
    assert "BOB NEED" not in said


def test_evidence_of_every_figure_is_numbered_at_the_foot() -> None:
    scene = draw_poster(
        subject_of(
            document(
                "evidence: [{id: a, title: First source}, {id: b, title: Second source}]\n"
                "metrics: [{kind: nps, value: 3, evidence: a}]\n"
                "stages: [{name: S, metrics: [{kind: csat, value: 4, evidence: b}], touchpoints: [T]}]\n"
            )
        ),
        ViewOptions(),
    )
    said = texts(scene)
    assert "[1] First source" in said
    assert "[2] Second source" in said


def test_an_action_without_opportunity_is_drawn_at_the_foot() -> None:
    scene = draw_poster(
        subject_of(document("stages: [{name: S, touchpoints: [T]}]\nactions: [{title: Addresses nothing}]\n")),
        ViewOptions(),
    )
    assert "Addresses nothing" in texts(scene)
