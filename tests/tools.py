# SPDX-License-Identifier: MIT
"""The programs of tools/, as modules."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from checkout import ROOT


def tool(name: str) -> ModuleType:
    """`tool("sizes")` is tools/sizes.py."""
    folder = str(ROOT / "tools")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(name)
