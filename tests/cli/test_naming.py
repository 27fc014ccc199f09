"""The files of a run never have one name."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from cxmap.cli.app import run
from cxmap.cli.naming import Names

MAP = "cxmap: 1\nid: {id}\ntitle: Title of {id}\nstages: [{{name: S, touchpoints: [{{name: T, emotion: 1}}]}}]\n"
VIEWS = (".svg", ".curve.svg")
PICTURES = ("-1.png", "-2.png", "-3.png")


@pytest.mark.parametrize("order", [("b", "b.curve"), ("b.curve", "b")])
def test_a_map_called_like_the_view_of_another_does_not_overwrite_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], order: tuple[str, ...]
) -> None:
    (tmp_path / "maps").mkdir()
    paths = []
    for name in order:
        path = tmp_path / "maps" / f"{name}.yaml"
        path.write_text(MAP.format(id=name.replace(".", "-")))
        paths.append(str(path))
    assert run(["render", *paths, "--view", "poster,curve", "--to", "svg", "-o", str(tmp_path / "out")]) == 0
    names = capsys.readouterr().out.split()
    assert len(names) == len(set(names)) == 4
    said = [path.read_text() for path in (tmp_path / "out").iterdir()]
    assert sum("Title of b<" in text for text in said) == sum("Title of b-curve<" in text for text in said) == 2


def test_sheets_of_one_map_do_not_overwrite_another() -> None:
    names = Names([Path("maps/a.yaml"), Path("maps/a-1.yaml"), Path("maps/maps-a-1.yaml")])
    assert names.stem(Path("maps/a.yaml"), PICTURES) == "a"
    assert names.stem(Path("maps/a-1.yaml"), [".png"]) == "a-1-2"  # maps-a-1 is the name of another
    assert names.stem(Path("maps/maps-a-1.yaml"), [".png"]) == "maps-a-1"


def test_names_stay_where_nothing_is_in_the_way() -> None:
    paths = [Path("maps/b.yaml"), Path("maps/b.curve.yaml"), Path("x/b.yaml")]
    assert [Names(paths).stem(path, [".svg"]) for path in paths] == ["b", "b.curve", "x-b"]
    names = Names(paths)
    assert [names.stem(path, VIEWS) for path in paths] == ["b", "maps-b.curve", "x-b"]


def test_a_name_does_not_depend_on_whether_another_map_could_be_drawn() -> None:
    names = Names([Path("a/map.yaml"), Path("b/map.yaml")])
    assert names.stem(Path("b/map.yaml"), VIEWS) == "b-map"


def test_names_that_are_one_to_some_file_systems_are_told_apart() -> None:
    composed, parted = (unicodedata.normalize(form, "Café") for form in ("NFC", "NFD"))
    paths = [Path(f"a/{composed}.yaml"), Path(f"b/{parted}.yaml"), Path(f"c/{composed.upper()}.yaml")]
    names = Names(paths)
    assert [names.stem(path, VIEWS) for path in paths] == [composed, f"b-{composed}", f"c-{composed.upper()}"]
