"""Serves previews to this machine's own browser, and to nothing else.

It listens on the loopback address only, and answers only requests that name it by that address: a page of another
site, to whose name an attacker has given the address 127.0.0.1 (DNS rebinding), gets a refusal.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.language import Language
    from cxmap.serve.previews import Preview, Previews

HOST = "127.0.0.1"
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_VIEW = re.compile(r"[a-z]{1,20}")
_PATIENCE = 15.0  # seconds after which a silent line says that it is still there
_SAFE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
WORDS = {
    "preview": Words("Live preview", "实时预览"),
    "map": Words("Map", "地图"),
    "findings": Words("Findings", "检查结果"),
    "nothing": Words("Nothing found.", "没有发现问题。"),
    "fresh": Words("Up to date", "已是最新"),
    "stale": Words("The file cannot be drawn as it is; this is the last good picture.", "文件当前无法绘制，显示的是上一张完好的图。"),
    "never": Words("The file cannot be drawn yet. What is wrong stands beside.", "文件还无法绘制，问题见旁边的列表。"),
    "lost": Words("The connection is gone: is `cxmap serve` still running?", "连接已断开：`cxmap serve` 还在运行吗？"),
    "failed": Words("cxmap failed to answer; please report it", "cxmap 未能作答，请报告此问题"),
    "line": Words("line", "行"),
    "error": Words("error", "错误"),
    "warning": Words("warning", "警告"),
    "note": Words("note", "提示"),
    "picture": Words("Picture of the map", "地图的图"),
}  # fmt: skip


class PreviewServer(ThreadingHTTPServer):
    """A server of previews on a port of the loopback address; port 0 takes any that is free.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, previews: Previews, port: int, language: Language) -> None:
        super().__init__((HOST, port), _Handler)
        self.previews = previews
        self.language = language
        self.run = secrets.token_hex(8)
        """Tells this run from one before on the same port, whose revisions were counted from 1 as well."""

    @property
    def address(self) -> str:
        """Where to point a browser."""
        return f"http://{HOST}:{self.server_address[1]}/"

    @cached_property
    def shell(self) -> bytes:
        """The page around the pictures."""
        files = resources.files("cxmap.serve") / "templates"
        style, script = ((files / name).read_text(encoding="utf-8") for name in ("shell.css", "shell.js"))
        environment = Environment(loader=PackageLoader("cxmap.serve"), autoescape=True, undefined=StrictUndefined)
        page = environment.get_template("shell.html.j2").render(
            language="zh-Hans" if self.language == "zh" else "en",
            style=Markup(style),  # noqa: S704  the package's own text
            script=Markup(script),  # noqa: S704
            style_hash=_digest(style),
            script_hash=_digest(script),
            words={name: said.said(self.language) for name, said in WORDS.items()},
        )
        return page.encode()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "cxmap"
    sys_version = ""
    disable_nagle_algorithm = True  # head and body are sent apart; the second would wait for the first to be confirmed

    def do_GET(self) -> None:
        try:
            self._respond()
        except OSError:
            raise  # the browser has gone
        except Exception as error:
            said = f"{WORDS['failed'].said(self.server.language)} ({type(error).__name__}: {error})\n"
            self._answer(500, said.encode("utf-8", "replace"), "text/plain; charset=utf-8")

    def _respond(self) -> None:
        if not self._is_for_us():
            self._answer(403, b"cxmap serve answers to 127.0.0.1 and localhost only.\n", "text/plain; charset=utf-8")
            return
        parts = urlsplit(self.path)
        match parts.path:
            case "/":
                self._answer(200, self.server.shell, "text/html; charset=utf-8")
            case "/state":
                self._state(parse_qs(parts.query))
            case "/page":
                self._page(parse_qs(parts.query))
            case "/part":
                self._part(parse_qs(parts.query))
            case "/events":
                self._events()
            case _:
                self._answer(404, b"There is nothing here.\n", "text/plain; charset=utf-8")

    def _is_for_us(self) -> bool:
        """Whether the request names this server by a loopback name, with its own port."""
        hosts = self.headers.get_all("Host") or []
        port = self.server.server_address[1]
        return len(hosts) == 1 and hosts[0].lower() in {f"{name}:{port}" for name in _NAMES}

    def _preview(self, query: Mapping[str, list[str]]) -> Preview | None:
        number = query.get("map", ["0"])[0]
        if not number.isascii() or not number.isdigit() or len(number) > 6 or int(number) >= len(self.server.previews):
            self._answer(404, b"There is no such map.\n", "text/plain; charset=utf-8")
            return None
        preview = self.server.previews.get(int(number))
        if "view" in query and _VIEW.fullmatch(query["view"][0]):
            preview.wanted = query["view"][0]
        return preview

    def _state(self, query: Mapping[str, list[str]]) -> None:
        preview = self._preview(query)
        if preview is None:
            return
        state = {
            "run": self.server.run,
            "title": preview.title,
            "revision": preview.revision,
            "drawn": preview.drawn,
            "part": preview.page.view if preview.page is not None else "",
            "stale": preview.stale,
            "findings": [finding._asdict() for finding in preview.findings],
            "maps": [other.title or other.path.stem for other in self.server.previews.all()],
        }
        self._answer(200, json.dumps(state, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _page(self, query: Mapping[str, list[str]]) -> None:
        preview = self._preview(query)
        if preview is None:
            return
        page = self.server.previews.written(preview)
        if page is None:
            self._answer(404, b"It has not been drawn yet.\n", "text/plain; charset=utf-8")
        else:
            self._answer(200, page, "text/html; charset=utf-8")

    def _part(self, query: Mapping[str, list[str]]) -> None:
        preview = self._preview(query)
        if preview is None:
            return
        page = preview.page
        if page is None or not page.part or page.view != query.get("view", [""])[0]:
            self._answer(404, b"It has not been drawn alone.\n", "text/plain; charset=utf-8")
        else:
            self._answer(200, page.part, "application/json; charset=utf-8")

    def _events(self) -> None:
        """Keep the line open, and say each time that something has been looked at anew (server-sent events)."""
        self.send_response(200)
        for name, value in (*_SAFE.items(), ("Content-Type", "text/event-stream"), ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        known = self.server.previews.count
        try:
            self.wfile.write(b"retry: 500\n\n")
            while True:
                self.wfile.flush()
                count = self.server.previews.wait(known, _PATIENCE)
                self.wfile.write(f"data: {count}\n\n".encode() if count != known else b": still here\n\n")
                known = count
        except OSError:
            return  # the browser has gone

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in (*_SAFE.items(), ("Content-Type", kind), ("Content-Length", str(len(content)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that the standard library uses
        """Keep the terminal quiet."""


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
