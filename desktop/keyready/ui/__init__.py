# SPDX-License-Identifier: MIT
"""The window. The only folder that imports PySide6."""
