# SPDX-License-Identifier: MIT
"""The practice service: a provider on this computer."""
