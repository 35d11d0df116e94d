"""The program's name and version, as every report states them."""

VERSION = "0.1.0"
"""A test holds it equal to the version that is installed."""

PROGRAM = f"claims-workbench {VERSION}"
