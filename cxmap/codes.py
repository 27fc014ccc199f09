"""The codes of what the format itself refuses. They are no rules: nothing chooses, weighs or excuses them."""

from __future__ import annotations

from cxmap.language import Words

FORMAT_CODES = frozenset({
    "alias-bomb", "bad-colour", "bad-currency", "bad-date", "bad-duration", "bad-escape", "bad-id", "bad-option",
    "bad-pattern", "bad-setting", "complex-key", "control-character", "dash-without-space", "duplicate-id",
    "duplicate-key", "empty-item", "empty-list", "empty-scale", "empty-text", "endless-alias", "endless-extends",
    "full-width-punctuation", "full-width-space", "indentation", "invalid", "merge-key", "missing-colon",
    "missing-key", "mixed-line-ends", "nameless", "no-top-two-boxes", "not-a-list", "not-a-map", "not-a-number", "not-a-policy",
    "not-a-workspace", "not-allowed", "not-boolean", "not-fields", "not-text", "out-of-range", "outside-workspace",
    "persona-not-here", "reserved-character", "several-documents", "source-in-two-places",
    "source-without-place", "syntax", "tab", "tag", "text-after-value", "too-deep",
    "too-long", "unclosed-bracket", "unclosed-quote", "unknown-anchor", "unknown-key", "unknown-option",
    "unknown-reference", "unknown-rule", "unquoted-colon", "unquoted-comma", "unreadable", "unreadable-policy",
    "wide-and-long", "wrong-encoding",
})  # fmt: skip


def no_rule(name: str) -> tuple[Words, Words]:
    """Say that a code of the format is no rule, and what that means."""
    return (
        Words(
            f"`{name}` is no rule, but something that the format refuses",
            f"`{name}` 不是规则，而是格式本身不允许的写法",
        ),
        Words(
            "it cannot be chosen or excused; its message says how to mend it", "它不能选择，也不能豁免；请按提示修改"
        ),
    )
