# SPDX-License-Identifier: MIT
"""Keyready: from "I need an API key" to a key that works and is kept in the keyring."""

__version__ = "0.1.0"
HOMEPAGE = "https://github.com/keyready/keyready"  # the one place: releases are looked for here
