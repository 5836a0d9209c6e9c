"""A provider whose platform's package is not installed."""

import a_package_that_nobody_has  # type: ignore[import-not-found]  # noqa: F401 - that is the point

from tests.contract.tiny import TinyPuppet as NeedyPuppet

__all__ = ["NeedyPuppet"]
