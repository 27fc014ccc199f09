"""`cxmap log`, `cxmap blame` and `cxmap history`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.files import write_table, write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.diff.series import series
from cxmap.diff.story import last_touches, story
from cxmap.diff.telling import tell
from cxmap.document import load
from cxmap.git import Repository, points_of, steps_of, with_steps_of
from cxmap.language import Words
from cxmap.report.changes import history as reported
from cxmap.report.changes import story as told
from cxmap.report.terminal import utf8_stdout, wants_colour, write_lines
from cxmap.tidings import Chapter, HistoryRow, Signature, Touch
from cxmap.workspace import FILE_NAME, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.diff.story import Chapter as Compared
    from cxmap.git import Commit
    from cxmap.language import Language
    from cxmap.model.coverage import Share
    from cxmap.report.findings import Styled


def log_map(path: str, since: str | None, format_: str, output: str | None, language: Language | None) -> int:
    """Tell the story of a map over its commits, newest first."""
    repository = Repository(_folder(path))
    revisions = f"{repository.commit(since)}..HEAD" if since else "HEAD"
    steps = steps_of(repository, Path(path).name, revisions)
    if not steps and not since and not Path(path).exists():
        raise CxmapError(Words(f"{path}: no such file, now or before", f"现在和以前都没有文件 {path}"))
    workspace = workspace_of(_folder(path))
    if workspace is not None:
        steps = with_steps_of(repository, steps, os.path.relpath(workspace.root / FILE_NAME, _folder(path)), revisions)
    chapters = list(story(repository, steps))
    spoken = language or _language(chapters)
    found = [_chapter(chapter, spoken) for chapter in chapters]
    coloured = output is None and wants_colour(sys.stdout)
    if format_ == "text":
        return _write_lines(told.story_text(found, spoken, coloured=coloured), output)
    return _write(told.story_json(found) + "\n" if format_ == "json" else told.story_markdown(found, spoken), output)


def blame_map(path: str, format_: str, output: str | None, language: Language | None) -> int:
    """Say who last changed the emotion, the owner and the pain points of each touchpoint."""
    repository = Repository(_folder(path))
    document = load(path, workspace_of(Path(path).parent))
    chapters = list(story(repository, steps_of(repository, Path(path).name)))
    spoken = language or document.language
    touches = [
        Touch(one.stage, one.touchpoint, one.id, {a: _signature(c) if c else None for a, c in one.commits.items()})
        for one in last_touches(document, chapters, spoken)
    ]
    if format_ == "text":
        return _write_lines(told.touches_text(touches, spoken), output)
    return _write(told.touches_json(touches) + "\n", output)


def chart_history(
    paths: Iterable[str], by: str | None, format_: str, output: str | None, language: Language | None
) -> int:
    """Print the figures of maps over tags (where there are any), months or commits."""
    repository = Repository(Path())
    points = points_of(repository, by=by or "tag")
    if not points:
        points = points_of(repository, by="month") if by is None else points
    top = repository.top.resolve()
    names = [_inside(path, top) for path in paths]
    rows = [
        HistoryRow(
            one.label,
            _signature(one.commit),
            one.map_id,
            one.title,
            one.figures.emotion,
            one.figures.pain,
            _pair(one.figures.owned),
            _pair(one.figures.evidenced),
            _pair(one.figures.done),
        )
        for found in series(repository, points, names, language)
        for one in found
    ]
    if format_ == "text":
        return _write_lines(reported.history_text(rows, language or spoken_here()), output)
    if format_ == "svg":
        from cxmap.render.history import history_svg

        return _write(history_svg(rows, language or spoken_here()), output)
    if format_ == "csv" and output is not None:
        write_table(Path(output), reported.history_csv(rows))
        return 0
    return _write(reported.history_csv(rows) if format_ == "csv" else reported.history_json(rows) + "\n", output)


def _folder(path: str) -> Path:
    """Return the folder that git is asked in.

    Raises:
        CxmapError: it does not exist.
    """
    folder = Path(path).parent
    if not folder.is_dir():
        raise CxmapError(Words(f"{path}: no such file", f"找不到文件 {path}"))
    return folder


def _inside(path: str, top: Path) -> str:
    """Return a path as it is written from the top of the repository.

    Raises:
        CxmapError: it lies elsewhere.
    """
    try:
        return Path(path).resolve().relative_to(top).as_posix()
    except ValueError:
        raise CxmapError(Words(f"{path} is not in this repository", f"{path} 不在这个仓库里")) from None


def _language(chapters: Iterable[Compared]) -> Language:
    for chapter in chapters:
        if chapter.comparison is not None:
            return chapter.comparison.document.language
    return spoken_here()


def _chapter(chapter: Compared, language: Language) -> Chapter:
    signature = _signature(chapter.commit)
    if chapter.comparison is None:
        return Chapter(signature, None, _reason(chapter.failure, language))
    against = chapter.against.short if chapter.against is not None else ""
    return Chapter(signature, tell(chapter.comparison, language), against=against)


def _reason(error: CxmapError | None, language: Language) -> str:
    if isinstance(error, InvalidFile) and error.diagnostics:
        return f"{error.text.name}: {error.diagnostics[0].message.said(language)}"
    return error.message.said(language) if error is not None else ""


def _pair(share: Share) -> tuple[int, int]:
    return share.covered, share.total


def _signature(commit: Commit) -> Signature:
    return Signature(commit.short, commit.author, commit.day, commit.tags, commit.subject)


def _write_lines(lines: Iterable[list[Styled]], output: str | None) -> int:
    if output is not None:
        return _write("".join("".join(piece for piece, _ in line) + "\n" for line in lines), output)
    utf8_stdout()
    write_lines(lines)
    return 0


def _write(content: str, output: str | None) -> int:
    if output is not None:
        write_whole(Path(output), content)
        return 0
    utf8_stdout()
    sys.stdout.write(content)
    return 0
