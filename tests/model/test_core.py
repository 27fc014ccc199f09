"""pydantic's core is loaded alone, and is the one that the package has if it comes later."""

import subprocess
import sys

import pytest

from tests.helpers import ROOT

ALONE = """
import sys
from cxmap.model.compiled import validate_map
found, errors = validate_map({"cxmap": 1, "id": "m", "title": "M", "stages": [{"name": "A", "touchpoints": ["T"]}]})
assert found is not None and not errors, errors
assert validate_map({"cxmap": 1, "stages": "x"})[1]
assert "pydantic_core" not in sys.modules
"""
LATER = """
import pydantic, pydantic_core
from cxmap.model.core import ValidationError
assert ValidationError is pydantic_core.ValidationError
assert pydantic.TypeAdapter(int).validate_python("7") == 7
from cxmap.model.journey import Touchpoint
assert Touchpoint.model_validate({"id": "t", "name": "T"}).name == "T"
"""
TOGETHER = """
from threading import Thread
import cxmap.model.core as core
found = []
threads = [Thread(target=lambda: found.append(core.SchemaValidator)) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(found) == 16 and len(set(found)) == 1
"""
ELSEWHERE = """
import sys
import cxmap.model.core as core
core.PathFinder = type("Packed", (), {"find_spec": lambda name, path: None})  # as where all is in one file
assert core.SchemaValidator({"type": "int"}).validate_python("7") == 7
assert "pydantic_core" in sys.modules
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    return done.stderr


@pytest.mark.parametrize("code", [ALONE, ALONE + LATER, LATER, TOGETHER, ELSEWHERE])
def test_it_serves(code: str) -> None:
    assert run(code) == ""
