import math

import pytest

from cxmap.source.scalars import resolve


@pytest.mark.parametrize(
    "plain",
    ["no", "No", "yes", "on", "off", "y", "n", "2026-09-30", "2026-09-30 10:00", "12:30", "12:30:45", "1_000", "1,000",
     "0b11", "3.10.1", "1e", "e1", "+", "-", ".", "..", "0x", "0xG", "0o8", "- 1", "1 ", "１２", "nULL", "tRUE",
     ".Nan", "+.nan", "１", "中文", "=", "<<"],
)  # fmt: skip
def test_what_yaml_1_1_would_twist_stays_text(plain: str) -> None:
    assert resolve(plain) == plain
    assert type(resolve(plain)) is str


@pytest.mark.parametrize(
    ("plain", "value"),
    [("0", 0), ("-12", -12), ("+3", 3), ("010", 10), ("0o10", 8), ("0x1F", 31), ("3.10", 3.1), (".5", 0.5), ("5.", 5.0),
     ("-1.5e3", -1500.0), ("1E-2", 0.01), (".inf", math.inf), ("-.INF", -math.inf), ("1e400", math.inf),
     ("true", True), ("False", False), ("NULL", None), ("~", None), ("", None)],
)  # fmt: skip
def test_core_schema_of_yaml_1_2(plain: str, value: object) -> None:
    assert resolve(plain) == value
    assert type(resolve(plain)) is type(value)


def test_not_a_number_is_a_float() -> None:
    found = resolve(".NaN")
    assert isinstance(found, float)
    assert math.isnan(found)


def test_an_endless_number_is_not_computed() -> None:
    digits = "9" * 100_000
    assert resolve(digits) is digits
