"""Submodules that load when first used, which keeps start-up fast.

``wvls --help`` and a mistyped option must not wait half a second for SQLModel or Rich.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def submodules(package: str) -> Callable[[str], ModuleType]:
    """A module-level ``__getattr__`` for *package* that imports a submodule by its name."""

    def load(name: str) -> ModuleType:
        full = f"{package}.{name}"
        if full not in sys.modules and (name.startswith("_") or find_spec(full) is None):
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(full)

    return load
