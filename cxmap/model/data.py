"""Where measurements come from: the `data` of a workspace."""

from __future__ import annotations

from typing import Annotated, Literal

from cxmap.model.claims import MetricScale
from cxmap.model.fields import Date, Id, Ids, Model, OneOrMany, PlainText, Whole, field, required

Names = dict[str, Id]
"""What a system writes, and the id of ours that it means."""


class Columns(Model):
    """Which column says what (列的含义)."""

    touchpoint: PlainText | None = field("What was rated.", "评价的触点。", example="接触点")
    time: PlainText | None = field("When.", "时间。", example="提交时间")
    channel: PlainText | None = field("In which channel.", "渠道。", example="渠道")
    persona: PlainText | None = field("By which persona.", "客户角色。", example="客户类型")
    segment: PlainText | None = field("From which segment.", "客群。", example="客群")
    score: PlainText | None = field("The answer on the scale.", "分值。", example="满意度")


class Values(Model):
    """What a system calls our things (各系统的叫法)."""

    touchpoint: Names = field("Touchpoints.", "触点。", example={"填表": "online-form"}, default={})
    channel: Names = field("Channels.", "渠道。", example={"Branch 12": "branch"}, default={})
    persona: Names = field("Personas.", "客户角色。", example={"A": "li-wei"}, default={})
    segment: Names = field("Segments.", "客群。", example={"New": "first-time-buyer"}, default={})


class FeedbackSource(Model):
    """A survey: scores that people gave (问卷数据)."""

    id: Id = required("Name for references.", "标识。", example="survey-q3")
    files: Annotated[tuple[PlainText, ...], OneOrMany] = required(
        "Files, as patterns relative to this file: .csv, .tsv, .parquet, .jsonl, .xlsx.",
        "数据文件（相对本文件的通配路径）：.csv、.tsv、.parquet、.jsonl、.xlsx。",
        example=["data/survey-*.csv"],
    )
    metric: Literal["csat", "nps", "ces"] = required("What the scores measure.", "分值衡量什么。", example="csat")
    columns: Columns = required(
        "Which column says what.", "列的含义。", example={"score": "满意度", "time": "提交时间"}
    )
    wide: dict[Id, PlainText] = field(
        "In place of a column `touchpoint`: the column in which each touchpoint is rated.",
        "没有“触点”列时：每个触点各自所在的列。",
        example={"online-form": "Q7"},
        default={},
    )
    values: Values | None = field(
        "What this system calls our things.", "该系统对各项的叫法。", example={"channel": {"APP": "app"}}
    )
    channel: Id | None = field("The channel of all its rows.", "全部数据所属的渠道。", example="app")
    maps: Ids = field(
        "Ids of the maps it is about; default: all.", "涉及的地图 id；默认全部。", example=["home-loan"], default=()
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
        "Answers that say nothing, such as “does not apply”.", "表示未作答的取值。", example=["11", "N/A"], default=()
    )
    encoding: PlainText | None = field(
        "Encoding of text files; default: UTF-8.", "文本编码；默认 UTF-8。", example="gb18030"
    )
    skip: Whole | None = field("How many lines stand before the heads.", "表头之前有几行。", example=3)
    sheet: PlainText | None = field(
        "The sheet of a workbook; default: the first.", "工作表；默认第一张。", example="答卷"
    )
    date: Date | None = field(
        "When all its rows are from, where no column says.", "没有时间列时，全部数据的日期。", example="2026-09-30"
    )
    series: Id | None = field(
        "Sources of one series are one figure over time; they have one metric and one scale.",
        "同一系列的数据合并为一个指标的时间序列，指标与量表须相同。",
        example="satisfaction",
    )
    time_format: PlainText | None = field(
        "How times are written, as strptime has it; default: ISO dates, or Excel's numbers.",
        "时间的写法（strptime 格式）；默认 ISO 日期或 Excel 序列号。",
        example="%d/%m/%Y",
    )


class Data(Model):
    """Where measurements come from, and how they are read (数据)."""

    feedback: tuple[FeedbackSource, ...] = field(
        "Surveys.",
        "问卷。",
        example=[{"id": "survey-q3", "files": "data/survey.csv", "metric": "csat", "columns": {"score": "Q1"}}],
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
