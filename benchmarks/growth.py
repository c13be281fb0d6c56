"""What grows with the record: seconds, bytes and memory of a touch, up to a million claims.

The first row is the real record. The others are real events of the Uppsala Conflict Data Program,
resampled to the size (`benchmarks.ucdp` says how) and labelled so. Each size is measured in a
process of its own (`benchmarks.growth_steps` says what), and given up at the first step that takes
longer than a minute. The aims: a touch at a million claims takes at most twice as long as on the
real record, and sends at most 100 kB at any size.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_SIZES = (0, 10_000, 100_000, 1_000_000)  # claims; 0 is the real record
_PAGES = ("timeline", "map", "evidence")
_VIEWS = ("view: date", "view: actor", "view: as of")
_OVER = "over 60 s"


def main() -> None:
    """Measure, and print a table of seconds and bytes, then the ratios to the real record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "datasets", nargs="?", type=Path, default=Path(os.environ.get("DATASETS", "datasets")),
        help="folder that holds UCDP's tables as ucdp/*.csv; default: what DATASETS names",
    )  # fmt: skip
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=_SIZES, help="claims; 0: the real record"
    )
    parser.add_argument(
        "--profile", action="store_true", help="one run a step, and where it spent its time"
    )
    options = parser.parse_args()
    wanted = options.sizes
    if not (options.datasets / "ucdp").is_dir():
        sys.stderr.write(f"{options.datasets} holds no ucdp/: only the real record is measured\n")
        wanted = (0,)
    sizes = []
    for claims in wanted:
        sys.stderr.write(f"{claims or 'the real record'}\n")
        sizes.append(_measured(claims, options.datasets, ["profile"] if options.profile else []))
    print_table(sizes)
    print_ratios(sizes)
    for size in sizes:
        if size["profile"]:
            print(
                f"\nWhere the time goes, {size['label']}, {size['claims']:,} claims\n{size['profile']}"
            )


def _measured(claims: int, datasets: Path, more: list[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.growth_steps", str(claims), str(datasets), *more]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{claims:,} claims: {done.stderr[-2000:]}"
        raise RuntimeError(message)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def print_table(sizes: list[dict[str, Any]]) -> None:
    """A row a size: the view of each new filter, then each page's part of a touch."""
    heads = ("date", "actor", "as of", *_PAGES, *(f"{page} kB" for page in _PAGES))
    print(
        "Processor seconds of the view of a new filter (date, actor, as of) and of what each page makes of it;"
    )
    print("kB that it sends; memory with the record alone, and at most during the touches.")
    print(f"{'rows':<16}{'claims':>10}{'events':>9}{'places':>7}" + "".join(f"{one:>12}" for one in heads)
          + f"{'record MB':>11}{'peak MB':>9}")  # fmt: skip
    for size in sizes:
        cells = [_seconds(size, name) for name in (*_VIEWS, *_PAGES)]
        cells += [_kilobytes(size, page) for page in _PAGES]
        print(
            f"{size['label']:<16}{size['claims']:>10,}{size['events']:>9,}{size['places']:>7,}"
            + "".join(f"{cell:>12}" for cell in cells)
            + f"{size['record_mb']:>11,.0f}{size['peak_mb']:>9,.0f}"
        )


def _seconds(size: dict[str, Any], name: str) -> str:
    if name in size["seconds"]:
        return f"{size['seconds'][name]:.3f}"
    return _OVER if size["over"] == name else "not tried"


def _kilobytes(size: dict[str, Any], page: str) -> str:
    return f"{size['bytes'][page] / 1000:,.0f}" if page in size["bytes"] else "-"


def print_ratios(sizes: list[dict[str, Any]]) -> None:
    """A whole touch (the as-of view and the page's part) against the real record's."""
    if not sizes or sizes[0]["label"] != "the real record":
        return
    real = sizes[0]
    print("\nA touch (as-of view and page) as a multiple of the real record's; aim at a million: 2")
    for size in sizes[1:]:
        cells = [f"{page} {_ratio(size, real, page)}" for page in _PAGES]
        print(f"{size['claims']:>10,} claims, resampled: " + ", ".join(cells))
    heavy = [
        f"{page} at {size['claims']:,} ({size['bytes'][page] / 1000:,.0f} kB)"
        for size in sizes for page in _PAGES if size["bytes"].get(page, 0) > 100_000
    ]  # fmt: skip
    print(f"over 100 kB a touch: {', '.join(heavy) or 'none that was reached'}")


def _ratio(size: dict[str, Any], real: dict[str, Any], page: str) -> str:
    names = (_VIEWS[-1], page)
    if any(name not in size["seconds"] for name in names):
        return "unknown (given up)"
    touch, base = (sum(one["seconds"][name] for name in names) for one in (size, real))
    return f"{touch / base:.1f}x"


if __name__ == "__main__":
    main()
