"""What `cxmap discover` is asked for, and what of it contradicts itself or is in the way, before anything is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.data.settings import suppressed_below
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.workspace import workspace_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.language import Language
    from cxmap.model.data import Data


@dataclass(frozen=True, slots=True)
class DiscoverOptions:
    """What the command line asks for; see its help. `columns` are the columns of a log that is named, by what they say."""

    columns: Mapping[str, str | None] = field(default_factory=dict)
    source: str | None = None
    encoding: str | None = None
    time_format: str | None = None
    format: str | None = None
    output: str | None = None
    top: int | None = None
    rejects: str | None = None
    to: str | None = None
    paths: str | None = None
    paper: str | None = None
    draft: str | None = None
    force: bool = False
    check: str | None = None
    fail_under: int | None = None
    suppress_below: int | None = None
    language: Language | None = None

    @property
    def written(self) -> str:
        """How to write it."""
        return self.format or "text"

    @property
    def rows(self) -> int:
        """How many rows a table has at most, where it is cut."""
        return self.top if self.top is not None else 10


def limit(options: DiscoverOptions, data: Data) -> int:
    """Return of how many cases at least something must be to be told: as the command line says, else the workspace."""
    return options.suppress_below if options.suppress_below is not None else suppressed_below(data)


def check_together(options: DiscoverOptions) -> None:
    """Say which options contradict each other, and what is in the way, before anything is read."""
    asked = {"--draft": options.draft, "--check": options.check, "--to": options.to}
    given = [flag for flag, value in asked.items() if value is not None]
    if len(given) > 1:
        raise CxmapError(
            Words(f"{given[0]} and {given[1]} are two questions", f"{given[0]} 和 {given[1]} 是两个问题"),
            Words("ask one after the other", "请分两次运行"),
        )
    if options.fail_under is not None and options.check is None:
        raise CxmapError(
            Words("--fail-under goes with --check", "--fail-under 要与 --check 一起用"),
            Words("name the map: --check MAP", "请指定地图：--check MAP"),
        )
    _refuse_what_does_nothing(options)
    if options.draft is not None:
        if options.output is not None or options.format is not None:
            raise CxmapError(
                Words(
                    "a draft is a map: it has no --format and no --output", "草稿就是地图：没有 --format 和 --output"
                ),
                Words("name its file: --draft FILE", "请指定文件：--draft FILE"),
            )
        from cxmap.cli.draft import refuse_existing

        refuse_existing(options.draft, options)


def _refuse_what_does_nothing(options: DiscoverOptions) -> None:
    if options.force and options.draft is None:
        raise CxmapError(
            Words("--force goes with --draft", "--force 要与 --draft 一起用"),
            Words("leave it out: other files are replaced anyway", "请去掉它：其他文件本来就会替换"),
        )
    if options.to is not None and options.format is not None:
        raise CxmapError(
            Words(f"--to {options.to} is a picture: it has no --format", f"--to {options.to} 是流程图：没有 --format"),
            Words("ask for one of them", "请只写其中一个"),
        )
    whole = {
        f"--to {options.to}": options.to is not None,
        "--draft": options.draft is not None,
        f"--format {options.format}": options.format in ("json", "csv"),
    }
    flag = next((flag for flag, is_asked in whole.items() if is_asked), None)
    if options.top is not None and flag is not None:
        raise CxmapError(
            Words(
                f"--top cuts lists of text and markdown, and {flag} has none",
                f"--top 截短文本和 Markdown 的列表，{flag} 没有",
            ),
            Words("leave it out", "请去掉它"),
        )


def refuse_overwriting_of(log: str | None, options: DiscoverOptions) -> None:
    """Refuse to write over a log, or over a map that it is held against, before anything is read."""
    if options.rejects is None and options.output is None:
        return
    from cxmap.cli.overwriting import files_read_in, refuse_overwriting

    read = [] if options.check is None else [Path(options.check)]
    if log is not None and not Path(log).is_dir():
        read.append(Path(log))
    else:
        beside = Path(log) if log is not None else Path(options.check).parent if options.check is not None else Path()
        workspace = workspace_of(beside)
        read += files_read_in(workspace) if workspace is not None else ()
    refuse_overwriting({"--rejects": options.rejects, "--output": options.output}, read)
