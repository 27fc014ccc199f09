"""The canonical form, by example."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxmap.diagnostics import CxmapError, InvalidFile, Text
from cxmap.edit import NotProven, canonical
from cxmap.source.events import ruamel_events
from tests.helpers import EXAMPLES, ROOT

FORMS = {
    "keys stand in the order of the fields; unknown ones behind them, as they were": (
        "tags: x\nstages: [a]\ntitle: T\nrefs: y\nid: m\ncxmap: 1\n",
        "cxmap: 1\nid: m\ntitle: T\nstages: [a]\ntags: x\nrefs: y\n",
    ),
    "keys within brackets, too": (
        "title: {en: Loan, zh: 贷款}\nscope: {goal: g, from: f}\n",
        "title: {zh: 贷款, en: Loan}\nscope: {from: f, goal: g}\n",
    ),
    "one's own keys keep their order": ("honeycomb: {usable: 2, credible: 4}\n", "honeycomb: {usable: 2, credible: 4}\n"),
    "two spaces to a level, and lists stand below their key": (
        "stages:\n- name: a\n  touchpoints:\n      -   name: b\n          actions:\n          - c\n",
        "stages:\n  - name: a\n    touchpoints:\n      - name: b\n        actions:\n          - c\n",
    ),
    "brackets and commas are spaced": (
        "title: { zh : 甲,en: A }\npersonas: [ a,b , c ,]\nscope: {from:   x}\n",
        "title: {zh: 甲, en: A}\nscope: {from: x}\npersonas: [a, b, c]\n",
    ),
    "brackets over several lines are closed up": (
        "personas: [\n  a,\n  {id: b,\n   name: c}\n]\n",
        "personas: [a, {id: b, name: c}]\n",
    ),
    "brackets that are too long become a block, one item a line": (
        f"personas: [{{id: a, goals: {{career: {'x' * 50}, personal: {'y' * 45}}}}}, b]\n",
        f"personas:\n  - id: a\n    goals: {{career: {'x' * 50}, personal: {'y' * 45}}}\n  - b\n",
    ),
    "a row of a list stays a row, each for itself": (
        f"personas:\n- {{ id: a, name: {'x' * 200} }}\n- {{ id: b, name: {'x' * 320} }}\n- {{ id: c,\n name: {'x' * 120} }}\n",
        f"personas:\n  - {{id: a, name: {'x' * 200}}}\n  - id: b\n    name: {'x' * 320}\n  - id: c\n    name: {'x' * 120}\n",
    ),
    "a block stays a block": ("scope:\n  from: x\n", "scope:\n  from: x\n"),
    "brackets with comments become a block": (
        "personas: [ # who\n  a, # first\n  # second\n  b ]\n",
        "personas: # who\n  - a # first\n  # second\n  - b\n",
    ),
    "white space at line ends goes, and there is one line end at the end": (
        "cxmap: 1  \nid: m\t\n\n\n",
        "cxmap: 1\nid: m\n",
    ),
    "a line end is added": ("cxmap: 1", "cxmap: 1\n"),
    "one empty line stays where there were some, none at the beginning of a block": (
        "id: m\n\n\n\nscope:\n\n  from: x\n\n  to: y\n",
        "id: m\n\nscope:\n  from: x\n\n  to: y\n",
    ),
    "parts and stages are set off": (
        "id: m\npersonas:\n  - a\nevidence:\n  - b\nstages:\n  - name: x\n  - name: y\n  - z\nactions:\n  - w\n",
        "id: m\n\npersonas:\n  - a\nevidence:\n  - b\n\nstages:\n  - name: x\n\n  - name: y\n  - z\n\nactions:\n  - w\n",
    ),
    "parts of one line are not": ("id: m\npersonas: [a]\nstages: [x]\n", "id: m\npersonas: [a]\nstages: [x]\n"),
    "comments go with what they belong to": (
        "owner: o\n# the title\ntitle: T # at last\n# the id\nid: m\nstages: # in order\n  # one\n  - a # a\n  # end\n",
        "# the id\nid: m\n# the title\ntitle: T # at last\nowner: o\n\nstages: # in order\n  # one\n  - a # a\n  # end\n",
    ),
    "comments are indented as what they belong to": (
        "stages:\n# one\n- a\n",
        "stages:\n  # one\n  - a\n",
    ),
    "what is indented deeper belongs to what is above": (
        "stages:\n   # - id: apply\ntitle: T\n",
        "title: T\nstages:\n  # - id: apply\n",
    ),
    "the head of the file stays there": (
        "# yaml-language-server: $schema=x\n# Our map.\n\n# the title\ntitle: T\ncxmap: 1\n",
        "# yaml-language-server: $schema=x\n# Our map.\n\ncxmap: 1\n# the title\ntitle: T\n",
    ),
    "the line for editors comes first": (
        "# the title\n# yaml-language-server: $schema=x\ntitle: T\n",
        "# yaml-language-server: $schema=x\n# the title\ntitle: T\n",
    ),
    "a comment above a first key stands above the dash": (
        "stages:\n  - name: a\n    # stable\n    id: x\n",
        "stages:\n  # stable\n  - id: x\n    name: a\n",
    ),
    "a comment that has lost its line stands above": (
        "title: # why\n  T # so\nid:\n  # mine\n  m\n",
        "# mine\nid: m\n# why\ntitle: T # so\n",
    ),
    "comments in columns stay in columns": (
        "id: m      # stable\ntitle: T   # shown\n",
        "id: m      # stable\ntitle: T   # shown\n",
    ),
    "quotes, numbers and words are as they were written": (
        "cxmap: 0x1\nid: 'm'\ntitle: \"\\u4e2d '\"\nversion: 1.50\nowner: ~\nkind: no\n",
        "cxmap: 0x1\nid: 'm'\ntitle: \"\\u4e2d '\"\nkind: no\nversion: 1.50\nowner: ~\n",
    ),
    "texts of several lines are indented, not wrapped anew": (
        "title: |-\n      one\n        two # text\n\ndescription: a\n b\nowner: 'c\n\n     d'\nid:\n    >\n    e\n",
        "id: >\n  e\ntitle: |-\n  one\n    two # text\n\ndescription: a\n  b\nowner: 'c\n\n  d'\n",
    ),
    "a long text may stay below its key": (
        f"description:\n    {'long ' * 30}text\ntitle:\n    short\n",
        f"title: short\ndescription:\n  {'long ' * 30}text\n",
    ),
    "empty lines that belong to a text stay, even at the end": (
        "title: |+\n  T\n\n\nid: |+\n  m\n\n",
        "id: |+\n  m\n\ntitle: |+\n  T\n\n\n",
    ),
    "a text that the file's end cuts off does not win a line end": ("title: |\n  T\nid: |\n  m", "id: |-\n  m\ntitle: |\n  T\n"),
    "spaces below a text are no part of it": ("title: |\n  T\n  ", "title: |\n  T\n"),
    "spaces at the line ends of a text are part of it": ("title: |\n    T  \n     \n", "title: |\n  T  \n   \n"),
    "anchors and aliases stay": (
        "title: &t {en: T}\ndescription: *t\nid: m\n",
        "id: m\ntitle: &t {en: T}\ndescription: *t\n",
    ),
    "an alias never comes before its anchor": (
        "scope: &s {to: x, from: y}\ntitle: *s\n",
        "scope: &s {from: y, to: x}\ntitle: *s\n",
    ),
    "an alias may be a key": ("title: &t x\n*t : 1\ncxmap: 1\n", "cxmap: 1\ntitle: &t x\n*t : 1\n"),
    "short forms stay": ("stages: {a: 1}\npersonas: a\n", "personas: a\nstages: {a: 1}\n"),
    "JSON is YAML": (
        '{"title": {"en": "T", "zh": "甲"}, "cxmap": 1}\n',
        '{"cxmap": 1, "title": {"zh": "甲", "en": "T"}}\n',
    ),
    "long JSON becomes a block": (
        '{"title": "' + "T" * 120 + '", "cxmap":1}\n',
        '"cxmap": 1\n"title": "' + "T" * 120 + '"\n',
    ),
    "keys with a question mark": ("? title\n: T\n? id\n", "id:\ntitle: T\n"),
    "marks of a document stay": ("%YAML 1.2\n---  # a\nid:  m\n...\n# b\n", "%YAML 1.2\n---  # a\nid: m\n...\n# b\n"),
    "only comments": ("\n# a \n\n\n# b\n", "# a\n\n# b\n"),
    "nothing": ("", ""),
    "not a map": ("just a text\n", "just a text\n"),
    "a list": ("-  b\n-\n  a: 1\n", "- b\n- a: 1\n"),
    "what would mean something else without its brackets keeps them": (
        "personas: [-, # none\n    a]\nactions: # what\n  [a: -, b # c\n  ] # d\n",
        "personas: [-, # none\n  a]\n# what\nactions: [a: -, b # c\n  ] # d\n",
    ),
    "texts of several lines within brackets": (
        "title: {zh: 'a\n  b', en: T}\n? {\"k\n l\"}\n".replace("? {", "scope: {? ").replace('l"}', 'l" : m}'),
        "title:\n  zh: 'a\n    b'\n  en: T\nscope:\n  ? \"k\n    l\"\n  : m\n",
    ),
    "comments within brackets within brackets": (
        "title: {zh: [[ # c\n  ]], en: {a: [1 # d\n]}}\n",
        "title:\n  zh:\n    # c\n    - []\n  en:\n    a:\n      - 1 # d\n",
    ),
    "comments around brackets that hold the whole map": ("# a\n{ # b\n  id: m} # c\n", "# a\n# b\nid: m\n# c\n"),
    "brackets around nothing but a comment": ("[ # c\n]\n", "[]\n# c\n"),
    "anchors of blocks, and comments behind them": (
        "&m # a\nid: &i # b\n  m\nactions: &s # c\n- &t # d\n  # e\n  *i : x\n- - &u [a] # f\n",
        "&m\n# a\nid: &i m # b\n\nactions: &s # c\n  - &t # d\n    # e\n    *i : x\n  - - &u [a] # f\n",
    ),
    "an item that is yet to come": ("actions:\n- a\n- # b\nid: m\n", "id: m\n\nactions:\n  - a\n  - # b\n"),
    "comments above a dash and behind it": (
        "stages:\n  # a\n  - # b\n    # c\n    name: x\n  -\n    # d\n    y\n",
        "stages:\n  # a\n  # b\n  # c\n  - name: x\n\n  # d\n  - y\n".replace("\n\n", "\n"),
    ),
}  # fmt: skip


def formatted(content: str, schema: str = "map") -> str:
    return canonical(Text("map.yaml", content), schema)


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_the_form(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_stay(before: str, after: str, end: str) -> None:
    if "\n" in before:
        assert formatted(before.replace("\n", end)) == after.replace("\n", end)


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_the_form_without_libyaml(before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxmap.edit.formatting.reading.parse_events", ruamel_events)
    assert formatted(before.replace("\t", " ")) == after


def test_mixed_line_ends_become_what_most_are() -> None:
    assert formatted("id: m\r\ntitle: T\nowner: o\r\n") == "id: m\r\ntitle: T\r\nowner: o\r\n"


def test_a_workspace_and_a_policy() -> None:
    before = "library:\n  channels: [web]\n  teams: [a]\nname: N\ncxmap: 1\n"
    after = "cxmap: 1\nname: N\n\nlibrary:\n  teams: [a]\n  channels: [web]\n"
    assert formatted(before, "workspace") == after
    assert formatted("lint: {select: [a], policy: p}\ncxmap: 1\n", "policy") == (
        "cxmap: 1\nlint: {policy: p, select: [a]}\n"
    )


@pytest.mark.parametrize("content", ["a: [\n", "a: 1\na: 2\n", "a: *b\n", "a: !x 1\n", "<<: {a: 1}\n", "\ufeffa: 1\n"])
def test_what_cannot_be_read_is_not_formatted(content: str) -> None:
    text = Text("map.yaml", content.replace("\n", "\r\n"))
    with pytest.raises(InvalidFile) as refused:
        canonical(text, "map")
    assert refused.value.text is text
    assert refused.value.diagnostics


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (lambda entries: entries.pop(), "data: title"),
        (lambda entries: setattr(entries[0], "trailing", ""), "comment: # a"),
        (lambda entries: setattr(entries[0], "trailing", " # a # b"), "comment: # a"),
        (lambda entries: setattr(entries[0].value, "lines", ("'1'",)), "data: id"),
        (lambda entries: setattr(entries[0].value, "lines", ("[",)), "unreadable: "),
        (lambda entries: entries.reverse(), "unstable"),
    ],
)
def test_a_fault_of_the_formatter_is_found_by_its_proofs(
    change: Callable[[Any], None], difference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxmap.edit.formatting.put_in_order", lambda node, _: change(node.entries))
    with pytest.raises(NotProven) as caught:
        formatted("id:   1 # a\ntitle: T\n")
    assert caught.value.difference.startswith(difference)
    assert isinstance(caught.value, CxmapError)
    assert "map.yaml" in caught.value.message.en


@pytest.mark.parametrize("path", [*EXAMPLES, ROOT / "examples" / "cxmap.yaml"], ids=lambda path: path.name)
def test_the_examples_keep_all_they_say(path: Path) -> None:
    schema = "workspace" if path.name == "cxmap.yaml" else "map"
    content = path.read_text(encoding="utf-8")
    once = formatted(content, schema)
    assert formatted(once, schema) == once


def test_it_is_fast() -> None:
    content = "".join(EXAMPLES[0].read_text(encoding="utf-8").splitlines(keepends=True)[:300])
    spent = []
    for _ in range(10):
        start = time.perf_counter()
        formatted(content)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.5  # twenty times what it takes on a quiet machine
