"""The whole network at its largest, in a scratch database: loading it, then opening its pages."""

import json
import os
import time
from typing import Any

from config.scratch import Scratch, scratch_database

TARGET_SECONDS = 180  # for 100,000 cases on two free cores
TARGET_MS = 300


def measure(cases: int) -> dict[str, Any]:
    """Seconds of the load and of its processor, and the pages as two people open them."""
    with scratch_database() as scratch:
        started, before = time.perf_counter(), os.times()
        seeded = json.loads(scratch.run("seed_network", "--cases", str(cases), "--json"))
        seconds, after = time.perf_counter() - started, os.times()
        python = after.children_user + after.children_system - before.children_user - before.children_system
        scratch.settle()
        return {
            "cases": seeded["cases"],
            "rows": sum(seeded["rows"].values()),
            "seconds": seconds,
            "phases": seeded["seconds"],
            "python_cpu_seconds": python,
            "load_average": os.getloadavg()[0],
            "pages": _pages(scratch),
        }


def _pages(scratch: Scratch) -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = json.loads(scratch.run("bench_pages"))
    return pages


def lines(measured: dict[str, Any]) -> list[str]:
    """The same in words."""
    phases = ", ".join(f"{phase} {seconds:.1f}" for phase, seconds in measured["phases"].items())
    told = [
        f"{measured['cases']} cases, {measured['rows']} rows with their events in {measured['seconds']:.1f} s"
        f" (target: 100000 in {TARGET_SECONDS} s on two free cores; load {measured['load_average']:.1f})",
        f"of the slower process: {phases}; processor of Python: {measured['python_cpu_seconds']:.0f} s",
    ]
    for page in measured["pages"]:
        scanned = ", ".join(page["scanned"]) or "none"
        line = "{page}, {who}: {ms:.0f} ms (target: {target}), {queries} queries; tables scanned: {tables}"
        told.append(line.format(**page, target=TARGET_MS, tables=scanned))
    return told
