"""Where measurements come from: the `data` of a workspace."""

from __future__ import annotations

from typing import Annotated, Literal

from cxmap.model.claims import MetricScale
from cxmap.model.fields import Date, Id, Ids, Model, OneOrMany, PlainText, Text, Whole, field, required

Names = dict[str, Id]
"""What a system writes, and the id of ours that it means."""


class _Who(Model):
    channel: PlainText | None = field("In which channel.", "渠道。", example="渠道")
    persona: PlainText | None = field("By which persona.", "客户角色。", example="客户类型")
    segment: PlainText | None = field("From which segment.", "客群。", example="客群")


class _FeedbackColumns(Model):
    touchpoint: PlainText | None = field("What was rated.", "评价的触点。", example="接触点")
    time: PlainText | None = field("When.", "时间。", example="提交时间")
    score: PlainText | None = field("The answer on the scale.", "分值。", example="满意度")
    verbatim: PlainText | None = field("What was written.", "原话。", example="意见")


class FeedbackColumns(_Who, _FeedbackColumns):
    """Which column of a survey says what (问卷各列的含义)."""


class _ComplaintColumns(Model):
    touchpoint: PlainText | None = field("What it is about.", "投诉的触点。", example="环节")
    opened: PlainText = required("When it came in.", "受理时间。", example="受理时间")
    closed: PlainText | None = field(
        "When it was settled; empty while it is open.", "办结时间；未办结时为空。", example="办结时间"
    )
    source: PlainText | None = field("From where it came, such as a hotline.", "来源，如热线。", example="来源")
    reopened: PlainText | None = field(
        "How often it was opened again, or whether it was.", "重开次数，或是否重开。", example="重开"
    )
    verbatim: PlainText | None = field("What was written.", "原话。", example="内容")


class ComplaintColumns(_Who, _ComplaintColumns):
    """Which column of a complaint log says what (投诉各列的含义)."""


class _EventColumns(Model):
    case: PlainText = required(
        "Whose journey: a customer, an order, an application.", "案例：客户、订单或申请。", example="单号"
    )
    event: PlainText = required("What happened.", "事件。", example="步骤")
    time: PlainText = required("When.", "时间。", example="时间")
    order: PlainText | None = field(
        "What decides between events of one moment; default: the order in the file.",
        "同一时刻的事件按此排序；默认按文件中的先后。",
        example="序号",
    )


class EventColumns(_Who, _EventColumns):
    """Which column of an event log says what (事件日志各列的含义)."""


class Values(Model):
    """What a system calls our things (各系统的叫法)."""

    touchpoint: Names = field("Touchpoints.", "触点。", example={"填表": "online-form"}, default={})
    channel: Names = field("Channels.", "渠道。", example={"Branch 12": "branch"}, default={})
    persona: Names = field("Personas.", "客户角色。", example={"A": "li-wei"}, default={})
    segment: Names = field("Segments.", "客群。", example={"New": "first-time-buyer"}, default={})


class Where(Model):
    """Where the rows of a source lie (数据的位置)."""

    id: Id = required("Name for references.", "标识。", example="survey-q3")
    files: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "Files, as patterns relative to this file: .csv, .tsv, .jsonl (each also .gz), .parquet, .xlsx, and .xes for events.",
        "数据文件（相对本文件的通配路径）：.csv、.tsv、.jsonl（均可为 .gz）、.parquet、.xlsx，事件还可用 .xes。",
        example=["data/survey-*.csv"],
        default=(),
    )
    connection: Id | None = field(
        "In place of files: the database, one of `connections`.",
        "数据库（`connections` 之一），代替文件。",
        example="warehouse",
    )
    table: PlainText | None = field("The table of that database.", "该数据库中的表。", example="cx.answers")
    query: PlainText | None = field(
        "In place of a table: a query.", "查询语句，代替表。", example="SELECT * FROM answers WHERE year = 2026"
    )


class Reading(Model):
    """How the rows of a source are read (数据的读法)."""

    values: Values | None = field(
        "What this system calls our things.", "该系统对各项的叫法。", example={"channel": {"APP": "app"}}
    )
    channel: Id | None = field("The channel of all its rows.", "全部数据所属的渠道。", example="app")
    maps: Ids = field(
        "Ids of the maps it is about; default: all.", "涉及的地图 id；默认全部。", example=["home-loan"], default=()
    )
    encoding: PlainText | None = field(
        "Encoding of text files; default: UTF-8.", "文本编码；默认 UTF-8。", example="gb18030"
    )
    skip: Whole | None = field("How many lines stand before the heads.", "表头之前有几行。", example=3)
    sheet: PlainText | None = field(
        "The sheet of a workbook; default: the first.", "工作表；默认第一张。", example="答卷"
    )
    time_format: PlainText | None = field(
        "How times are written, as strptime has it, and not otherwise; default: ISO dates, or Excel's numbers.",
        "时间的写法（strptime 格式），只按此读取；默认 ISO 日期或 Excel 序列号。",
        example="%d/%m/%Y",
    )


class Overall(Model):
    """The answer that a wide survey asks of the whole journey, beside those on its touchpoints (总体评价)."""

    score: PlainText = required("The column it is in.", "所在的列。", example="NETPRO")
    metric: Literal["csat", "nps", "ces"] = required("What it measures.", "衡量什么。", example="nps")
    scale: MetricScale | None = field(
        "Lowest and highest answer; default: 0–10 for NPS, 1–5 for CSAT, 1–7 for CES.",
        "最低与最高分；默认 NPS 0–10、CSAT 1–5、CES 1–7。",
        example={"min": 0, "max": 10},
    )
    direction: Literal["higher-is-better", "lower-is-better"] | None = field(
        "Which way is good; CES exists in both.", "数值高好还是低好；CES 两种都有。", example="higher-is-better"
    )
    missing: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "Answers that say nothing.", "表示未作答的取值。", example=["11"], default=()
    )


class _Feedback(Where):
    metric: Literal["csat", "nps", "ces"] = required("What the scores measure.", "分值衡量什么。", example="csat")
    columns: FeedbackColumns = required(
        "Which column says what.", "列的含义。", example={"score": "满意度", "time": "提交时间"}
    )
    wide: dict[Id, PlainText] = field(
        "In place of a column `touchpoint`: the column in which each touchpoint is rated.",
        "没有“触点”列时：每个触点各自所在的列。",
        example={"online-form": "Q7"},
        default={},
    )
    overall: Overall | None = field(
        "In a wide survey: the answer on the whole journey; `cxmap measure` says which touchpoints move it.",
        "宽表中对全程的评价；`cxmap measure` 据此分析哪些触点影响它。",
        example={"score": "NETPRO", "metric": "nps"},
    )
    scale: MetricScale | None = field(
        "Lowest and highest answer; default: 0–10 for NPS, 1–5 for CSAT, 1–7 for CES.",
        "最低与最高分；默认 NPS 0–10、CSAT 1–5、CES 1–7。",
        example={"min": 1, "max": 5},
    )
    direction: Literal["higher-is-better", "lower-is-better"] | None = field(
        "Which way is good; CES exists in both.", "数值高好还是低好；CES 两种都有。", example="higher-is-better"
    )
    missing: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "Answers that say nothing, such as “does not apply”; a number in any spelling (11, 11.0).",
        "表示未作答的取值；数字不论写法（11、11.0）。",
        example=["11", "N/A"],
        default=(),
    )
    date: Date | None = field(
        "When all its rows are from, where no column says.", "没有时间列时，全部数据的日期。", example="2026-09-30"
    )
    series: Id | None = field(
        "Sources of one series are one figure over time; they have one metric and one scale.",
        "同一系列的数据合并为一个指标的时间序列，指标与量表须相同。",
        example="satisfaction",
    )


class FeedbackSource(Reading, _Feedback):
    """A survey: scores that people gave (问卷数据)."""


class _Complaint(Where):
    columns: ComplaintColumns = required(
        "Which column says what.",
        "列的含义。",
        example={"touchpoint": "环节", "opened": "受理时间", "closed": "办结时间"},
    )
    missing: Annotated[tuple[PlainText, ...], OneOrMany] = field(
        "What says nothing in `closed` and `reopened`: a complaint closed at “-” is open.",
        "`closed` 和 `reopened` 中表示空白的取值：办结时间写作“-”即未办结。",
        example=["-", "N/A"],
        default=(),
    )


class ComplaintSource(Reading, _Complaint):
    """A complaint log: what came in, from where, and how long it took (投诉记录)."""


class _Event(Where):
    columns: EventColumns = required(
        "Which column says what.", "列的含义。", example={"case": "单号", "event": "步骤", "time": "时间"}
    )


class EventSource(Reading, _Event):
    """An event log: what happened to whom, and when (事件日志)."""


Source = FeedbackSource | ComplaintSource | EventSource
"""Where rows lie, and how they are read; what is said of it first stands first in its canonical form."""


class CodebookTheme(Model):
    """A theme of a codebook: what people speak of, and how it is told (主题)."""

    id: Id = required("Name for references.", "标识。", example="waiting")
    name: Text | None = field("What it is called.", "主题名称。", example={"zh": "等待", "en": "Waiting"})
    match: Annotated[tuple[PlainText, ...], OneOrMany] = required(
        "Regular expressions; a text that holds one of them is about this.",
        "正则表达式；文本匹配其一即属此主题。",
        example=["等了?很久", "wait(ed|ing)?"],
    )


class Data(Model):
    """Where measurements come from, and how they are read (数据)."""

    connections: dict[Id, PlainText] = field(
        "Databases by name, as URLs; `${NAME}` stands for a variable of the environment, so that no password is written here.",
        "数据库的名称与 URL；`${NAME}` 取自环境变量，密码不必写在这里。",
        example={"warehouse": "postgresql://reader:${CX_PASSWORD}@db.example.com/cx"},
        default={},
    )
    feedback: tuple[FeedbackSource, ...] = field(
        "Surveys.",
        "问卷。",
        example=[{"id": "survey-q3", "files": "data/survey.csv", "metric": "csat", "columns": {"score": "Q1"}}],
        default=(),
    )
    complaints: tuple[ComplaintSource, ...] = field(
        "Complaint logs.",
        "投诉记录。",
        example=[{"id": "hotline", "files": "data/complaints.csv", "columns": {"opened": "受理时间"}}],
        default=(),
    )
    events: tuple[EventSource, ...] = field(
        "Event logs.",
        "事件日志。",
        example=[{"id": "web", "files": "data/web.csv", "columns": {"case": "单号", "event": "步骤", "time": "时间"}}],
        default=(),
    )
    codebook: tuple[CodebookTheme, ...] = field(
        "Themes that texts are sorted into.",
        "文本归类所用的主题。",
        example=[{"id": "waiting", "match": "等"}],
        default=(),
    )
    period: Literal["month", "quarter", "year"] | None = field(
        "How long a period is; default: a month.", "统计周期；默认按月。", example="quarter"
    )
    suppress_below: Whole | None = field(
        "Figures of fewer answers are not shown; default: 10.", "样本少于此数不显示；默认 10。", example=10
    )
    grey_below: Whole | None = field(
        "Figures of fewer answers are marked; default: 30.", "样本少于此数标灰；默认 30。", example=30
    )
