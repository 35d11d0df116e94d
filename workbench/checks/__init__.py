"""Claims to flags: everything in a story that can be recomputed, recomputed.

Each rule is one function of the module that its question belongs to; ``checking`` has the table.
"""

from workbench.checks.checking import RULE_NAMES, check, check_claims
from workbench.checks.flag import Flag, Level

__all__ = ["RULE_NAMES", "Flag", "Level", "check", "check_claims"]
