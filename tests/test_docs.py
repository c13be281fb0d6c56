"""The documents say what there is: pages, columns, targets."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_names_every_page() -> None:
    pages = [path.stem.replace("_", " ").capitalize() for path in (ROOT / "pages").glob("*.py")]
    assert [page for page in pages if f"**{page}**" not in README] == []


def test_readme_gives_the_two_commands() -> None:
    assert "make run" in README
    assert "make test" in README


def test_readme_shows_pictures_that_exist() -> None:
    shown = [part.split(")")[0] for part in README.split("](docs/")[1:]]
    assert shown
    assert [name for name in shown if not (ROOT / "docs" / name).exists()] == []


def test_codebook_is_made_from_the_schema() -> None:
    made = subprocess.run([sys.executable, "tools/codebook.py", "--check"], cwd=ROOT, check=False)
    assert made.returncode == 0, "run python tools/codebook.py"


def test_last_day_covered_is_the_same_in_codebook_and_package() -> None:
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    from datetime import date

    day = date.fromisoformat(descriptor["last_day_covered"])
    codebook = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert f"Last day covered: {day:%-d %B %Y}" in codebook


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["", "docs/serving"])
def test_lock_names_no_registry(folder: str) -> None:
    lock = (ROOT / folder / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index-url" not in lock


def test_lock_is_renewed_and_not_only_completed() -> None:
    # uv keeps the pins of a file that is there, unless it is told to upgrade them.
    told = subprocess.run(
        ["make", "--dry-run", "lock"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    ours = [line for line in told.splitlines() if "--output-file requirements.lock" in line]
    assert ["--upgrade" in line.split() for line in ours] == [True]
