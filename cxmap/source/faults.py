"""Explains a parser's syntax error in words that name the mistake, where people make it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cxmap.diagnostics import Diagnostic, Edit, Fix, Severity, Span, Text
from cxmap.language import Words

FULL_WIDTH_KEY = re.compile(r"\s*(?:-\s+)*[\w.\-]+\s*(：)")
_WIDE_GAP = re.compile(r"(?:^|\s)(?:-|[\w.\-]+:)([\u3000\u00a0])")
_FULL_WIDTH_HASH = re.compile(r"\s*(＃)")
_FULL_WIDTH_DASH = re.compile(r"\s*([－—–])\s")
_BLANKS = " \t　\u00a0"
_LINES_ABOVE = 20  # that are searched for the cause of an error
_CANNOT_START = "@`%"
_MEANS_SOMETHING = "&*!|>%"
_COLON = re.compile(r":\s")
_LIST_MARKS = re.compile(r"^\s*(?:-\s+)*")
_MISFITS = (
    "block end", "expected key", "'-' indicator", "sequence entries", "block collection", "document start",
)  # fmt: skip


DEEPEST = 60
"""Levels of nesting that are read."""
TOO_DEEP = (
    Words(f"more than {DEEPEST} levels of nesting", f"嵌套超过 {DEEPEST} 层"),
    Words("a journey map needs about ten", "旅程图大约需要十层"),
)


class _Mistake(NamedTuple):
    code: str
    span: Span
    message: Words
    remedy: Words
    wanted: str = ""  # what to write instead, where that is certain


def explain(text: Text, content: str, error: Any) -> tuple[Diagnostic, int]:
    """Return the diagnostic for a parser's error, and the number of the line that is at fault."""
    problem: str = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    at = min(mark.index if mark is not None else 0, len(content))
    begun = min(opened.index, len(content)) if opened is not None else None
    mistake = _by_characters(text, content, at, begun) or _by_problem(text, content, problem, at, begun)
    span = Span(mistake.span.start, min(mistake.span.end, len(content)))
    fix = fix_of_mark(content, span, mistake.wanted) if mistake.wanted else None
    diagnostic = Diagnostic(Severity.ERROR, mistake.code, mistake.message, text.name, span, mistake.remedy, fix=fix)
    return diagnostic, text.position(span.start)[0]


def fix_of_mark(content: str, span: Span, wanted: str) -> Fix:
    """Return the fix that writes a half-width mark for a full-width one, with a space behind it unless there is one."""
    written = wanted.rstrip() if content[span.end : span.end + 1] in ("", " ", "\n", "\r") else wanted
    return Fix(Words(f"write `{wanted.strip()}`", f"改为半角 `{wanted.strip()}`"), (Edit(span, written),))


def _by_characters(text: Text, content: str, at: int, begun: int | None) -> _Mistake | None:
    """Look at the lines around the error for what a Chinese input method or a Tab key leaves behind."""
    number = text.position(at)[0]
    first = text.position(begun)[0] if begun is not None else number
    for line in dict.fromkeys([*range(max(first, number - _LINES_ABOVE), number + 1), max(1, number - 1)]):
        start = text.line_start(line)
        said = content[start : start + len(text.line(line))]
        indent = said[: len(said) - len(said.lstrip(_BLANKS))]
        for character, found in (("\t", "tab"), ("　", "ideographic"), ("\u00a0", "no-break")):
            column = indent.find(character)
            if column >= 0:
                return _indentation(found, start + column)
        if match := _WIDE_GAP.search(said):
            return _indentation("ideographic" if match[1] == "\u3000" else "no-break", start + match.start(1), gap=True)
        if match := _FULL_WIDTH_HASH.match(said):
            return full_width(start + match.start(1), match[1], "# ")
        if match := FULL_WIDTH_KEY.match(said):
            return full_width(start + match.start(1), "：", ": ")
        if match := _FULL_WIDTH_DASH.match(said):
            return full_width(start + match.start(1), match[1], "- ")
    return None


def _misfit(at: int) -> _Mistake:
    return _Mistake(
        "indentation",
        Span(at, at + 1),
        Words("this line does not fit the indentation above it", "这一行与上文的缩进不一致"),
        Words("line it up with its siblings, or quote what spans lines", "请与同级内容对齐；跨行文本请加引号"),
    )


def _indentation(kind: str, offset: int, *, gap: bool = False) -> _Mistake:
    span = Span(offset, offset + 1)
    if kind == "tab":
        return _Mistake(
            "tab",
            span,
            Words("a tab is used for indentation", "用了制表符（Tab）缩进"),
            Words("indent with spaces, two to a level", "请用空格缩进，每层两个"),
        )
    name = (
        Words("an ideographic (full-width) space", "全角空格")
        if kind == "ideographic"
        else Words("a no-break space", "不换行空格")
    )
    if gap:
        return _Mistake(
            "full-width-space" if kind == "ideographic" else "no-break-space",
            span,
            Words(f"{name.en} stands where YAML needs an ordinary one", f"这里应是普通空格，却是{name.zh}"),
            Words("write an ordinary (half-width) space", "请改用普通（半角）空格"),
        )
    return _Mistake(
        "full-width-space" if kind == "ideographic" else "no-break-space",
        span,
        Words(f"{name.en} is used for indentation", f"用了{name.zh}缩进"),
        Words("indent with ordinary spaces, two to a level", "请用普通（半角）空格缩进，每层两个"),
    )


def full_width(offset: int, found: str, wanted: str) -> _Mistake:
    """The mistake of a full-width mark where YAML needs its half-width twin."""
    return _Mistake(
        "full-width-punctuation",
        Span(offset, offset + 1),
        Words(f"the full-width `{found}` is not YAML", f"全角 `{found}` 不是 YAML 语法"),
        Words(
            f"write `{wanted}` (half-width{', then a space' if wanted.endswith(' ') else ''})",
            f"请写半角 `{wanted}`{'（后面有空格）' if wanted.endswith(' ') else ''}",
        ),
        wanted,
    )


def _by_problem(text: Text, content: str, problem: str, at: int, begun: int | None) -> _Mistake:
    here = Span(at, at + 1)
    where = Span(begun, begun + 1) if begun is not None else here
    if "nesting depth" in problem:  # libyaml 0.2.6 gives up at 1,000 levels, before it tells of any
        return _Mistake("too-deep", here, *TOO_DEEP)
    if "quoted scalar" in problem or (
        begun is not None and content[begun : begun + 1] in ("'", '"') and "end of" in problem
    ):
        return _Mistake(
            "unclosed-quote",
            where,
            Words("this quote is never closed", "引号没有闭合"),
            Words("close it; or, inside quotes, write \\\" or ''", "请补上结尾引号；引号内的引号写作 \\\" 或 ''"),
        )
    if "unexpected ':'" in problem:
        return _Mistake(
            "unquoted-colon",
            here,
            Words("a text inside brackets has a `:`", "括号内的文本含有 `:`"),
            Words("put the text in quotes", "请给文本加引号"),
        )
    before = content[text.line_start(text.position(at)[0]) : at]
    if "mapping values are not allowed" in problem:
        if not _COLON.search(before) and (key := _LIST_MARKS.sub("", before)):
            return _misfit(at - len(key))
        return _Mistake(
            "unquoted-colon",
            here,
            Words("a second `: ` on one line", "一行中出现了第二个 `: `"),
            Words("put the text in quotes, or begin a new line", "请给文本加引号，或另起一行"),
        )
    if content[at : at + 1] == "," and before.rstrip().endswith((",", "[", "{")):
        return _Mistake(
            "empty-item",
            here,
            Words("nothing stands before this comma", "这个逗号前没有内容"),
            Words("remove the comma, or put the text in quotes", "请删除逗号，或给文本加引号"),
        )
    if begun is not None and content[begun : begun + 1] in ("[", "{"):
        comma = content.rfind("，", max(begun, content.rfind(",", begun, at)), at)
        if comma >= 0 and content[at : at + 1] in (":", "[", "{"):
            return full_width(comma, "，", ", ")
        closing = "]" if content[begun] == "[" else "}"
        return _Mistake(
            "unclosed-bracket",
            where,
            Words(f"this `{content[begun]}` is not closed as it should be", f"这个 `{content[begun]}` 没有正确闭合"),
            Words(f"separate items with `, ` and end with `{closing}`", f"各项用 `, ` 分隔，以 `{closing}` 结束"),
        )
    at_fault = _CANNOT_START + "]}:" if "node content" in problem else _CANNOT_START
    for offset, reserved in ((at, at_fault), (begun, _MEANS_SOMETHING)):
        if offset is not None and offset < len(content) and content[offset] in reserved:
            return _Mistake(
                "reserved-character",
                Span(offset, offset + 1),
                Words(f"a text cannot begin with `{content[offset]}`", f"文本不能以 `{content[offset]}` 开头"),
                Words("put it in quotes", "请加引号"),
            )
    if "could not find expected ':'" in problem:
        return _Mistake(
            "missing-colon",
            where,
            Words("this line has no `: ` after its key", "这一行的键后面没有 `: `"),
            Words("write `key: value`, with a space after the colon", "请写成 `键: 值`，冒号后有空格"),
        )
    if "sequence entries are not allowed" in problem and before.strip():
        return _Mistake(
            "indentation",
            here,
            Words("a list cannot begin on the line of its key", "列表不能与键写在同一行"),
            Words("begin it on the next line; or, if it is a text, put it in quotes", "请另起一行；若是文本，请加引号"),
        )
    if any(word in problem for word in _MISFITS):
        if before.rstrip().endswith(("'", '"', "]", "}")):
            if content[at : at + 1] in ("：", "，"):
                return full_width(at, content[at], ": " if content[at] == "：" else ", ")
            return _Mistake(
                "text-after-value",
                here,
                Words("the value has ended before this", "值在此之前已经结束"),
                Words(
                    "put all of it in one pair of quotes; a quote inside '…' is written ''",
                    "请用一对引号括住整段文本；'…' 之内的引号写作 ''",
                ),
            )
        return _misfit(at)
    if "escape" in problem:
        return _Mistake(
            "bad-escape",
            here,
            Words("an unknown escape in double quotes", "双引号中有无法识别的转义"),
            Words("write `\\\\` for a backslash, or use single quotes", "反斜杠写作 `\\\\`，或改用单引号"),
        )
    return _Mistake(
        "syntax",
        here,
        Words(f"this is not YAML: {problem}", f"不符合 YAML 语法：{problem}"),
        Words("see the line; quotes around the text often help", "请检查这一行；给文本加引号往往可以解决"),
    )
