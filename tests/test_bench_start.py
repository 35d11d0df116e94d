"""The measurement of the start reads the processor's clock right."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.bench.start import processor_seconds


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="/proc is a matter of Linux")
def test_processor_seconds_of_this_process_are_its_own_clock() -> None:
    assert processor_seconds(os.getpid()) == pytest.approx(time.process_time(), abs=0.1)
