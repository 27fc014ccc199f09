"""The one place where templates are set up: everything is escaped, and an unknown name is an error.

A workspace may bring templates of its own for what stands around the pictures of a page. They are text from outside,
so they run in a sandbox, see plain values only, and what they write is read before it goes into the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup, escape

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.templating.plain_html import check_html, check_rules, escaped_for_rules
from cxmap.render.templating.sandbox import TOO_MUCH, RefusedError, written_by

if TYPE_CHECKING:
    from pathlib import Path

OWN_TEMPLATES = ("style.css.j2", "masthead.html.j2", "colophon.html.j2")
"""What a workspace may bring: rules added to the page's style, what stands above everything, and below everything."""
_LONGEST_REASON = 200  # characters


def environment() -> Environment:
    """Return an environment for the package's templates. `select_autoescape` would leave `.svg` unescaped."""
    return Environment(
        loader=PackageLoader("cxmap.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=False,
        keep_trailing_newline=True,
    )


def own_template(folder: Path | None, name: str, **values: str) -> Markup:
    """Return what the workspace's template called `name` makes of plain values; nothing where it brings none.

    Raises:
        CxmapError: the template cannot be understood, or asks for what is not there or not allowed.
    """
    if folder is None or not (folder / name).exists():
        return Markup()
    is_style = name.endswith(".css.j2")
    try:
        written = written_by(folder, name, escaped_for_rules if is_style else escape, values)
        (check_rules if is_style else check_html)(written)
    except RefusedError as error:
        raise _unusable(folder, name, 0, error.reason) from None
    except TemplateNotFound as error:
        raise _unusable(folder, name, 0, Words(f"{error.name} is not there", f"没有 {error.name}")) from None
    except TemplateSyntaxError as error:
        raise _unusable(folder, error.name or name, error.lineno, _as_is(error)) from None
    except (RecursionError, MemoryError):
        raise _unusable(folder, name, 0, TOO_MUCH) from None
    except Exception as error:  # whatever a template may bring about, it is not a failure of the program
        raise _unusable(folder, name, 0, _as_is(error)) from None
    return Markup(written)  # noqa: S704  its values were escaped, and what it writes has been checked


def _as_is(error: Exception) -> Words:
    said = " ".join(str(error).split()) or type(error).__name__
    return Words(said[:_LONGEST_REASON], said[:_LONGEST_REASON])


def _unusable(folder: Path, name: str, line: int, why: Words) -> CxmapError:
    place = f"{folder / name}:{line}" if line else str(folder / name)
    return CxmapError(
        Words(f"{place}: the template cannot be used: {why.en}", f"{place}：模板无法使用：{why.zh}"),
        Words(
            "it may use: title, subtitle, language, brand, client, footer, accent, revision",
            "可用的变量：title、subtitle、language、brand、client、footer、accent、revision",
        ),
    )
