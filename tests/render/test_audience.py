"""What an audience must not see is in no file made for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import pytest

from cxmap.cli.app import run
from cxmap.diagnostics import Text
from cxmap.document import Document, load_text
from cxmap.model.reading import places
from cxmap.model.workspace import Part
from cxmap.render.book import book_of
from cxmap.render.formats.html import book_html
from cxmap.render.formats.svg import book_svgs
from cxmap.render.options import ViewOptions
from cxmap.render.packs import pack_called
from cxmap.render.packs.building import pack_of
from cxmap.render.privacy.audiences import _HIDERS as _PLAIN_HIDERS
from cxmap.render.privacy.audiences import AUDIENCES, USUALLY_HIDDEN, AudienceName, seen, seen_by, sight_of
from cxmap.render.subject import subject_of
from cxmap.render.views import VIEWS
from cxmap.workspace import open_workspace
from tests.pictures import EXAMPLES, example

if TYPE_CHECKING:
    from pathlib import Path

_HIDERS = {*_PLAIN_HIDERS, "names"}
SECRET = "S3CRET"
MAP = """\
cxmap: 1
id: told
title: Told
owner: desk-{0}
teams: [{{id: desk-{0}, name: Desk {0}, contact: boss@{0}.org}}]
personas:
  - {{id: ann-{0}, name: Ann {0}, occupation: Nurse, quote: "Ann {0} said so", portrait: {0}.png}}
evidence: [{{id: log-{0}, kind: assumption, title: Log {0}, source: https://{0}.org, note: Note {0}}}]
metrics: [{{kind: kpi, name: Rate {0}, value: 1}}]
stages:
  - name: S
    touchpoints:
      - id: t
        name: T
        owner: desk-{0}
        consulted: desk-{0}
        personas: [ann-{0}]
        emotion: {{ann-{0}: -1}}
        thoughts: ["Where is Ann {0}?"]
        evidence: [log-{0}]
        metrics: [{{kind: kpi, name: Rate {0}, value: 1}}]
        pain_points: [{{id: p, text: Pain {0}, owner: desk-{0}, evidence: [log-{0}], personas: [ann-{0}]}}]
        opportunities: [{{id: o, text: Chance {0}, addresses: [p], owner: desk-{0}}}]
        backstage: [{{text: Back {0}, owner: desk-{0}}}]
        support: [{{text: System {0}}}]
        risks: [{{risk: Risk {0}, rule: Law {0}, control: Control {0}, owner: desk-{0}}}]
actions: [{{title: Act {0}, addresses: [o], cost: 98765, benefit: 87654, currency: CNY, ticket: T-{0}, owner: desk-{0}}}]
"""


def told(folder: Path, audiences: str = "") -> Document:
    (folder / "cxmap.yaml").write_text(f"cxmap: 1\n{audiences}", encoding="utf-8")
    return load_text(Text(str(folder / "map.yaml"), MAP.format(SECRET)), open_workspace(folder))


def everything_drawn(document: Document, language: str) -> str:
    subject = subject_of(document, "zh" if language == "zh" else "en")
    book = book_of(subject, VIEWS, ViewOptions())
    return "".join(book_svgs(book)) + book_html(book)


def test_every_part_can_be_hidden() -> None:
    assert set(get_args(Part)) == set(_HIDERS)
    assert all(set(parts) <= set(_HIDERS) for parts in USUALLY_HIDDEN.values())


def test_nothing_that_is_hidden_is_left_in_any_view_or_format(tmp_path: Path) -> None:
    every = json.dumps(sorted(_HIDERS))
    seen = seen_by(told(tmp_path, f"audiences: {{public: {{hides: {every}}}}}\n"), "public")
    for language in ("en", "zh"):
        drawn = everything_drawn(seen, language)
        assert SECRET.casefold() not in drawn.casefold()
        assert "98765" not in drawn.replace(",", "")
        assert "Nurse" in drawn


@pytest.mark.parametrize("part", sorted(_HIDERS))
def test_each_part_hides_something_and_no_more(tmp_path: Path, part: str) -> None:
    document = told(tmp_path, f"audiences: {{public: {{hides: [{part}]}}}}\n")
    held = "98765" if part == "costs" else SECRET
    before, after = (repr((d.journey, d.library)).count(held) for d in (document, seen_by(document, "public")))
    assert after < before
    assert SECRET in everything_drawn(seen_by(document, "public"), "en")


_FALSE = (
    "it has no",
    "None of the",
    ": 0 of",
    "nobody",
    "no owner",
    "no team",
    "没有合规风险",
    "没有责任团队",
    "没有说明原因",
)


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
@pytest.mark.parametrize("pack", ["training", "board"])
def test_what_is_hidden_is_not_said_to_be_missing(name: str, pack: str) -> None:
    shown = pack_called(pack)
    assert shown is not None
    document = example(name)
    for language in ("en", "zh"):
        subject = subject_of(seen_by(document, "public"), "zh" if language == "zh" else "en")
        own = pack_of(subject_of(document, subject.language), shown, ViewOptions())
        drawn = pack_of(subject, shown, ViewOptions())
        said = [
            [text for table in book.plates[1].tables for row in table.rows for text in row] for book in (drawn, own)
        ]
        assert [text for text in said[0] if any(false in text for false in _FALSE) and text not in said[1]] == []
        views = {plate.view.id for plate in drawn.plates}
        assert not views & {"plan", "trace", "risks", "owners", "blueprint"}
        assert {one.view.id for one in drawn.missing if one.hidden} >= {"plan", "risks", "owners"} & {
            part.view for part in shown.parts
        }


def test_a_view_is_left_out_only_where_what_it_rests_on_is_hidden(tmp_path: Path) -> None:
    document = told(tmp_path)
    views = {audience: {view.id for view in VIEWS} for audience in AUDIENCES}
    for audience in AUDIENCES:
        book = book_of(subject_of(seen_by(document, audience), "en"), VIEWS, ViewOptions())
        views[audience] = {one.view.id for one in book.missing if one.hidden}
    assert views == {
        "client": set(),
        "internal": set(),
        "public": {"blueprint", "plan", "trace", "risks", "owners"},
    }


@pytest.mark.parametrize(("hides", "said"), [("[]", True), ("[quotes]", False), ("[pain_points]", False)])
def test_a_turn_has_no_missing_reason_where_reasons_are_hidden(tmp_path: Path, hides: str, said: bool) -> None:
    (tmp_path / "cxmap.yaml").write_text(f"cxmap: 1\naudiences: {{client: {{hides: {hides}}}}}\n", encoding="utf-8")
    content = (
        "cxmap: 1\nid: m\ntitle: T\nstages: [{name: S, touchpoints: [{name: A, emotion: 2}, {name: B, emotion: -2}]}]\n"
    )
    document = seen_by(load_text(Text(str(tmp_path / "m.yaml"), content), open_workspace(tmp_path)), "client")
    assert ("does not say why" in everything_drawn(document, "en")) is said


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_one_sees_all_of_the_curve_and_no_name(name: str) -> None:
    document = example(name)
    seen = seen_by(document, "public")
    scores = [sorted(map(str, p.touchpoint.emotion.values())) for p in places(document.journey)]
    assert [sorted(map(str, p.touchpoint.emotion.values())) for p in places(seen.journey)] == scores
    names = [
        text
        for persona in document.journey.personas
        if (full := document.library.personas[persona.id].name) is not None
        for text in ([full] if isinstance(full, str) else [full.zh, full.en])
        if text
    ]
    assert names
    drawn = everything_drawn(seen, "en") + everything_drawn(seen, "zh")
    assert [text for text in names if text in drawn] == []
    assert [persona.id for persona in document.journey.personas if f'"{persona.id}"' in drawn] == []


def test_an_assumption_stays_dashed_where_evidence_is_hidden(tmp_path: Path) -> None:
    document = told(tmp_path, "audiences: {public: {hides: [evidence]}}\n")
    before, after = (subject_of(d, "en") for d in (document, seen_by(document, "public")))
    assert before.is_assumed(before.columns[0].touchpoint)
    assert after.is_assumed(after.columns[0].touchpoint)


def test_listed_names_and_personal_data_are_blacked_out(tmp_path: Path) -> None:
    content = MAP.format("x").replace("Where is Ann x?", "王经理 said: call j.meyer@web.de or 13812345678")
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\naudiences: {public: {names: [王经理]}}\n", encoding="utf-8")
    document = load_text(Text(str(tmp_path / "map.yaml"), content), open_workspace(tmp_path))
    (thought,) = seen_by(document, "public").journey.stages[0].touchpoints[0].thoughts
    assert thought == "███ said: call ████ or ████"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_source_goes_only_to_who_may_see_everything(tmp_path: Path, audience: AudienceName) -> None:
    document = told(tmp_path)
    assert sight_of(audience, document).spares is bool(USUALLY_HIDDEN[audience])
    (tmp_path / "map.yaml").write_text(MAP.format("x"), encoding="utf-8")
    arguments = ["render", str(tmp_path / "map.yaml"), "-o", str(tmp_path), "--embed-source", "--to", "svg"]
    code = run([*arguments, "--audience", audience])
    assert code == (2 if USUALLY_HIDDEN[audience] else 0)


def test_two_personas_of_one_trade_are_told_apart(tmp_path: Path) -> None:
    content = "cxmap: 1\nid: m\ntitle: T\npersonas: [{id: a, name: A B, occupation: Nurse}, {id: b, name: C D, occupation: Nurse}, {id: c}]\nstages: [S]\n"
    seen = seen_by(load_text(Text("m.yaml", content)), "public")
    assert [actor.name for actor in subject_of(seen, "en").actors] == ["Nurse", "Nurse 2", "Persona 3"]


def test_the_source_is_kept_though_nothing_that_is_hidden_is_on_the_map(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\naudiences: {internal: {names: [Nobody Here]}}\n", encoding="utf-8")
    path = tmp_path / "m.yaml"
    path.write_text("cxmap: 1\nid: m\ntitle: T # not Nobody Here\nstages: [S]\n", encoding="utf-8")
    arguments = ["render", str(path), "-o", str(tmp_path / "out"), "--embed-source", "--to", "svg"]
    assert run([*arguments, "--audience", "internal"]) == 2
    assert run([*arguments, "--audience", "public"]) == 2


NAMED = """\
cxmap: 1
id: m
title: The way to Maria Santos
scope: {from: Asks Maria, to: Ends with Maria Santos}
personas:
  - {id: maria, name: Maria Santos, occupation: Nurse, needs: [{id: maria, text: Maria needs calm}]}
  - {id: may}
evidence: [{id: talk, kind: interview, title: Talk with MariaSantos}]
channels: [{id: desk, name: Desk of Maria  Santos}]
stages:
  - name: S
    touchpoints:
      - {id: t, name: T, channel: desk, evidence: talk, needs: [maria], thoughts: ["It may be", "请Maria Santos签字", 周女士]}
"""


def named(folder: Path, more: str = "") -> Document:
    shared = "library: {personas: [{id: zhou, name: 周敏}]}\ntheme: {footer: Ask Maria Santos}\n"
    (folder / "cxmap.yaml").write_text(f"cxmap: 1\n{shared}{more}", encoding="utf-8")
    return load_text(Text(str(folder / "map.yaml"), NAMED), open_workspace(folder))


def test_a_name_is_in_no_text_of_any_record_nor_in_the_footer(tmp_path: Path) -> None:
    seen = seen_by(named(tmp_path), "public")
    journey, touchpoint = seen.journey, seen.journey.stages[0].touchpoints[0]
    assert "aria" not in repr(subject_of(seen, "en").theme)
    assert journey.personas[0].needs[0].text == "Nurse needs calm"
    assert journey.scope is not None
    assert (journey.scope.from_, journey.scope.to) == ("Asks Nurse", "Ends with Nurse")
    assert seen.library.channels["desk"].name == "Desk of Nurse"
    assert (touchpoint.needs, touchpoint.channel, touchpoint.evidence) == (("maria",), "desk", ("talk",))
    assert touchpoint.thoughts == ("It may be", "请Nurse签字", "another persona")


def test_maps_drawn_together_are_seen_alike_and_a_persona_keeps_its_number(tmp_path: Path) -> None:
    first = named(tmp_path, "audiences: {public: {hides: [names, plan], names: [Secret]}}\n")
    text = "cxmap: 1\nid: n\ntitle: Secret of Maria Santos\npersonas: [{id: new, name: New Person}, {id: maria, name: Maria Santos}]\nstages: [S]\nactions: [A]\n"
    other = load_text(Text("n.yaml", text))
    sight = sight_of("public", first, other)
    ours, theirs = seen(first, sight), seen(other, sight)
    assert [p.id for p in ours.journey.personas] == ["persona-1", "persona-2"]
    assert [p.id for p in theirs.journey.personas] == ["persona-3", "persona-1"]
    assert (theirs.journey.title, theirs.journey.actions) == ("██████ of Nurse", ())


def test_a_persona_is_chosen_by_its_own_id_though_it_is_not_named(tmp_path: Path) -> None:
    named(tmp_path)
    (tmp_path / "map.yaml").write_text(NAMED, encoding="utf-8")
    arguments = ["render", str(tmp_path / "map.yaml"), "-o", str(tmp_path / "out"), "--to", "svg"]
    assert run([*arguments, "--audience", "public", "--persona", "maria"]) == 0
    assert run([*arguments, "--audience", "public", "--persona", "nobody"]) == 2


def test_an_id_that_is_shown_for_want_of_a_name_names_nobody(tmp_path: Path) -> None:
    text = """\
cxmap: 1
id: m
title: T
personas: [{id: li-wei, name: Li Wei, occupation: Nurse}]
channels: [{id: desk-of-li-wei}]
stages: [{id: s, touchpoints: [{id: call-li-wei, channel: desk-of-li-wei}]}]
"""
    seen = seen_by(load_text(Text(str(tmp_path / "m.yaml"), text)), "client")
    assert seen.library.channel_name("desk-of-li-wei", "en") == "desk-of-Nurse"
    assert [place.touchpoint.name for place in places(seen.journey)] == ["call-Nurse"]


def test_what_stands_in_place_of_a_name_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\naudiences: {client: {names: [Acme]}}\n", encoding="utf-8")
    text = """\
cxmap: 1
id: m
title: Chen Hao asks
personas:
  - {id: a, name: Li Wei, occupation: Clerk at Acme}
  - {id: b, name: Chen Hao, occupation: Husband of Li Wei}
  - {id: c, name: Commuter, occupation: Commuter}
stages: [S]
"""
    document = seen_by(load_text(Text(str(tmp_path / "m.yaml"), text), open_workspace(tmp_path)), "client")
    assert document.journey.title == "Husband of ██████ asks"
    assert [actor.name for actor in subject_of(document, "en").actors] == [
        "Clerk at ████",
        "Husband of ██████",
        "Commuter",
    ]
