"""Checks of a workspace's `data` that need more than one field: where a source is, what it refers to, scales, patterns.

They run on plain data, so that they report even where other parts of the file are wrong.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeGuard

from cxmap.diagnostics import Diagnostic, Path, Severity
from cxmap.language import Words
from cxmap.suggestions import closest, instead
from cxmap.validation import respelt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.source import Source

KINDS = ("feedback", "complaints", "events")
"""The kinds of sources, as `data:` has them."""
_LEAST_STEPS, _MOST_STEPS = 4, 11
"""A scale of so many answers has two best ones: of fewer most answers are, of more hardly any."""
NO_TWO_BEST = (
    Words(
        f"CSAT is the share of the two best answers, of a scale of {_LEAST_STEPS} to {_MOST_STEPS} steps",
        f"CSAT 是前两档占比，量表须有 {_LEAST_STEPS}–{_MOST_STEPS} 档",
    ),
    Words(
        "of another scale the mean is told: `metric: ces`, with its `direction`",
        "其他量表请用均值：`metric: ces` 并写明 `direction`",
    ),
)
"""What is wrong with a scale of which that share says nothing, and what to do."""
_NOT_IN_RE2 = re.compile(r"(?<!\\)(?:\\\\)*(\(\?(?:<?[=!]|P=|\(|>)|\\[1-9])")
_OTHERWISE_THERE = ("bad escape", "global flags", "unknown extension")
"""What Python's patterns lack and those of RE2, which read the texts, have: `\\pL`, `\\z`, `(?U)`."""


def has_two_best(low: float, high: float) -> bool:
    """Whether the share of the two best answers of a scale says how many are satisfied."""
    return _LEAST_STEPS <= high - low + 1 <= _MOST_STEPS


def check_data(source: Source) -> list[Diagnostic]:
    """Check the sources, connections and codebook of a workspace."""
    data = source.data.get("data") if isinstance(source.data, dict) else None
    if not isinstance(data, dict):
        return []
    check = _Check(source, data)
    for path, item, kind in check.sources():
        check.place(path, item)
        if kind == "feedback":
            check.feedback(path, item)
    check.ids([(path, item) for path, item, _ in check.sources()])
    check.codebook()
    return check.diagnostics


def patterns_of_data(source: Source) -> Iterator[tuple[Path, list[Any]]]:
    """Yield the patterns of files that each source of a workspace names, with where they stand."""
    data = source.data.get("data") if isinstance(source.data, dict) else None
    if not isinstance(data, dict):
        return
    for kind in KINDS:
        for path, item in _items(data, kind):
            files = item.get("files")
            patterns = files if isinstance(files, list) else [files]
            if patterns and all(isinstance(pattern, str) and pattern for pattern in patterns):
                yield (*path, "files"), patterns


@dataclass(slots=True)
class _Check:
    source: Source
    data: dict[str, Any]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def sources(self) -> Iterator[tuple[Path, dict[str, Any], str]]:
        """Yield every source, with where it stands and of which kind it is."""
        for kind in KINDS:
            for path, item in _items(self.data, kind):
                yield path, item, kind

    def place(self, path: Path, item: dict[str, Any]) -> None:
        """A source is in files, or in a database: there in a table, or a query."""
        has = [name for name in ("files", "connection") if item.get(name) not in (None, [])]
        if not has:
            self._complain(
                "source-without-place",
                path,
                Words("this source does not say where its rows are", "该数据没有说明数据行在哪里"),
                Words("name `files`, or a `connection` and its `table`", "请写 `files`，或写 `connection` 及 `table`"),
            )
        elif len(has) == 2:
            self._complain(
                "source-in-two-places",
                (*path, "connection"),
                Words(
                    "a source is in files or in a database, not in both",
                    "数据要么在文件中，要么在数据库中，不能两者兼有",
                ),
                Words("make two sources of one `series`", "请拆成同一 `series` 的两个数据源"),
                key=True,
            )
        named = [name for name in ("table", "query") if item.get(name) is not None]
        if has == ["files"]:
            for name in named:
                self._complain(
                    "source-in-two-places",
                    (*path, name),
                    Words(f"files have no `{name}`", f"文件没有 `{name}`"),
                    Words(
                        "name the `connection` that it is in, in place of `files`",
                        "请写所在的 `connection`，代替 `files`",
                    ),
                    key=True,
                )
        elif has == ["connection"]:
            self._in_database(path, item, named)

    def _in_database(self, path: Path, item: dict[str, Any], named: list[str]) -> None:
        if not named:
            self._complain(
                "source-without-place",
                (*path, "connection"),
                Words("which table of this database?", "是该数据库中的哪张表？"),
                Words("name its `table`, or write a `query`", "请写 `table` 或 `query`"),
            )
        elif len(named) == 2:
            self._complain(
                "source-in-two-places",
                (*path, "query"),
                Words("a source is a table or a query, not both", "数据要么是表，要么是查询，不能两者兼有"),
                Words("take one of them out", "请删去其一"),
                key=True,
            )
        name, known = item["connection"], self.data.get("connections")
        names = [one for one in known if isinstance(one, str)] if isinstance(known, dict) else []
        if isinstance(name, str) and name not in names:
            self._complain(
                "unknown-reference",
                (*path, "connection"),
                Words(f"there is no connection `{name}`", f"没有连接 `{name}`"),
                instead(closest(name, names), names)
                if names
                else Words("name it in `connections:`, with its URL", "请在 `connections:` 中写明其 URL"),
                respelling=names,
            )

    def feedback(self, path: Path, item: dict[str, Any]) -> None:
        """A survey is wide or long, and its scales go up."""
        columns = item.get("columns")
        if item.get("wide") and isinstance(columns, dict):
            for name in ("touchpoint", "score"):
                if columns.get(name) is not None:
                    self._complain(
                        "wide-and-long",
                        (*path, "columns", name),
                        Words(
                            f"a wide survey has a column for each touchpoint, and no column `{name}`",
                            f"宽表的每个触点各有一列，没有 `{name}` 列",
                        ),
                        Words(f"take `{name}` or `wide` out", f"请删去 `{name}` 或 `wide`"),
                        key=True,
                    )
        overall = item.get("overall")
        for at, holder in ((path, item), ((*path, "overall"), overall)):
            scale = holder.get("scale") if isinstance(holder, dict) else None
            low, high = (scale.get("min"), scale.get("max")) if isinstance(scale, dict) else (None, None)
            is_csat = isinstance(holder, dict) and holder.get("metric") == "csat"
            if _is_number(low) and _is_number(high) and low >= high:
                self._complain(
                    "empty-scale",
                    (*at, "scale"),
                    Words("`min` must be smaller than `max`", "`min` 必须小于 `max`"),
                    Words("for example {min: 1, max: 5}", "例如 {min: 1, max: 5}"),
                )
            elif is_csat and _is_number(low) and _is_number(high) and not has_two_best(low, high):
                self._complain(
                    "no-top-two-boxes",
                    (*at, "scale"),
                    *NO_TWO_BEST,
                )

    def ids(self, items: list[tuple[Path, dict[str, Any]]]) -> None:
        """No two sources have one id, of whatever kind they are."""
        self._apart([((*path, "id"), item.get("id")) for path, item in items], "source", "数据")

    def codebook(self) -> None:
        """Themes have ids of their own, and patterns that can be read."""
        themes = list(_items(self.data, "codebook"))
        self._apart([((*path, "id"), item.get("id")) for path, item in themes], "theme", "主题")
        for path, item in themes:
            given = item.get("match")
            patterns: list[tuple[Path, Any]] = [((*path, "match"), given)]
            if isinstance(given, list):
                patterns = [((*path, "match", place), one) for place, one in enumerate(given)]
            for at, pattern in patterns:
                if isinstance(pattern, str) and (said := _fault(pattern)) is not None:
                    self._complain(
                        "bad-pattern",
                        at,
                        Words(
                            f"`{pattern}` is no regular expression: {said.en}", f"`{pattern}` 不是正则表达式：{said.zh}"
                        ),
                        Words(
                            "put a backslash before a sign that is meant as it stands, as in `\\(`",
                            "按字面使用的符号前请加反斜杠，如 `\\(`",
                        ),
                    )

    def _apart(self, ids: list[tuple[Path, Any]], en: str, zh: str) -> None:
        first: dict[str, Path] = {}
        for path, id_ in ids:
            if not isinstance(id_, str):
                continue
            before = first.setdefault(id_, path)
            if before is not path:
                line, _ = self.source.text.position(self.source.locate(before).start)
                self._complain(
                    "duplicate-id",
                    path,
                    Words(f"another {en} has the id `{id_}`, on line {line}", f"第 {line} 行的{zh}已使用 id `{id_}`"),
                    Words("give one of them another id", "请给其中一个换个 id"),
                    related=before,
                )

    def _complain(
        self,
        code: str,
        path: Path,
        message: Words,
        remedy: Words,
        *,
        related: Path | None = None,
        key: bool = False,
        respelling: list[str] | None = None,
    ) -> None:
        span = self.source.locate(path, key=key)
        if self.source.unreadable(span):
            return
        second = (self.source.locate(related), Words("the first one", "第一个")) if related else None
        fix = None
        if respelling is not None:
            value: Any = self.source.data
            for step in path:
                value = value[step]
            fix = respelt(self.source, path, value, sorted(respelling), key=key)
        self.diagnostics.append(
            Diagnostic(Severity.ERROR, code, message, self.source.text.name, span, remedy, second, path, fix)
        )


def _items(data: dict[str, Any], key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the mappings in a list of `data`; what is none has been reported elsewhere."""
    value = data.get(key)
    if isinstance(value, list):
        yield from ((("data", key, place), item) for place, item in enumerate(value) if isinstance(item, dict))


def _fault(pattern: str) -> Words | None:
    """Return what is wrong with a regular expression; None where nothing is, or only RE2, which reads the texts, can say."""
    missing = _NOT_IN_RE2.search(pattern)
    if missing is not None:
        return Words(f"there is no `{missing[1]}` here", f"此处不支持 `{missing[1]}`")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except re.error as error:
        if not error.msg.startswith(_OTHERWISE_THERE):
            return Words(error.msg, error.msg)
    except (OverflowError, RecursionError) as error:
        return Words(str(error), str(error))
    return None


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
