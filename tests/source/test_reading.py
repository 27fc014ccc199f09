import os
from pathlib import Path

import pytest

from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.source import decode, parse, read_text
from cxmap.source.reading import LARGEST_FILE

CHINESE = "标题: 申请住房贷款，第一步。\n"


def refusal(path: str | Path) -> CxmapError:
    with pytest.raises(CxmapError) as caught:
        read_text(path)
    assert caught.value.message.en != caught.value.message.zh
    return caught.value


def test_utf_8_with_and_without_a_mark() -> None:
    assert decode(CHINESE.encode(), "a").content == CHINESE
    assert decode(CHINESE.encode("utf-8-sig"), "a").content == CHINESE


def test_a_mark_does_not_move_columns() -> None:
    source = parse(decode("a: 1\n".encode("utf-8-sig"), "a"))
    assert source.data == {"a": 1}
    assert source.text.position(source.spans["a",].start) == (1, 4)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-16", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-32", "UTF-32"),
     ("gb18030", "GB18030"), ("gbk", "GB18030")],
)  # fmt: skip
def test_another_encoding_is_named(encoding: str, named: str) -> None:
    data = CHINESE.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    with pytest.raises(InvalidFile) as caught:
        decode(data, "map.yaml")
    (found,) = caught.value.diagnostics
    assert found.code == "wrong-encoding"
    assert named in found.message.en
    assert named in found.message.zh
    assert found.help is not None
    assert f"iconv -f {named} -t UTF-8" in found.help.en


def test_the_place_of_a_wrong_byte_is_shown() -> None:
    with pytest.raises(InvalidFile) as caught:
        decode("title: 中文\nname: caf".encode() + b"\xe9\xff\n", "map.yaml")
    (found,) = caught.value.diagnostics
    assert found.span is not None
    assert caught.value.text.position(found.span.start) == (2, 10)
    assert found.message.en == "the file is not UTF-8 text"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nothing.yaml").message.en


def test_a_folder(tmp_path: Path) -> None:
    error = refusal(tmp_path)
    assert "is a folder" in error.message.en
    assert "文件夹" in error.message.zh
    assert error.help is not None


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    assert "cannot be read" in refusal(tmp_path / "a" / "b.yaml").message.en


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices on this system")
def test_a_device_is_not_read_for_ever() -> None:
    assert "not a regular file" in refusal("/dev/zero").message.en


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe").message.en


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(LARGEST_FILE + 2**20)
    error = refusal(tmp_path / "huge.yaml")
    assert "9 MB; a map may have 8 MB" in error.message.en
    assert "有 9 MB；地图文件最大 8 MB" in error.message.zh
    assert "really a journey map" in (error.help.en if error.help else "")


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("cxmap: 1\n")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    error = refusal(tmp_path / "a.yaml")
    assert "no permission" in error.message.en
    assert "权限" in error.message.zh


def test_a_failing_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("cxmap: 1\n")

    def fail(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert "Input/output error" in refusal(tmp_path / "a.yaml").message.en


@pytest.mark.parametrize("path", ["a\0b.yaml", "x" * 5000])
def test_a_path_that_cannot_be(path: str) -> None:
    assert "cannot be read" in refusal(path).message.en


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_in_which_nothing_but_ascii_stands(encoding: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        decode("cxmap: 1\n".encode(encoding), "map.yaml")
    assert [found.code for found in caught.value.diagnostics] == ["wrong-encoding"]
