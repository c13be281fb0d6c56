"""How long `python -m dashboard brief` takes and how much memory it needs, form by form.

Each file is written by a process of its own, as a scheduled morning brief would, so the start of
Python and the check of the record are part of the time. The memory is the kernel's highest
resident size of that one process (`getrusage`, through `wait4`). This module imports nothing
large, because a child's highest size begins at its parent's.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_FORMS = {
    "slides (pptx)": ("brief.pptx", ()),
    "one page (pdf)": ("one.pdf", ("--pages", "one")),
    "all pages (pdf)": ("full.pdf", ("--pages", "full")),
    "bundle (zip)": ("brief.zip", ()),
}
_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss: bytes there, kilobytes elsewhere
_DAYS = {"2024-11-06": ("--as-of", "2024-11-06"), "latest": ()}


@dataclass(frozen=True)
class Written:
    """One brief: how long it took, how much of it was work, how much memory at most, how large."""

    seconds: float
    worked: float
    peak_mb: float
    kilobytes: float


def main() -> None:
    """Measure, and print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    written: dict[tuple[str, str], list[Written]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.rounds):
            for day in _DAYS:
                for form in _FORMS:
                    written.setdefault((day, form), []).append(_write(day, form, Path(folder)))
            sys.stderr.write(f"round {number + 1} of {options.rounds}\n")
    print_table(written)


def _write(day: str, form: str, folder: Path) -> Written:
    name, more = _FORMS[form]
    file = folder / name
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "brief", "--out", str(file), *more, *_DAYS[day]],
        cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    complaint = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)  # Popen must not wait for it again
    if process.returncode:
        message = f"{form} as of {day}: {complaint.decode(errors='replace')}"
        raise RuntimeError(message)
    worked = usage.ru_utime + usage.ru_stime
    return Written(seconds, worked, usage.ru_maxrss * _UNIT / 1e6, file.stat().st_size / 1000)


def print_table(written: dict[tuple[str, str], list[Written]]) -> None:
    """Medians; the processor's seconds say more than the clock's on a machine that others use."""
    print(
        f"{'as of':<12}{'form':<17}{'n':>3}{'seconds':>9}{'(span)':>14}{'cpu s':>8}{'peak MB':>9}{'kB':>8}"
    )
    for (day, form), rounds in written.items():
        seconds = [one.seconds for one in rounds]
        span = f"({min(seconds):.2f}-{max(seconds):.2f})"
        print(
            f"{day:<12}{form:<17}{len(rounds):>3}{statistics.median(seconds):>9.2f}{span:>14}"
            f"{statistics.median(one.worked for one in rounds):>8.2f}"
            f"{statistics.median(one.peak_mb for one in rounds):>9.0f}"
            f"{statistics.median(one.kilobytes for one in rounds):>8.0f}"
        )


if __name__ == "__main__":
    main()
