"""Whether an opportunity is phrased as a solution, in either language: a verb of building, or the thing to be built."""

from __future__ import annotations

import re

from cxmap.patterns import lazily

_QUESTION = lazily(
    r"[?？]|怎样|怎么|如何|能否|能不能|可否|可不可以|是否|是不是|为什么|吗"
    r"|\bhow (?:might|could|can|do|would|should|to)\b|^what if\b",
    re.IGNORECASE,
)

# English.

_PLAIN_THING = (
    r"(?:application|assistant|platform|website|site|page|screen|form|field|button|link|menu|filter|banner|pop-?up|tool"
    r"|feature|function|system|engine|module|tracker|tracking|search|login|api|integration|database|crm|chat|faq|video"
    r"|tutorial|guide|e-?mail|sms|text\smessage|notification|alert|reminder|terminal|locker|counter|desk|sign|signage"
    r"|poster|qr\scode|coupon|voucher|discount|training|service|self-service|call-?back|librar(?:y|ie)|bundle|kit|trial|demo"
    r"|e-?signature|machine\slearning|automation|ocr|rpa|ai)"
)
_SURE_THING = (
    r"(?:galler(?:y|ie)|wizard|app|bot|chatbot|voicebot|dashboard|portal|calculator|configurator|kiosk|hotline|newsletter|widget"
    r"|plug-?in|checklist|template|mini[\s-]programm?e?|knowledge\sbase|help\scent(?:er|re)|loyalty\scard)"
)
"""Things that nobody names but to build them."""
_THING = rf"(?:{_PLAIN_THING}|{_SURE_THING})"
_BUILDING = r"(?:build|add|create|develop|introduce|launch|implement|deploy|install|roll\sout|integrate|set\sup|design|redesign)"
_BETWEEN = r"(?:(?!(?:at|on|in|for|to|with|of|about|from|that|so|less|fewer)\s)[\w'’-]+\s){0,4}?"
_WE = r"(?:we|they|our\s\w+|the\s(?:team|company|bank|shop|hospital|firm))"
_ENGLISH_SOLUTION = lazily(
    rf"""(?:{_WE}\s(?:should|could|can|must|will|need\sto|have\sto)\s|let['’]s\s|to\s)?
    (?:(?:launch|implement|deploy|install|roll\sout|integrate|automate)\b
    |(?:build|add|create|develop|introduce|design|redesign|set\sup|offer|provide|use|switch\sto|move\sto)\s
     {_BETWEEN}{_THING}s?\b(?!\s(?:less|as|when|without)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_ENGLISH_QUESTION = lazily(
    rf"(?:how\s(?:might|could|can|do|would|should)|can|could|should|what\sif)\s{_WE}\s{_BUILDING}\s{_BETWEEN}{_THING}s?\b",
    re.IGNORECASE,
)
_NO_WORD_OF_A_NAME = (
    r"(?:(?:a|an|the|my|our|your|their|his|her|its|this|that|one|no|not|and|or|who|which|how|why|when|where|what|is|are"
    r"|at|on|in|for|to|with|of|about|from|by|than|as|less|fewer|more|better|worse|too|hard|difficult|slow|confusing|broken"
    r"|missing|hidden|long|unclear|complicated|ugly|poor|bad|lost|dead|wrong|clear|clearer|quick|good|find|use|know|trust"
    r"|understand|need|want|like|open|love|hate|avoid|forget|\w+ier|(?:short|fast|quick|small|long|cheap|kind|calm|warm|simpl|gentl|saf)er)\s)"
)
"""What tells a complaint, a wish or a sentence from the name of a thing to be built."""
_ENGLISH_THING = lazily(
    rf"(?:(?:an?|our|new|another|the\snew|an?\snew)\s(?:(?!{_NO_WORD_OF_A_NAME})[\w'’/-]+\s){{0,4}}?{_THING}s?"
    rf"|(?:(?!{_NO_WORD_OF_A_NAME})[\w'’/-]+\s){{0,2}}?{_SURE_THING})[.!]?",
    re.IGNORECASE,
)

# Chinese.

_CHINESE_THING = (
    r"(?:小程序|公众号|APP|App|app|AI|ＡＩ|系统|平台|功能|页面|网站|界面|入口|通道|窗口|机器人|助手|客服|热线|自助机|一体机|取号机"
    r"|叫号机|设备|看板|大屏|屏幕|地图|导航|模板|模版|知识库|数据库|清单|指南|手册|视频|教程|海报|标识|指示牌|二维码|问卷|短信"
    r"|推送|提醒|通知|弹窗|按钮|表单|工具|插件|接口|模型|算法|会员群|社群|微信群|会员卡|优惠券|积分|活动|套餐|服务|方案|课程"
    r"|培训|专员|专人|管家|柜台|服务台|自助点|休息区|快递柜)"
)
_WE_SHOULD = r"(?:我们)?(?:建议|应该|应当|可以|需要|必须|计划|考虑|尽快|统一|应|可|要|拟)*"
_CHINESE_SOLUTION = lazily(
    rf"{_WE_SHOULD}"
    r"(?:上线|开发|新建|建设|搭建|引入|引进|推出|部署|增设|新增|增加|添加|优化|升级|接入|采购|打造|设置|设立|开设|开通|安装|改版|重构"
    r"|配备|增派)(?P<what>.+)"
)
_A_QUALITY = lazily(r"(?:感|感受|体验|度|率|量|性|信任|信心|关系|默契|惊喜|机会|选择|预期|收入|转化|复购|价值)[。！]?$")
"""How Chinese names ends to strive for, as against things to build: 增加安全感, 打造难忘的体验."""
_SOME = r"(?:一?(?:个|套|款|份|张|块|条|批|台|间|场|次|种|支|本|部))"
_NOTHING_WANTED = r"(?!.{0,12}?(?:更|少|不|没|无需))"
_CHINESE_MEANS = lazily(
    rf"{_WE_SHOULD}(?:"
    rf"(?:提供|做(?!到|好|完|得|过|不|主|事|决)|建(?!议|档难)|推(?!迟|断|荐|动|进|脱)){_NOTHING_WANTED}{_SOME}?[^，。；]{{0,12}}?{_CHINESE_THING}"
    rf"|用(?!户|心|餐|时|得|起|药|车|完|过|不|途|到|了|于|上|下)(?:[^，。；]{{0,6}}?{_CHINESE_THING}|[^，。；]{{1,12}}?(?:来(?!电|访|宾|客|自|说|看|讲|得)|代替|替代|取代))"
    r"|让(?:系统|后台|机器人|小程序|AI|App|APP|CRM)(?:来|能|可以|会)?(?:自动|主动|先|直接|提前|定时|实时|帮|替|把|向|给|发|推|记|识别|生成|填|算|提醒|通知)"
    r")"
)
_CHINESE_DELIVERY = lazily(
    r"(?:床旁|床边|线上|在线|网上|掌上|自助|一键|上门|移动|远程|扫码|刷脸|刷卡|电子|智能|无感|到家)"
    r"(?:(?:办理|缴费|支付|付款|结算|结账|挂号|预约|登记|签到|签约|签字|签名|入院|出院|入住|退房|点餐|点单|下单|查询|打印|开票|取号"
    r"|取件|取药|报修|报销|报案|理赔|申请|申报|审批|认证|核验|核销|验票|充值|退款|退货|换货|咨询|问诊|复诊|随访|配送|安装|维修"
    r"|提醒|通知|推送|投保|续保|过户|开户|销户))+(?:入院|出院|手续|业务|服务|材料|病历|发票|保单|合同|会员)?[。！]?"
)
"""A way of delivering and what is delivered so, and nothing else: 床旁办理入院, 扫码点餐."""
_CHINESE_QUESTION = lazily(
    r"(?:我们)?(?:怎样|怎么|如何|能否|能不能|可否|可不可以|是否|是不是)(?:我们)?(?:才能|可以|能|要|该)?(?:尽快|快速)?"
    r"(?:上线|开发|新建|建设|搭建|建|做|推出|增设|新增|增加|引入|部署|添加|设置|设立|开设|接入)"
    rf"{_NOTHING_WANTED}{_SOME}?[^，。；]{{0,10}}?{_CHINESE_THING}"
)


def is_solution(text: str) -> bool:
    """Whether a text says what to build, or asks how to build it."""
    if _QUESTION.search(text) is not None:
        return _ENGLISH_QUESTION.match(text) is not None or _CHINESE_QUESTION.match(text) is not None
    return _builds_in_english(text) or (not text.isascii() and _builds_in_chinese(text))


def _builds_in_english(text: str) -> bool:
    return _ENGLISH_SOLUTION.match(text) is not None or _ENGLISH_THING.fullmatch(text) is not None


def _builds_in_chinese(text: str) -> bool:
    chinese = _CHINESE_SOLUTION.match(text)
    if chinese is not None:
        return _A_QUALITY.search(chinese["what"]) is None
    if _CHINESE_MEANS.match(text) is not None:
        return _A_QUALITY.search(text) is None
    return _CHINESE_DELIVERY.fullmatch(text) is not None
