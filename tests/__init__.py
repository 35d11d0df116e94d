"""Tests of the workbench; those that use ../shared skip where it is absent."""
