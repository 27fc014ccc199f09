"""Where a database is: the parts of a URL, with variables of the environment in their places, and what is not to be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_HOST = re.compile(r"(?:\[(?P<v6>[^\]]+)\]|(?P<host>[^:]*))(?::(?P<port>\d+))?")
HIDDEN = "***"
"""What stands in messages in place of a password."""


@dataclass(frozen=True, slots=True)
class Address:
    """A database by its parts; "" and None are what the URL leaves out. `rest` is all that follows `scheme://`, as it is.

    `named_by_user` says that a variable of the environment has a part in it: it comes from who runs cxmap, not from a file.
    """

    connection: str
    scheme: str
    user: str
    password: str = field(repr=False)
    host: str
    port: int | None
    path: str
    options: Mapping[str, str]
    rest: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    named_by_user: bool

    def hiding(self, said: str) -> str:
        """Return a text without what is secret."""
        for secret in sorted(self.secrets, key=len, reverse=True):
            for written in (secret, quote(secret, safe=""), quote(secret)):
                said = said.replace(written, HIDDEN)
        return said

    def refusing(self, error: BaseException | str) -> CxmapError:
        """Say that the database refuses, in the first line of its own words."""
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        said = self.hiding(lines[0] if lines else type(error).__name__)
        return CxmapError(
            Words(f"connection `{self.connection}`: {said}", f"连接 `{self.connection}`：{said}"),
        )

    def wrong(self, en: str, zh: str, remedy: Words | None = None) -> CxmapError:
        """Say what is wrong with the URL."""
        return CxmapError(Words(f"connection `{self.connection}`: {en}", f"连接 `{self.connection}`：{zh}"), remedy)

    def check_options(self, known: Collection[str]) -> None:
        """Refuse options that are not known.

        Raises:
            CxmapError: an option is none of `known`.
        """
        for option in self.options:
            if option not in known:
                near = closest(option, sorted(known))
                there = sorted(known)
                raise self.wrong(
                    f"{self.scheme} has no option `{option}` here",
                    f"{self.scheme} 此处没有选项 `{option}`",
                    did_you_mean(near)
                    if near
                    else Words(f"there are: {listed(there, 'en')}", f"可用：{listed(there, 'zh')}")
                    if there
                    else Words("write the URL without it", "请删去该选项"),
                )

    def file(self, root: Path) -> Path:
        """Return the file or folder that the URL names, which is relative to the workspace.

        Raises:
            CxmapError: none is named, there is none, or it is outside of the workspace and no variable of the user's names it.
        """
        if self.rest.partition("/")[0] or not self.path:
            raise self.wrong(
                "the URL names no file",
                "URL 没有指明文件",
                Words(
                    f"with three slashes: {self.scheme}:///data/answers.db",
                    f"用三个斜杠：{self.scheme}:///data/answers.db",
                ),
            )
        inside = not Path(self.path).is_absolute() and ".." not in Path(self.path).parts
        if not inside and not self.named_by_user:
            raise self.wrong(
                f"{self.path} leads out of the workspace",
                f"{self.path} 不在工作区内",
                Words(
                    "put a database that lies elsewhere into a variable: `warehouse: ${WAREHOUSE_URL}`",
                    "其他位置的数据库请用环境变量指明：`warehouse: ${WAREHOUSE_URL}`",
                ),
            )
        found = root / self.path
        if not found.exists():
            raise self.wrong(f"there is no {self.path}", f"没有 {self.path}")
        return found


def address_of(connection: str, url: str, environment: Mapping[str, str]) -> Address:
    """Return the parts of a URL. Variables are put in after it has been taken apart, so that a password may hold anything.

    A URL that is nothing but a variable, `${WAREHOUSE_URL}`, is filled in first.

    Raises:
        CxmapError: a variable is not set, or this is no URL.
    """
    fill = _Filling(connection, environment)
    if "://" not in url:
        url, fill.environment = fill(url), None
    scheme, found, rest = url.strip().partition("://")
    if not found or not scheme:
        raise CxmapError(
            Words(f"connection `{connection}` is no URL", f"连接 `{connection}` 不是 URL"),
            Words(
                "such as postgresql://reader:${CX_PASSWORD}@db.example.com/cx or sqlite:///data/answers.db",
                "例如 postgresql://reader:${CX_PASSWORD}@db.example.com/cx 或 sqlite:///data/answers.db",
            ),
        )
    body, _, query = rest.partition("?")
    authority, _, path = body.partition("/")
    login, _, place = authority.rpartition("@")
    user, _, password = login.partition(":")
    user, password = fill(unquote(user), is_secret=True), fill(unquote(password), is_secret=True)
    host = _HOST.fullmatch(fill(place))
    options = {key: fill(value) for key, value in parse_qsl(query, keep_blank_values=True)}
    return Address(
        connection, scheme.lower(), user, password,
        unquote(host["v6"] or host["host"]) if host else "", int(host["port"]) if host and host["port"] else None,
        fill(unquote(path)), options, fill(rest), tuple(dict.fromkeys(filter(None, (password, *fill.secrets)))), fill.filled,
    )  # fmt: skip


class _Filling:
    """Puts variables of the environment in their places; of None, nothing."""

    def __init__(self, connection: str, environment: Mapping[str, str] | None) -> None:
        self.connection = connection
        self.environment = environment
        self.filled = False
        self.secrets: list[str] = []

    def __call__(self, written: str, *, is_secret: bool = False) -> str:
        environment = self.environment
        if environment is None:
            return written

        def value(found: re.Match[str]) -> str:
            name = found[1]
            if name not in environment:
                raise CxmapError(
                    Words(
                        f"connection `{self.connection}`: the variable {name} is not set",
                        f"连接 `{self.connection}`：环境变量 {name} 未设置",
                    ),
                    Words(f"set it before the run: export {name}=…", f"请先设置：export {name}=…"),
                )
            self.filled = True
            if is_secret:
                self.secrets.append(environment[name])
            return environment[name]

        return _VARIABLE.sub(value, written)
