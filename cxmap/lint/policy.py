"""Which rules apply to which map: the built-in policies, a team's own, those it extends, and what differs by path."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.codes import FORMAT_CODES, no_rule
from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile, Path, Severity, in_order
from cxmap.language import Words, listed
from cxmap.lint.engine import POLICIES, ActiveRule, Rule
from cxmap.model.compiled import validate_policy
from cxmap.source import parse, read_text
from cxmap.suggestions import closest, did_you_mean
from cxmap.validation import explain
from cxmap.workspace_file import pattern_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.lint.options import Value
    from cxmap.model.policy import LintPolicy, RuleChoice
    from cxmap.source import Source
    from cxmap.workspace import Workspace

SEVERITIES = {"note": Severity.NOTE, "warning": Severity.WARNING, "error": Severity.ERROR}
_RAISED = {
    "regulated": dict.fromkeys(
        ("personal-data", "risk-without-control", "risk-without-owner", "regulated-touchpoint-without-risk"),
        Severity.ERROR,
    )
}
"""Where a built-in policy weighs a rule more than the rule itself does."""
_TIGHTENED: dict[str, dict[str, dict[str, Value]]] = {"strict": {"incomplete-metric": {"ask": "all"}}}
"""Where a built-in policy sets an option otherwise than the rule itself does."""


class Setting(NamedTuple):
    """What a policy says of one rule."""

    is_off: bool
    severity: Severity | None
    options: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Choice:
    """What one policy, or one of its entries for some paths, asks for; all names are those of rules."""

    policy: str | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    settings: dict[str, Setting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that can be asked which rules apply to a map; `fail_on` is None where it does not say."""

    rules: tuple[Rule, ...]
    choices: tuple[Choice, ...] = ()
    by_path: tuple[tuple[frozenset[FilePath], Choice], ...] = ()
    fail_on: str | None = None
    sources: tuple[FilePath, ...] = ()
    _known: dict[tuple[int, ...], tuple[ActiveRule, ...]] = field(default_factory=dict, compare=False, repr=False)

    def rules_for(self, path: FilePath | None = None) -> tuple[ActiveRule, ...]:
        """Return the rules that apply to the map at `path`, in the order of the documentation."""
        resolved = path.resolve() if path is not None and self.by_path else None
        special = tuple(number for number, (paths, _) in enumerate(self.by_path) if resolved in paths)
        if special not in self._known:
            self._known[special] = self._resolved([*self.choices, *(self.by_path[number][1] for number in special)])
        return self._known[special]

    def _resolved(self, applying: Iterable[Choice]) -> tuple[ActiveRule, ...]:
        chosen = {rule.name for rule in self.rules if "default" in rule.policies}
        severities: dict[str, Severity] = {}
        options: dict[str, dict[str, Value]] = {}
        for choice in applying:
            if choice.policy is not None:
                chosen = {rule.name for rule in self.rules if choice.policy in rule.policies}
                severities |= _RAISED.get(choice.policy, {})
                options |= _TIGHTENED.get(choice.policy, {})
            chosen = (set(choice.select) or chosen) - choice.ignore
            for name, setting in choice.settings.items():
                options[name] = options.get(name, {}) | setting.options
                if setting.severity is not None:
                    severities[name] = setting.severity
                if setting.is_off:
                    chosen.discard(name)
                else:
                    chosen.add(name)
        return tuple(
            ActiveRule(
                rule,
                severities.get(rule.name, rule.severity),
                {name: option.default for name, option in rule.options.items()} | options.get(rule.name, {}),
            )
            for rule in self.rules
            if rule.name in chosen
        )

    def also(self, choice: Choice) -> Policy:
        """Return this policy with one more choice, which wins over everything, as one of the command line does."""
        everywhere = frozenset(path for paths, _ in self.by_path for path in paths)
        by_path = (*self.by_path, (everywhere, choice)) if self.by_path else ()
        return Policy(self.rules, (*self.choices, choice), by_path, self.fail_on, self.sources)

    def watching(self, severities: Mapping[str, Severity]) -> Policy:
        """Return this policy for these rules only, at these severities.

        What it says of a rule by name still holds: its severity, its options, or that it is off. What it selects and
        ignores besides is about other checks.
        """
        first = Choice(select=frozenset(severities), settings={n: Setting(False, s, {}) for n, s in severities.items()})
        begun = (first, *(Choice(settings=choice.settings) for choice in self.choices))
        by_path = tuple((paths, Choice(settings=choice.settings)) for paths, choice in self.by_path)
        others = frozenset(rule.name for rule in self.rules) - severities.keys()
        return Policy(self.rules, begun, by_path, self.fail_on, self.sources).also(Choice(ignore=others))


def policy_of(rules: Sequence[Rule], workspace: Workspace | None) -> Policy:
    """Return the policy of a workspace; the default one without.

    Raises:
        InvalidFile: the workspace's policy, or one that it extends, cannot be understood.
    """
    if workspace is None or workspace.policy is None:
        return Policy(tuple(rules))
    return _Reading(tuple(rules), workspace.root).policy(workspace.policy, workspace.source)


def named_policy(rules: Sequence[Rule], name: str, root: FilePath | None) -> Policy:
    """Return a built-in policy, or that of a policy file; `root` is the workspace that its paths are relative to.

    Raises:
        CxmapError: there is neither a policy nor a file of that name.
        InvalidFile: the file is not a valid policy.
    """
    if name in POLICIES:
        return Policy(tuple(rules), (Choice(policy=name),))
    path = FilePath(name)
    if path.suffix not in (".yaml", ".yml") and not _is_file(path):
        suggestion = closest(name, POLICIES)
        if suggestion is not None:
            remedy = did_you_mean(suggestion)
        else:
            remedy = Words(
                f"choose one of {listed(list(POLICIES), 'en')}, or name a policy file",
                f"请选择 {listed(list(POLICIES), 'zh')}，或指定策略文件",
            )
        raise CxmapError(Words(f"there is no policy `{name}`", f"没有名为 `{name}` 的策略"), remedy)
    return _Reading(tuple(rules), root or path.parent).file(path)


def choice_of(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> Choice:
    """Return the choice that the names of rules and families on a command line make.

    Raises:
        CxmapError: a name is none of a rule or a family.
    """
    names = _Names(rules)
    chosen: list[frozenset[str]] = []
    for group in (select, ignore):
        for name in group:
            if name not in names.groups:
                raise CxmapError(*names.unknown(name))
        chosen.append(frozenset(rule for name in group for rule in names.groups[name]))
    return Choice(select=chosen[0], ignore=chosen[1])


def _is_file(path: FilePath) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a null character
        return False


class _Names:
    """The names by which rules can be chosen: their own, their families', and `all`."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = {rule.name: rule for rule in rules}
        self.groups: dict[str, set[str]] = {"all": set(self.rules)}
        for rule in rules:
            self.groups.setdefault(rule.family, set()).add(rule.name)
            self.groups[rule.name] = {rule.name}

    def unknown(self, name: str, *, rules_only: bool = False) -> tuple[Words, Words]:
        """Say that there is no such rule, and which may be meant."""
        if name in FORMAT_CODES:
            return no_rule(name)
        suggestion = closest(name, self.rules if rules_only else self.groups)
        message = Words(f"there is no rule `{name}`", f"没有名为 `{name}` 的规则")
        if suggestion is not None:
            return message, did_you_mean(suggestion)
        return message, Words("`cxmap rules` lists them all", "`cxmap rules` 列出全部规则")


@dataclass(slots=True)
class _Reading:
    """Reads policies, following what they extend."""

    rules: tuple[Rule, ...]
    root: FilePath
    names: _Names = field(init=False)
    chain: list[FilePath] = field(default_factory=list)
    read: list[FilePath] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = _Names(self.rules)

    def policy(self, policy: LintPolicy, source: Source) -> Policy:
        """Read the `lint:` of a workspace or policy file."""
        diagnostics: list[Diagnostic] = []
        at: Path = ("lint",)
        begun = Policy(self.rules)
        for index, name in enumerate(policy.extends):
            extended = self._extended(source, name, (*at, "extends", index), diagnostics)
            if extended is not None:
                begun = Policy(
                    self.rules,
                    (*begun.choices, *extended.choices),
                    (*begun.by_path, *extended.by_path),
                    extended.fail_on or begun.fail_on,
                )
        choice = self._choice(policy, source, at, diagnostics)
        for index, entry in enumerate(policy.paths):
            diagnostics += pattern_faults(source, (*at, "paths", index, "match"), entry.match)
        if diagnostics:
            raise InvalidFile(source.text, in_order(diagnostics))
        by_path = tuple(
            (self._matching(entry.match), self._choice(entry, source, (*at, "paths", index), diagnostics))
            for index, entry in enumerate(policy.paths)
        )
        if diagnostics:
            raise InvalidFile(source.text, in_order(diagnostics))
        return Policy(
            self.rules,
            (*begun.choices, choice),
            (*begun.by_path, *by_path),
            policy.fail_on or begun.fail_on,
            tuple(self.read),
        )

    def file(self, path: FilePath) -> Policy:
        """Read a policy file."""
        text = read_text(path)
        self.read.append(path.resolve())
        source = parse(text)
        if not isinstance(source.data, dict):
            message = Words("this is not a lint policy", "这不是检查策略文件")
            remedy = Words("a policy begins with `cxmap: 1` and `lint:`", "策略文件以 `cxmap: 1` 和 `lint:` 开头")
            misfit = Diagnostic(Severity.ERROR, "not-a-policy", message, text.name, source.locate(()), remedy)
            raise InvalidFile(text, in_order([*source.diagnostics, misfit]))
        file, errors = validate_policy(source.data)
        diagnostics = [*source.diagnostics, *explain(source, "policy", errors)]
        if file is None or any(d.severity is Severity.ERROR for d in diagnostics):
            raise InvalidFile(text, in_order(diagnostics))
        return self.policy(file.lint, source)

    def _extended(self, source: Source, name: str, at: Path, diagnostics: list[Diagnostic]) -> Policy | None:
        path = FilePath(source.text.name).parent / name
        try:
            resolved = path.resolve()
        except (OSError, RuntimeError, ValueError):  # links in a circle, a name too long
            message = Words(f"{name} cannot be read", f"无法读取 {name}")
            remedy = Words("the path is relative to this file", "路径相对本文件")
            diagnostics.append(self._complaint(source, "unreadable-policy", at, message, remedy))
            return None
        if resolved in self.chain:
            message = Words(
                f"`{name}` extends itself, by way of others or directly", f"`{name}` 直接或间接地继承了自己"
            )
            remedy = Words("remove one of the `extends:`", "请删除其中一处 `extends:`")
            diagnostics.append(self._complaint(source, "endless-extends", at, message, remedy))
            return None
        self.chain.append(resolved)
        try:
            return self.file(path)
        except InvalidFile:
            raise
        except CxmapError as error:
            remedy = error.help or Words("the path is relative to this file", "路径相对本文件")
            diagnostics.append(self._complaint(source, "unreadable-policy", at, error.message, remedy))
            return None
        finally:
            self.chain.pop()

    def _matching(self, patterns: Iterable[str]) -> frozenset[FilePath]:
        return frozenset(path.resolve() for pattern in patterns for path in self.root.glob(pattern))

    def _choice(self, choice: RuleChoice, source: Source, at: Path, diagnostics: list[Diagnostic]) -> Choice:
        groups: dict[str, frozenset[str]] = {}
        for kind in ("select", "ignore"):
            found: set[str] = set()
            for index, name in enumerate(getattr(choice, kind)):
                if name in self.names.groups:
                    found |= self.names.groups[name]
                else:
                    where = (*at, kind, index)
                    diagnostics.append(self._complaint(source, "unknown-rule", where, *self.names.unknown(name)))
            groups[kind] = frozenset(found)
        settings = {}
        for name, value in choice.rules.items():
            where = (*at, "rules", name)
            if name not in self.names.rules:
                words = self.names.unknown(name, rules_only=True)
                diagnostics.append(self._complaint(source, "unknown-rule", where, *words, key=True))
            else:
                settings[name] = self._setting(self.names.rules[name], value, source, where, diagnostics)
        return Choice(choice.policy, groups["select"], groups["ignore"], settings)

    def _setting(self, rule: Rule, value: Any, source: Source, at: Path, diagnostics: list[Diagnostic]) -> Setting:
        if value is False or value == "off":
            return Setting(True, None, {})
        if isinstance(value, str) and value in SEVERITIES:
            return Setting(False, SEVERITIES[value], {})
        if not isinstance(value, dict):
            message = Words("a severity, `off` or options are expected here", "这里应是级别、`off` 或选项")
            remedy = Words(
                "write `error`, `warning`, `note`, `off`, or `{severity: …, …}`",
                "请写 `error`、`warning`、`note`、`off`，或 `{severity: …, …}`",
            )
            diagnostics.append(self._complaint(source, "bad-setting", at, message, remedy))
            return Setting(False, None, {})
        severity: Severity | None = None
        options: dict[str, Value] = {}
        for name, given in value.items():
            option = rule.options.get(name)
            if name == "severity" and isinstance(given, str) and given in SEVERITIES:
                severity = SEVERITIES[given]
            elif name == "severity":
                message = Words("this is not a severity", "这不是级别")
                remedy = Words("write `error`, `warning` or `note`", "请写 `error`、`warning` 或 `note`")
                diagnostics.append(self._complaint(source, "bad-setting", (*at, name), message, remedy))
            elif option is None:
                diagnostics.append(self._unknown_option(rule, name, source, (*at, name)))
            elif (read := option.read(given)) is None:
                message = Words(f"`{name}` cannot be this", f"`{name}` 不能是这个值")
                remedy = Words(f"allowed: {option.allowed.en}", f"可用：{option.allowed.zh}")
                diagnostics.append(self._complaint(source, "bad-option", (*at, name), message, remedy))
            else:
                options[name] = read
        return Setting(False, severity, options)

    def _unknown_option(self, rule: Rule, name: str, source: Source, at: Path) -> Diagnostic:
        allowed = ["severity", *rule.options]
        suggestion = closest(name, allowed)
        message = Words(f"`{rule.name}` has no option `{name}`", f"`{rule.name}` 没有选项 `{name}`")
        if suggestion is not None:
            remedy = did_you_mean(suggestion)
        else:
            remedy = Words(f"allowed: {listed(allowed, 'en')}", f"可用：{listed(allowed, 'zh')}")
        return self._complaint(source, "unknown-option", at, message, remedy, key=True)

    @staticmethod
    def _complaint(
        source: Source, code: str, at: Path, message: Words, remedy: Words, *, key: bool = False
    ) -> Diagnostic:
        span = source.locate(at, key=key)
        return Diagnostic(Severity.ERROR, code, message, source.text.name, span, remedy, path=at)
