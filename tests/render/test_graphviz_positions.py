"""Graphviz as an engine for positions: each engine answers, and who has none is told every remedy."""

from __future__ import annotations

import builtins
import sys
from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render import graphviz_positions as engine

if TYPE_CHECKING:
    from pathlib import Path

CHAIN = 'digraph { node [shape=box, fixedsize=true, width=1, height=0.5, label=""]; n0 -> n1 }'
REMEDIES = (
    *("apt install graphviz", "brew install graphviz", "winget install graphviz"),
    'pip install "cxmap[graphviz]"',
)


@pytest.mark.parametrize("name", ["dot", "pygraphviz"])
def test_each_engine_gives_positions(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        engine.ENGINES[name](CHAIN)
    except engine.NotUsableError as error:
        pytest.skip(f"{name}: {error}")
    monkeypatch.setattr(engine, "ENGINES", {name: engine.ENGINES[name]})
    found = {node["name"]: tuple(map(float, node["pos"].split(","))) for node in engine.positions(CHAIN)["objects"]}
    assert found["n0"][0] == found["n1"][0]
    assert found["n0"][1] > found["n1"][1]  # y upwards


def test_without_an_engine_the_error_names_every_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(CxmapError) as caught:
        engine.positions(CHAIN)
    assert caught.value.help is not None
    for words in caught.value.help:
        assert all(remedy in words for remedy in REMEDIES)
    assert "Graphviz" in caught.value.message.en
    assert "Graphviz" in caught.value.message.zh


def test_a_library_that_is_missing_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise OSError("libglib-2.0.so.0: cannot open shared object file")

    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delitem(sys.modules, "pygraphviz", raising=False)
    real = builtins.__import__
    monkeypatch.setattr(
        builtins, "__import__", lambda name, *rest: missing() if name == "pygraphviz" else real(name, *rest)
    )
    with pytest.raises(CxmapError, match=r"libglib-2\.0\.so\.0"):
        engine.positions("digraph { n0 }")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for dot")
def test_a_broken_program_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho 'no plugins' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(program))
    with pytest.raises(engine.NotUsableError, match="no plugins"):
        engine.by_program("digraph { n0 }")
