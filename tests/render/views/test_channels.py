"""The matrix of channels: who moves where, what is lost, what is marked, and what the figures rest on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.scene import Curve, Group, Label, Mark, Rect
from cxmap.render.subject import Subject, subject_of
from cxmap.render.theme import BAD
from cxmap.render.views import channels
from cxmap.render.views.channels.content import Content
from cxmap.render.views.channels.figures import mean_of, much_worse, preferences_of, rows_of, unused
from cxmap.render.views.channels.lines import mark_of
from cxmap.render.views.channels.moves import Move, moves_of, starts_of
from cxmap.render.views.channels.routing import (
    Corridor,
    Port,
    Spot,
    Upright,
    bundles_of,
    clear_height,
    is_far,
    routes,
    upright_tracks,
    zone_tracks,
)
from tests.pictures import document, example, flat
from tests.render.measuring import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.scene import Item, Scene

LOAN = """language: en
channels: [{id: web, regulated: true}, {id: app}, {id: phone}, {id: branch}, {id: kiosk}]
personas:
  - {id: ann, name: Ann, channels: [web, app]}
  - {id: bob, name: Bob, channels: [branch]}
stages:
  - name: Asking
    touchpoints:
      - {id: rates, name: Rates, channel: web, emotion: {ann: 1, bob: 0}, next: [form, {to: call, when: No answer, carries_data: false}]}
      - {id: form, name: Form, channel: web, emotion: {ann: -1, bob: null}, next: [{to: visit, carries_data: true}]}
      - {id: call, name: Call, channel: phone, emotion: {ann: -1.5, bob: -2}, next: [{to: form, carries_data: false}]}
  - name: Deciding
    touchpoints:
      - {id: visit, name: Visit, channel: branch, emotion: 1}
      - {id: chat, name: Chat, personas: [ann], channel: app, emotion: 2}
      - {id: letter, name: Letter, emotion: 0}
"""


def loan(language: str = "en", personas: Iterable[str] = ()) -> Subject:
    return subject_of(document(LOAN), "zh" if language == "zh" else "en", tuple(personas))


def said(scene: Scene) -> list[str]:
    return [" ".join(i.lines) for sheet in scene.sheets for i in flat(sheet.items) if isinstance(i, Label)]


def groups(items: Iterable[Item]) -> list[Group]:
    found: list[Group] = []
    for item in items:
        if isinstance(item, Group):
            found += [item, *groups(item.items)]
    return found


def test_a_move_that_all_make_is_one_and_exclusive_ones_say_whose() -> None:
    moves = {(m.tail, m.head): m for m in moves_of(loan())}
    assert set(moves) == {(0, 1), (0, 2), (1, 3), (2, 1), (3, 4), (3, 5), (4, 5)}
    assert moves[0, 2].is_for_all
    assert moves[0, 2].when == "No answer"
    assert [actor.id for actor in moves[3, 4].actors] == ["ann"]
    assert not moves[3, 4].is_for_all
    assert [actor.id for actor in moves[3, 5].actors] == ["bob"]
    assert moves[4, 5].is_for_all  # nobody else passes the chat


def test_a_touchpoint_without_a_channel_changes_none() -> None:
    moves = {(m.tail, m.head): m for m in moves_of(loan())}
    assert moves[0, 2].changes
    assert not moves[0, 1].changes
    assert not moves[4, 5].changes


def test_moves_and_starts_are_counted_among_the_drawn_touchpoints() -> None:
    subject = loan(personas=["bob"])
    assert [(m.tail, m.head) for m in moves_of(subject)] == [(0, 1), (0, 2), (1, 3), (2, 1), (3, 4)]
    assert starts_of(subject) == {0}


def test_each_move_has_the_mark_of_what_becomes_of_the_data() -> None:
    moves = {(m.tail, m.head): m for m in moves_of(loan())}
    marks = {pair: mark[2] if (mark := mark_of(move)) else None for pair, move in moves.items()}
    assert marks == {
        (0, 1): None,
        (0, 2): "loses",
        (1, 3): "carries",
        (2, 1): "loses",
        (3, 4): "change",
        (3, 5): None,
        (4, 5): None,
    }


def test_lost_handovers_are_dashed_red_marked_and_in_words() -> None:
    scene = channels.draw(loan(), ViewOptions())
    items = [i for sheet in scene.sheets for i in flat(sheet.items)]
    dashed = [i for i in items if isinstance(i, Curve) and i.colour == BAD and i.dash]
    assert len(dashed) == 2
    assert sum(isinstance(i, Mark) and i.title == "Data lost" for i in items) == 2
    texts = said(scene)
    assert "Data lost from 3" in texts  # on the form
    assert "Data lost from 1" in texts  # on the call
    assert "4 changes of channel: 1 with the data, 2 without, 1 not stated." in texts


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Worst break: from “Rates” to “Call” the data are lost, and Bob is at −2 there. "
               "For 1 of 4 changes of channel the map does not say whether data go along."),
        ("zh", "最严重的断点：从“Rates”到“Call”，信息没有随之传递，此时Bob的情绪分是−2。4次切换渠道中，有1次没有说明信息是否传递。"),
    ],
)  # fmt: skip
def test_the_takeaway_names_the_worst_break(language: str, expected: str) -> None:
    assert channels.draw(loan(language), ViewOptions()).description == expected


def test_without_lost_data_the_takeaway_is_the_deepest_fall() -> None:
    kept = LOAN.replace("carries_data: false", "carries_data: true")
    described = channels.draw(subject_of(document(kept)), ViewOptions()).description
    assert described.startswith(
        "No handover is said to lose data; the deepest fall at a change of channel is Ann’s, from +1 to −1.5 at “Call”."
    )


def test_other_takeaways_are_true_too() -> None:
    def described(touchpoints: str) -> str:
        content = f"language: en\nstages: [{{name: S, touchpoints: [{touchpoints}]}}]\n"
        return channels.draw(subject_of(document(content)), ViewOptions()).description

    one = "{name: A, channel: web}, {name: B, channel: web}"
    assert described(one) == "The whole journey stays in one channel: Website."
    apart = "{name: A, channel: web}, {name: B}, {name: C, channel: phone}"
    assert described(apart) == ("The journey uses 2 channels, but no touchpoint leads straight from one into another.")
    rising = "{name: A, channel: web, emotion: 0}, {name: B, channel: phone, emotion: 1}"
    assert described(rising) == (
        "No handover is said to lose data, and no change of channel makes anyone feel worse. "
        "For the one change of channel the map does not say whether data go along."
    )
    good = "{id: a, name: A, channel: web, next: [{to: b, carries_data: false}]}, {id: b, name: B, channel: phone, emotion: 1}"
    assert described(good) == "The one break: from “A” to “B” the data are lost."


def test_means_rest_on_known_scores_and_say_on_how_many() -> None:
    mean = mean_of(loan(), [0, 1])
    assert mean.score is not None
    assert (round(mean.score, 6), mean.scores, mean.touchpoints) == (0.0, 3, 2)
    unknown = subject_of(document("stages: [{name: S, touchpoints: [{name: T, channel: web}]}]\n"))
    assert mean_of(unknown, [0]) == (None, 0, 1)


def test_rows_are_online_then_offline_then_without_a_channel() -> None:
    rows = rows_of(loan())
    assert [row.channel for row in rows] == ["web", "app", "phone", "branch", None]
    assert rows[0].cells == ((0, 1), ())
    assert rows[-1].cells == ((), (5,))


def test_a_channel_much_worse_than_the_best_of_a_stage_is_marked_with_both_names() -> None:
    found = much_worse(loan(), rows_of(loan()))
    assert [(d.stage, d.channel, d.better, d.steps) for d in found] == [(0, "phone", "web", 1.75)]
    assert "1.8 below Website" in said(channels.draw(loan(), ViewOptions()))


def test_leaving_a_preferred_channel_is_marked_at_the_persona_who_leaves_it() -> None:
    notes = Content(loan()).notes
    assert {column: sorted(who) for column, who in notes.items()} == {2: ["ann"], 3: ["ann"]}


def test_preferences_count_touchpoints_with_a_channel() -> None:
    ann, bob = preferences_of(loan(), moves_of(loan()))
    assert (ann.inside, ann.passed, ann.leaving) == (3, 5, 2)
    assert (bob.inside, bob.passed, bob.leaving) == (1, 4, 0)
    assert bob.elsewhere == (("web", 2), ("phone", 1))
    texts = said(channels.draw(loan(), ViewOptions()))
    assert "3 of 5 touchpoints (60%) in preferred channels" in texts


def test_a_bar_is_as_long_as_its_share() -> None:
    scene = channels.draw(loan(), ViewOptions())
    ann = loan().actors[0]
    group = next(g for sheet in scene.sheets for g in groups(sheet.items) if g.title == ann.name)
    whole, part = (i for i in group.items if isinstance(i, Rect))
    assert part.box.width / whole.box.width == pytest.approx(0.6)


def test_declared_channels_that_nothing_uses_are_gaps_but_not_those_of_the_library() -> None:
    assert unused(loan()) == ["kiosk"]
    assert "Declared, but no touchpoint uses it: Kiosk" in said(channels.draw(loan(), ViewOptions()))
    assert unused(subject_of(example("home-loan"))) == []


def test_regulated_channels_are_marked() -> None:
    scene = channels.draw(loan(), ViewOptions())
    marks = [i for sheet in scene.sheets for i in flat(sheet.items) if isinstance(i, Mark)]
    assert sum(mark.title == "Regulated channel" for mark in marks) == 1


def test_groups_say_which_touchpoint_or_persona_they_are_about() -> None:
    scene = channels.draw(loan(personas=["bob"]), ViewOptions())
    found = [g for sheet in scene.sheets for g in groups(sheet.items)]
    assert sorted({g.touchpoint for g in found if g.touchpoint is not None}) == [0, 1, 2, 3, 5]
    own = channels.draw(loan(), ViewOptions())
    lines = [g for s in own.sheets for g in groups(s.items) if g.actor and any(isinstance(i, Curve) for i in g.items)]
    assert sorted(g.actor for g in lines) == ["ann", "bob"]


def test_lines_run_level_and_upright_and_cross_no_text() -> None:
    for name in ("home-loan", "online-shop", "b2b-software"):
        for sheet in channels.draw(subject_of(example(name), "en"), ViewOptions()).sheets:
            texts = [i.box for i in flat(sheet.items) if isinstance(i, Label) and i.anchor != "middle"]
            for item in flat(sheet.items):
                if isinstance(item, Curve) and item.smooth and len(item.points) > 4:
                    for (x1, y1), (x2, y2) in pairwise(item.points[::3]):
                        if abs(x1 - x2) < 0.01:
                            low, high = sorted((y1, y2))
                            assert not [b for b in texts if b.x < x1 < b.right and b.y < high and b.bottom > low]


def test_lines_over_a_row_have_tracks_of_their_own() -> None:
    spots = {0: Spot(0, 0, 0), 1: Spot(1, 0, 0), 2: Spot(2, 0, 0), 3: Spot(3, 0, 0), 4: Spot(3, 1, 0)}
    pairs = [(0, 1), (0, 2), (0, 3), (3, 0), (0, 4)]
    assert not is_far(spots[0], spots[1])
    tracks = zone_tracks(pairs, spots)
    assert set(tracks) == {(0, 2), (0, 3), (3, 0), (0, 4)}
    assert len({tracks[0, 2], tracks[0, 3], tracks[3, 0]}) == 3
    assert tracks[0, 4] == 0  # another row


def test_upright_lines_share_a_track_only_apart_from_each_other() -> None:
    parts = [Upright(0, 0, 100), Upright(0, 20, 40), Upright(0, 60, 50), Upright(1, 0, 100)]
    assert upright_tracks(parts, 2) == [1, 0, 0, 0]
    assert upright_tracks(parts[1:3], 12)[0] != upright_tracks(parts[1:3], 12)[1]


def test_a_line_leaves_low_and_enters_at_the_number_from_the_left() -> None:
    spots = {0: Spot(0, 0, 0), 1: Spot(0, 0, 1), 2: Spot(1, 1, 0), 3: Spot(0, 1, 0)}
    ports = {
        0: Port(50, 100, 10, 30, 16),
        1: Port(50, 100, 50, 70, 56),
        2: Port(150, 200, 110, 130, 116),
        3: Port(50, 100, 110, 130, 116),
    }
    corridors = [Corridor(40, 30, 5), Corridor(140, 30, 5)]
    straight, right, down, back = routes([(0, 1), (1, 2), (0, 3), (2, 1)], spots, ports, corridors, {(2, 1): 45.0}, 2)
    assert straight.is_straight
    assert list(straight.corners) == [(50, 16), (50, 50)]
    assert [right.corners[0], right.corners[-1]] == [(100, 70), (150, 110)]
    assert [down.corners[0], down.corners[-1]] == [(50, 30), (50, 110)]
    assert [back.corners[0], back.corners[-1]] == [(150, 130), (50, 50)]
    assert [y for _, y in back.corners].count(45.0) == 2
    for route in (right, down, back):
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(route.corners))


def test_lines_stand_closer_where_a_corridor_is_narrow() -> None:
    spots = {n: Spot(0, n, 0) for n in range(6)}
    ports = {n: Port(50, 100, 10 + 40 * n, 30 + 40 * n, 16 + 40 * n) for n in range(6)}
    pairs = [(0, 5), (1, 4), (2, 3)]
    wide = routes(pairs, spots, ports, [Corridor(40, 30, 5)], {}, 2)
    narrow = routes(pairs, spots, ports, [Corridor(40, 4, 5)], {}, 2)
    assert [route.upright[0] for route in wide] == [30, 35, 40]
    assert [route.upright[0] for route in narrow] == [36, 38, 40]


def test_marks_keep_clear_of_lines_and_of_each_other() -> None:
    upright = (10.0, 0.0, 100.0)
    assert clear_height(upright, [], [], 10) == 50
    assert abs(clear_height(upright, [(50, 0, 20)], [], 10) - 50) >= 5.5
    assert abs(clear_height(upright, [], [(12, 50)], 10) - 50) >= 11
    assert clear_height(upright, [(50, 40, 60)], [(40, 50)], 10) == 50


def test_a_map_without_channels_lacks_them() -> None:
    bare = subject_of(document("stages: [{name: S, touchpoints: [{name: T}]}]\n"))
    lacks = channels.lacks(bare, ViewOptions())
    assert lacks is not None
    assert lacks.en == "it names no channels at its touchpoints"
    assert channels.lacks(loan(), ViewOptions()) is None


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
def test_a_huge_map_breaks_into_sheets_with_each_touchpoint_once(paper: str) -> None:
    names = ["web", "app", "store", "phone", "email", "sms", "chat", "delivery"]
    stages = "".join(
        f"  - name: Stage {s}\n    touchpoints:\n"
        + "".join(
            f"      - {{id: t{s}-{t}, name: Touchpoint {s}-{t}, channel: {names[(3 * s + t * t) % 8]}, emotion: {t % 5 - 2}"
            + (f", next: [t{s}-{t + 1}, {{to: t{max(s - 2, 0)}-3, carries_data: false}}]" if t == 5 else "")
            + "}\n"
            for t in range(10)
        )
        for s in range(11)
    )
    scene = channels.draw(subject_of(document("language: en\nstages:\n" + stages)), ViewOptions(paper))
    assert faults_of(scene) == []
    assert len(scene.sheets) > 1
    seen = [
        g.touchpoint for sheet in scene.sheets for g in sheet.items if isinstance(g, Group) and g.touchpoint is not None
    ]
    assert sorted(set(seen)) == list(range(110))
    assert any(text.startswith("→ ") for text in said(scene))


def test_a_cell_taller_than_a_sheet_is_cut_between_its_cards() -> None:
    cards = ", ".join(f"{{name: Touchpoint {n}, channel: web, emotion: 0}}" for n in range(70))
    scene = channels.draw(
        subject_of(document(f"language: en\nstages: [{{name: S, touchpoints: [{cards}]}}]\n")), ViewOptions("A4")
    )
    assert faults_of(scene) == []
    seen = [g.touchpoint for s in scene.sheets for g in s.items if isinstance(g, Group) and g.touchpoint is not None]
    assert seen == list(range(70))
    assert said(scene).count("All channels") == 1


def test_six_personas_without_anything_else_are_drawn() -> None:
    people = ", ".join(f"{{id: p{n}, name: Person {n}}}" for n in range(6))
    content = f"personas: [{people}]\nstages: [{{name: S, touchpoints: [{{name: T, channel: web}}, {{name: U, channel: app}}]}}]\n"
    assert faults_of(channels.draw(subject_of(document(content)), ViewOptions("A4"))) == []


def test_tables_say_channels_handovers_and_preferences() -> None:
    matrix, handovers, preferences = channels.tables(loan(), ViewOptions())
    assert matrix.columns == ("Channel", "Asking", "Deciding", "Mean emotion (−2 to +2)", "Touchpoints", "Known scores")
    assert matrix.rows[0][:2] == (
        "Website (Online, regulated)",
        "1\xa0Rates (Ann +1, Bob 0); 2\xa0Form (Ann −1, Bob Not known)",
    )
    assert matrix.rows[-1] == ("Kiosk (Offline)", "", "", "Declared, but no touchpoint uses it", "0", "0")
    lost = [row for row in handovers.rows if row[5] == "Data lost"]
    assert [row[0] for row in lost] == ["1\xa0Rates", "3\xa0Call"]
    assert lost[0][2:5] == ("Website → Phone", "No answer", "Ann, Bob")
    assert preferences.rows[0][0] == "Ann"
    bare = channels.tables(
        subject_of(document("stages: [{name: S, touchpoints: [{name: T, channel: web}]}]\n")), ViewOptions()
    )
    assert len(bare) == 1


def test_a_move_says_whether_it_leaves_a_preferred_channel() -> None:
    ann, bob = loan().actors
    move = Move(0, 1, (ann, bob), True, None, "", "web", "branch")
    assert move.leaves_preferred(ann)
    assert not move.leaves_preferred(bob)


def test_over_several_sheets_what_is_lost_stands_first_and_stages_are_shared_out() -> None:
    scene = channels.draw(subject_of(example("online-shop"), "en"), ViewOptions(paper="A4"))
    first, *others = [[label for label in flat(sheet.items) if isinstance(label, Label)] for sheet in scene.sheets]
    heads = {text.lines[0]: text.y for text in first}
    assert heads["Handovers"] < heads["I need a coat"]
    stages = (
        "Is this the one?",
        "Into the basket",
        "Just let me pay",
        "Where is my parcel?",
        "It’s here",
        "Was it worth it?",
    )
    shown = [{label.lines[0].replace("'", "’") for label in sheet} for sheet in others]
    assert [len(names.intersection(stages)) for names in shown] == [2, 2, 2]


def test_a_matrix_that_a_sheet_holds_is_not_cut_for_larger_type() -> None:
    scene = channels.draw(subject_of(example("hot-pot"), "zh"), ViewOptions(paper="A4"))
    about = [{group.touchpoint for group in groups(sheet.items) if group.title} - {None} for sheet in scene.sheets]
    assert [len(touchpoints) for touchpoints in about] == [14, 0]


def test_a_wide_card_that_data_are_lost_at_says_what_hurts_there_most() -> None:
    text = LOAN.replace(
        "carries_data: false}]}\n  - name: Deciding",
        "carries_data: false}], pain_points: [{text: Slow, severity: low}, {text: Says it all again, severity: high}]}\n  - name: Deciding",
    )
    wide = channels.draw(subject_of(document(text), "en"), ViewOptions(paper="A4"))
    assert any("Pain point: Says it all again" in one for one in said(wide))
    assert not any("Slow" in one for one in said(wide))


def test_lines_that_look_alike_share_an_upright_to_or_from_one_card() -> None:
    spots = {1: Spot(0, 0, 0), 2: Spot(0, 1, 0), 3: Spot(1, 2, 0), 4: Spot(1, 3, 0)}
    looks: dict[tuple[int, int], object] = {(1, 3): "grey", (2, 3): "grey", (2, 4): "blue", (1, 4): "grey"}
    bundles = bundles_of(looks, spots)
    assert set(bundles) == {(1, 3), (2, 3)}  # the third grey one leads elsewhere, the blue one looks otherwise
    parts = [Upright(1, 0, 50), Upright(1, 20, 50), Upright(1, 10, 60)]
    assert upright_tracks(parts, 1, [bundles[1, 3], bundles[2, 3], None]) == [0, 0, 1]


def test_a_register_beside_a_matrix_over_sheets_is_whole() -> None:
    for paper in ("A4", "A3", "A0"):
        scene = channels.draw(subject_of(example("online-shop"), "en"), ViewOptions(paper=paper))
        heads = [label for label in said(scene) if label == "Where data are lost"]
        assert len(heads) == 1
