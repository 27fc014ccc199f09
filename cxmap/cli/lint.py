"""`cxmap lint`."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import complain
from cxmap.cli.data_ids import look_for_unknown_ids
from cxmap.cli.help import language as spoken_here
from cxmap.cli.overwriting import data_files_in
from cxmap.cli.reporting import Report
from cxmap.diagnostics import CxmapError, InvalidFile
from cxmap.document import language_of_text
from cxmap.language import Words
from cxmap.lint import RULES
from cxmap.lint.checking import Checked, Checker
from cxmap.lint.policy import SEVERITIES, Choice, Policy, choice_of, named_policy, policy_of
from cxmap.measures_file import measures_beside, text_beside
from cxmap.report.findings import FileFindings
from cxmap.report.progress import Progress
from cxmap.suggestions import closest, did_you_mean
from cxmap.workspace import FILE_NAME, find_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxmap.diagnostics import Diagnostic, Severity
    from cxmap.language import Language
    from cxmap.lint.cache import Cache
    from cxmap.measures_file import MeasuresText
    from cxmap.workspace import MapFile, Workspace

_RULE_NAMES = frozenset(rule.name for rule in RULES)
_WORTH_REMEMBERING = 10  # maps: opening the cache takes as long as checking a few


@dataclass(frozen=True, slots=True)
class LintOptions:
    """What the command line asks for; see its help."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    policy: str | None = None
    fail_on: str | None = None
    format: str | None = None
    output: str | None = None
    statistics: bool = False
    owner: str | None = None
    changed_since: str | None = None
    show_suppressed: bool = False
    fix: bool = False
    diff: bool = False
    cache: bool = True
    language: Language | None = None
    today: str | None = None
    watched: Mapping[str, Severity] | None = None
    """In place of all that the policy applies: these rules only, at these severities."""
    measured: Callable[[str], MeasuresText | None] = text_beside


def lint_maps(paths: Sequence[str], options: LintOptions) -> int:
    """Check the maps that `paths` name; return 0 where nothing was found, 1 for findings, 2 for what cannot be read."""
    _refuse_what_does_not_fit(options)
    gc.disable()  # what reading allocates is freed by reference counts; looking for cycles costs a tenth of the time
    report = Report(
        format=options.format or _usual_format(options),
        output=options.output,
        language=options.language,
        statistics=options.statistics,
        show_suppressed=options.show_suppressed,
        quiet=options.diff,
    )
    run = _Run(options, report, _day(options.today), choice_of(RULES, options.select, options.ignore))
    failed = False
    try:
        for found, spoken, fail_on in run.all_checked(paths):
            least = SEVERITIES.get(options.fail_on or fail_on or "warning")
            failed |= least is not None and any(diagnostic.severity >= least for diagnostic in found.diagnostics)
            report.add(found, spoken)
    except InvalidFile as error:  # a workspace or a policy that is not valid is a finding too, and stops the rest
        report.stop(FileFindings(error.text, error.diagnostics), language_of_text(error.text) or spoken_here())
    report.finish(run.mended, run.language)
    if report.tally.unreadable or run.unwritten:
        return 2
    return int(failed or (options.diff and run.mended > 0 and options.fail_on != "never"))


_WITHOUT_STATISTICS = frozenset({"jsonl", "sarif", "junit", "github", "gitlab"})


def _usual_format(options: LintOptions) -> str:
    """Return the format where none is asked for: annotations in GitHub Actions, unless they would not be seen there."""
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    return "github" if in_actions and options.output is None and not options.statistics else "text"


def _refuse_what_does_not_fit(options: LintOptions) -> None:
    if options.diff and not options.fix:
        raise CxmapError(
            Words("--diff shows what --fix would change", "--diff 显示 --fix 会改什么"),
            Words("add --fix", "请加上 --fix"),
        )
    if options.diff and (options.output is not None or options.format is not None):
        raise CxmapError(
            Words("--diff writes a diff, and no findings", "--diff 只输出差异，不输出检查结果"),
            Words("leave out --format and --output", "请去掉 --format 和 --output"),
        )
    if options.statistics and options.format in _WITHOUT_STATISTICS:
        raise CxmapError(
            Words(f"{options.format} cannot hold statistics", f"{options.format} 格式不能容纳统计"),
            Words("choose text, json or markdown", "请选择 text、json 或 markdown"),
        )


@dataclass(slots=True)
class _Run:
    """One run over maps: a checker for each workspace, what is remembered, what was mended.

    `language` is that of the first workspace which has one: what is said of all maps together is said in it.
    """

    options: LintOptions
    report: Report
    today: date
    choice: Choice
    mended: int = 0
    unwritten: int = 0
    language: Language | None = None
    _has_seen_all: bool = True
    _checkers: dict[Path | None, Checker] = field(default_factory=dict)
    _caches: list[Cache] = field(default_factory=list)
    _teams: set[str] = field(default_factory=set)

    def all_checked(self, paths: Sequence[str]) -> Iterator[tuple[FileFindings, Language, str | None]]:
        """Yield what was found in each map, the language to say it in, and the severity its policy fails on.

        Raises:
            InvalidFile: a workspace or a policy is not valid.
        """
        map_files = find_maps(paths)
        workspaces = {_root(map_file): map_file.workspace for map_file in map_files}
        look_for_unknown_ids(workspaces.values())
        self.language = next((shared.language for shared in workspaces.values() if shared and shared.language), None)
        if self.options.owner is not None:
            everything = {path.resolve() for shared in workspaces.values() if shared for path in shared.maps()}
            seen = {map_file.path.resolve() for map_file in map_files}
            self._has_seen_all = self.options.changed_since is None and everything <= seen
        policies = {root: self._policy(workspace) for root, workspace in workspaces.items()}
        self._protect(map_files, policies.values())
        if self.options.changed_since is not None:
            sources = [source for policy in policies.values() for source in policy.sources]
            map_files = changed_maps(map_files, self.options.changed_since, sources)
        for root, policy in policies.items():
            cache = self._cache(workspaces[root]) if len(map_files) >= _WORTH_REMEMBERING else None
            self._checkers[root] = Checker(policy, workspaces[root], self.today, cache, self.options.measured)
        progress = Progress(len(map_files))
        try:
            for number, map_file in enumerate(map_files):
                progress.step(number, str(map_file.path))
                yield self._checked(map_file)
        finally:
            progress.finish()
        for cache in self._caches:
            cache.save()
        self._check_owner()

    def _protect(self, map_files: Iterable[MapFile], policies: Iterable[Policy]) -> None:
        """Keep the report from being written over what is checked, or what the checks rest on."""
        self.report.protect(map_file.path for map_file in map_files)
        self.report.protect(measures_beside(map_file.path) for map_file in map_files)
        around = {m.workspace.root: m.workspace for m in map_files if m.workspace is not None}
        self.report.protect(root / FILE_NAME for root in around)
        self.report.protect(path for workspace in around.values() for path in data_files_in(workspace))
        self.report.protect(source for policy in policies for source in policy.sources)

    def _checked(self, map_file: MapFile) -> tuple[FileFindings, Language, str | None]:
        workspace = map_file.workspace
        checker = self._checkers[_root(map_file)]
        checked = checker.check(map_file.path)
        if self.options.fix and checked.text is not None:
            checked = self._mended(checker, map_file.path, checked)
        self._teams.update(checked.teams)
        language = checked.language or (workspace.language if workspace else None) or spoken_here()
        return self._findings(checked), language, checker.policy.fail_on

    def _mended(self, checker: Checker, path: Path, checked: Checked) -> Checked:
        from cxmap.cli.mending import mend_map

        try:
            checked, fixes = mend_map(checker, path, checked, self._is_asked_for, show_only=self.options.diff)
        except CxmapError as error:  # it cannot be written: that is no reason to leave the other maps
            complain(error, checked.language)
            self.unwritten += 1
            return checked
        self.mended += fixes
        return checked

    def _findings(self, checked: Checked) -> FileFindings:
        found = tuple(filter(self._is_asked_for, checked.found))
        excused = tuple((diagnostic, why) for diagnostic, why in checked.excused if self._is_asked_for(diagnostic))
        return FileFindings(checked.text, found, excused, checked.coverage)

    def _is_asked_for(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is the owner's. What makes a map unusable is everyone's."""
        owner = self.options.owner
        return owner is None or diagnostic.owner == owner or diagnostic.code not in _RULE_NAMES

    def _cache(self, workspace: Workspace | None) -> Cache | None:
        if not self.options.cache or self.options.fix:
            return None
        from cxmap.lint.cache import open_cache

        self._caches.append(open_cache(workspace.root if workspace else Path(), workspace, self.today))
        return self._caches[-1]

    def _policy(self, workspace: Workspace | None) -> Policy:
        root = workspace.root if workspace else None
        name = self.options.policy
        policy = policy_of(RULES, workspace) if name is None else named_policy(RULES, name, root)
        if self.options.watched is not None:
            policy = policy.watching(self.options.watched)
        return policy.also(self.choice)

    def _check_owner(self) -> None:
        """Say that a team is not known, before "nothing found" is taken for good news; another map may know it."""
        owner = self.options.owner
        if owner is not None and self._teams and owner not in self._teams and self._has_seen_all:
            suggestion = closest(owner, sorted(self._teams))
            remedy = did_you_mean(suggestion) if suggestion else None
            raise CxmapError(Words(f"no team is called `{owner}`", f"没有名为 `{owner}` 的团队"), remedy)


def changed_maps(map_files: Sequence[MapFile], revision: str, shared: Sequence[Path]) -> list[MapFile]:
    """Return the maps that changed in git since a revision, or whose workspace file, or a `shared` policy, did.

    Raises:
        CxmapError: git cannot tell.
    """
    from cxmap.git import changed_files

    changed: dict[Path, frozenset[Path]] = {}

    def has_changed(path: Path) -> bool:
        repository = _repository(path.parent)
        if repository not in changed:
            changed[repository] = changed_files(repository, revision)
        return path in changed[repository]

    policies = [policy for policy in shared if (_repository(policy.parent) / ".git").exists()]
    chosen = []
    for map_file in map_files:
        path, root = map_file.path.resolve(), _root(map_file)
        watched = [path, *([root / FILE_NAME] if root else []), *policies]
        if not path.exists() or any(has_changed(one) for one in watched):
            chosen.append(map_file)
    return chosen


def _repository(folder: Path) -> Path:
    """Return the folder of the repository that `folder` lies in, which may be one within another; else `folder`."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _root(map_file: MapFile) -> Path | None:
    return map_file.workspace.root.resolve() if map_file.workspace else None


def _day(given: str | None) -> date:
    if given is None:
        return date.today()  # a review is due by the user's own calendar
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise CxmapError(
            Words(f"--today {given} is not a date", f"--today {given} 不是日期"),
            Words("write it as 2026-09-30", "请写成 2026-09-30"),
        ) from None
