# SPDX-License-Identifier: MIT
"""All other pages."""
