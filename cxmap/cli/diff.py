"""`cxmap diff` and `cxmap changes`."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import complain
from cxmap.cli.help import language as spoken_here
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.diff.kinds import AREAS, CHANGE_KINDS, KIND_IDS, LEVEL_NAMES, PRINCIPLES, ChangeKind, Level
from cxmap.diff.pairing import STDIN, Compared, compare_paths, compare_snapshots, nothing_to_compare
from cxmap.diff.telling import tell
from cxmap.language import Words, listed
from cxmap.report.terminal import utf8_stdout, wants_colour, write_lines
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.git import Repository
    from cxmap.language import Language
    from cxmap.tidings import MapTidings, Tiding

_LEVELS = tuple(level.word for level in Level)
_ANY = "any"
_PICTURES = ("html", "svg")
_IN_WORDS = ("text", "json", "markdown", "sarif", "github")


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """What the command line asks for; see its help."""

    format: str = "text"
    output: str | None = None
    fail_on: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    stat: bool = False
    review: bool = False
    language: Language | None = None


def diff_maps(arguments: Sequence[str], options: DiffOptions) -> int:
    """Compare what the arguments name; return 0, 1 where `fail_on` says so, 2 where something could not be compared."""
    gc.disable()  # what is read stays to the end; looking for cycles would take half as long again
    for flag, names in (("--fail-on", options.fail_on), ("--only", options.only), ("--ignore", options.ignore)):
        _check_names(flag, names, extra=(_ANY,) if flag == "--fail-on" else ())
    _check_format(options)
    compared = _compared(arguments)
    gc.freeze()  # nor need they be looked through at the end
    language = options.language or _language(compared)
    told = [(comparison, _narrowed(tell(comparison, language), options)) for comparison in compared.comparisons]
    pairs = [(comparison, each) for comparison, each in told if each.tidings]
    found = [each for _, each in pairs]
    if options.format in _PICTURES:
        from cxmap.cli.change_pictures import changes_page, changes_svg

        write = changes_page if options.format == "html" else changes_svg
        _put(write(pairs, language, options.personas), options.output)
    elif found or not compared.failures or options.format != "text":  # what could not be read may well have changed
        _write(found, language, options, compared.failures)
    _complain(compared.failures)
    if compared.failures:
        return 2
    return int(_fails(found, options.fail_on))


def _compared(arguments: Sequence[str]) -> Compared:
    """Read the arguments as git does: revisions first, then files and folders; two files, or two folders, are compared."""
    if STDIN in arguments:
        return _with_stdin(arguments)
    if len(arguments) == 2 and all(Path(argument).exists() for argument in arguments):
        return compare_paths(arguments[0], arguments[1])
    from cxmap.git import Repository
    from cxmap.snapshots import Snapshot

    repository = Repository(Path())
    revisions, paths = _told_apart(arguments, repository)
    before, after = _sides(revisions, repository)
    older = Snapshot(repository, repository.commit(before), before)
    newer = Snapshot(repository, repository.commit(after)) if after is not None else Snapshot(repository, None)
    return compare_snapshots(repository, older, newer, paths)


def _with_stdin(arguments: Sequence[str]) -> Compared:
    """Compare the map that comes from stdin with a file, in the order in which they are named.

    Raises:
        CxmapError: there is no file, or something else besides.
    """
    if len(arguments) != 2 or arguments[0] == arguments[1]:
        raise CxmapError(
            Words("`-` is compared with one map", "`-` 只与一张地图比较"),
            Words(
                "`cxmap diff - map.yaml` or `cxmap diff map.yaml -`",
                "`cxmap diff - map.yaml` 或 `cxmap diff map.yaml -`",
            ),
        )
    return compare_paths(arguments[0], arguments[1], sys.stdin.buffer.read())


def _told_apart(arguments: Sequence[str], repository: Repository) -> tuple[list[str], list[str]]:
    """Return the revisions, and the paths behind them.

    Raises:
        CxmapError: something is both, or neither.
    """
    revisions: list[str] = []
    for index, argument in enumerate(arguments):
        is_file = Path(argument).exists()
        is_revision = (".." in argument and not is_file) or repository.knows(argument)
        if is_file and is_revision:
            raise CxmapError(
                Words(f"{argument!r} is a revision as well as a file", f"{argument!r} 既是版本又是文件"),
                Words(f"write ./{argument} for the file", f"要指文件请写 ./{argument}"),
            )
        if not is_revision or len(revisions) == 2:
            paths = list(arguments[index:])
            for path in paths:
                if not Path(path).exists() and not _was_there(path, repository, revisions):
                    raise nothing_to_compare(path)
            return revisions, paths
        revisions.append(argument)
    return revisions, []


def _was_there(path: str, repository: Repository, revisions: Sequence[str]) -> bool:
    """Whether a file or folder that is gone was there before."""
    try:
        return bool(repository.differing(repository.commit(_sides(revisions, repository)[0]), None, [path]))
    except CxmapError:
        return False


def _sides(revisions: Sequence[str], repository: Repository) -> tuple[str, str | None]:
    """Return the older and the newer revision; None for the working tree."""
    if not revisions:
        return "HEAD", None
    first = revisions[0]
    if len(revisions) == 1 and "..." in first:
        one, _, other = first.partition("...")
        return repository.base(one or "HEAD", other or "HEAD")[:12], other or "HEAD"
    if len(revisions) == 1 and ".." in first:
        one, _, other = first.partition("..")
        return one or "HEAD", other or "HEAD"
    return first, revisions[1] if len(revisions) > 1 else None


def _language(compared: Compared) -> Language:
    """Return the language of the maps, where they have one in common; else that of the user."""
    languages = {comparison.document.language for comparison in compared.comparisons}
    return languages.pop() if len(languages) == 1 else spoken_here()


def _check_format(options: DiffOptions) -> None:
    """Refuse what would be left out without a word.

    Raises:
        CxmapError: an option says nothing in this format.
    """
    for given, flag, formats in (
        (options.stat, "--stat", ("text",)),
        (options.review, "--review", ("text", "markdown")),
        (options.only, "--only", _IN_WORDS),
        (options.ignore, "--ignore", _IN_WORDS),
    ):
        if given and options.format not in formats:
            raise CxmapError(
                Words(
                    f"{flag} does not go with --format {options.format}",
                    f"{flag} 不能与 --format {options.format} 同用",
                ),
                Words(f"it goes with: {listed(list(formats), 'en')}", f"可用于：{listed(list(formats), 'zh')}"),
            )
    if options.stat and options.review:
        raise CxmapError(
            Words(
                "--stat counts, --review asks: only one of them can be written",
                "--stat 只计数，--review 只提问，不能同用",
            )
        )


def _check_names(flag: str, names: Iterable[str], extra: Sequence[str]) -> None:
    known = [*extra, *_LEVELS, *AREAS, *KIND_IDS]
    for name in names:
        if name not in known:
            near = closest(name, known)
            raise CxmapError(
                Words(f"{flag} {name}: there is no such kind of change", f"{flag} {name}：没有这种变化"),
                did_you_mean(near)
                if near
                else Words(
                    f"levels: {listed(_LEVELS, 'en')}; areas: {listed(list(AREAS), 'en')}; kinds: see `cxmap changes`",
                    f"级别：{listed(_LEVELS, 'zh')}；领域：{listed(list(AREAS), 'zh')}；种类见 `cxmap changes`",
                ),
            )


def _is_one_of(tiding: Tiding, names: Sequence[str]) -> bool:
    return bool({tiding.kind, tiding.area, tiding.level} & set(names))


def _narrowed(found: MapTidings, options: DiffOptions) -> MapTidings:
    """Return the changes that are asked for."""
    kept = tuple(
        tiding
        for tiding in found.tidings
        if (not options.only or _is_one_of(tiding, options.only))
        and not _is_one_of(tiding, options.ignore)
        and (not options.personas or not tiding.personas or tiding.personas & set(options.personas))
    )
    return replace(found, tidings=kept)


def _fails(found: Iterable[MapTidings], fail_on: Sequence[str]) -> bool:
    if _ANY in fail_on:
        return any(each.tidings for each in found)
    return any(_is_one_of(tiding, fail_on) for each in found for tiding in each.tidings)


def _write(
    found: Sequence[MapTidings], language: Language, options: DiffOptions, failures: Sequence[CxmapError]
) -> None:
    utf8_stdout()
    if options.format == "text":
        from cxmap.report.changes.text import as_text, stat_text

        coloured = options.output is None and wants_colour(sys.stdout)
        if options.stat:
            lines = stat_text(found, language)
        elif options.review:
            from cxmap.report.changes.review import review_text

            lines = review_text(found, language, coloured=coloured)
        else:
            lines = as_text(found, language, coloured=coloured)
        if options.output is None:
            write_lines(lines)
            return
        content = "".join("".join(piece for piece, _ in line) + "\n" for line in lines)
    else:
        content = _content(found, language, options, failures)
    _put(content, options.output)


def _put(content: str, output: str | None) -> None:
    if output is None:
        utf8_stdout()
        sys.stdout.write(content)
    else:
        from cxmap.cli.files import write_whole

        write_whole(Path(output), content)


def _content(
    found: Sequence[MapTidings], language: Language, options: DiffOptions, failures: Sequence[CxmapError]
) -> str:
    if options.format == "json":
        from cxmap.report.changes.data import as_json

        return as_json(found) + "\n"
    if options.format == "markdown" and options.review:
        from cxmap.report.changes.review import review_markdown

        return review_markdown(found, language)
    if options.format == "markdown":
        from cxmap.report.changes.markdown import as_markdown

        return as_markdown(found, language, [_reason(error, language) for error in failures])
    if options.format == "sarif":
        from cxmap.report.changes.sarif import as_sarif

        principles = {level.word: words.said(language) for level, words in PRINCIPLES.items()}
        return as_sarif(found, language, principles, {kind.id: _said(kind, language) for kind in CHANGE_KINDS})
    from cxmap.report.changes.annotations import as_annotations

    return "".join(f"{line}\n" for line in as_annotations(found, language))


def _reason(error: CxmapError, language: Language) -> str:
    """Say in one line why a map could not be compared."""
    if isinstance(error, InvalidFile) and error.diagnostics:
        first = error.diagnostics[0]
        line = error.text.position(first.span.start)[0] if first.span is not None else 1
        return f"{error.text.name}:{line}: {first.message.said(language)}"
    return error.message.said(language)


def _complain(failures: Sequence[CxmapError]) -> None:
    """Say what could not be compared: of a map that is not valid, what is wrong with it."""
    for error in failures:
        if isinstance(error, InvalidFile):
            from cxmap.report.findings import FileFindings
            from cxmap.report.findings.text import as_text

            write_lines(as_text(FileFindings(error.text, error.diagnostics), spoken_here()), sys.stderr)
        else:
            complain(error)


def _said(kind: ChangeKind, language: Language) -> str:
    return kind.words.said(language).format(old="…", new="…", field="…")


def list_changes(language: Language | None, format_: str) -> int:
    """Print the table of change kinds."""
    utf8_stdout()
    spoken = language or spoken_here()
    if format_ == "json":
        from cxmap.report.escaping import json_text

        rows = [
            {"id": k.id, "area": k.area, "level": k.level.word, "words": {"en": k.words.en, "zh": k.words.zh}}
            for k in CHANGE_KINDS
        ]
        principles = {level.word: words._asdict() for level, words in PRINCIPLES.items()}
        sys.stdout.write(json_text({"principles": principles, "kinds": rows}, indent=2) + "\n")
        return 0
    lines = [
        [(f"{LEVEL_NAMES[level].said(spoken)}  ", "strong"), (PRINCIPLES[level].said(spoken), "")] for level in Level
    ]
    widest = max(len(kind.id) for kind in CHANGE_KINDS)
    for area, name in AREAS.items():
        lines += [[], [(name.said(spoken), "strong")]]
        for kind in CHANGE_KINDS:
            if kind.area == area:
                said = _said(kind, spoken)
                lines.append(
                    [
                        (f"  {kind.id:<{widest}}", ""),
                        (f"  {LEVEL_NAMES[kind.level].said(spoken):<12}", "dim"),
                        (said, ""),
                    ]
                )
    write_lines(lines)
    return 0
