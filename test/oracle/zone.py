#!/usr/bin/env python3
"""Writes zone.csv: offsets and wall-clock readings in zones of the United States and a few others, from
Python's zoneinfo, which reads the same IANA rules by its own code. zone_test.c compares.

    python3 zone.py > zone.csv"""
import random
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

random.seed(2026)
zones = ["America/Chicago", "America/New_York", "America/Los_Angeles", "America/Denver",
         "America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
         "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]
print("zone,kind,local,utc,offset,fit")


def text(t):
    return t.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")


def row(name, local):
    """One wall-clock reading: the moments it names, by trying both folds (PEP 495)."""
    z = ZoneInfo(name)
    first = local.replace(tzinfo=z, fold=0).astimezone(timezone.utc)
    second = local.replace(tzinfo=z, fold=1).astimezone(timezone.utc)
    back = first.astimezone(z).replace(tzinfo=None, fold=0)
    fit = "skipped" if back != local else "twice" if first != second else "one"
    offset = int(first.astimezone(z).utcoffset().total_seconds())
    print(f"{name},local,{text(local)},{text(first)},{offset},{fit}")


for name in zones:
    z = ZoneInfo(name)
    for _ in range(30):
        row(name, datetime(random.randint(1885, 2900), random.randint(1, 12), random.randint(1, 28),
                           random.randint(0, 23), random.randint(0, 59)))
    # every change of offset in some years, seen at its hour, half an hour and a second around it
    for year in (1942, 1974, 1987, 2007, 2026, 2037, 2038, 2100, 2437, 2838):
        t = datetime(year, 1, 1, tzinfo=timezone.utc)
        while t.year == year:
            if t.astimezone(z).utcoffset() != (t + timedelta(minutes=30)).astimezone(z).utcoffset():
                change = t + timedelta(minutes=30)
                for minutes in (-91, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 61, 90):
                    u = change + timedelta(minutes=minutes)
                    local = u.astimezone(z).replace(tzinfo=None, fold=0)
                    print(f"{name},utc,{text(local)},{text(u)},"
                          f"{int(u.astimezone(z).utcoffset().total_seconds())},")
                    row(name, (change.replace(tzinfo=None)
                               + (change - timedelta(minutes=1)).astimezone(z).utcoffset()
                               + timedelta(minutes=minutes)))
            t += timedelta(minutes=30)
