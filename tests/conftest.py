"""Hypothesis runs the same examples every time; `CXMAP_EXAMPLES=5000 pytest` looks harder."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "cxmap",
    max_examples=int(os.environ.get("CXMAP_EXAMPLES", "60")),
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("cxmap")
