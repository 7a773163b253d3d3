#!/usr/bin/env python3
"""The peer of clock_bench: numpy.busday_offset over the same million problems and federal holidays of 1999 to
2060 (numpy has no holiday rules of its own; the days are made before the clock starts)."""
import sys
import time
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "test" / "oracle"))
from clock_problems import federal  # noqa: E402

i = numpy.arange(1_000_000, dtype=numpy.int64)
start = (10957 + i * 7919 % 18262).astype("datetime64[D]")
days = i * 104729 % 251
calendar = numpy.busdaycalendar(holidays=sorted(numpy.datetime64(d) for y in range(1999, 2061) for d in federal(y)))
begin = time.process_time()
# "backward" takes a start on a day off to the working day before it, so that day 1 is the first after it
due = numpy.busday_offset(start, days, roll="backward", busdaycal=calendar)
due = numpy.where(days == 0, start, due)  # ward leaves a count of nothing where it is
print(f"numpy.busday_offset\t{len(i)}\t{time.process_time() - begin:.4f}\t{due.astype(numpy.int64).sum()}")
