"""Claims to flags: everything in a story that can be recomputed, recomputed.

Each rule is one function of the module that its question belongs to; ``table`` lists them.
"""

from workbench.checks.checking import check, check_claims
from workbench.checks.flag import Flag, Level
from workbench.checks.table import RULE_NAMES

__all__ = ["RULE_NAMES", "Flag", "Level", "check", "check_claims"]
