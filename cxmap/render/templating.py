"""The one place where templates are set up: everything is escaped, and an unknown name is an error.

A workspace may bring templates of its own for what stands around the pictures of a page. They are text from outside,
so they run in a sandbox, see plain values only, and cannot touch the page's Content-Security-Policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from pathlib import Path

OWN_TEMPLATES = ("style.css.j2", "masthead.html.j2", "colophon.html.j2")
"""What a workspace may bring: rules added to the page's style, what stands above everything, and below everything."""
_MOST_CHARACTERS = 200_000


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


def own_template(folder: Path | None, name: str, **values: Any) -> Markup:
    """Return what the workspace's template called `name` makes of plain values; nothing where it brings none.

    Raises:
        CxmapError: the template cannot be understood, or asks for what is not there or not allowed.
    """
    if folder is None:
        return Markup()
    sandbox = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    try:
        written = sandbox.get_template(name).render(**values)
    except TemplateNotFound as error:
        if error.name == name:
            return Markup()
        raise _unusable(folder, name, 0, f"{error.name} is not there") from None
    except TemplateSyntaxError as error:
        raise _unusable(folder, error.name or name, error.lineno, error.message or "") from None
    except TemplateError as error:
        raise _unusable(folder, name, 0, error.message or type(error).__name__) from None
    except (ArithmeticError, LookupError, TypeError, ValueError, OverflowError, RecursionError, OSError) as error:
        raise _unusable(folder, name, 0, str(error)) from None
    if len(written) > _MOST_CHARACTERS:
        raise _unusable(folder, name, 0, f"it writes more than {_MOST_CHARACTERS} characters")
    return Markup(written)  # noqa: S704  its values were escaped, and the page's policy lets nothing in it run


def _unusable(folder: Path, name: str, line: int, why: str) -> CxmapError:
    place = f"{folder / name}:{line}" if line else str(folder / name)
    return CxmapError(
        Words(f"{place}: the template cannot be used: {why}", f"{place}：模板无法使用：{why}"),
        Words(
            "it may use: title, subtitle, language, brand, client, footer, accent, revision",
            "可用的变量：title、subtitle、language、brand、client、footer、accent、revision",
        ),
    )
