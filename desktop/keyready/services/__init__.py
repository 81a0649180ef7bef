# SPDX-License-Identifier: MIT
"""Blocking input and output in plain Python; the window and the console share it."""
