"""The poster's own words, in both languages."""

from __future__ import annotations

from cxmap.language import Words

HARDEST = Words("it is hardest at {} ({})", "最难的是{}（{}）")
MOMENTS_LOST = Words("{} of {} moments of truth let people down", "{1}个关键时刻中有{0}个让人失望")
MOMENT_LOST = Words("1 of {1} moments of truth lets people down", "{1}个关键时刻中有1个让人失望")
THE_MOMENT_LOST = Words("the one moment of truth lets people down", "唯一的关键时刻让人失望")
MOMENTS_HOLD = Words("all {1} moments of truth hold", "{1}个关键时刻都守住了")
BOTH_MOMENTS_HOLD = Words("both moments of truth hold", "2个关键时刻都守住了")
THE_MOMENT_HOLDS = Words("the one moment of truth holds", "唯一的关键时刻守住了")
PAINS_OPEN = Words("{} of {} severe pain points have no action", "{1}个严重痛点中有{0}个没有行动")
PAIN_OPEN = Words("1 of {1} severe pain points has no action", "{1}个严重痛点中有1个没有行动")
THE_PAIN_OPEN = Words("the one severe pain point has no action", "唯一的严重痛点没有行动")
