# SPDX-License-Identifier: MIT
"""Cards that say what was found, and their words."""
