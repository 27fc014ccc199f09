"""`cxmap discover --draft`: a map of what an event log shows, to be gone through by people."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.commands import command
from cxmap.cli.discover_options import limit
from cxmap.cli.files import make_folder, write_new, write_whole
from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError
from cxmap.discover.drafting import draft
from cxmap.discover.naming import slug
from cxmap.language import Words, listed
from cxmap.report.cells import printable
from cxmap.report.terminal import utf8_stdout, write_lines
from cxmap.workspace import workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.cli.discover_options import DiscoverOptions
    from cxmap.discover.drafting import Draft
    from cxmap.discoveries import Discovery
    from cxmap.language import Language
    from cxmap.model.data import Data
    from cxmap.report.findings.tally import Styled

STDOUT = "-"
_SCHEMA = Path(".cxmap", "map.schema.json")
_MADE = Words("A draft of {} in {} was written to {}, with {}.", "已写入草稿 {2}：{0}、{1}，{3}。")
_TOUCHPOINTS = (Words("{} touchpoint", "{} 个触点"), Words("{} touchpoints", "{} 个触点"))
_STAGES = (Words("{} stage", "{} 个阶段"), Words("{} stages", "{} 个阶段"))
_PAINS = (Words("{} guess at a pain point", "{} 处可能的痛点"), Words("{} guesses at pain points", "{} 处可能的痛点"))
_LEFT_OUT = Words(
    "Steps that were left out: {}; of the rare ones its end tells.", "未列入的步骤：{} 种；少见的见文件末尾。"
)
_NEXT = Words(
    "Next: read it and decide on what is marked `guessed`; check it, see it here, draw it",
    "接下来：逐条看“猜测”；检查、在终端里看、画成图",
)


def write_draft(target: str, found: Sequence[Discovery], data: Data, log: str | None, options: DiscoverOptions) -> int:
    """Write a draft map to a file that is not there yet, or to stdout (`-`); return 0.

    Raises:
        CxmapError: there are several logs, the file is there already, or cannot be written.
    """
    if len(found) > 1:
        names = [each.source for each in found]
        raise CxmapError(
            Words(
                f"a draft is of one log, and there are {len(found)}", f"草稿只能来自一个日志，这里有 {len(found)} 个"
            ),
            Words(f"choose one with --source: {listed(names, 'en')}", f"请用 --source 选择：{listed(names, 'zh')}"),
        )
    path = Path(target)
    workspace = workspace_of(path.parent if target != STDOUT else Path())
    language = options.language or (workspace.language if workspace is not None else None) or spoken_here()
    made = draft(
        _as_seen_from(found[0], path.parent, log),
        language,
        date.today(),
        map_id=slug(path.stem, "draft") if target != STDOUT else "",
        shared=workspace.library if workspace is not None else None,
        suppress_below=limit(options, data),
        schema=_schema(workspace.root if workspace is not None else None, path.parent, target),
    )
    if target == STDOUT:
        utf8_stdout()
        sys.stdout.write(made.text)
        return 0
    _write(path, made.text, options)
    write_lines(_account(path, made, options.language or spoken_here()), sys.stderr)
    return 0


def refuse_existing(target: str, options: DiscoverOptions) -> None:
    """Say that a file is in the way, before a log is read for nothing.

    Raises:
        CxmapError: it is, and may not be replaced.
    """
    if target != STDOUT and not options.force and os.path.lexists(target):
        raise CxmapError(
            Words(f"nothing was written: {target} exists already", f"什么也没有写入：{target} 已存在"),
            Words("name another file, or replace it with --force", "请换一个文件名，或用 --force 替换"),
        )


def _write(path: Path, text: str, options: DiscoverOptions) -> None:
    make_folder(path.parent)
    if options.force:
        write_whole(path, text)
        return
    try:
        write_new(path, text)
    except FileExistsError:
        refuse_existing(str(path), options)
    except OSError as error:
        raise CxmapError(
            Words(f"{path} cannot be written: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Words("check the folder's permissions and free space", "请检查文件夹权限和剩余空间"),
        ) from None


def _as_seen_from(found: Discovery, folder: Path, log: str | None) -> Discovery:
    """Return what was found with a log that was named on the command line as seen from the map's folder."""
    if log is None or Path(log).is_dir() or len(found.files) != 1:
        return found
    try:
        seen = os.path.relpath(Path(log).resolve(), folder.resolve())
    except ValueError:  # on another drive
        seen = Path(log).name
    return found._replace(source=Path(log).stem, files=(found.files[0]._replace(name=seen.replace(os.sep, "/")),))


def _schema(root: Path | None, folder: Path, target: str) -> str:
    """Return where the schema for editors is, as seen from the map; "" where `cxmap init` has put none there."""
    if root is None or target == STDOUT or not (root / _SCHEMA).is_file():
        return ""
    try:
        return os.path.relpath((root / _SCHEMA).resolve(), folder.resolve()).replace(os.sep, "/")
    except ValueError:
        return ""


def _account(path: Path, made: Draft, language: Language) -> Iterator[list[Styled]]:
    """Say what was made, and what to do next in commands to paste."""
    counted = ((made.touchpoints, _TOUCHPOINTS), (made.stages, _STAGES), (made.pain_points, _PAINS))
    touchpoints, stages, pains = (words[n != 1].said(language).format(n) for n, words in counted)
    yield [(_MADE.said(language).format(touchpoints, stages, printable(str(path)), pains), "strong")]
    if made.left_out:
        yield [(_LEFT_OUT.said(language).format(made.left_out), "")]
    yield []
    yield [(_NEXT.said(language), "strong")]
    for line in (command("lint", "--policy", "workshop", path), command("show", path), command("render", path)):
        yield [("  ", ""), (line, "help")]
