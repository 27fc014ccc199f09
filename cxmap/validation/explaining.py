"""From pydantic-core's errors to diagnostics: at the right place, in words that say what is allowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Diagnostic, Path, Severity, Span
from cxmap.language import Words, listed
from cxmap.model.compiled import fields_at, takes_text
from cxmap.model.vocabulary import THINGS
from cxmap.suggestions import closest, did_you_mean
from cxmap.validation.fixes import YAML_1_1_BOOLEANS, allowed_words, as_half_width, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from cxmap.source import Source

_UNION_STEPS = frozenset({"plain", "bilingual", "[key]"})
_NO_COLON = re.compile(r"\s*[,}]")
_FULL_WIDTH = {
    "：": ": ",
    "，": ", ",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
}

_MOST_QUOTED = 60
_PLURALS = frozenset({"goals", "four senses"})
_FILES = {"map": Words("map", "地图"), "workspace": Words("workspace", "工作区"), "policy": Words("policy", "策略")}
_TEXT = Words("text in two languages", "双语文本")

Said = tuple[str, Words, Words]
"""A diagnostic's code, message and help."""

_COMMA: Said = (
    "unquoted-comma",
    Words("a comma ended the text here", "文本在这里的逗号处结束了"),
    Words("put the text in quotes; a number takes no comma", "请给文本加引号；数字中不要写逗号"),
)


def explain(source: Source, schema: str, errors: Iterable[ErrorDetails]) -> list[Diagnostic]:
    """Turn the errors of one validation into diagnostics; `schema` is `map`, `workspace` or `policy`."""
    diagnostics = []
    meant: set[tuple[str | int | None, ...]] = (
        set()
    )  # keys that are there under another name, and mappings that a comma cut up
    located = [(error, _path(source, error["loc"])) for error in errors]
    for error, path in sorted(located, key=lambda one: one[0]["type"] != "extra_forbidden"):
        kind = error["type"]
        if kind == "missing" and (path in meant or not source.complete):
            continue
        if kind == "too_short" and error["input"]:
            continue  # the items are there; what is wrong with each is said on its own
        is_key = kind == "extra_forbidden" or error["loc"][-1] == "[key]"
        span = source.locate(path[:-1] if kind == "missing" else path, key=is_key)
        if source.unreadable(span):
            continue
        if kind == "extra_forbidden":
            code, message, remedy, name = _unknown_key(source, schema, path, span)
            if (place := (*path[:-1], name)) in meant and code == "unquoted-comma":
                continue
            meant.add(place)
        else:
            code, message, remedy = _said(source, schema, error, path, span)
        fix = fix_of(source, schema, error, path, span)
        diagnostics.append(
            Diagnostic(Severity.ERROR, code, message, source.text.name, span, remedy, path=path, fix=fix)
        )
    return diagnostics


def _path(source: Source, loc: Path) -> Path:
    """Leave out the steps by which pydantic-core names the branch of a union; a key may have the same name."""
    path: Path = ()
    for step in loc:
        if step not in _UNION_STEPS or (*path, step) in source.spans:
            path = (*path, step)
    return path


def thing_at(path: Path, schema: str = "map") -> Words:
    """Return what stands at a path: `touchpoint`, `persona` … or the map itself."""
    for step in reversed(path):
        if isinstance(step, str) and step in THINGS:
            return THINGS[step]
    return _FILES[schema]


def _said(source: Source, schema: str, error: ErrorDetails, path: Path, span: Span) -> Said:
    kind, value = error["type"], error["input"]
    written = "" if isinstance(value, dict | list) else _on_one_line(source.text.content[span.start : span.end])
    if isinstance(value, str) and (mark := _misplaced_mark(kind, value)):
        return mark
    context: dict[str, Any] = error.get("ctx", {})
    match kind:
        case "dash_without_space":
            return (
                "dash-without-space",
                Words("this is read as one text, not as a list", "这里被读作一段文本，而不是列表"),
                Words("write a half-width `-` and a space before each item", "每项前请写半角 `-` 加一个空格"),
            )
        case "full_width_colon":
            return full_width_mark("：")
        case "missing":
            return _missing(schema, path)
        case "string_type":
            return _not_text(value, written, bilingual="plain" in error["loc"])
        case "literal_error":
            return _not_allowed(value, written, context["expected"])
        case "bool_type":
            return _not_boolean(value, written)
        case "float_type" | "int_type" | "int_from_float":
            return _not_number(value, written, whole=kind != "float_type")
        case "greater_than_equal" | "less_than_equal" | "finite_number" | "int_parsing_size":
            return _out_of_range(written, context)
        case "string_pattern_mismatch":
            return _bad_pattern(_on_one_line(value), context["pattern"])
        case "iso_date":
            shown = _shown(value, written)
            return (
                "bad-date",
                Words(f"{shown.en} is not a date", f"{shown.zh}不是日期"),
                Words("write it as 2026-09-30 (year-month-day)", "请写成 2026-09-30（年-月-日）"),
            )
        case "duration":
            shown = _shown(value, written)
            return (
                "bad-duration",
                Words(f"{shown.en} is not a length of time", f"{shown.zh}不是时长"),
                Words(
                    "write a number and s, min, h, d, w, mo or y: `25min`, `3d`",
                    "请写数字加 s、min、h、d、w、mo 或 y，如 `25min`、`3d`",
                ),
            )
        case "string_too_short" | "no_language":
            return (
                "empty-text",
                Words("the text is empty", "文本为空"),
                Words("write it, or remove the key", "请填写，或删除这个键"),
            )
        case "string_too_long":
            return (
                "too-long",
                Words(f"longer than {context['max_length']} characters", f"超过 {context['max_length']} 个字符"),
                Words("shorten it", "请缩短"),
            )
        case "too_short":
            return (
                "empty-list",
                Words("at least one is needed here", "这里至少需要一项"),
                Words("add one", "请添加一项"),
            )
        case "tuple_type":
            if isinstance(value, bool | int | float) and takes_text(schema, path):
                return _not_text(value, written, bilingual=True)
            return (
                "not-a-list",
                Words(f"a list is expected, not {_kind_of(value).en}", f"这里应是列表，而不是{_kind_of(value).zh}"),
                Words("begin each item on its own line with `- `", "每项另起一行，以 `- ` 开头"),
            )
        case "model_type" | "model_attributes_type" | "dict_type":
            return _not_fields(schema, path, value, written)
    return "invalid", Words(error["msg"], error["msg"]), Words("see `cxmap schema`", "参见 `cxmap schema`")


def _unknown_key(source: Source, schema: str, path: Path, span: Span) -> tuple[str, Words, Words, str | None]:
    """Return what to say of a key that the format does not have, and the key that was meant."""
    key, allowed = str(path[-1]), fields_at(schema, path[:-1])
    if key.startswith(("\u3000", "\u00a0")):
        return (
            "full-width-space",
            Words(
                "an ideographic (full-width) or no-break space stands before the key", "键前面有全角空格或不换行空格"
            ),
            Words("indent with ordinary spaces, two to a level", "请用普通（半角）空格缩进，每层两个"),
            closest(key, allowed),
        )
    if _NO_COLON.match(source.text.content, span.end):  # a key without a colon: possible in braces only
        name, colon, _ = key.partition("：")
        if colon and (meant := closest(name, allowed)):
            return *full_width_mark("："), meant
        return *_COMMA, None
    suggestion = closest(key, allowed)
    thing = _TEXT if allowed == ["zh", "en"] else thing_at(path[:-1], schema)
    article = "" if thing.en in _PLURALS else "an " if thing.en[0] in "aeiou" else "a "
    message = Words(f"`{key}` is not a field of {article}{thing.en}", f"{thing.zh}没有 `{key}` 这个字段")
    remedy = Words(f"allowed: {listed(allowed, 'en')}", f"可用的字段：{listed(allowed, 'zh')}")
    if suggestion is not None:
        remedy = did_you_mean(suggestion)
    elif (home := _home(schema, key, path)) is not None:
        name, owner = home
        remedy = Words(f"did you mean `{name}`? it belongs to a {owner.en}", f"是否想写 `{name}`？它属于{owner.zh}")
    return "unknown-key", message, remedy, suggestion


def _home(schema: str, key: str, path: Path) -> tuple[str, Words] | None:
    """Return the field that a key at the top of a map stands for, and what it belongs to: a stage or a touchpoint."""
    if schema != "map" or len(path) != 1:
        return None
    for place in (("stages", 0), ("stages", 0, "touchpoints", 0)):
        name = closest(key, fields_at(schema, place))
        if name is not None:
            return name, thing_at(place)
    return None


def _missing(schema: str, path: Path) -> Said:
    thing, key = thing_at(path[:-1], schema), path[-1]
    return (
        "missing-key",
        Words(f"the {thing.en} has no `{key}`", f"{thing.zh}缺少 `{key}`"),
        Words(f"add `{key}: …`", f"请添加 `{key}: …`"),
    )


def _not_text(value: Any, written: str, *, bilingual: bool) -> Said:
    if isinstance(value, bool | int | float):
        what = Words(
            "true or false"
            if isinstance(value, bool)
            else f"the number {value:g}"
            if isinstance(value, float)
            else "a number",
            "真假值" if isinstance(value, bool) else f"数字 {value:g}" if isinstance(value, float) else "数字",
        )
        return (
            "not-text",
            Words(
                f"YAML reads `{written}` as {what.en}; a text is expected",
                f"YAML 把 `{written}` 读作{what.zh}；这里应是文本",
            ),
            Words(f'put it in quotes: "{written}"', f'请加引号："{written}"'),
        )
    if value is None:
        return (
            "empty-text",
            Words("a text is expected, and nothing is given", "这里应是文本，但没有填写"),
            Words("write it, or remove the key", "请填写，或删除这个键"),
        )
    kind = _kind_of(value)
    remedy = Words("write one text, or {zh: …, en: …}", "请写一段文本，或 {zh: …, en: …}")
    if not bilingual:
        remedy = Words("write one text", "请写一段文本")
    return "not-text", Words(f"a text is expected, not {kind.en}", f"这里应是文本，而不是{kind.zh}"), remedy


def _not_allowed(value: Any, written: str, expected: str) -> Said:
    choices = allowed_words(expected)
    shown = _shown(value, written)
    message = Words(f"{shown.en} is not allowed here", f"{shown.zh}不能用在这里")
    suggestion = closest(str(value), choices) if isinstance(value, str) else None
    if isinstance(value, str) and value.lower() in YAML_1_1_BOOLEANS and "true" in choices:
        suggestion = YAML_1_1_BOOLEANS[value.lower()]
    allowed = Words(f"allowed: {listed(choices, 'en')}", f"可选：{listed(choices, 'zh')}")
    if suggestion is None:
        return "not-allowed", message, allowed
    return (
        "not-allowed",
        message,
        Words(f"did you mean `{suggestion}`? {allowed.en}", f"是否想写 `{suggestion}`？{allowed.zh}"),
    )


def _not_boolean(value: Any, written: str) -> Said:
    shown = _shown(value, written)
    wanted = YAML_1_1_BOOLEANS.get(str(value).lower())
    if wanted is not None:
        return (
            "not-boolean",
            Words(f"in YAML 1.2 {shown.en} is a text", f"在 YAML 1.2 中 {shown.zh}是文本"),
            Words(f"write `{wanted}`", f"请写 `{wanted}`"),
        )
    return (
        "not-boolean",
        Words(f"{shown.en} is neither true nor false", f"{shown.zh}不是 true 或 false"),
        Words("write `true` or `false`", "请写 `true` 或 `false`"),
    )


def _not_number(value: Any, written: str, *, whole: bool) -> Said:
    number = Words("a whole number", "整数") if whole else Words("a number", "数字")
    shown = _shown(value, written)
    hint = Words("write digits alone, without quotes or units", "请只写数字，不加引号和单位")
    half = as_half_width(value)
    if half is not None:
        hint = Words(f"write the half-width `{half}`", f"请写半角 `{half}`")
    elif isinstance(value, str) and "," in value:
        hint = Words("write it without thousands separators", "请不要写千位分隔符")
    return "not-a-number", Words(f"{shown.en} is not {number.en}", f"{shown.zh}不是{number.zh}"), hint


def _out_of_range(written: str, context: dict[str, Any]) -> Said:
    if "ge" in context:
        limit = Words(f"it must be at least {context['ge']:g}", f"不能小于 {context['ge']:g}")
    elif "le" in context:
        limit = Words(f"it must be at most {context['le']:g}", f"不能大于 {context['le']:g}")
    else:
        limit = Words("write a number of ordinary size", "请写大小正常的数字")
    return "out-of-range", Words(f"`{written}` is out of range", f"`{written}` 超出范围"), limit


def _bad_pattern(value: Any, pattern: str) -> Said:
    if "A-Z]{3}" in pattern:
        return (
            "bad-currency",
            Words(f"`{value}` is not a currency code", f"`{value}` 不是货币代码"),
            Words("write the three letters of ISO 4217: CNY, USD, EUR", "请写 ISO 4217 的三个字母：CNY、USD、EUR"),
        )
    if pattern.startswith("^#"):
        return (
            "bad-colour",
            Words(f"`{value}` is not a colour", f"`{value}` 不是颜色"),
            Words('write "#RRGGBB" in quotes, as "#1F5F8B"', '请写带引号的 "#RRGGBB"，如 "#1F5F8B"'),
        )
    return (
        "bad-id",
        Words(f"`{value}` cannot be an id", f"`{value}` 不能作 id"),
        Words(
            "use letters, digits, `-`, `_` or `.`, without spaces; Chinese is welcome",
            "请用文字、数字、`-`、`_`、`.`，不含空格；可用中文",
        ),
    )


def _not_fields(schema: str, path: Path, value: Any, written: str) -> Said:
    if isinstance(value, bool | int | float) and takes_text(schema, path):
        return _not_text(value, written, bilingual=True)
    kind = _kind_of(value)
    allowed = fields_at(schema, path)[:6]
    example = f"{allowed[0]}: …" if allowed else "key: …"
    return (
        "not-fields",
        Words(f"fields (`{example}`) are expected, not {kind.en}", f"这里应是字段（`{example}`），而不是{kind.zh}"),
        Words("begin a new, indented line for each field", "每个字段另起一行并缩进"),
    )


def _misplaced_mark(kind: str, value: str) -> Said | None:
    """Full-width punctuation that was meant as YAML: it parses, as text, where no such text can stand."""
    marks = "：" if kind in {"model_type", "model_attributes_type", "dict_type"} else "“”‘’：，"
    if kind not in {
        "model_type",
        "model_attributes_type",
        "dict_type",
        "literal_error",
        "string_pattern_mismatch",
        "float_type",
        "int_type",
        "bool_type",
        "iso_date",
        "duration",
        "tuple_type",
    }:
        return None
    if value.strip("\u3000\u00a0") != value:
        return (
            "full-width-space",
            Words(
                "an ideographic (full-width) or no-break space stands beside the value",
                "值的旁边有全角空格或不换行空格",
            ),
            Words("write an ordinary space", "请改用普通（半角）空格"),
        )
    found = next((character for character in value if character in marks), None)
    if found is None:
        return None
    return full_width_mark(found)


def full_width_mark(found: str) -> Said:
    """What to say of a full-width mark where its half-width twin is meant."""
    return (
        "full-width-punctuation",
        Words(f"the full-width `{found}` is read as text, not as YAML", f"全角 `{found}` 被当作文本，而不是 YAML 语法"),
        Words(f"write the half-width `{_FULL_WIDTH[found]}`", f"请写半角 `{_FULL_WIDTH[found]}`"),
    )


def _on_one_line(written: str) -> str:
    line = " ".join(written.split())
    return line if len(line) <= _MOST_QUOTED else f"{line[:_MOST_QUOTED]}…"


def _shown(value: Any, written: str) -> Words:
    if isinstance(value, dict | list):
        return _kind_of(value)
    shown = f"`{written or ('null' if value is None else value)}`"
    return Words(shown, f"{shown} ")


def _kind_of(value: Any) -> Words:
    match value:
        case None:
            return Words("nothing", "空值")
        case bool():
            return Words("true or false", "真假值")
        case int() | float():
            return Words("a number", "数字")
        case str():
            return Words("a text", "文本")
        case list():
            return Words("a list", "列表")
    return Words("fields", "字段")
