"""Which feelings are pleasant and which are not, in both languages.

Only words that cannot be meant otherwise: surprise, nerves before a wedding or tiredness after a good day are in
neither list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.patterns import lazily

if TYPE_CHECKING:
    from cxmap.model.fields import Text

_PLEASANT = frozenset({
    "喜", "乐", "爽", "喜悦", "快乐", "欢乐", "开心", "高兴", "愉快", "愉悦", "欢喜", "欣喜", "惊喜", "幸福",
    "满意", "满足", "知足", "放心", "安心", "心安", "踏实", "安稳", "安全", "安全感", "省心", "舒服", "舒适",
    "舒心", "舒畅", "轻松", "轻快", "自在", "惬意", "享受", "过瘾", "尽兴", "痛快", "畅快", "自豪", "自信",
    "有信心", "信任", "信赖", "感动", "感激", "感谢", "温暖", "暖心", "贴心", "欣慰", "庆幸", "释然",
    "如释重负", "松了一口气", "心里有底", "有底", "喜欢", "成就感", "有成就感", "归属感", "有归属感", "被尊重",
    "被重视", "被理解", "被关心", "被认可", "joy", "joyful", "delight", "delighted", "happy", "happiness",
    "glad", "pleased", "pleasure", "content", "contented", "satisfied", "satisfaction", "relief", "relieved",
    "reassured", "reassurance", "proud", "pride", "confident", "confidence", "relaxed", "at ease",
    "comfortable", "cosy", "cozy", "grateful", "gratitude", "thankful", "excited", "enthusiastic", "enthusiasm",
    "thrilled", "cheerful", "safe", "secure", "trust", "welcome", "welcomed", "valued", "appreciated",
    "respected", "understood", "looked after", "cared for", "peace of mind", "impressed", "inspired",
    "empowered", "in control", "accomplished", "amused", "fun", "pleasantly surprised", "in good hands",
})  # fmt: skip
_UNPLEASANT = frozenset({
    "怒", "气", "哀", "烦", "恐", "慌", "愤怒", "生气", "气愤", "气恼", "恼火", "恼怒", "火大", "窝火", "烦躁",
    "烦恼", "烦心", "心烦", "厌烦", "不耐烦", "焦虑", "焦急", "焦躁", "着急", "心急", "担心", "担忧", "忧虑",
    "不安", "心慌", "慌张", "慌乱", "害怕", "恐惧", "恐慌", "惊恐", "惊慌", "失望", "沮丧", "失落", "难过",
    "难受", "伤心", "悲伤", "悲哀", "痛苦", "绝望", "抓狂", "崩溃", "无奈", "无助", "委屈", "憋屈", "郁闷",
    "憋闷", "压抑", "尴尬", "难堪", "丢脸", "羞愧", "内疚", "后悔", "懊恼", "懊悔", "困惑", "迷茫", "茫然",
    "不满", "不满意", "不爽", "不快", "不悦", "不开心", "不高兴", "不放心", "不踏实", "不舒服", "不信任",
    "不被尊重", "不被重视", "反感", "厌恶", "讨厌", "嫌弃", "屈辱", "受骗", "被骗", "上当", "被冷落", "被忽视",
    "被冒犯", "孤独", "孤单", "无聊", "寒心", "心寒", "心累", "anger", "angry", "furious", "fury", "rage",
    "outraged", "sorrow", "sad", "sadness", "grief", "annoyance", "annoyed", "irritation", "irritated",
    "frustration", "frustrated", "exasperated", "impatience", "impatient", "fear", "fearful", "afraid",
    "scared", "frightened", "terrified", "anxiety", "anxious", "worry", "worried", "concern", "concerned",
    "unease", "uneasy", "stress", "stressed", "panic", "panicked", "dread", "disappointment", "disappointed",
    "let down", "discouraged", "dejected", "depressed", "miserable", "unhappy", "upset", "hurt", "distress",
    "distressed", "helpless", "helplessness", "powerless", "hopeless", "despair", "desperate", "embarrassment",
    "embarrassed", "shame", "ashamed", "humiliated", "guilt", "guilty", "regret", "confusion", "confused",
    "lost", "distrust", "mistrust", "suspicious", "betrayed", "cheated", "deceived", "ignored", "neglected",
    "abandoned", "lonely", "boredom", "bored", "fed up", "resentment", "resentful", "disgust", "disgusted",
    "dissatisfaction", "dissatisfied", "displeased", "offended", "insulted", "insecure", "unsafe", "unwelcome",
})  # fmt: skip
_DEGREES = (
    "有一点", "有点儿", "有点", "有些", "一点", "非常", "特别", "十分", "相当", "极其", "比较", "很", "太", "挺", "好", "超",
    "真的", "真", "更", "心里", "感到", "感觉", "觉得", "a bit ", "a little ", "very ", "really ", "quite ", "rather ",
    "so ", "slightly ", "somewhat ", "extremely ", "totally ", "completely ", "deeply ", "pretty ", "feeling ", "feels ",
)  # fmt: skip
_TO_THE_UTMOST = ("得不行", "得要命", "得不得了", "得很", "死了", "坏了", "极了", "透了", "不已")
_ABOUT = lazily(
    r"(?P<feeling>[a-z]+(?: [a-z]+)??) (?:about|at|because|by|for|from|in|of|over|that|to|when|with)\b(?P<rest>.*)"
)
_TURNED = lazily(r"\b(?:but|not|never|no longer|until|although|though|yet|at first)\b|n['’]t\b")
"""What may turn a feeling into another: nothing is concluded from such a sentence."""
_TOWARDS = lazily(
    r"(?:对|因|因为|为|替|跟|被)(?:(?!不|没|未|无).)+?(?P<feeling>(?:非常|特别|十分|很|感到|觉得|有点|有些).+)"
)
_AFRAID = lazily(r"(?:担心|担忧|害怕|生怕|恐惧|讨厌|后悔|厌烦|反感)(?!得?(?:没|消|少|减|解|打消|放下|散|了)).+")


def valence(feeling: Text) -> int:
    """Return 1 for a pleasant feeling, −1 for an unpleasant one, 0 where it is not known or says both."""
    if isinstance(feeling, str):
        return _of_word(feeling) or _valence(feeling)
    found = {_valence(said) for said in (feeling.zh, feeling.en) if said} - {0}
    return found.pop() if len(found) == 1 else 0


def _valence(feeling: str) -> int:
    word = feeling.strip(" 。！!.…～~").casefold()
    found = _of_word(word)
    while not found and word.startswith(_DEGREES):
        degree = next(one for one in _DEGREES if word.startswith(one))
        word = word[len(degree) :].strip()
        found = _of_word(word)
    return found or _of_head(word)


def _of_head(phrase: str) -> int:
    """Judge a phrase by the word that it turns on: “annoyed about the bot”, “对机器人很恼火”, “气死了”."""
    if phrase.endswith(_TO_THE_UTMOST):
        return _of_word(phrase.removesuffix(next(one for one in _TO_THE_UTMOST if phrase.endswith(one))))
    if english := _ABOUT.match(phrase):
        return 0 if _TURNED.search(english["rest"]) else _of_word(english["feeling"])
    if chinese := _TOWARDS.fullmatch(phrase):
        return _valence(chinese["feeling"])
    return -1 if _AFRAID.fullmatch(phrase) else 0


def _of_word(word: str) -> int:
    return 1 if word in _PLEASANT else -1 if word in _UNPLEASANT else 0
