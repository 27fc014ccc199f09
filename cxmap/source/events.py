"""The YAML parser's events: libyaml through PyYAML, or ruamel.yaml's parser where libyaml is missing.

Events are safe where both libraries' loaders are not: they do not recurse, and they do not guess types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Parser(NamedTuple):
    """Events of one text, the classes they are instances of, and the error the parser raises."""

    events: Iterator[Any]
    classes: Any
    error: type[Exception]


def libyaml_events(content: str) -> Parser:
    """Parse with libyaml.

    Raises:
        ImportError: PyYAML was built without libyaml.
    """
    import yaml
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    return Parser(iter(CParser(content).get_event, None), yaml.events, yaml.YAMLError)


def ruamel_events(content: str) -> Parser:
    """Parse with ruamel.yaml, in Python: slower by an order of magnitude, and the reference in our tests."""
    import ruamel.yaml
    from ruamel.yaml import events as classes
    from ruamel.yaml.error import YAMLError

    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    return Parser(iter(reader.parse(content)), classes, YAMLError)


def parse_events(content: str) -> Parser:
    """Parse with the fastest parser there is."""
    try:
        return libyaml_events(content)
    except ImportError:
        return ruamel_events(content)
