"""Questions that a facilitator asks lane by lane, and what a note that helps looks like."""

from __future__ import annotations

from typing import NamedTuple

from cxmap.language import Words


class Questions(NamedTuple):
    """What to ask for a lane, and a note as it should be."""

    ask: Words
    note: Words


QUESTIONS = {
    "channel": Questions(
        Words(
            "Where are they at this moment? What would they use if they could choose?",
            "此刻他们在哪里？如果能选，会用什么？",
        ),
        Words("On the phone, on the bus", "公交车上，用手机"),
    ),
    "actions": Questions(
        Words(
            "What do they do first, and then? What do they do that we never planned for?",
            "先做什么，再做什么？有哪些动作是我们没设计过的？",
        ),
        Words("Photographs the form to send it to her brother", "把表格拍照发给弟弟看"),
    ),
    "thoughts": Questions(
        Words(
            "What would we hear if they thought aloud? What did they expect? What do they not dare to ask?",
            "如果他们把心里话说出来，会是什么？原本期待什么？有什么不敢问？",
        ),
        Words("“Why for the third time?”", "“怎么又要填一遍？”"),
    ),
    "emotion": Questions(
        Words(
            "Better or worse than one step before? What exactly changed it? Where do two of you disagree?",
            "比上一步好还是差？到底是什么让它变的？哪里意见不一？",
        ),
        Words("−2, since nobody says how long it takes", "−2，因为没人说要等多久"),
    ),
    "feelings": Questions(
        Words("Which one word? Annoyed, afraid, relieved, proud?", "只用一个词：烦、恐、喜，还是松了口气？"),
        Words("Relieved", "松了口气"),
    ),
    "needs": Questions(
        Words(
            "What must be true for them to go on? What would they miss if it were gone?",
            "满足什么，他们才会继续？少了什么会想念？",
        ),
        Words("To know how long each step takes", "知道每一步要等多久"),
    ),
    "pain_points": Questions(
        Words(
            "What stops them, costs them time, makes them doubt? Who has seen it? How many are hit, how hard?",
            "什么让他们停下、费时、起疑？谁亲眼见过？影响多少人，有多严重？",
        ),
        Words("Types the same address three times (seen in 5 of 8 tests)", "同一地址填三遍（8次测试中见到5次）"),
    ),
    "opportunities": Questions(
        Words(
            "If this pain were gone, what would be possible? Can you ask it without naming a solution?",
            "这个痛点消失后，能做到什么？能不能不带方案地问出来？",
        ),
        Words("How might we ask for it once?", "怎样让客户只填一次？"),
    ),
    "owner": Questions(
        Words("Who could change it tomorrow? Who is called when it fails?", "明天谁能改它？出问题时找谁？"),
        Words("Contact centre", "客服中心"),
    ),
    "time": Questions(
        Words("How long is it really? How long does it feel? Who waits for whom?", "实际多久？感觉多久？谁在等谁？"),
        Words("11 min, after 14 min on hold", "等14分钟，通话11分钟"),
    ),
    "plan": Questions(
        Words("What can be done by Friday? Who in this room does it?", "周五前能做什么？在座谁来做？"),
        Words("One banner instead of three: Ana, 30 November", "三个弹窗合成一个：小安，11月30日"),
    ),
    "metrics": Questions(
        Words("Which number is counted already? Which would move first?", "哪个数字已经在统计？改好后哪个会先动？"),
        Words("Calls about status, a week", "每周进度咨询电话数"),
    ),
    "promises": Questions(
        Words("What have we promised here? Who noticed when we broke it?", "我们在这里承诺过什么？没做到时谁发现了？"),
        Words("“An answer within 24 hours”: took three days", "“24小时内答复”：等了三天"),
    ),
    "senses": Questions(
        Words("What do they see, hear, touch, feel first?", "最先看到、听到、触到、感到的是什么？"),
        Words("A red number that does not move", "一个一直不动的红色数字"),
    ),
    "risks": Questions(
        Words("Which rule applies here? What would an auditor ask to see?", "这里适用哪条规定？审计会要看什么？"),
        Words("Consent: box ticked in advance", "授权：默认勾选"),
    ),
    "physical_evidence": Questions(
        Words("What is in their hands afterwards?", "之后他们手里有什么？"),
        Words("A receipt without a phone number", "没有电话号码的回执"),
    ),
    "frontstage": Questions(
        Words("Who or what do they meet? What is said, word for word?", "遇到谁或什么？原话怎么说？"),
        Words("“The system says no”", "“系统不让过”"),
    ),
    "backstage": Questions(
        Words(
            "What must happen so that this works? Where is it handed on?",
            "要做到这一步，后台必须发生什么？在哪里转手？",
        ),
        Words("Typed again from the scan", "照着扫描件再录一遍"),
    ),
    "support": Questions(
        Words("Which system, contract or partner does it hang on?", "它依赖哪个系统、合同或伙伴？"),
        Words("Credit bureau, answers overnight", "征信中心，隔夜返回"),
    ),
}


class Situation(NamedTuple):
    """Something that happens in a room, and what helps."""

    name: Words
    help: Words


SITUATIONS = (
    Situation(
        Words("Silence", "冷场"),
        Words(
            "Let it last ten seconds. Then: two minutes of writing, and read round the table; a note is easier than a speech. "
            "Or offer a wrong answer, and let them correct you.",
            "先等十秒。然后静写两分钟，再轮流念：写比说容易。或者故意说个错的，请大家纠正。",
        ),
    ),
    Situation(
        Words("One voice fills the room", "一人独占"),
        Words(
            "“Thank you, that is on the wall. Whose experience is different?” Write before you speak; the highest rank "
            "speaks and votes last.",
            "“谢谢，已经贴上墙了。谁的经历不一样？”先写后说；职位最高的最后说、最后投。",
        ),
    ),
    Situation(
        Words("Solutions too soon", "过早谈方案"),
        Words(
            "Park it on the opportunities and ask which pain it would ease. No pain, no solution.",
            "先贴到机会点，问：它解决哪个痛点？没有痛点，就不谈方案。",
        ),
    ),
    Situation(
        Words("No agreement on the curve", "曲线谈不拢"),
        Words(
            "Draw both, each with its reason. Two lines may be two personas. Note what would settle it.",
            "两条都画，各写原因：两条线可能就是两种人。记下怎样才能弄清。",
        ),
    ),
    Situation(
        Words("Defence and blame", "辩解与指责"),
        Words(
            "Back to the person on the map: what did they see? We describe what happens, not who did it.",
            "回到亲历者：他看到了什么？只描述发生了什么，不追究是谁。",
        ),
    ),
    Situation(
        Words("Nobody knows", "没人知道"),
        Words(
            "Put a question mark, and the name of who can find out. A gap that is seen is a result.",
            "画个问号，写下谁能去弄清。看见缺口也是成果。",
        ),
    ),
)
