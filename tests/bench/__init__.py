"""Measurements that take longer than a test may: ``python -m tests.bench NAME``."""
