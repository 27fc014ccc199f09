"""`cxmap serve`."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile
from cxmap.document import Document, language_of_text, load_text
from cxmap.language import Language, Words
from cxmap.lint import RULES
from cxmap.lint.checking import check_document, unreadable
from cxmap.lint.policy import policy_of
from cxmap.render.book import book_of
from cxmap.render.formats.html import book_html
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import VIEWS, view_called
from cxmap.report.findings import FileFindings
from cxmap.report.findings.hiding import hidden_spans
from cxmap.report.findings.text import one_as_text
from cxmap.serve import Finding, Previews, PreviewServer, Seen, watch
from cxmap.source import read_text
from cxmap.workspace import FILE_NAME, find_maps, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.diagnostics import Span
    from cxmap.workspace import Workspace

USUAL_PORT = 8736
_PORTS_TRIED = 20


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What the user asked for; no port: the usual one or the next that is free; no views: all."""

    port: int | None = None
    views: tuple[str, ...] = ()
    paper: str = "A3"
    language: Language | None = None
    opens: bool = False


def serve_maps(paths: Sequence[str], options: ServeOptions) -> int:
    """Serve live previews of maps until the user stops it; return 0.

    Raises:
        CxmapError: there are no maps, no such view, or the port is taken.
    """
    unknown = [name for name in options.views if view_called(name) is None]
    if unknown:
        raise CxmapError(
            Words(f"--view {unknown[0]}: there is no such view", f"--view {unknown[0]}：没有这个视图"),
            Words("`cxmap render --list-views` names them", "`cxmap render --list-views` 列出全部视图"),
        )
    map_files = find_maps(paths)
    previews = Previews([map_file.path for map_file in map_files], Looking(options))
    shared = next((m.workspace.language for m in map_files if m.workspace is not None), None)
    server = _server(previews, options.port, options.language or shared or spoken_here())
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(previews, stop), daemon=True)
    watcher.start()
    sys.stdout.write(f"{server.address}\n")
    sys.stdout.flush()
    sys.stderr.write(Words("Ctrl-C stops it.\n", "按 Ctrl-C 停止。\n").said(spoken_here()))
    if options.opens:
        import webbrowser

        webbrowser.open(server.address)
    with suppress(KeyboardInterrupt):
        server.serve_forever(poll_interval=0.2)
    stop.set()
    server.server_close()
    return 0


def _server(previews: Previews, port: int | None, language: Language) -> PreviewServer:
    ports = range(USUAL_PORT, USUAL_PORT + _PORTS_TRIED) if port is None else [port]
    for number in ports:
        with suppress(OSError, OverflowError):
            return PreviewServer(previews, number, language)
    taken = f"{USUAL_PORT}–{USUAL_PORT + _PORTS_TRIED - 1}" if port is None else str(port)
    raise CxmapError(
        Words(f"port {taken} cannot be used", f"无法使用端口 {taken}"),
        Words("choose another: --port 9000", "请另选一个：--port 9000"),
    )


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks at a map: reads it with its workspace, applies the rules of its policy, draws its page."""

    options: ServeOptions

    def __call__(self, path: Path) -> Seen:
        """Return what is seen; what is wrong with a file is among the findings."""
        files = [path]
        try:
            files += _workspace_files(path)
            workspace = workspace_of(path.parent)
            document = load_text(read_text(path), workspace)
            policy = policy_of(RULES, workspace)
            files += [Path(source) for source in policy.sources]
            files += list(_pictures(document, workspace))
            checked = check_document(document, policy.rules_for(path), date.today())
            subject = subject_of(document, self.options.language)
            views = tuple(view for view in VIEWS if not self.options.views or view.id in self.options.views)
            page = book_html(book_of(subject, views, ViewOptions(self.options.paper)))
        except InvalidFile as error:
            language = self.options.language or language_of_text(error.text) or spoken_here()
            found = FileFindings(error.text, error.diagnostics)
            return Seen("", None, tuple(_findings(found, language)), tuple(files))
        except CxmapError as error:
            found = FileFindings(None, (unreadable(str(path), error),))
            return Seen("", None, tuple(_findings(found, self.options.language or spoken_here())), tuple(files))
        found = FileFindings(checked.text, checked.found)
        return Seen(subject.title, page.encode(), tuple(_findings(found, subject.language)), tuple(files))


def _workspace_files(path: Path) -> Iterable[Path]:
    """Return the workspace files that a map may lie in; one that is not there yet may come."""
    folder = path.resolve().parent
    for candidate in (folder, *folder.parents):
        yield candidate / FILE_NAME
        if (candidate / FILE_NAME).is_file():
            return


def _pictures(document: Document, workspace: Workspace | None) -> Iterable[Path]:
    folder = Path(document.name).parent
    names = [persona.portrait for persona in document.library.personas.values()]
    names += [t.image for stage in document.journey.stages for t in stage.touchpoints]
    yield from (folder / name for name in names if name)
    if workspace is not None and workspace.theme is not None:
        yield from (workspace.root / name for name in (workspace.theme.logo,) if name)


def _findings(found: FileFindings, language: Language) -> Iterable[Finding]:
    hidden = hidden_spans(found)
    for diagnostic in found.diagnostics:
        yield _finding(found, diagnostic, language, hidden)


def _finding(found: FileFindings, diagnostic: Diagnostic, language: Language, hidden: Sequence[Span]) -> Finding:
    line = column = 0
    if found.text is not None and diagnostic.span is not None:
        line, column = found.text.position(diagnostic.span.start)
    lines = ["".join(piece for piece, _ in pieces) for pieces in one_as_text(found.text, diagnostic, language, hidden)]
    excerpt = lines[1:3] if line and len(lines) > 3 and "|" in lines[1] else []
    return Finding(
        diagnostic.severity.word,
        diagnostic.code,
        diagnostic.message.said(language),
        diagnostic.help.said(language) if diagnostic.help else "",
        line,
        column,
        "\n".join(excerpt),
    )
