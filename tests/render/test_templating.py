"""Templates of a workspace run in a sandbox, and say what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.render.templating.environments import own_template

if TYPE_CHECKING:
    from pathlib import Path


def made(folder: Path, text: str, **values: str) -> str:
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
        ("{{ title.upper() }}", "unsafe"),
        ("{{ title.format }}", "neither text nor number"),
        ("{{ 9 ** 9 ** 9 ** 9 ** 9 }}", "large"),
        ("{{ title * 9 }}", "text"),
        ("{{ '%1000000000d' % 1 }}", "text"),
        ("{{ title|center(1000000000) }}", "center"),
        ("{{ '%1000000000d'|format(1) }}", "format"),
        ("{% set a = title %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}", "too much"),
        ("{% set a = title %}" + "{% set a = a + a %}" * 40 + "{{ a }}", "too much"),
        ("{% set a = 'aaaaaaaaaa' %}" + "{% set a = a|replace('a', a) %}" * 6, "too much"),
        ("{% set a = [1] %}", "list"),
        ("{% for a in [[1]] %}{% endfor %}", "list"),
        ("{% set r = range(10000) %}{% for a in r %}{% for b in r %}{% endfor %}{% endfor %}", "too much"),
        ("{% for a in 'ab' recursive %}{{ loop('ab') }}{% endfor %}", "recursive"),
        ("{% macro m(n) %}{{ m(n - 1) if n }}{{ m(n - 1) if n }}{% endmacro %}{{ m(60) }}", "too much"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "too much"),
        ("{% include 'masthead.html.j2' %}", "too much"),
        ("{% macro m(t) %}{{ t }}{{ t }}{% endmacro %}{% set a = 'x' %}" + "{% set a = m(a) %}" * 40, "too much"),
        ("{% set x %}{% for i in range(9999) %}" + "x" * 999 + "{% endfor %}{% endset %}", "too much"),
        ("{% set ns = namespace(x=1) %}", "namespace"),
        ("{% for c in range(1) %}{{ c.x.y }}{% endfor %}", "x"),
        ("{{ '\\ud800' }}", "U+D800"),
        ("{{ '\\r' }}", "U+000D"),
        ("{{ '\\x07' }}", "U+0007"),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", "not part"),
        ("{{ range(1, 2, 0) }}", "zero"),
        ("x" * 100_001, "100000"),
    ],
)
def test_what_it_may_not_do_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CxmapError) as caught:
        made(tmp_path, text, title="T")
    assert words in caught.value.message.en
    assert "masthead.html.j2" in caught.value.message.zh


def test_the_usual_things_work(tmp_path: Path) -> None:
    (tmp_path / "base.html.j2").write_text("<b>{% block a %}-{% endblock %}</b>")
    (tmp_path / "part.html.j2").write_text("{{ title|upper }}")
    text = (
        "{% extends 'base.html.j2' %}{% block a %}{{ super() }}{% include 'part.html.j2' %}"
        "{% for word in [title, 'b'] if word in ['b', title] %}{{ loop.index }}/{{ loop.length }} {{ word }}"
        "{% if not loop.last %}, {% endif %}{% endfor %}"
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(title ~ '&' ~ 1) }}{% call m(2) %}{% endcall %}"
        "{{ title|default('x') }}{{ none_of_it is defined }}{{ ['a', 'b']|join('+') }}{{ 7 // 2 + 1 }}{% endblock %}"
    )
    assert made(tmp_path, text.replace("{% call m(2) %}{% endcall %}", ""), title="t<") == (
        "<b>-T&lt;1/2 t&lt;, 2/2 b<i>t&lt;&amp;1</i>t&lt;Falsea+b4</b>"
    )


@pytest.mark.parametrize("name", ["masthead.html.j2", "part.html.j2", "folder/part.html.j2"])
@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path, name: str, tag: str) -> None:
    folder = tmp_path / "templates"
    (folder).mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "part.html.j2").write_text("SECRET")
    if "/" in name:
        (folder / "folder").symlink_to(tmp_path / "secret")
    else:
        (folder / name).symlink_to(tmp_path / "secret" / "part.html.j2")
    if not name.startswith("masthead"):
        (folder / "masthead.html.j2").write_text(f"{{% {tag} '{name}' {'as x ' if tag == 'import' else ''}%}}")
    with pytest.raises(CxmapError) as caught:
        own_template(folder, "masthead.html.j2")
    assert "out of the folder" in caught.value.message.en
    assert "之外" in caught.value.message.zh


@pytest.mark.parametrize(
    "text",
    [
        "<meta http-equiv=refresh content='0;url=http://x'>",
        "<base href=http://x>", "<link rel=stylesheet href=http://x>", "<script>1</script>", "<iframe src=x></iframe>",
        "<object data=x></object>", "<embed src=x>", "<form action=x></form>", "<p onclick=x></p>",
        "<a href=javascript:alert(1)>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href='&#106;avascript:1'>x</a>",
        "<a href=//x>x</a>", "<a href=data:text/html,x>x</a>", "<a ping=http://x>x</a>", "<a target=_top href='#'>x</a>",
        "<img src=http://x/y.png>", "<img src=data:text/html,x>", "<p style='color: red'></p>", "</div>", "<div>",
        "<p></div></p>", "<!-- x", "<!-- x -->", "<!doctype html>", "<?php ?>", "<![CDATA[x]]>", "<textarea>", "a < b",
        "<p", "<p title='", "<META\nhttp-equiv=refresh>", "<svg/onload=x></svg>", "<svg><script/></svg>",
        "<svg><a xlink:href='javascript:1'></a></svg>", "<svg><use href='http://x#a'/></svg>", "<div/>",
        "<rect fill='url(http://x)'></rect>", "<title></title>", "<style></style>", "<template></template>", "</br>",
    ],
)  # fmt: skip
def test_html_that_does_more_than_show_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CxmapError) as caught:
        made(tmp_path, text)
    assert "masthead.html.j2" in caught.value.message.en


@pytest.mark.parametrize("start", ["<p ", "<p a='", '<p a="', "</", "<!", "<!--", "<", "<p a='<p'", "<a b=c'"])
def test_tags_without_an_end_are_refused_at_once(tmp_path: Path, start: str) -> None:
    with pytest.raises(CxmapError) as caught:
        made(tmp_path, start * (99_000 // len(start)))
    assert "<" in caught.value.message.en


@pytest.mark.parametrize(
    "text",
    [
        "<p class=own>a &amp; b<br>c</p>",
        "<a href='https://example.org/?a=1' title='a < b'>x</a> <a HREF=mailto:a@b.c>y</a> <a href=#words>z</a>",
        "<svg viewBox='0 0 1 1' aria-hidden=true><g><path d='M0 0h1' /><rect fill='#fff' width=1 height=1></rect></g></svg>",
        "<img src='data:image/png;base64,AAAA' alt=Logo>",
        "<table><tbody><tr><td colspan=2>1 > 0</td></tr></tbody></table>",
    ],
)
def test_html_that_shows_is_fine(tmp_path: Path, text: str) -> None:
    assert made(tmp_path, text) == text


def rules(folder: Path, text: str, **values: str) -> str:
    (folder / "style.css.j2").write_text(text, encoding="utf-8")
    return own_template(folder, "style.css.j2", **values)


def test_values_in_rules_are_escaped_as_css_has_it(tmp_path: Path) -> None:
    text = ".own::after { content: '{{ brand }}'; color: {{ accent }} }"
    made_of = rules(tmp_path, text, brand="A & B’s 银行", accent="#0B5FFF")
    assert made_of == r".own::after { content: 'A \26  B’s 银行'; color: #0B5FFF }"
    made_of = rules(tmp_path, text, brand="'}\n\\</style><script>@import url(x)", accent="red}*{")
    assert "content: '\\27 \\7d \\a \\5c \\3c \\2f style" in made_of
    assert made_of.count("{") == made_of.count("}") == made_of.count("'") - 1 == 1
    assert "{{" not in made_of
    assert "red\\7d \\2a \\7b " in made_of


@pytest.mark.parametrize(
    "text",
    [
        "@import 'http://x';", "@IMPORT url(data:x);", "a { background: url(http://x) }", "a { background: URL( '//x') }",
        "a{}</style><script>", "a { background: u\\72l(http://x) }", "a { background: \\url(http://x) }",
        "@\\69 mport 'http://x';", "a { background: image-set('http://x' 1x) }", "<!--",
    ],
)  # fmt: skip
def test_rules_that_fetch_or_break_out_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CxmapError) as caught:
        rules(tmp_path, text)
    assert "style.css.j2" in caught.value.message.en


def test_rules_may_hold_pictures_of_their_own(tmp_path: Path) -> None:
    text = "a > b { background: url( 'data:image/png;base64,AAAA') }"
    assert rules(tmp_path, text) == text
