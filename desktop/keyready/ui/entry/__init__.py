# SPDX-License-Identifier: MIT
"""The page of one entry: its guide, its key, a change of keys, its store, its use."""
