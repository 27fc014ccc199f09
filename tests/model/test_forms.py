from datetime import date

import pytest
from pydantic_core import PydanticCustomError

from cxmap.model.forms import duration, iso_date, minutes


@pytest.mark.parametrize(
    ("written", "expected"),
    [("30s", 0.5), ("25min", 25), ("1.5h", 90), ("3 d", 4320), ("2w", 20160), ("1mo", 43200), ("1y", 525600),
     ("PT25M", 25), ("P1D", 1440), ("P1DT2H", 1560), ("P1M", 43200), ("PT1M", 1), ("PT30S", 0.5), ("P1Y2W", 545760)],
)  # fmt: skip
def test_durations(written: str, expected: float) -> None:
    assert duration(written) == written
    assert minutes(written) == expected


@pytest.mark.parametrize(
    "written", ["", "5", "min", "5 minutes", "-3d", "3d4h", "P", "PT", "P1H", "PT1D", "３d ", "1e3d", 5, None, ["3d"]]
)
def test_what_is_no_duration(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        duration(written)


@pytest.mark.parametrize(
    "written",
    ["2026-9-1", "2026-02-30", "20260901", "2026-W01-1", "2026-09-01T00:00", "0000-01-01", "", 20260901, None],
)
def test_what_is_no_date(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        iso_date(written)


def test_dates() -> None:
    assert iso_date("2026-02-28") == date(2026, 2, 28)
