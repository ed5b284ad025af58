"""How much the property tests try.

The environment variable ``HYPOTHESIS_PROFILE`` names a profile; without it, ``CI`` selects ``ci``,
and anybody else gets ``dev``. Within a mutation run, the profile is always ``mutation``.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

# No deadlines: a busy machine is no fault of the library, and pytest's timeout ends endless work.
_BASE = settings(settings.get_profile("default"), deadline=None)

settings.register_profile("dev", _BASE, max_examples=50)

# What was built is what was tested: a few examples show it.
settings.register_profile("smoke", _BASE, max_examples=5, derandomize=True, database=None)

# Derandomized: the same commit gives the same verdict. More examples find no more of the faults
# that mutation plants; the nightly profile looks for what they miss.
settings.register_profile(
    "ci", _BASE, max_examples=50, derandomize=True, database=None, print_blob=True
)

settings.register_profile("nightly", _BASE, max_examples=5_000, print_blob=True)

# More examples were measured to find no more mutants, and a found one needs no shrinking.
settings.register_profile(
    "mutation",
    _BASE,
    max_examples=25,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    # Each mutant runs in a fork of a process that has already imported the tests.
    suppress_health_check=(HealthCheck.differing_executors,),
)


def _profile() -> str:
    if "MUTANT_UNDER_TEST" in os.environ:
        return "mutation"
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    return os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if in_ci else "dev")


settings.load_profile(_profile())
