# SPDX-License-Identifier: MIT
"""Keyready: from "I need an API key" to a key that works and is kept in the keyring."""

__version__ = "0.1.0"
HOMEPAGE = "https://github.com/keyready/keyready"
NEWEST_RELEASE = "https://api.github.com/repos/keyready/keyready/releases/latest"  # its facts
DOWNLOADS = f"{HOMEPAGE}/releases/latest"  # for a person
