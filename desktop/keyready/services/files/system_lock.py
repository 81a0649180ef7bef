# SPDX-License-Identifier: MIT
"""The system's own lock on an open file. It ends with its process, however that ends.

`taken(file)` tries to take it, without waiting; False where another process has it.
"""

from __future__ import annotations

import os
import sys

if sys.platform == "win32":
    import msvcrt

    def taken(file: int) -> bool:
        os.lseek(file, 0, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
