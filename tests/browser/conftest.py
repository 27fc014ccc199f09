"""One browser for all tests that look at pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chrome import Chrome
from tests.render.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """A headless Chromium; without one the test is skipped, or fails on a CI machine."""
    browser = Chrome(find_chromium())
    yield browser
    browser.close()
