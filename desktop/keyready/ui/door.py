# SPDX-License-Identifier: MIT
"""Where a second start knocks, so that the first window comes forward."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from keyready.ui.door_pipe import PipeDoor as Door
    from keyready.ui.door_pipe import knock
else:
    from keyready.ui.door_socket import SocketDoor as Door
    from keyready.ui.door_socket import knock

__all__ = ["Door", "knock"]
