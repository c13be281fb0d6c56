"""`python -m dashboard`: exit status and what it prints; once as a real process."""

import subprocess
import sys
from pathlib import Path

import pytest

from builders import DATA, claim, write_record
from dashboard.__main__ import main


def test_check_of_a_good_record_returns_nought_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(write_record(tmp_path))]) == 0
    printed = capsys.readouterr().out
    assert "no fault" in printed
    assert "1 events, 1 claims, 1 documents, 0 scenarios" in printed


def test_check_of_a_bad_record_returns_one_and_prints_every_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_record(tmp_path, claims=(claim(stance="thinks", about_date="soon"),))
    assert main(["check", str(tmp_path)]) == 1
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["file", "row", "column", "value", "what", "would", "be", "right"]
    assert any({"claims.csv", "2", "stance", "thinks"} <= set(line.split()) for line in lines)
    assert any({"claims.csv", "2", "about_date", "soon"} <= set(line.split()) for line in lines)
    assert lines[-1].endswith("2 faults")


def test_folder_that_is_not_there_is_a_fault_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "none")]) == 1
    assert "datapackage.json" in capsys.readouterr().out


def test_counts_prints_how_much_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["counts", str(write_record(tmp_path))]) == 0
    assert "documents:" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["fly"], ["check", "a", "b"]])
def test_wrong_call_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_real_record_passes_as_a_process() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "dashboard", "check", str(DATA)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "no fault, 0 unexplained" in ran.stdout
    assert ran.stderr == ""
