# SPDX-License-Identifier: MIT
"""Other programs: what they are given, and what they would take instead."""
