"""A unified diff that `patch` and `git apply` take."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.edit import unified


def diff(before: str, after: str) -> str:
    return "".join(unified(before, after, "map.yaml"))


def test_equal_texts_have_no_diff() -> None:
    assert diff("a\n", "a\n") == ""


def test_a_change() -> None:
    assert diff("a\nb\nc\n", "a\nB\nc\n") == "--- map.yaml\n+++ map.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"


def test_a_missing_line_end_is_said() -> None:
    end = "\\ No newline at end of file\n"
    assert diff("a", "a\n") == f"--- map.yaml\n+++ map.yaml\n@@ -1 +1 @@\n-a\n{end}+a\n"
    assert diff("a\nb", "A\nb").endswith(f"-a\n+A\n b\n{end}")


def test_a_line_ends_only_where_git_ends_it() -> None:
    assert diff("a\r\nb\x85c\u2028d\re\n", "b\x85c\u2028d\re\n").endswith("-a\r\n b\x85c\u2028d\re\n")


@pytest.mark.parametrize("option", ["--check", "-q"])
def test_git_takes_it(option: str, tmp_path: Path) -> None:
    before, after = "x\r\na\nb", "x\r\na\nc: 1\n"
    (tmp_path / "map.yaml").write_bytes(before.encode())
    (tmp_path / "patch").write_bytes(diff(before, after).encode())
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", option, "patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "map.yaml").read_bytes() == (before if option == "--check" else after).encode()


NAMES = {
    "maps/map.yaml": "maps/map.yaml",
    "地图.yaml": "地图.yaml",
    "a b.yaml": "a b.yaml\t",
    'a"b.yaml': '"a\\"b.yaml"',
    "a\\b.yaml": '"a\\\\b.yaml"',
    "a\nb\t.yaml": '"a\\nb\\t.yaml"',
    "\x1b[31m图.yaml": '"\\033[31m图.yaml"',
    "\x7f\x9b\u202e.yaml": '"\\177\\302\\233\\342\\200\\256.yaml"',
    "\udcff.yaml": '"\\377.yaml"',
}


@pytest.mark.parametrize(("name", "written"), NAMES.items(), ids=map(ascii, NAMES))
def test_odd_names_are_written_as_git_writes_them(name: str, written: str, tmp_path: Path) -> None:
    patch = "".join(unified("a\n", "b\n", name))
    assert patch.startswith(f"--- {written}\n+++ {written}\n")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a\n")
    (tmp_path / "patch").write_bytes(patch.encode())
    subprocess.run(["git", "apply", "-p0", "patch"], cwd=tmp_path, check=True)
    assert (tmp_path / name).read_text() == "b\n"


lines = st.lists(st.sampled_from(["a", "b", "c", "", "a\r", " ", "-", "\\"]), max_size=8).map("\n".join)


@given(lines, lines)
def test_it_holds_both_texts(before: str, after: str) -> None:
    patch = diff(before, after)
    assert (patch == "") == (before == after)
    if patch and len(before) + len(after) < 8:  # few lines: the context holds all
        shown = patch.split("\n")[3:-1]
        for text, marks in ((before, " -"), (after, " +")):
            kept = [line[1:] for line in shown if line[0] in marks]
            assert "\n".join(kept) == text.removesuffix("\n")
