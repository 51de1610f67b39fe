"""Measures the promises, each beside its floor, and prints one table.

`make bench` measures on 20,000 cases in under two minutes; `--full` on a million.
Times differ from machine to machine; the ratios are what is promised.
"""

import argparse
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- after the set-up

from bench import certificate, planning, worklist  # noqa: E402 -- after the set-up
from bench.promise import Result  # noqa: E402 -- after the set-up

SIZES = {
    "applications": (20_000, 1_000_000),
    "licences": (18_000, 900_000),
    "vehicles": (60_000, 3_000_000),
}


def prepare(*, full: bool) -> None:
    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    call_command("make_signing_key", if_missing=True, verbosity=0)
    call_command("seed_volume", **{n: size[full] for n, size in SIZES.items()})
    print(f"Filled in {time.perf_counter() - started:.0f} s.\n")


def show(results: list[Result]) -> None:
    head = f"{'promise':36} {'measured':>14} {'floor':>14} {'ratio':>7} {'most':>6}"
    print(head)
    print("-" * len(head))
    for result in results:
        verdict = "kept" if result.is_kept else "BROKEN"
        print(
            f"{result.promise:36} {result.measured:9.1f} {result.unit:6}"
            f"{result.floor:9.1f} {result.unit:6}{result.ratio:6.2f}"
            f" {result.at_most:6.2f}  {verdict}  {result.note}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="on a million cases")
    full = parser.parse_args().full
    prepare(full=full)
    results = [worklist.run(), *planning.run(), certificate.run()]
    show(results)
    return 0 if all(result.is_kept for result in results) else 1


sys.exit(main())
