"""What belongs to a real person does not belong on a poster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.rules.wording.reading import Passages, field_of
from cxmap.personal_data import accounts, emails, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context


@rule(Severity.WARNING, DEFAULT)
def personal_data(context: Context) -> Iterator[Finding]:
    """An e-mail address, telephone number, Chinese identity number, bank card or account number of a person.

    文本里有真人的邮箱、电话、身份证号、银行卡号或银行账号（IBAN）。

    Why it matters: a map is printed, mailed and kept in git for years; the person behind a quote never agreed to
    that. The GDPR (Article 5) and China's Personal Information Protection Law (2021, Article 6) ask for no more data
    than the purpose needs, and a map needs none. Addresses of a role (`support@…`), service lines, addresses under
    `example.com` and a team's `contact` are not reported; identity, card and account numbers only if their check
    digits are right. What is found is not repeated in reports.

    为什么重要：地图会打印、转发，在 git 里保存多年，而说那句话的客户从未同意过。《个人信息保护法》（2021 年）第六条和
    GDPR 第五条都要求只收集必要的信息，画地图并不需要这些。岗位邮箱（`support@…`）、服务热线、`example.com`
    下的地址、团队的 `contact` 不在此列；身份证号、银行卡号和账号须校验位正确才会报告。
    报告里不会重复原文。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                thoughts: ["Why does it say j.meyer@web.de is taken?"]  # personal-data

    How to mend: take it out, or put something invented in its place. What is in git stays in its history: for a real
    person's data, that has to be cleaned as well.

    如何修改：删去，或换成虚构的内容。git 历史里仍会留有原文；如果是真人信息，历史也要一并清理。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                thoughts: ["Why does it say that my address is taken?"]
    """
    texts = context.prose
    found = [*accounts(texts.joined)]
    taken = [(account.start, account.end) for account in found]
    found += [
        number
        for number in numbers(texts.joined, context.today)
        if not any(start <= number.start < end for start, end in taken)
    ]
    if "@" in texts.joined:
        found += emails(texts.joined)
    passages = Passages(context)
    for datum in found:
        passage = texts.passage(datum.start)
        if field_of(passage.path) != "contact" and not passages.is_repeated(passage.path):
            yield Finding(
                passage.path,
                Words(f"{datum.kind.en}, {datum.masked}", f"文本里有{datum.kind.zh} {datum.masked}"),
                Words("leave it out, or write an invented one", "请删去，或改为虚构的内容"),
                span=passages.span(passage, datum.start, datum.end),
                hides=True,
            )
