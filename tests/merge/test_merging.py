"""Merging three texts: what either side did is in the result, or in a conflict at that place alone."""

from __future__ import annotations

import copy
import os
import re
import subprocess
import time
from collections import Counter
from io import StringIO
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from cxmap.diagnostics import InvalidFile, Text
from cxmap.document import load_text
from cxmap.merge import merge_texts
from cxmap.merge.markers import marked, sides_of
from cxmap.merge.opening import opened
from cxmap.source import parse, read_text
from cxmap.source.comments import comments_of
from tests.diff.maps import BASE as DATA
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.merge import Outcome

BASE = """\
cxmap: 1
id: visit
title: Visit
language: en
teams: [{id: ward, name: Ward}, {id: it, name: IT}]
evidence: [{id: survey, title: Survey}, {id: calls, title: Calls}]
stages:
  - id: arrive
    name: Arriving
    touchpoints:
      # the entrance
      - id: door
        name: Door
        owner: ward
        emotion: 1
        thoughts: [Where do I go?]
        pain_points:
          - {id: signs, text: No signs, severity: low}
      - {id: desk, name: Desk, emotion: 0}
  - id: treat
    name: Being treated
    goal: To be well
    touchpoints:
      - {id: doctor, name: Doctor}
"""
DESK = "      - {id: desk, name: Desk, emotion: 0}\n"
_TREAT = BASE.index("  - id: treat")
TREAT_FIRST = BASE[: BASE.index("  - id: arrive")] + BASE[_TREAT:] + BASE[BASE.index("  - id: arrive") : _TREAT]
DESK_MOVED = BASE.replace(DESK, "") + DESK


def put(old: str, new: str, content: str = BASE) -> str:
    assert old in content
    return content.replace(old, new, 1)


def merged(ours: str, theirs: str, base: str = BASE) -> Outcome:
    """Merge without the help of a merge by lines."""
    return merge_texts(Text("base", base), Text("ours", ours), Text("theirs", theirs), lambda: None)


SCENARIOS = {
    "adjacent keys": (
        put("owner: ward", "owner: it"),
        put("emotion: 1", "emotion: 2"),
        put("owner: ward\n        emotion: 1", "owner: it\n        emotion: 2"),
    ),
    "both append to a list of texts": (
        put("[Where do I go?]", "[Where do I go?, Left?]"),
        put("[Where do I go?]", "[Where do I go?, Right?]"),
        put("[Where do I go?]", "[Where do I go?, Left?, Right?]"),
    ),
    "both append to a list of things": (
        put("severity: low}\n", "severity: low}\n          - {id: a, text: A}\n"),
        put("severity: low}\n", "severity: low}\n          # heard at the door\n          - {id: b, text: B}\n"),
        put(
            "severity: low}\n",
            "severity: low}\n          - {id: a, text: A}\n          # heard at the door\n          - {id: b, text: B}\n",
        ),
    ),
    "a stage moved against an edit": (
        TREAT_FIRST,
        put("emotion: 0", "emotion: -2"),
        put("emotion: 0", "emotion: -2", TREAT_FIRST),
    ),
    "an edit against a stage moved": (
        put("emotion: 0", "emotion: -2"),
        TREAT_FIRST,
        put("emotion: 0", "emotion: -2", TREAT_FIRST),
    ),
    "a touchpoint moved to another stage against an edit": (
        DESK_MOVED,
        put("emotion: 0", "emotion: 2"),
        put("emotion: 0", "emotion: 2", DESK_MOVED),
    ),
    "an edit against a touchpoint moved to another stage": (
        put("emotion: 0", "emotion: 2"),
        DESK_MOVED,
        put("emotion: 0", "emotion: 2", DESK_MOVED),
    ),
    "requoted against an edit": (
        put("name: Door", "name: 'Door'"),
        put("owner: ward", "owner: it"),
        put("name: Door\n        owner: ward", "name: 'Door'\n        owner: it"),
    ),
    "a comment against an edit": (
        put("emotion: 1", "emotion: 1  # asked twice"),
        put("emotion: 1", "emotion: 2"),
        put("emotion: 1", "emotion: 2  # asked twice"),
    ),
    "an edit against a comment": (
        put("emotion: 1", "emotion: 2"),
        put("emotion: 1", "emotion: 1  # asked twice"),
        put("        emotion: 1", "        # asked twice\n        emotion: 2"),
    ),
    "a renamed id against a new reference": (
        put("owner: ward", "owner: wards", put("{id: ward,", "{id: wards,")),
        put("name: Desk,", "name: Desk, owner: ward,"),
        put(
            "emotion: 0}",
            "emotion: 0, owner: wards}",
            put("owner: ward", "owner: wards", put("{id: ward,", "{id: wards,")),
        ),
    ),
    "the same entry twice": (
        put("[Where do I go?]", "[Where do I go?, Where do I go?]"),
        put("[Where do I go?]", "[Where do I go?, Left?]"),
        put("[Where do I go?]", "[Where do I go?, Where do I go?, Left?]"),
    ),
    "an entry removed against another one added": (
        put("thoughts: [Where do I go?]", "thoughts: [Where do I go?]\n        feelings: [fear]"),
        put("[Where do I go?]", "[It smells of coffee]"),
        put("thoughts: [Where do I go?]", "thoughts: [It smells of coffee]\n        feelings: [fear]"),
    ),
    "two languages": (
        put("title: Visit", "title: {en: A visit}"),
        put("title: Visit", "title: {en: Visit, zh: 就诊}"),
        None,
    ),
    "the same on both sides": (
        put("emotion: 1", "emotion: 2"),
        put("emotion: 1", "emotion: 2"),
        put("emotion: 1", "emotion: 2"),
    ),
    "removed on both sides": (put(DESK, ""), put(DESK, ""), put(DESK, "")),
    "a key added on each side": (
        put("emotion: 1\n", "emotion: 1\n        wait: 5min\n"),
        put("emotion: 1\n", "emotion: 1\n        duration: 3min  # by the clock\n"),
        None,
    ),
}


@pytest.mark.parametrize("name", [name for name, case in SCENARIOS.items() if case[2] is not None])
def test_what_does_not_touch_merges_cleanly_and_nothing_else_changes(name: str) -> None:
    ours, theirs, wanted = SCENARIOS[name]
    found = merged(ours, theirs)
    assert found.clean
    assert found.content == wanted


def test_keys_added_on_both_sides_are_both_there_with_their_comments() -> None:
    found = merged(*SCENARIOS["a key added on each side"][:2])
    assert found.clean
    assert "wait: 5min\n" in found.content
    assert "duration: 3min  # by the clock\n" in found.content


QUEUE = put(
    "        thoughts: [Where do I go?]\n",
    "        actions:\n"
    "          - walk to the shop     # 5 min\n"
    "          # by the clock\n"
    "          - stand in the queue   # 9 min\n"
    "          - pay at the till\n",
)


@pytest.mark.parametrize("swapped", [False, True])
def test_entries_that_are_reworded_stay_where_they_are_with_what_stands_beside_them(swapped: bool) -> None:
    ours = QUEUE.replace("stand in the queue", "stand in the long queue")
    theirs = QUEUE.replace("walk to the shop", "walk to the big shop")
    found = merged(*((theirs, ours) if swapped else (ours, theirs)), QUEUE)
    assert found.clean
    wanted = ours.replace("walk to the shop", "walk to the big shop")
    assert re.sub(" +#", " #", found.content) == re.sub(" +#", " #", wanted)


@pytest.mark.parametrize("swapped", [False, True])
def test_entries_in_another_order_take_the_other_sides_words(swapped: bool) -> None:
    base = put("[Where do I go?]", "[walk to the shop, stand in the queue, pay at the till]")
    ours = base.replace("walk to the shop, stand in the queue", "stand in the queue, walk to the shop")
    theirs = base.replace("walk to the shop", "walk to the big shop")
    found = merged(*((theirs, ours) if swapped else (ours, theirs)), base)
    assert found.clean
    assert "[stand in the queue, walk to the big shop, pay at the till]" in found.content


def test_entries_that_are_there_twice() -> None:
    base = put("[Where do I go?]", "[aaa, bbb, aaa]")
    found = merged(base.replace("[aaa, bbb", "[bbb"), base.replace("aaa]", "aaa, ddd]"), base)
    assert found.clean
    assert "[bbb, aaa, ddd]" in found.content
    twice = merged(base.replace("aaa]", "aaa, new, new]"), base, base)
    assert "[aaa, bbb, aaa, new, new]" in twice.content


CONFLICTS = {
    "one field": (
        put("emotion: 1", "emotion: -1"),
        put("emotion: 1", "emotion: 2"),
        "        emotion: -1\n",
        "        emotion: 2\n",
    ),
    "one field of a thing on one line": (
        put("emotion: 0}", "emotion: -1, wait: 5min}"),
        put("emotion: 0}", "emotion: 2, owner: it}"),
        "        emotion: -1\n",
        "        emotion: 2\n",
    ),
    "removed against edited": (
        put(DESK, ""),
        put("emotion: 0", "emotion: 2"),
        "",
        put("emotion: 0", "emotion: 2", DESK),
    ),
    "edited against removed": (
        put("emotion: 0", "emotion: 2"),
        put(DESK, ""),
        put("emotion: 0", "emotion: 2", DESK),
        "",
    ),
    "an entry removed against the same said otherwise": (
        put("        thoughts: [Where do I go?]\n", ""),
        put("[Where do I go?]", "[Where do we go?]"),
        "",
        "        thoughts: [Where do we go?]\n",
    ),
    "the same entry said otherwise": (
        put("[Where do I go?]", "[Where am I to go?]"),
        put("[Where do I go?]", "[Where shall I go?]"),
        "        thoughts: [Where am I to go?]\n",
        "        thoughts: [Where shall I go?]\n",
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_is_marked_at_its_place_alone(name: str) -> None:
    ours, theirs, one, other = CONFLICTS[name]
    found = merged(ours, theirs)
    assert len(found.conflicts) == 1
    assert f"<<<<<<< ours\n{one}=======\n{other}>>>>>>> theirs\n" in found.content
    assert found.content.count("<<<<<<<") == 1
    assert found.faults == ()


def test_a_thing_on_one_line_is_opened_where_it_is_in_conflict_and_nowhere_else() -> None:
    base = put(
        "emotion: 0}",
        "emotion: {ann: 0, bo: 1}, wait: 5min}  # the desk",
        put("cxmap: 1", "cxmap: 1\npersonas: [{id: ann, name: Ann}, {id: bo, name: Bo}]"),
    )
    ours, theirs = base.replace("ann: 0", "ann: 1"), base.replace("ann: 0, bo: 1", "ann: 2, bo: -1")
    found = merged(ours, theirs, base)
    assert len(found.conflicts) == 1
    assert (
        """\
      - id: desk  # the desk
        name: Desk
        emotion:
<<<<<<< ours
          ann: 1
=======
          ann: 2
>>>>>>> theirs
          bo: -1
        wait: 5min
"""
        in found.content
    )
    assert "{id: doctor, name: Doctor}" in found.content


@pytest.mark.parametrize(
    "line", ["{a: 1, 'b c': [x, {y: 1}], d}", "{? a : 1, b: 2}", "{a: &x 1, b: 2}", '{"a": "x, {", b: #\n  1}']
)
def test_what_is_opened_says_what_it_said(line: str) -> None:
    one = f"k:\n  - {line}\n  - m: {line}\n"
    other = one.replace("1", "3")
    for before, after in zip((one, other), opened(one, other), strict=True):
        assert parse(Text("", before)).data == parse(Text("", after)).data


def test_ids_given_on_both_sides_to_different_things_are_said() -> None:
    found = merged(put(DESK, DESK + "      - {id: new, name: New one}\n"), BASE + "      - {id: new, name: Another}\n")
    assert not found.clean
    assert "New one" in found.content
    assert "Another" in found.content


def test_a_reference_that_leads_nowhere_after_the_merge_is_said() -> None:
    found = merged(put(", {id: calls, title: Calls}", ""), put("emotion: 1", "emotion: 1\n        evidence: [calls]"))
    assert not found.conflicts
    assert [fault.code for fault in found.faults] == ["unknown-evidence"] or found.faults
    assert not found.clean


def test_line_ends_stay_and_a_merge_by_lines_is_taken_where_it_says_the_same() -> None:
    found = merged(put("emotion: 1", "emotion: 2").replace("\n", "\r\n"), put("owner: ward", "owner: it"))
    assert found.content == put("owner: ward\n        emotion: 1", "owner: it\n        emotion: 2").replace(
        "\n", "\r\n"
    )
    by_lines = put("name: Doctor", "name: Doctor    ", put("emotion: 1", "emotion: 2"))
    texts = (Text("b", BASE), Text("o", put("emotion: 1", "emotion: 2")), Text("t", BASE))
    assert merge_texts(*texts, lambda: by_lines).content == by_lines
    wrong = put("emotion: 1", "emotion: -2")
    assert merge_texts(*texts, lambda: wrong).content == texts[1].content


def test_what_is_no_map_is_not_merged() -> None:
    with pytest.raises(InvalidFile):
        merged(BASE, put("stages:", "stagse:"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_one_side_alone_is_taken_as_it_is(path: Path) -> None:
    text = read_text(path)
    workspace = _workspace(path)
    changed = Text(text.name, text.content.replace("emotion:", "emotion :", 1) + "# the end\n")
    for ours, theirs, wanted in ((text, text, text), (changed, text, changed), (changed, changed, changed)):
        found = merge_texts(text, ours, theirs, lambda: None, workspace=workspace)
        assert found.clean
        assert found.content == wanted.content


def _workspace(path: Path) -> Any:
    from cxmap.workspace import workspace_of

    return workspace_of(path.parent)


CASES = int(os.environ.get("CXMAP_CASES", "100"))
"""How many random pairs are merged; a nightly run takes 10,000."""


def written(data: Any, random: Random) -> str:
    stream = StringIO()
    yaml = YAML()
    yaml.default_flow_style = random.choice([False, None])
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(data, stream)
    return stream.getvalue()


def edited(data: Any, random: Random, side: str) -> Any:
    """Return a valid map after some changes of all kinds; what is new says which side it is of."""
    data = copy.deepcopy(data)
    for number in range(random.randint(1, 6)):
        stage = random.choice(data["stages"])
        named = [each for each in stage["touchpoints"] if isinstance(each, dict)]
        touchpoint = random.choice(named) if named else None
        new = f"{side} {number} {random.randrange(1000)}"
        match random.randrange(13):
            case 0 if touchpoint:
                touchpoint["name"] = {"en": f"Name {new}"}
            case 1 if touchpoint:
                touchpoint["emotion"] = {"ann": random.randint(-2, 2), "bo": random.randint(-2, 2)}
            case 2 if touchpoint:
                touchpoint.setdefault("thoughts", []).append(f"Thought {new}")
            case 3 if touchpoint:
                pains = touchpoint.setdefault("pain_points", [])
                pains.insert(random.randint(0, len(pains)), {"id": new.replace(" ", "-"), "text": f"Pain {new}"})
            case 4 if touchpoint and "thoughts" in touchpoint and touchpoint["thoughts"]:
                touchpoint["thoughts"].pop()
            case 5:
                stage["touchpoints"].insert(0, {"id": new.replace(" ", "-"), "name": f"Touchpoint {new}"})
            case 6:
                random.shuffle(data["stages"])
            case 7 if len(stage["touchpoints"]) > 1:
                random.choice(data["stages"])["touchpoints"].append(stage["touchpoints"].pop())
            case 8:
                data["actions"].append({"title": f"Action {new}"})
            case 9 if touchpoint and "frontstage" in touchpoint:
                touchpoint["frontstage"] = [*touchpoint["frontstage"], f"Step {new}"]
            case 10:
                data["stages"].append(
                    {
                        "id": new.replace(" ", "-"),
                        "name": f"Stage {new}",
                        "touchpoints": [stage["touchpoints"].pop()]
                        if len(stage["touchpoints"]) > 1
                        else [f"Bare {new}"],
                    }
                )
            case 11:
                data["personas"][0]["quote"] = f"Quote {new}"
            case 12 if (
                len(data["stages"][-1]["touchpoints"]) > 1
                and isinstance(last := data["stages"][-1]["touchpoints"][-1], dict)
                and last["id"] == "pharmacy"
            ):
                data["stages"][-1]["touchpoints"].pop()
            case _:
                data["version"] = new
    return data


def leaves(data: Any, at: str = "") -> Counter[tuple[str, str]]:
    """Count the values of data, each with the name of its field."""
    found: Counter[tuple[str, str]] = Counter()
    if isinstance(data, dict):
        for key, value in data.items():
            found += leaves(value, key)
    elif isinstance(data, list):
        for value in data:
            found += leaves(value, at)
    else:
        found[(at, str(data))] += 1
    return found


def unordered(data: Any) -> Any:
    """Return data in which the order of lists says nothing."""
    if isinstance(data, dict):
        return {key: unordered(value) for key, value in data.items()}
    return sorted(map(unordered, data), key=repr) if isinstance(data, list) else data


@pytest.mark.parametrize("seed", range(10))
def test_nothing_of_either_side_is_lost(seed: int) -> None:
    """Random pairs: what either side wrote is in the result or between markers, and the sides may change places."""
    random = Random(seed)
    base = written(DATA, random)
    old = leaves(parse(Text("", base)).data)
    for _ in range(CASES // 10):
        ours, theirs = (written(edited(DATA, random, side), random) for side in ("ours", "theirs"))
        found, again = merged(ours, theirs, base), merged(theirs, ours, base)
        assert found.faults == ()
        assert bool(found.conflicts) == bool(again.conflicts)
        result = Counter[tuple[str, str]]()
        for side in _sides(found.content):
            load_text(Text("side", side))
            result |= leaves(parse(Text("", side)).data)
        for side in (ours, theirs):
            assert not leaves(parse(Text("", side)).data) - old - result
        if not found.conflicts:
            assert unordered(parse(Text("", found.content)).data) == unordered(parse(Text("", again.content)).data)


@pytest.mark.parametrize("seed", range(4))
def test_against_what_did_not_change_a_merge_is_the_other_side(seed: int) -> None:
    random = Random(seed)
    base = written(DATA, random)
    for _ in range(max(CASES // 20, 1)):
        side = written(edited(DATA, random, "side"), random)
        for ours, theirs in ((base, side), (side, base), (side, side)):
            found = merged(ours, theirs, base)
            assert found.clean
            assert parse(Text("", found.content)).data == parse(Text("", side)).data


def _sides(content: str) -> list[str]:
    """Return both texts that conflict markers stand for."""
    sides: list[list[str]] = [[], []]
    where = None
    for line in content.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            where = 0
        elif line == "=======\n":
            where = 1
        elif line.startswith(">>>>>>> "):
            where = None
        else:
            for side in (0, 1) if where is None else (where,):
                sides[side].append(line)
    return ["".join(side) for side in sides]


def test_comments_of_both_sides_are_kept() -> None:
    ours = put("emotion: 1", "emotion: 2  # ours, beside", put("  - id: treat", "  # ours, above\n  - id: treat"))
    theirs = put("name: Door", "name: Front door  # theirs, beside", put("cxmap: 1", "# theirs, at the top\ncxmap: 1"))
    found = merged(ours, theirs)
    assert found.clean
    said = [comment.text for comment in comments_of(parse(Text("", found.content)))]
    assert sorted(said) == sorted(
        ["# the entrance", "# ours, beside", "# ours, above", "# theirs, beside", "# theirs, at the top"]
    )


def git_merges(folder: Path, ours: str, theirs: str, base: str = BASE) -> bool:
    """Whether git, which merges by lines, sees no conflict."""
    for file, content in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / file).write_text(content, encoding="utf-8")
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        "adjacent keys",
        "both append to a list of texts",
        "both append to a list of things",
        "a stage moved against an edit",
        "requoted against an edit",
        "a comment against an edit",
    ],
)
def test_git_has_conflicts_where_there_are_none(tmp_path: Path, name: str) -> None:
    ours, theirs, _ = SCENARIOS[name]
    assert not git_merges(tmp_path, ours, theirs)
    assert merged(ours, theirs).clean


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        (put("  - id: treat", "  - {id: new, name: New one, touchpoints: [{id: a, name: A}]}\n  - id: treat"),
         BASE + "  - {id: new, name: Another, touchpoints: [{id: b, name: B}]}\n", "duplicate-id"),
        (put(", {id: calls, title: Calls}", ""),
         put("{id: doctor, name: Doctor}", "{id: doctor, name: Doctor, evidence: [calls]}"), "unknown-reference"),
    ],
    ids=["the same id given twice", "a reference to what the other removed"],
)  # fmt: skip
def test_git_merges_cleanly_what_is_wrong(tmp_path: Path, ours: str, theirs: str, code: str) -> None:
    assert git_merges(tmp_path, ours, theirs)
    found = merged(ours, theirs)
    assert not found.clean
    assert code in [fault.code for fault in found.faults] or found.conflicts


@pytest.mark.parametrize("name", ["one field", "removed against edited"])
def test_git_and_cxmap_agree_on_what_is_a_conflict(tmp_path: Path, name: str) -> None:
    ours, theirs, *_ = CONFLICTS[name]
    assert not git_merges(tmp_path, ours, theirs)
    assert merged(ours, theirs).conflicts


def test_a_mapping_can_be_copied() -> None:
    from cxmap.merge.nodes import Node, plain

    node = Node("step", 1, "ours", ("a",), short=True)
    node["text"] = "x"
    twin = copy.deepcopy(node)
    assert (twin.uid, twin.paths, plain(twin)) == (1, {"ours": ("a",)}, "x")


def test_a_comment_is_never_put_into_a_text() -> None:
    noted = put("title: Visit\n", "title: Visit\ndescription: |\n  Notes follow\n  goal: To be well\n  end\n")
    ours = put("{id: it, name: IT}", "{id: it, name: Machines}", noted)
    theirs = put("    goal: To be well\n", "    # because they asked\n    goal: To be well\n", noted)
    found = merged(ours, theirs, noted)
    assert found.clean
    assert "    # because they asked\n    goal: To be well\n" in found.content
    data = parse(Text("", found.content)).data
    assert data["description"] == "Notes follow\ngoal: To be well\nend\n"
    assert [comment.text for comment in comments_of(parse(Text("", found.content)))] == [
        "# the entrance",
        "# because they asked",
    ]


def test_the_same_comment_in_two_places_is_there_twice_and_one_at_the_end_stays_there() -> None:
    ours = put("        owner: ward", "        # TODO\n        owner: it")
    theirs = put("    goal:", "    # TODO\n    goal:", put("name: Door", "name: The door")) + "# the end\n"
    found = merged(ours, theirs)
    assert found.content.count("# TODO\n") == 2
    assert found.content.endswith("# the end\n")


def test_a_comment_that_all_have_stays_though_its_list_is_written_anew() -> None:
    base = put("[Where do I go?]", "[\n            Where do I go?,  # first\n            Left?,\n          ]")
    found = merged(put("Left?,", "Left?, Right?,", base), put("Left?,", "Left?, Back?,", base), base)
    assert found.clean
    assert "# first" in found.content
    assert all(each in found.content for each in ("Right?", "Back?"))


def test_things_that_are_parted_by_empty_lines_keep_them_and_merge() -> None:
    base = put("  - id: treat", "\n  - id: treat", put(DESK, "\n" + DESK))
    swapped = (
        base[: base.index("  - id: arrive")]
        + base[base.index("\n  - id: treat") + 1 :]
        + "\n"
        + base[base.index("  - id: arrive") : base.index("\n  - id: treat")]
    )
    for ours, theirs in (
        (put("emotion: 0", "emotion: 2", base), swapped),
        (swapped, put("emotion: 0", "emotion: 2", base)),
    ):
        found = merged(ours, theirs, base)
        assert found.clean
        stages = parse(Text("", found.content)).data["stages"]
        assert [stage["id"] for stage in stages] == ["treat", "arrive"]
        assert stages[1]["touchpoints"][1]["emotion"] == 2
        assert found.content.count("\n\n") == 2


@pytest.mark.parametrize("gone", [DESK, "stage"])
def test_what_one_side_moved_and_the_other_removed_is_a_conflict(gone: str) -> None:
    arrive, treat = BASE.index("  - id: arrive"), BASE.index("  - id: treat")
    removed = put(DESK, "") if gone == DESK else BASE[:arrive] + BASE[treat:]
    for ours, theirs in ((DESK_MOVED, removed), (removed, DESK_MOVED)):
        found = merged(ours, theirs)
        assert ("visit", "desk") in found.conflicts
        assert "id: desk" in found.content
        for side in _sides(found.content):
            load_text(Text("side", side))


def test_a_single_thing_without_brackets_stays_as_it_is_written() -> None:
    base = put("name: Door", "name: Door\n        next: desk")
    found = merged(put("emotion: 1", "emotion: 2", base), put("owner: ward", "owner: it", base), base)
    assert found.clean
    assert "        next: desk\n" in found.content


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("a: 1, b: 2, c: 3, d: 4", "a: 1"), ("a: 1, b: 2, c: 3, d: 4", "d: 4"), ("a: 1, b: 2, c: 3, d: 4", "b: 2"),
        ("a: 1, b: 2, c: 3, d: 4", "a: 1, c: 3"), ("a: 1, b: 2, c: 3, d: 4", "b: 2, d: 4"), ("a: 1, b: 2", "c: 3"),
        ("a: 1, b: 2, c: 3, d: 4", "b: 2, e: 5"),
    ],
)  # fmt: skip
def test_entries_are_taken_out_of_brackets(was: str, now: str) -> None:
    """Scores of a honeycomb, by dimensions: of one side some are gone, and the other has edited another field."""
    names = {"a": "useful", "b": "usable", "c": "findable", "d": "credible", "e": "desirable"}

    def scored(scores: str) -> str:
        return re.sub("[a-e]", lambda found: names[found[0]], scores)

    base = put("emotion: 0}", f"emotion: 0, honeycomb: {{{scored(was)}}}}}")
    theirs = base.replace(scored(was), scored(now))
    found = merged(base.replace("emotion: 0", "emotion: 2"), theirs, base)
    assert found.clean
    assert f"emotion: 2, honeycomb: {{{scored(now)}}}}}" in found.content


STAGES = put(
    "  - id: treat",
    "  - {id: pay, name: Paying, touchpoints: [{id: till, name: Till}]}\n  - id: treat",
)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_stage_that_is_gone_and_moved_into_is_a_conflict_at_its_place(swapped: bool) -> None:
    moved = STAGES.replace(DESK, "").replace(
        "[{id: till, name: Till}]", "[{id: till, name: Till}, {id: desk, name: Desk, emotion: 0}]"
    )
    gone = STAGES.replace("  - {id: pay, name: Paying, touchpoints: [{id: till, name: Till}]}\n", "")
    found = merged(*((moved, gone) if swapped else (gone, moved)), STAGES)
    assert found.conflicts
    for side in _sides(found.content):
        assert "id: desk" in side
        ids = [stage["id"] for stage in parse(Text("", side)).data["stages"]]
        assert [id_ for id_ in ids if id_ != "pay"] == ["arrive", "treat"]
        assert ids in (["arrive", "treat"], ["arrive", "pay", "treat"])


def test_what_the_library_of_another_commit_has_is_no_fault_and_no_hindrance() -> None:
    theirs = put("name: Doctor", "name: Doctor, evidence: [new-in-their-library]")
    found = merged(put("name: Door", "name: Gate"), theirs)
    assert found.clean
    assert "name: Gate" in found.content
    assert "new-in-their-library" in found.content


def test_a_base_with_markers_is_one_of_its_sides() -> None:
    crossed = put("        emotion: 1\n", "<<<<<<< one\n        emotion: 1\n=======\n        emotion: 2\n>>>>>>> two\n")
    found = merged(put("name: Door", "name: Gate"), put("name: Doctor", "name: Nurse"), crossed)
    assert found.clean
    assert "name: Gate" in found.content
    assert "name: Nurse" in found.content


def test_a_comment_at_the_edge_of_the_page_does_not_end_the_merge() -> None:
    base = put(
        "          - {id: signs, text: No signs, severity: low}\n",
        "          - {id: signs, text: No signs, severity: low}\n# at the edge\n          - {id: cold, text: Cold}\n",
    )
    ours = base.replace("severity: low", "severity: high")
    theirs = base.replace("          - {id: signs", "          - {id: dark, text: Dark}\n          - {id: signs")
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merged(one, other, base)
        assert found.clean
        assert "# at the edge" in found.content
        assert "id: dark" in found.content
        assert "severity: high" in found.content


def test_a_comment_inside_of_a_conflict_makes_no_other() -> None:
    gone = put(DESK, "")
    found = merged(gone, put(DESK, DESK.replace("emotion: 0}", "emotion: 2}  # asked twice")))
    assert found.content.count("<<<<<<<") == 1
    assert found.content.count("# asked twice") == 1


def test_a_comment_above_something_new_is_not_there_twice() -> None:
    base = put("          - {id: signs,", "          # ask Ann\n          - {id: signs,")
    ours = base.replace("severity: low", "severity: high")
    theirs = base.replace("          - {id: signs,", "          - {id: new, text: New}\n          - {id: signs,")
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merged(one, other, base)
        assert found.clean
        assert found.content.count("# ask Ann") == 1


def test_lines_that_cannot_be_opened_do_not_keep_others_closed() -> None:
    one = 'a: {"p":1}\nb:\n  - {x: 1, y: 2}\nc: [{u: 1}, {v: 2}]\nd:\n  - [\n    {k: 1},\n    {k: 2}\n    ]\n'
    first, second = opened(one, one.replace("1", "3"))
    assert first.startswith('a:\n  "p": 1\nb:\n  - x: 1\n    y: 2\nc:\n  - u: 1\n  - {v: 2}\n')
    assert parse(Text("", first)).data == parse(Text("", one)).data
    assert parse(Text("", second)).data == parse(Text("", one.replace("1", "3"))).data


@pytest.mark.parametrize(
    ("content", "sides"),
    [
        ("a\n", None), ("<<<<<<< x\na\n", None), ("=======\n", None),
        ("a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n", ("a\nb\nd\n", "a\nc\nd\n")),
        ("<<<<<<<<<\nb\n||||||||| base\nz\n=========\nc\n>>>>>>>>> y\n", ("b\n", "c\n")),
    ],
)  # fmt: skip
def test_markers_are_read_as_two_texts(content: str, sides: tuple[str, str] | None) -> None:
    assert sides_of(content) == sides


@pytest.mark.parametrize("seed", range(20))
def test_marked_texts_are_their_two_sides(seed: int) -> None:
    random = Random(seed)
    one = [f"{random.choice('abcdef')}{random.choice(['', random.randrange(99)])}\n" for _ in range(60)]
    other = [line for line in one if random.random() < 0.9]
    for _ in range(5):
        other.insert(random.randrange(len(other)), f"new {random.randrange(9)}\n")
    assert sides_of(marked("".join(one), "".join(other), ("ours", "theirs"), 7)) == ("".join(one), "".join(other))


def test_long_texts_are_compared_in_the_time_that_they_are_long() -> None:
    one = ["same\n" if number % 3 else f"line {number}\n" for number in range(30_000)]
    other = [line.replace("line 9", "other 9") for line in one]
    started = time.process_time()
    marked("".join(one), "".join(other), ("ours", "theirs"), 7)
    assert time.process_time() - started < 90, "it takes many minutes where every line is compared with every other"
