"""What the people whose journey it is are called, by kind of map."""

from __future__ import annotations

from typing import NamedTuple

from cxmap.language import Words

ACTORS = {
    "customer": Words("customers", "客户"),
    "employee": Words("employees", "员工"),
    "patient": Words("patients", "患者"),
    "citizen": Words("citizens", "市民"),
    "partner": Words("partners", "伙伴"),
    "student": Words("students", "学员"),
    "member": Words("members", "会员"),
    "visitor": Words("visitors", "访客"),
    "other": Words("people whose journey it is", "旅程中的当事人"),
}
"""What the actors of a journey are called; `customer` where a map does not say."""


class People(NamedTuple):
    """Names for people, in the singular, with commas between them.

    `names` are what outsiders call the actors; `others` are what some of them may be called, or those beside them:
    families, colleagues. Who asks a patient's family asks about the patient, but a patient too may think of them.
    """

    names: Words
    others: Words

    def either(self) -> Words:
        """Return all of them."""
        return Words(f"{self.names.en},{self.others.en}", f"{self.names.zh},{self.others.zh}")


CUSTOMERS = People(
    Words(
        "customer,client,consumer,buyer,shopper,subscriber,member,guest,diner,passenger,traveller,traveler,homeowner,"
        "tenant,borrower,applicant,policyholder,fan",
        "客户,顾客,消费者,买家,会员,客人,食客,住客,旅客,乘客,车主,业主,租客,租户,借款人,申请人,投保人,粉丝",
    ),
    Words("household,family,families,parent", "家长,父母,家庭,家属"),
)
PEOPLE = {
    "customer": (CUSTOMERS,),
    "employee": (
        People(
            Words("employee,joiner,newcomer,new hire,starter,worker,apprentice,trainee", "员工,新人,职员,实习生,学徒"),
            Words("colleague,graduate", "同事,校招,社招"),
        ),
    ),
    "patient": (
        People(
            Words("patient", "患者,病人"),
            Words("carer,caregiver,family,families,relative,parent", "病友,家属,家庭,照护者"),
        ),
    ),
    "citizen": (
        People(
            Words(
                "citizen,resident,applicant,taxpayer",
                "市民,居民,公民,群众,百姓,村民,办事人,申请人,纳税人",
            ),
            Words("household,people,family,families", "企业,家庭"),
        ),
    ),
    "partner": (
        CUSTOMERS,
        People(
            Words("partner", "合作伙伴,伙伴"),
            Words(
                "supplier,dealer,distributor,reseller,vendor,franchisee",
                "供应商,经销商,代理商,分销商,加盟商,渠道商,商家",
            ),
        ),
    ),
    "student": (
        People(
            Words("student,pupil,learner", "学生,学员"),
            Words("parent,family,families,graduate,alumni,applicant", "家长,校友,新生,同学"),
        ),
    ),
    "member": (CUSTOMERS, People(Words("volunteer", "志愿者"), Words("member", "成员"))),
    "visitor": (CUSTOMERS, People(Words("visitor,tourist", "访客,游客,参观者"), Words("audience", "观众"))),
}
"""By kind of map; `other` has none."""
