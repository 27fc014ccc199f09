"""What `cxmap lint` applies: the policy of a workspace, or of a file that several workspaces share."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from cxmap.model.fields import Exactly, Id, Ids, Model, OneOrMany, PlainText, Text, field, required

BuiltInPolicy = Literal["default", "strict", "workshop", "regulated"]


class RuleChoice(Model):
    """Which rules apply, and how (规则选择)."""

    policy: BuiltInPolicy | None = field(
        "The built-in policy to begin with: `default`, `strict` (every rule), `workshop` (drafts), `regulated`.",
        "以哪个内置策略为起点：`default`（默认）、`strict`（全部规则）、`workshop`（草稿）、`regulated`（受监管）。",
        example="strict",
    )
    select: Ids = field(
        "Only these: names of rules or families, or `all`.",
        "只启用这些：规则名、规则族名或 `all`。",
        example=["ownership", "review-overdue"],
        default=(),
    )
    ignore: Ids = field(
        "Names of rules or families to leave out.", "不启用的规则或规则族。", example=["review-overdue"], default=()
    )
    rules: dict[Id, Any] = field(
        "By rule: `off`, a severity (`error`, `warning`, `note`), or `{severity: …}` with the rule's options, which "
        "`cxmap explain RULE` lists. A rule that is named here applies, unless it is `off`.",
        "逐条设置：`off`、级别（`error`、`warning`、`note`），或 `{severity: …}` 加上规则的选项（见 `cxmap explain 规则名`）。"
        "写在这里的规则都会启用，除非写了 `off`。",
        example={"touchpoint-without-owner": "error", "too-many-stages": {"severity": "warning", "most": 9}},
        default={},
    )


class _Matching(Model):
    match: Annotated[tuple[PlainText, ...], OneOrMany] = required(
        "Patterns of paths, relative to the workspace.", "相对工作区的通配路径。", example=["maps/drafts/**/*.yaml"]
    )


class PathPolicy(RuleChoice, _Matching):  # of two parents, pydantic puts the fields of the last one first
    """What applies to some maps only (按路径设置)."""


class _Extending(Model):
    extends: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "Policy files to begin with, relative to this file.",
        "继承的策略文件，路径相对本文件。",
        example=["../firm-policy.yaml"],
        default=(),
    )


class LintPolicy(RuleChoice, _Extending):
    """Which rules `cxmap lint` applies (检查策略)."""

    fail_on: Literal["note", "warning", "error", "never"] | None = field(
        "The severity from which `cxmap lint` exits with 1; default: warning.",
        "达到哪个级别时 `cxmap lint` 以 1 退出；默认 warning。",
        example="error",
    )
    paths: tuple[PathPolicy, ...] = field(
        "What else applies to some maps; later entries win.",
        "对部分地图的额外设置；后面的优先。",
        example=[{"match": "maps/drafts/*.yaml", "policy": "workshop"}],
        default=(),
    )


class PolicyFile(Model):
    """A lint policy that several workspaces share (共享检查策略)."""

    cxmap: Annotated[Literal[1], Exactly] = required("Version of the format.", "格式版本。", example=1)
    name: Text | None = field("What the policy is called.", "策略名称。", example="安居银行检查策略")
    lint: LintPolicy = required("Which rules apply.", "检查策略。", example={"policy": "regulated"})
