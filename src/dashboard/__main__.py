"""The command line: `python -m dashboard check [FOLDER]`."""

import argparse
import sys
from pathlib import Path

from dashboard.record.faults import RecordError, fault_table
from dashboard.record.load import load_record

_DATA = Path(__file__).resolve().parents[2] / "data"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit status (0 good, 1 faults found, 2 wrong call)."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check a record and print every fault")
    check.add_argument("folder", nargs="?", type=Path, default=_DATA, help="default: data/")
    check.set_defaults(run=lambda options: _check(options.folder))
    options = parser.parse_args(arguments)
    return int(options.run(options))


def _check(folder: Path) -> int:
    try:
        record = load_record(folder)
    except RecordError as error:
        print(fault_table(error.faults).to_string(index=False, max_colwidth=60))
        print(f"\n{folder}: {len(error.faults)} faults")
        return 1
    print(
        f"{folder}: no fault. {len(record.events)} events, {len(record.claims)} claims, "
        f"{len(record.sources)} documents, {len(record.places)} places, {len(record.actors)} actors, "
        f"{len(record.scenarios)} scenarios; last day covered {record.about.last_day_covered}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
