"""The media in which the journey happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, listed
from cxmap.lint.engine import Context, Finding, rule
from cxmap.model.reading import places
from cxmap.model.vocabulary import CHANNELS
from cxmap.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LISTED = 8


@rule(Severity.WARNING)
def undeclared_channel(context: Context) -> Iterator[Finding]:
    """A touchpoint on a channel that neither the map nor its workspace declares.

    触点使用了未声明的渠道。

    Why it matters: channels are compared across touchpoints and maps, so one channel must have one name. Where
    nothing is declared at all, the built-in names (`web`, `app`, `phone`, `store` …) are the declared ones.

    Example:

        channels: [web, phone]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                channel: website  # undeclared-channel

    How to mend: use the declared name, or declare the channel.

        channels: [web, phone]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                channel: web
    """
    declared = context.library.channels or CHANNELS
    for place in places(context.journey):
        channel = place.touchpoint.channel
        if channel is not None and channel not in declared:
            suggestion = closest(channel, declared)
            if suggestion is not None:
                remedy = Words(f"did you mean `{suggestion}`?", f"是否想写 `{suggestion}`？")
            else:
                some = list(declared)[:_MOST_LISTED]
                remedy = Words(
                    f"declare it under `channels:`, or use one of: {listed(some, 'en')}",
                    f"请在 `channels:` 中声明，或使用：{listed(some, 'zh')}",
                )
            yield Finding(
                (*place.path, "channel"),
                Words(f"the channel `{channel}` is not declared", f"渠道 `{channel}` 未声明"),
                remedy,
            )


RULES = (undeclared_channel,)
