"""Print one of the README's two commands: the fenced block of sh under the heading named."""

import re
import sys
from pathlib import Path

HEADINGS = {"start": "## Start", "tests": "## Tests"}

readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
section = readme.split(HEADINGS[sys.argv[1]] + "\n", 1)[1].split("\n## ", 1)[0]
print(re.search(r"```sh\n(.+?)\n```", section, re.DOTALL)[1])  # noqa: T201 - for the shell
