"""Records that the program makes are those that the validator makes of the same."""

from cxmap.model.compiled import data_of
from cxmap.model.making import event_columns, event_source, no_data
from cxmap.model.record import replaced


def test_no_data() -> None:
    assert no_data() == data_of({})


def test_an_event_source() -> None:
    columns = {"case": "单号", "event": "步骤", "time": "时间"}
    given = {"id": "log", "files": "a/*.csv", "columns": columns, "encoding": "gb18030"}
    made = event_source("a log, by its name", "a/*.csv", event_columns(**columns), encoding="gb18030", time_format=None)
    assert made == replaced(data_of({"events": [given]}).events[0], id="a log, by its name")
