# SPDX-License-Identifier: MIT
"""Where the packaged window program begins."""

import sys

from keyready.app import main

sys.exit(main())
