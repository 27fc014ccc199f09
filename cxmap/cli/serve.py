"""`cxmap serve`."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile
from cxmap.document import language_of_text, load_text
from cxmap.language import Language, Words
from cxmap.lint import RULES
from cxmap.lint.checking import check_document, unreadable
from cxmap.lint.policy import policy_of
from cxmap.measures_file import measures_beside, text_beside
from cxmap.render.book import book_of
from cxmap.render.formats.html import book_html
from cxmap.render.formats.html.part import part_of
from cxmap.render.options import ViewOptions
from cxmap.render.subject import files_behind, subject_of
from cxmap.render.views import VIEWS, view_called
from cxmap.report.findings import FileFindings
from cxmap.report.findings.hiding import hidden_spans
from cxmap.report.findings.text import one_as_text
from cxmap.serve import Finding, Page, Previews, PreviewServer, Seen, stamp_of, watch
from cxmap.source import read_text
from cxmap.workspace import FILE_NAME, find_maps, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxmap.diagnostics import Span
    from cxmap.document import Document
    from cxmap.render.subject import Subject
    from cxmap.serve import Stamp

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
    for map_file in map_files:
        if not map_file.path.exists():
            read_text(
                map_file.path
            )  # a name that is mistyped is said at once; what is wrong inside of a file, in the page
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
    """Looks at a map: reads it with its workspace, draws its page, applies the rules of its policy."""

    options: ServeOptions

    def __call__(self, path: Path, view: str = "") -> Iterator[Seen]:
        """Yield the picture, then everything; what is wrong with a file, or with cxmap, is among the findings."""
        stamps: dict[Path, Stamp] = {}
        language = self.options.language or spoken_here()
        so_far = Seen("", None, (), stamps)
        try:
            for seen in self._look(path, view, stamps):
                so_far = seen
                yield seen
        except InvalidFile as error:
            other = Path(error.text.name)
            stamps.setdefault(other, stamp_of(other))
            language = self.options.language or language_of_text(error.text) or language
            found = FileFindings(error.text, error.diagnostics)
            yield so_far._replace(findings=tuple(_findings(found, language)))
        except CxmapError as error:
            found = FileFindings(None, (unreadable(str(path), error),))
            yield so_far._replace(findings=tuple(_findings(found, language)))
        except Exception as error:
            yield so_far._replace(findings=(_failure(error, so_far.page is not None, language),))

    def _look(self, path: Path, view: str, stamps: dict[Path, Stamp]) -> Iterator[Seen]:
        """Do it, and note the stamp that each file has before it is read."""

        def note(files: Iterable[Path]) -> None:
            stamps.update((file, stamp_of(file)) for file in files if file not in stamps)

        note([path, *_workspace_files(path)])
        workspace = workspace_of(path.parent)
        document = load_text(read_text(path), workspace)
        note(files_behind(document))
        subject = subject_of(document, self.options.language)
        drawn = self._drawn(subject, view, _key(document, path, stamps))._replace(stamps=stamps)
        yield drawn
        policy = policy_of(RULES, workspace)
        note([*map(Path, policy.sources), measures_beside(path)])
        checked = check_document(document, policy.rules_for(path), date.today(), text_beside(path))
        for name, was_there in checked.asked:
            for root in {path.parent, workspace.root if workspace else path.parent}:
                stamps.setdefault(root / name, stamp_of(root / name) if was_there else None)
        note(workspace.root / name for name, _ in checked.stamps if workspace is not None)
        found = [*_findings(FileFindings(checked.text, checked.found), subject.language)]
        found += [_warning(warning.said(subject.language)) for warning in subject.warnings]
        yield drawn._replace(findings=tuple(found))

    def _drawn(self, subject: Subject, first: str, key: str) -> Seen:
        """Draw one view, if the map has something to show in it, and leave the page for later; else draw all at once."""
        options = ViewOptions(self.options.paper)
        views = tuple(view for view in VIEWS if not self.options.views or view.id in self.options.views)

        def draw() -> bytes:
            return book_html(book_of(subject, views, options)).encode()

        for plate in book_of(subject, [view for view in views if view.id == first], options).plates:
            part = json.dumps(part_of(plate), ensure_ascii=False).encode()
            return Seen(subject.title, Page(draw, first, part), None, {}, key)
        written = draw()
        return Seen(subject.title, Page(lambda: written), None, {}, key)


def _key(document: Document, path: Path, stamps: Mapping[Path, Stamp]) -> str:
    """Return what differs where a page may: the text of the map as it was read, and the stamps of all other files."""
    others = sorted((str(file), stamp) for file, stamp in stamps.items() if file != path)
    said = repr((document.source.text.content, others))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _failure(error: Exception, is_drawn: bool, language: Language) -> Finding:
    """Say that cxmap itself has failed, with what a report of it needs."""
    frames = traceback.extract_tb(error.__traceback__)
    frame = [frame for frame in frames if "cxmap" in Path(frame.filename).parts][-1:] or frames[-1:]
    place = ", ".join(f"{Path(at.filename).name}:{at.lineno}, {at.name}" for at in frame)
    what = f"{type(error).__name__}: {error}"[:300]
    to_do = Words("check", "检查") if is_drawn else Words("draw", "画出")
    said = Words(
        f"cxmap failed to {to_do.en} this map: {what} ({place})", f"cxmap 未能{to_do.zh}这张地图：{what}（{place}）"
    )
    remedy = Words(
        "the fault is cxmap's; please report it with these words", "这是 cxmap 的错误，请附上这段文字报告此问题"
    )
    return Finding("error", "internal-error", said.said(language), remedy.said(language), 0, 0, "")


def _warning(said: str) -> Finding:
    return Finding("warning", "drawing", said, "", 0, 0, "")


def _workspace_files(path: Path) -> Iterable[Path]:
    """Return the workspace files that a map may lie in; one that is not there yet may come."""
    folder = path.resolve().parent
    for candidate in (folder, *folder.parents):
        yield candidate / FILE_NAME
        if (candidate / FILE_NAME).is_file():
            return


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
