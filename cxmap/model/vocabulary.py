"""The field's standard terms in both languages: labels of everything that the format enumerates or builds in."""

from __future__ import annotations

from typing import NamedTuple

from cxmap.language import Words

KINDS = {
    "customer": Words("Customer journey", "客户旅程"),
    "employee": Words("Employee journey", "员工旅程"),
    "patient": Words("Patient journey", "患者旅程"),
    "citizen": Words("Citizen journey", "市民旅程"),
    "partner": Words("Partner journey", "伙伴旅程"),
    "student": Words("Student journey", "学员旅程"),
    "member": Words("Member journey", "会员旅程"),
    "visitor": Words("Visitor journey", "访客旅程"),
    "other": Words("Journey", "旅程"),
}
STATES = {"current": Words("Current state", "现状"), "future": Words("Future state", "未来")}
SEVERITIES = {
    "low": Words("Low", "轻微"),
    "medium": Words("Medium", "中等"),
    "high": Words("High", "严重"),
    "critical": Words("Critical", "致命"),
}
SEVERE = ("high", "critical")
"""Severities of what cannot wait, the lesser first."""
LEVELS = {"low": Words("low", "低"), "medium": Words("medium", "中"), "high": Words("high", "高")}
EVIDENCE_KINDS = {
    "survey": Words("Survey", "问卷"),
    "interview": Words("Interview", "访谈"),
    "observation": Words("Observation", "观察"),
    "usability-test": Words("Usability test", "可用性测试"),
    "social": Words("Social listening", "社媒聆听"),
    "analytics": Words("Analytics", "数据分析"),
    "complaints": Words("Complaint log", "投诉记录"),
    "research": Words("Research", "研究"),
    "assumption": Words("Assumption", "假设"),
}
ACTION_STATUSES = {
    "planned": Words("Planned", "计划中"),
    "doing": Words("In progress", "进行中"),
    "done": Words("Done", "已完成"),
    "dropped": Words("Dropped", "已放弃"),
}
MOMENTS_OF_TRUTH = {
    True: Words("Moment of truth", "关键时刻"),
    "zero": Words("Zero moment of truth", "第零关键时刻"),
    "first": Words("First moment of truth", "第一关键时刻"),
    "second": Words("Second moment of truth", "第二关键时刻"),
    "third": Words("Third moment of truth", "第三关键时刻"),
}
METRIC_KINDS = {
    "nps": Words("NPS", "NPS 净推荐值"),
    "csat": Words("CSAT", "CSAT 满意度"),
    "ces": Words("CES", "CES 费力度"),
    "kpi": Words("KPI", "指标"),
}
FORMULAS = {
    "top2box": Words("top-2-box", "前两档占比"),
    "mean": Words("mean", "平均值"),
    "median": Words("median", "中位数"),
    "net": Words("promoters minus detractors", "推荐者占比减贬损者占比"),
}
"""Formulas of metrics that have a name; any other is a text of the map."""

DURATION_UNITS = {
    "s": (Words("second", "秒"), Words("seconds", "秒")),
    "min": (Words("min", "分钟"), Words("min", "分钟")),
    "h": (Words("hour", "小时"), Words("hours", "小时")),
    "d": (Words("day", "天"), Words("days", "天")),
    "w": (Words("week", "周"), Words("weeks", "周")),
    "mo": (Words("month", "个月"), Words("months", "个月")),
    "y": (Words("year", "年"), Words("years", "年")),
}
"""Units of durations, for one and for several."""

FEELINGS = {
    "joy": Words("joy", "喜"),
    "anger": Words("anger", "怒"),
    "sorrow": Words("sorrow", "哀"),
    "delight": Words("delight", "乐"),
    "annoyance": Words("annoyance", "烦"),
    "fear": Words("fear", "恐"),
    "surprise": Words("surprise", "惊"),
}
"""The seven feelings that the field's courses teach, 喜怒哀乐烦恐惊."""

SENSES = {
    "sight": Words("Sees", "视觉"),
    "sound": Words("Hears", "听觉"),
    "touch": Words("Touches", "触觉"),
    "feeling": Words("Feels", "情感"),
}


class BuiltInChannel(NamedTuple):
    """A channel that needs no declaration where none is declared."""

    name: Words
    medium: str


CHANNELS = {
    "web": BuiltInChannel(Words("Website", "网站"), "online"),
    "app": BuiltInChannel(Words("App", "App"), "online"),
    "mini-program": BuiltInChannel(Words("Mini program", "小程序"), "online"),
    "phone": BuiltInChannel(Words("Phone", "电话"), "offline"),
    "email": BuiltInChannel(Words("E-mail", "邮件"), "online"),
    "sms": BuiltInChannel(Words("Text message", "短信"), "online"),
    "chat": BuiltInChannel(Words("Chat", "在线客服"), "online"),
    "social": BuiltInChannel(Words("Social media", "社交媒体"), "online"),
    "search": BuiltInChannel(Words("Search", "搜索"), "online"),
    "video-call": BuiltInChannel(Words("Video call", "视频通话"), "online"),
    "media": BuiltInChannel(Words("Advertising", "广告媒体"), "online"),
    "store": BuiltInChannel(Words("Store", "门店"), "offline"),
    "branch": BuiltInChannel(Words("Branch", "网点"), "offline"),
    "counter": BuiltInChannel(Words("Counter", "柜台"), "offline"),
    "kiosk": BuiltInChannel(Words("Kiosk", "自助机"), "offline"),
    "atm": BuiltInChannel(Words("ATM", "ATM"), "offline"),
    "restaurant": BuiltInChannel(Words("Restaurant", "餐厅"), "offline"),
    "hospital": BuiltInChannel(Words("Hospital", "医院"), "offline"),
    "school": BuiltInChannel(Words("School", "学校"), "offline"),
    "office": BuiltInChannel(Words("Office", "办公室"), "offline"),
    "vehicle": BuiltInChannel(Words("On the way", "途中"), "offline"),
    "delivery": BuiltInChannel(Words("Delivery", "配送"), "offline"),
    "post": BuiltInChannel(Words("Post", "邮寄"), "offline"),
    "visit": BuiltInChannel(Words("Home visit", "上门"), "offline"),
    "event": BuiltInChannel(Words("Event", "活动"), "offline"),
    "document": BuiltInChannel(Words("Paper", "纸质材料"), "offline"),
    "word-of-mouth": BuiltInChannel(Words("Word of mouth", "口碑"), "offline"),
}


class BuiltInHoneycomb(NamedTuple):
    """A honeycomb that maps may score without defining it."""

    name: Words
    centre: str
    dimensions: dict[str, Words]


HONEYCOMBS = {
    # Peter Morville, "User Experience Design" (2004): six facets around "valuable".
    "morville": BuiltInHoneycomb(
        Words("User experience honeycomb", "用户体验蜂窝模型"),
        "valuable",
        {
            "useful": Words("Useful", "有用"),
            "usable": Words("Usable", "可用"),
            "findable": Words("Findable", "可寻"),
            "credible": Words("Credible", "可信"),
            "accessible": Words("Accessible", "可及"),
            "desirable": Words("Desirable", "合意"),
            "valuable": Words("Valuable", "有价值"),
        },
    ),
    "service": BuiltInHoneycomb(
        Words("Service experience honeycomb", "服务体验蜂窝模型"),
        "emotional-connection",
        {
            "touchpoint": Words("Touchpoint", "接触点"),
            "backstage-support": Words("Backstage support", "后台支撑"),
            "customer-feedback": Words("Customer feedback", "客户反馈"),
            "customer-perspective": Words("Customer perspective", "客户视角"),
            "systems-thinking": Words("Systems thinking", "系统思维"),
            "innovation": Words("Innovation", "创新"),
            "emotional-connection": Words("Emotional connection", "情感联结"),
        },
    ),
}

THINGS = {
    "stages": Words("stage", "阶段"),
    "touchpoints": Words("touchpoint", "触点"),
    "personas": Words("persona", "客户角色"),
    "needs": Words("need", "需求"),
    "segments": Words("segment", "客群"),
    "channels": Words("channel", "渠道"),
    "teams": Words("team", "团队"),
    "evidence": Words("piece of evidence", "依据"),
    "pain_points": Words("pain point", "痛点"),
    "opportunities": Words("opportunity", "机会点"),
    "actions": Words("action", "行动计划"),
    "risks": Words("compliance risk", "合规风险"),
    "metrics": Words("metric", "指标"),
    "promises": Words("brand promise", "品牌承诺"),
    "lanes": Words("lane", "泳道"),
    "honeycomb_models": Words("honeycomb model", "蜂窝模型"),
    "dimensions": Words("honeycomb dimension", "蜂窝维度"),
    "frontstage": Words("frontstage step", "前台步骤"),
    "backstage": Words("backstage step", "后台步骤"),
    "support": Words("support step", "支持过程"),
    "next": Words("way on", "下一步"),
    "scope": Words("scope", "范围"),
    "review": Words("review", "评审"),
    "brand": Words("brand", "品牌"),
    "design": Words("design", "体验设计"),
    "senses": Words("four senses", "四感"),
    "goals": Words("goals", "目标"),
    "scale": Words("scale", "量表"),
    "library": Words("shared library", "共享库"),
    "theme": Words("theme", "样式"),
    "audiences": Words("audiences", "受众"),
    "client": Words("audience", "受众"),
    "internal": Words("audience", "受众"),
    "public": Words("audience", "受众"),
    "lint": Words("lint policy", "检查策略"),
    "paths": Words("path policy", "路径设置"),
}
"""What one entry of a field is called in messages."""
