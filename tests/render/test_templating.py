"""Templates of a workspace run in a sandbox, and say what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render.templating import own_template

if TYPE_CHECKING:
    from pathlib import Path


def made(folder: Path, text: str, **values: object) -> str:
    (folder / "masthead.html.j2").write_text(text, encoding="utf-8")
    return own_template(folder, "masthead.html.j2", **values)


def test_values_are_escaped(tmp_path: Path) -> None:
    assert made(tmp_path, "<b>{{ title }}</b>", title="<script>") == "<b>&lt;script&gt;</b>"


def test_no_template_is_nothing(tmp_path: Path) -> None:
    assert own_template(None, "masthead.html.j2") == ""
    assert own_template(tmp_path, "masthead.html.j2") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ title.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.__class__ }}{{ cycler.__init__.__globals__.os }}", "unsafe"),
        ("{{ unknown }}", "unknown"),
        ("{% for x in title %}", ":1:"),
        ("{% include '../secret' %}", "secret"),
        ("{% include '/etc/passwd' %}", "passwd"),
        ("{% for x in range(10 ** 9) %}x{% endfor %}", "large"),
        ("{{ 1 // 0 }}", "zero"),
        ("{% for x in range(99999) %}xxxx{% endfor %}", "200000"),
        ("{{ title.append(1) }}", "append"),
    ],
)
def test_what_it_may_not_do_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CxmapError) as caught:
        made(tmp_path, text, title="T")
    assert words in caught.value.message.en
    assert "masthead.html.j2" in caught.value.message.zh
