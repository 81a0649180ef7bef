# SPDX-License-Identifier: MIT
"""One request, and everything between it and its answer."""
