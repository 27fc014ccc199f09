"""What `cxmap serve` sees of a map: its picture, what is wrong with it, and every file that it is made from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxmap.cli import serve
from cxmap.cli.app import run
from cxmap.cli.serve import Looking, ServeOptions
from cxmap.serve import Previews
from cxmap.serve.watching import changed

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.serve import Seen

_MAP = """cxmap: 1
id: m
title: T
personas: [{id: ann}]
stages:
  - id: s
    name: S
    touchpoints:
      - {id: a, name: A, image: a.svg}
"""
_WORKSPACE = """cxmap: 1
maps: [maps/*.yaml]
theme: {logo: brand/logo.svg, templates: brand/templates}
library:
  personas:
    - {id: ann, name: Ann, portrait: people/ann.svg}
"""
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "brand" / "templates").mkdir(parents=True)
    (tmp_path / "people").mkdir()
    (tmp_path / "maps").mkdir()
    (tmp_path / "cxmap.yaml").write_text(_WORKSPACE, encoding="utf-8")
    path = tmp_path / "maps" / "m.yaml"
    path.write_text(_MAP, encoding="utf-8")
    return path


def look(path: Path, language: Language = "en") -> Seen:
    return list(Looking(ServeOptions(views=("poster",), language=language))(path))[-1]


@pytest.mark.parametrize(
    "name", ["people/ann.svg", "maps/a.svg", "brand/logo.svg", "brand/templates/head.html", "cxmap.yaml", "maps/m.yaml"]
)
def test_every_file_behind_a_picture_is_watched(path: Path, tmp_path: Path, name: str) -> None:
    seen = look(path)
    assert seen.page is not None, seen.findings
    assert not changed(seen.stamps)
    file = tmp_path / name
    file.write_text(file.read_text(encoding="utf-8") + "\n" if file.exists() else _SVG, encoding="utf-8")
    assert changed(seen.stamps)
    seen = look(path)
    file.unlink()
    assert changed(seen.stamps)


def test_a_template_that_is_edited_is_seen(path: Path, tmp_path: Path) -> None:
    template = tmp_path / "brand" / "templates" / "head.html"
    template.write_text("one", encoding="utf-8")
    seen = look(path)
    template.write_text("three", encoding="utf-8")
    assert changed(seen.stamps)


def test_the_templates_folder_is_watched_though_it_is_gone(path: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "brand")
    seen = look(path)
    assert seen.page is None
    (tmp_path / "brand" / "templates").mkdir(parents=True)
    assert changed(seen.stamps)


def test_pictures_that_are_left_out_are_among_the_findings(path: Path) -> None:
    assert [f.message for f in look(path).findings or () if f.code == "drawing"] == [
        "the picture people/ann.svg is left out: there is no such file",
        "the picture a.svg is left out: there is no such file",
        "the picture brand/logo.svg is left out: there is no such file",
    ]
    assert "未使用图片 a.svg：没有这个文件" in [f.message for f in look(path, "zh").findings or ()]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "cxmap failed to draw this map: KeyError: 'x' ("), ("zh", "未能画出")]
)
def test_a_fault_of_cxmap_is_a_finding(
    path: Path, monkeypatch: pytest.MonkeyPatch, language: Language, said: str
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(serve, "book_of", fail)
    seen = look(path, language)
    assert seen.page is None
    assert seen.findings is not None
    assert said in seen.findings[0].message
    assert ", " in seen.findings[0].message.split("(")[-1].split("（")[-1]
    assert path in seen.stamps


def test_a_rule_that_fails_leaves_the_picture(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(serve, "check_document", fail)
    seen = look(path)
    assert seen.page is not None
    assert "cxmap failed to check this map" in (seen.findings or ())[0].message


def test_a_broken_map_still_watches_its_pictures(path: Path, tmp_path: Path) -> None:
    previews = Previews([path], Looking(ServeOptions(views=("poster",))))
    assert previews.get(0).page is not None
    path.write_text("cxmap: 1\nstages: 3\n", encoding="utf-8")
    previews.refresh(0)
    assert previews.get(0).stale
    assert tmp_path / "people" / "ann.svg" in previews.get(0).stamps


def test_a_map_that_is_not_there_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path / "nope.yaml"), "--port", "0"]) == 2
    assert "nope.yaml" in capsys.readouterr().err


def test_the_view_that_is_shown_is_drawn_alone_first(path: Path) -> None:
    look_at = Looking(ServeOptions(language="en"))
    seen = next(iter(look_at(path, "poster")))
    assert seen.page is not None
    part = json.loads(seen.page.part)
    assert (seen.page.view, part["view"], len(part["sheets"])) == ("poster", "poster", 1)
    assert "T" in part["sheets"][0]["markup"]
    assert b"<!doctype html>" in seen.page.draw()


@pytest.mark.parametrize("view", ["", "plan", "nonsense"])
def test_a_view_that_has_nothing_to_show_is_not_drawn_alone(path: Path, view: str) -> None:
    seen = next(iter(Looking(ServeOptions(language="en"))(path, view)))
    assert seen.page is not None
    assert (seen.page.view, seen.page.part) == ("", b"")


def test_what_is_written_back_as_it_was_is_the_same_picture(path: Path) -> None:
    previews = Previews([path], Looking(ServeOptions(language="en")))
    drawn = previews.get(0).drawn
    for content, is_drawn in (
        (_MAP.replace("name: A", "name: B"), 1),
        (_MAP, 1),
        (_MAP, 0),
        ("cxmap: 1\n", 0),
        (_MAP, 0),
    ):
        before = previews.get(0).drawn
        path.write_text(content, encoding="utf-8")
        previews.refresh(0)
        assert (previews.get(0).drawn > before) == bool(is_drawn)
    assert previews.get(0).drawn > drawn
