"""How many small faults put into the code the tests notice: mutmut on a sample, drawn by a seed.

`make mutants` runs it, on all of `src/dashboard` but the figures. All mutants would take a day; a
sample of 240 says their share within five points. The tests with a browser are left out, since each
would take minutes. What survived is printed, to be read.
"""

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_SEED = 20241106
_FEW = "dashboard.record.faults*"  # asked for first, so that mutmut writes all mutants down


def main() -> None:
    """Draw, run, print; exits with 1 if fewer than four fifths are killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=240)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    run = [sys.executable, "-m", "mutmut", "run", "--max-children", str(options.processes)]
    subprocess.run([*run, _FEW], cwd=_ROOT, check=True)
    everything = sorted(_mutants())
    drawn = random.Random(_SEED).sample(everything, min(options.sample, len(everything)))
    subprocess.run([*run, *drawn], cwd=_ROOT, check=True)
    told = subprocess.run(
        [sys.executable, "-m", "mutmut", "results", "--all", "true"],
        cwd=_ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    state = dict(line.strip().split(": ", 1) for line in told.splitlines() if ": " in line)
    alive = [one for one in drawn if state[one] in ("survived", "no tests")]
    for one in alive:
        print(f"{state[one]:<9} {one}")
    share = 1 - len(alive) / len(drawn)
    print(f"{len(drawn) - len(alive)} of {len(drawn)} mutants killed ({share:.0%}; aim: 80%), "
          f"drawn from {len(everything):,}")  # fmt: skip
    sys.exit(share < 0.8)


def _mutants() -> list[str]:
    metas = (_ROOT / "mutants").rglob("*.meta")
    return [name for meta in metas for name in json.loads(meta.read_text())["exit_code_by_key"]]


if __name__ == "__main__":
    main()
