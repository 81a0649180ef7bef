# SPDX-License-Identifier: MIT
"""Files that are ours: read, remembered, locked."""
