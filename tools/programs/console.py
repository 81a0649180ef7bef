# SPDX-License-Identifier: MIT
"""Where the packaged console program begins."""

import sys

from keyready.__main__ import main

sys.exit(main())
