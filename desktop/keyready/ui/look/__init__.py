# SPDX-License-Identifier: MIT
"""What every screen is made of: colours, texts, marks, rows, sheets."""
