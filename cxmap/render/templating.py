"""The one place where templates are set up: everything is escaped, and an unknown name is an error."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


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
