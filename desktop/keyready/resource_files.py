# SPDX-License-Identifier: MIT
"""Where the program's data files are: inside the package, else beside the source root."""

from __future__ import annotations

from pathlib import Path


def resource_folder() -> Path:
    """The folder `resources/` of the wheel or the bundle, or of the checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one resource, for example `resource("icons", "good.svg")`."""
    return resource_folder().joinpath(*parts)
