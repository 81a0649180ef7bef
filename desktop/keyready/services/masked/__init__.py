# SPDX-License-Identifier: MIT
"""A command whose output passes through a mask: started, waited for, stopped and continued."""
