"""Write the report of the part-way reviewed sample: ``python -m workbench.sample claims.csv``."""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.sample import sample_report

Path(sys.argv[1]).write_bytes(sample_report())
