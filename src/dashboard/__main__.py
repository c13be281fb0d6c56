"""The command line: `python -m dashboard check | counts | backtest [FOLDER]`, `brief --out FILE`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from dashboard.analysis.coverage import coverage
from dashboard.analysis.scoring import scoreboard, verdict
from dashboard.analysis.wording import counted
from dashboard.brief_command import add_brief_command
from dashboard.record.as_of import as_of
from dashboard.record.consistency import FILE, accepted, oddities
from dashboard.record.faults import RecordError, fault_table
from dashboard.record.load import load_record
from dashboard.record.tables import Record
from dashboard.record.vocabulary import QUANTITY_KINDS, STRENGTH_KINDS

_DATA = Path(__file__).resolve().parents[2] / "data"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit status (0 good, 1 faults or oddities, 2 wrong call)."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, words in (
        ("check", _check, "check a record: print every fault and every unexplained oddity"),
        ("counts", _counts, "print how much a record holds and how well it is vouched for"),
        (
            "backtest",
            _backtest,
            "print the scores of the projection and of the article's forecasts",
        ),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("folder", nargs="?", type=Path, default=_DATA, help="default: data/")
        command.set_defaults(run=run)
    add_brief_command(commands, _DATA)
    options = parser.parse_args(arguments)
    return _with_record(options.folder, options.run, options)


def _with_record(folder: Path, run: Callable[..., int], options: argparse.Namespace) -> int:
    try:
        record = load_record(folder)
    except RecordError as error:
        print(fault_table(error.faults).to_string(index=False, max_colwidth=60))
        print(f"\n{folder}: {counted(len(error.faults), 'fault')}")
        return 1
    return run(folder, record, options)


def _check(folder: Path, record: Record, _: argparse.Namespace) -> int:
    reasons = accepted(folder)
    found = oddities(record)
    open_ones = [odd for odd in found if (odd.check, odd.row_id) not in reasons]
    gone = sorted(set(reasons) - {(odd.check, odd.row_id) for odd in found})
    if open_ones:
        table = pd.DataFrame([(o.check, o.row_id, o.what) for o in open_ones])
        print(table.to_string(index=False, header=["check", "row", "what is odd"]))
        print(f"\nMend each, or list it with its reason in {FILE}.")
    for check, row_id in gone:
        print(f"{FILE}: {row_id} is no longer odd ({check}); take the line out.")
    print(
        f"{folder}: no fault, {len(open_ones)} unexplained and {len(reasons)} explained oddities; "
        f"{counted(len(record.events), 'event')}, {counted(len(record.claims), 'claim')}, "
        f"{counted(len(record.sources), 'document')}, {counted(len(record.scenarios), 'scenario')}; last day covered {record.about.last_day_covered}."
    )
    return 1 if open_ones or gone else 0


def _counts(folder: Path, record: Record, _: argparse.Namespace) -> int:
    print(folder)
    for name, value in coverage(record).items():
        print(f"  {name + ':':<44}{value}")
    return 0


def _backtest(folder: Path, record: Record, _: argparse.Namespace) -> int:
    # Imported here, because only this command needs the scoring library and scipy.
    from dashboard.analysis.backtest import backtest
    from dashboard.analysis.backtest_scores import skill_in_words, summary

    known = as_of(record, record.about.last_day_covered)
    print(f"{folder}, as of {record.about.last_day_covered}")
    for kind in STRENGTH_KINDS:
        cases = backtest(known, kind)
        print(f"\n{QUANTITY_KINDS[kind].label} (horizon 0: all)")
        if cases.empty:
            print("  no case to score")
            continue
        print(summary(cases).to_string(index=False, float_format="{:,.2f}".format))
        print(skill_in_words(cases))
    board = scoreboard(known.scenarios)
    print("\nThe article's forecasts (Brier score; 0.25 is an even chance)")
    print(board.drop(columns="scenario_id").to_string(index=False, float_format="{:.2f}".format))
    print(verdict(board))
    return 0


if __name__ == "__main__":
    sys.exit(main())
