"""Ids of what a log calls by name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.discover.naming import Ids, one_line, slug
from cxmap.model.alike import skeleton
from cxmap.model.fields import _ID_PATTERN


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Add to cart", "add-to-cart"),
        ("AddToCart", "add-to-cart"),
        ("add_to_cart", "add-to-cart"),
        ("T02 Check (again)", "t02-check-again"),
        ("提交申请", "提交申请"),
        ("提交 申请！", "提交-申请"),
        ("Ｐａｙ", "pay"),
        ("Straße", "strasse"),
        ("हिन्दी", "हिन्दी"),
        ("🎉", "🎉"),
        ("👍🏽 ok", "ok"),
        ("no", "no"),
        ("42", "42"),
        ("...", "step"),
        ("", "step"),
        ("a\nb", "a-b"),
    ],
)
def test_the_id_of_a_name(name: str, id_: str) -> None:
    assert slug(name, "step") == id_


@given(st.text())
def test_every_name_has_an_id_of_the_format(name: str) -> None:
    id_ = slug(name, "step")
    assert re.search(_ID_PATTERN, id_)
    assert len(id_) <= 80
    assert slug(id_, "step") == id_ or not id_.isascii()


@given(st.lists(st.text(alphabet="aA_-1–ａ"), min_size=2))
def test_ids_that_are_given_do_not_look_alike(names: list[str]) -> None:
    ids = Ids()
    given_ = [skeleton(ids.give(slug(name, "step"))) for name in names]
    assert len(set(given_)) == len(names)


def test_ids_that_are_taken_are_not_given() -> None:
    ids = Ids(["Web"])
    assert [ids.give("web"), ids.give("web"), ids.give("app")] == ["web-2", "web-3", "app"]


def test_a_name_stands_on_one_line_without_what_no_map_may_hold() -> None:
    assert one_line(" a\n b\x07c\u202e ") == "a b�c�"
