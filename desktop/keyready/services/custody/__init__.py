# SPDX-License-Identifier: MIT
"""Where keys are kept: the gate to the keyring, and the other stores."""
