# SPDX-License-Identifier: MIT
"""Values in, values out: no Qt, no network, no disk, no clock."""
