"""Files are replaced whole, with all that a file has besides its text."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxmap.cli.files import rewrite, write_whole, written_piece_by_piece
from cxmap.diagnostics import CxmapError

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"id: m\r\n")
    return path


def left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".cxmap-")]


def test_a_text_is_replaced_byte_by_byte(file: Path) -> None:
    rewrite(file, "id: 图\r\n", "id: m\r\n")
    assert file.read_bytes() == "id: 图\r\n".encode()
    assert left_behind(file.parent) == []


def test_the_byte_order_mark_stays(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfid: m\n")
    rewrite(file, "id: x\n", "id: m\n")
    assert file.read_bytes() == b"\xef\xbb\xbfid: x\n"


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_rights_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    rewrite(file, "id: x\n", "id: m\r\n")
    assert file.stat().st_mode & 0o7777 == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_stay(file: Path) -> None:
    os.chown(file, 1234, 5678)
    rewrite(file, "id: x\n", "id: m\r\n")
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 5678)


def test_an_owner_that_cannot_be_kept_does_not_stop_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    status = os.stat_result((*file.stat()[:4], 1234, 5678, *file.stat()[6:]))
    real = Path.stat
    monkeypatch.setattr(
        Path, "stat", lambda self, **options: status if self.name == file.name else real(self, **options)
    )
    monkeypatch.setattr(os, "chown", refuse, raising=False)
    rewrite(file, "id: x\n", "id: m\r\n")
    assert file.read_text() == "id: x\n"


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file.name)
    rewrite(link, "id: x\n", "id: m\r\n")
    assert link.is_symlink()
    assert file.read_text() == "id: x\n"


@pytest.mark.parametrize("content", ["id: longer than before\n", "x\n"])
def test_other_names_of_a_file_stay_its_names(file: Path, content: str) -> None:
    other = file.with_name("b.yaml")
    os.link(file, other)
    rewrite(file, content, "id: m\r\n")
    assert other.read_text() == content
    assert other.samefile(file)
    assert left_behind(file.parent) == []


def test_what_was_saved_meanwhile_is_not_lost(file: Path) -> None:
    file.write_text("id: saved by an editor\n")
    with pytest.raises(CxmapError) as refused:
        rewrite(file, "id: x\n", "id: m\r\n")
    assert "has changed meanwhile" in refused.value.message.en
    assert "改动" in refused.value.message.zh
    assert file.read_text() == "id: saved by an editor\n"
    assert left_behind(file.parent) == []


def test_a_read_only_file_is_not_replaced(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(CxmapError, match="is read-only"):
        rewrite(file, "id: x\n", "id: m\r\n")
    assert file.read_bytes() == b"id: m\r\n"


def test_a_file_that_has_gone(file: Path) -> None:
    file.unlink()
    with pytest.raises(CxmapError, match="cannot be written"):
        rewrite(file, "id: x\n", "id: m\r\n")


def test_a_full_disk_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cxmap.cli.files.os.fdopen", full)
    os.link(file, file.with_name("b.yaml"))
    with pytest.raises(CxmapError, match="No space left"):
        rewrite(file, "id: x\n", "id: m\r\n")
    assert file.read_bytes() == b"id: m\r\n"
    assert left_behind(file.parent) == []


def test_a_new_file_has_the_rights_of_new_files(tmp_path: Path) -> None:
    path, model = tmp_path / "new.svg", tmp_path / "model"
    write_whole(path, "<svg/>\n")
    model.touch()
    assert path.read_bytes() == b"<svg/>\n"
    assert path.stat().st_mode == model.stat().st_mode


# What a report may be written to, besides a file.


def by_pieces(path: Path, text: str) -> None:
    with written_piece_by_piece(path) as file:
        file.write(text)


WAYS = pytest.mark.parametrize("way", [write_whole, by_pieces])


@WAYS
def test_a_link_stays_one_and_a_file_keeps_its_rights(file: Path, way: Callable[[Path, str], None]) -> None:
    link = file.with_name("link")
    link.symlink_to(file.name)
    file.chmod(0o640)
    way(link, "new\n")
    assert (link.is_symlink(), file.read_text(encoding="utf-8"), stat.S_IMODE(file.stat().st_mode)) == (
        True,
        "new\n",
        0o640,
    )
    assert left_behind(file.parent) == []


@WAYS
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_written_into(tmp_path: Path, way: Callable[[Path, str], None]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_text, encoding="utf-8")
        way(pipe, "new\n")
        assert read.result(timeout=10) == "new\n"
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout")
@pytest.mark.parametrize(
    "arguments",
    [
        ["measure", "examples", "--dry-run", "--format", "csv", "--output", "/dev/stdout"],
        ["measure", "examples", "--dry-run", "--format", "csv", "--rejects", "/dev/stdout"],
        ["discover", "examples", "--output", "/dev/stdout"],
        ["discover", "examples", "--check", "examples/maps/online-shop.yaml", "--output", "/dev/stdout"],
        ["lint", "examples", "--output", "/dev/stdout"],
    ],
)
def test_stdout_by_its_name_is_added_to(arguments: list[str], tmp_path: Path) -> None:
    before = Path("/dev/stdout").readlink()
    (tmp_path / "log").write_text("before\n", encoding="utf-8")
    with (tmp_path / "log").open("a") as log:
        subprocess.run(
            [sys.executable, "-m", "cxmap", *arguments],
            stdout=log,
            stderr=subprocess.DEVNULL,
            check=False,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    told = (tmp_path / "log").read_text(encoding="utf-8")
    assert told.startswith("before\n")
    assert len(told.splitlines()) > 5
    assert Path("/dev/stdout").readlink() == before
