# SPDX-License-Identifier: MIT
"""Where a key is pasted."""
