"""Names are replaced in whichever form they stand, and nothing else is."""

from __future__ import annotations

import pytest

from cxmap.render.privacy.redaction import replacer


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Li Wei", "请Li Wei签字", "请X签字"),
        ("Li Wei", "Li   Wei, LiWei, LI WEI, li-wei, Li\u00a0Wei", "X, X, X, X, X"),
        ("Li Wei", "Wei says; Weimar; li", "X says; Weimar; li"),
        ("Ingrid Berg", "Ingrid says, the iceberg, a berg, Ingrid’s", "X says, the iceberg, a berg, X’s"),
        ("Seán O'Brien", "Seán O’Brien and O’Brien", "X and X"),
        ("A&B Co.", "with A&B Co. and A&B Co.s", "with X and Xs"),
        ("C++", "in C++, not C", "in X, not C"),
        ("Anju Bank (UK) Ltd.", "Anju Bank (UK) Ltd.", "X"),
        ("May", "May may come in MAY", "X may come in X"),
        ("İpek", "İpek, ipek", "X, ipek"),
        ("İpek Su", "İPEK SU i̇pek", "X i̇pek"),
        ("周敏", "周敏和周女士、周总，周总结", "X和X、X，周总结"),
        ("欧阳明", "欧阳老师", "X"),
        ("王经理", "找王经理", "找X"),
        ("李薇（教师）", "李薇说，李女士说，教师说", "X说，X说，教师说"),
        ("Dr. Ingrid Berg", "Ingrid Berg, Dr. Ingrid Berg, Berg", "X, X, X"),
        ("The Approver", "The bank asks the Approver", "The bank asks X"),
        ("Rene\u0301 Roux", "Ren\u00e9 says", "X says"),
        ("Ren\u00e9 Roux", "Rene\u0301 says", "X says"),
    ],
)
def test_a_name_in_all_its_forms_and_no_other_word(name: str, text: str, left: str) -> None:
    assert replacer({name: "X"}, of_persons=True)(text) == left


def test_a_listed_firm_is_not_looked_for_by_its_parts() -> None:
    assert replacer({"Anju Bank": "X"})("Bank of Anju, ANJU BANK") == "Bank of Anju, X"


def test_the_longest_name_wins_and_no_names_change_nothing() -> None:
    assert replacer({"Ann": "a", "Ann Lee": "b"})("Ann Lee, Ann") == "b, a"
    assert replacer({})("Ann") == "Ann"
