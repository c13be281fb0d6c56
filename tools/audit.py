"""Look the locked dependencies up in the database of known vulnerabilities, where it can be had.

Prints one line, or one a finding. Fails on a finding; without the database nothing was audited,
which is said and passes, so that work offline is not held up.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
NOT_AUDITED = "Dependencies were not audited: the database of vulnerabilities cannot be had here."


def judge(report: dict[str, Any] | None) -> tuple[bool, list[str]]:
    """Whether to pass, and what to say.

    Args:
        report: what `pip-audit --format json` printed; None if it printed none.
    """
    packages = report["dependencies"] if report else []
    looked_up = [one for one in packages if "skip_reason" not in one]
    if not looked_up:
        return True, [NOT_AUDITED]
    found = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version yet'}"
        for one in looked_up
        for fault in one["vulns"]
    ]
    missed = len(packages) - len(looked_up)
    total = f"Audited {len(looked_up)} dependencies: {len(found)} known vulnerabilities."
    if missed:
        total += f" {missed} are not in the database."
    return not found, [*found, total]


def main() -> int:
    """Ask pip-audit and print its verdict."""
    asked = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip"]
    asked += ["--require-hashes", "--format", "json", "--progress-spinner", "off"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=300).stdout
    try:
        report = json.loads(told)
    except json.JSONDecodeError:
        report = None
    passes, lines = judge(report)
    print("\n".join(lines))
    return 0 if passes else 1


if __name__ == "__main__":
    sys.exit(main())
