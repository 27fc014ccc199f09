from pathlib import Path

import pytest

from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.workspace import find_maps, open_workspace, workspace_of
from tests.helpers import HEAD, ROOT, Fault, fault

MAP = HEAD + "stages: [a]\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def names(folder: Path, *paths: str) -> list[str]:
    return [map_file.path.resolve().relative_to(folder.resolve()).as_posix() for map_file in find_maps(paths)]


def faults(folder: Path, content: str) -> list[Fault]:
    write(folder, {"cxmap.yaml": content})
    with pytest.raises(InvalidFile) as caught:
        open_workspace(folder)
    return [fault(caught.value.text, diagnostic) for diagnostic in caught.value.diagnostics]


def test_the_examples_are_a_workspace() -> None:
    workspace = open_workspace(ROOT / "examples")
    assert workspace.library is not None
    assert [path.name for path in workspace.maps()] == sorted(
        path.name for path in (ROOT / "examples" / "maps").glob("*.yaml")
    )


def test_no_argument_means_the_workspace_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path,
        {
            "cxmap.yaml": "cxmap: 1\n",
            "maps/b.yaml": MAP,
            "maps/deep/a.yml": MAP,
            "maps/deep/c.yaml": MAP,
            "x.yaml": MAP,
        },
    )
    (tmp_path / "maps" / "deep" / "deeper").mkdir()
    for here in (tmp_path, tmp_path / "maps" / "deep" / "deeper"):
        monkeypatch.chdir(here)
        assert names(tmp_path) == ["maps/b.yaml", "maps/deep/c.yaml"]


def test_another_folder_has_another_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"one/cxmap.yaml": "cxmap: 1\nname: One\n", "two/cxmap.yaml": "cxmap: 1\nname: Two\n"})
    for folder, name in (("one", "One"), ("two", "Two")):
        monkeypatch.chdir(tmp_path / folder)
        workspace = workspace_of(Path())
        assert workspace is not None
        assert workspace.file.name == name


def test_no_workspace_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CxmapError, match=r"there is no cxmap.yaml here or above") as caught:
        find_maps([])
    assert caught.value.help is not None
    assert "cxmap init" in caught.value.help.en


def test_a_workspace_without_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"cxmap.yaml": "cxmap: 1\nmaps: [journeys/*.yaml]\n"})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CxmapError, match=r"nothing matches journeys/\*\.yaml"):
        find_maps([])


def test_a_folder_stands_for_its_workspace_or_for_the_maps_below(tmp_path: Path) -> None:
    write(tmp_path, {
        "ws/cxmap.yaml": "cxmap: 1\nmaps: '*.yaml'\n", "ws/a.yaml": MAP, "ws/maps/b.yaml": MAP,
        "loose/c.yaml": MAP, "loose/deep/d.yml": "# hello\n" + MAP, "loose/compose.yaml": "services: {}\n",
        "loose/.hidden/e.yaml": MAP, "loose/notes.txt": MAP,
    })  # fmt: skip
    assert names(tmp_path, str(tmp_path / "ws")) == ["ws/a.yaml"]
    assert names(tmp_path, str(tmp_path / "ws" / "cxmap.yaml")) == ["ws/a.yaml"]
    assert names(tmp_path, str(tmp_path / "loose")) == ["loose/c.yaml", "loose/deep/d.yml"]


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    with pytest.raises(CxmapError, match="no maps below"):
        find_maps([str(tmp_path)])


def test_a_map_named_twice_is_one_map(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": MAP})
    assert names(
        tmp_path, str(tmp_path / "a.yaml"), str(tmp_path / ".." / tmp_path.name / "a.yaml"), str(tmp_path)
    ) == ["a.yaml"]


def test_a_named_map_belongs_to_the_workspace_around_it(tmp_path: Path) -> None:
    write(tmp_path, {"cxmap.yaml": "cxmap: 1\nlanguage: zh\n", "anywhere/a.yaml": MAP})
    (map_file,) = find_maps([str(tmp_path / "anywhere" / "a.yaml")])
    assert map_file.workspace is not None
    assert map_file.workspace.language == "zh"


def test_a_map_that_is_not_there_is_left_for_the_reader_to_complain_about() -> None:
    (map_file,) = find_maps(["nowhere/a.yaml"])
    assert (map_file.path, map_file.workspace) == (Path("nowhere/a.yaml"), None)


@pytest.mark.parametrize(
    ("content", "line", "column", "code", "en"),
    [
        ("", 1, 1, "not-a-workspace", "this is not a workspace"),
        ("- a\n", 1, 1, "not-a-workspace", "begins with `cxmap: 1`"),
        ("maps: [a]\n", 1, 1, "missing-key", "no `cxmap`"),
        ("cxmap: 1\nmaps: [a.yaml, ../b.yaml]\n", 2, 16, "outside-workspace", "without `..`"),
        ("cxmap: 1\nmaps: ../*.yaml\n", 2, 7, "outside-workspace", "inside the workspace"),
        ("cxmap: 1\nmaps: /etc/*\n", 2, 7, "outside-workspace", "inside the workspace"),
        ("cxmap: 1\nmaps: ['**a']\n", 2, 8, "bad-pattern", "stands alone between slashes"),
        ("cxmap: 1\nmaps: [.]\n", 2, 8, "bad-pattern", "cannot be a pattern"),
        ("cxmap: 1\nmaps: 3\n", 2, 7, "not-text", "put it in quotes"),
        ("cxmap: 1\nteams: [a]\n", 2, 1, "unknown-key", "allowed: cxmap, name, language, maps, library"),
        ("cxmap: 1\nlibrary: {persona: []}\n", 2, 11, "unknown-key", "a shared library | did you mean `personas`?"),
        ("cxmap: 1\nlibrary:\n  teams:\n  - {id: a, colour: red}\n", 4, 21, "bad-colour", "#RRGGBB"),
        ("cxmap: 1\ntheme: {accent: '#12345'}\n", 2, 17, "bad-colour", "#RRGGBB"),
        ("cxmap: 1\nlint: {policy: fatal}\n", 2, 16, "not-allowed", "default, strict, workshop, regulated"),
    ],
)
def test_what_is_wrong_with_a_workspace(
    tmp_path: Path, content: str, line: int, column: int, code: str, en: str
) -> None:
    (found,) = faults(tmp_path, content)
    assert found.place == (line, column, code)
    assert all(piece in found.en for piece in en.split(" | "))
    assert found.zh != found.en
