"""`python -m dashboard`: exit status and what it prints; once as a real process."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from builders import DATA, claim, write_record
from dashboard.__main__ import main


def test_check_of_a_good_record_returns_nought_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(write_record(tmp_path))]) == 0
    printed = capsys.readouterr().out
    assert "no fault" in printed
    assert "1 event, 1 claim, 1 document, 0 scenarios" in printed


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


def test_one_fault_is_told_in_the_singular(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_record(tmp_path, claims=(claim(about_date="soon"),))
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith(": 1 fault")


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


@pytest.mark.parametrize("day", ["2024-11-06", "2026-11-23"])
def test_brief_of_the_real_record_is_written_in_all_forms(
    day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    starts = {"pptx": b"PK", "pdf": b"%PDF", "zip": b"PK"}
    for form, start in starts.items():
        file = tmp_path / f"brief.{form}"
        assert main(["brief", "--as-of", day, "--out", str(file)]) == 0
        assert file.read_bytes().startswith(start)
    again = tmp_path / "again.pdf"
    assert main(["brief", "--as-of", day, "--out", str(again)]) == 0
    assert again.read_bytes() == (tmp_path / "brief.pdf").read_bytes()
    said = capsys.readouterr().err
    assert f"Brief as of {day}" in said
    assert "  brief-full.pdf" in said  # progress of the bundle


def test_bundle_holds_every_form_the_data_and_true_checksums(tmp_path: Path) -> None:
    file = tmp_path / "brief.zip"
    asked = ["--as-of", "2024-11-06", "--marking", "tlp:green", "--claimant", "KOR"]
    assert main(["brief", "--out", str(file), *asked]) == 0
    with zipfile.ZipFile(file) as bundle:
        names = set(bundle.namelist())
        sums = dict(
            line.split("  ")[::-1] for line in bundle.read("SHA256SUMS").decode().splitlines()
        )
        assert names - {"SHA256SUMS"} == set(sums)
        for name, digest in sums.items():
            assert hashlib.sha256(bundle.read(name)).hexdigest() == digest
        assert "# marking: TLP:GREEN" in bundle.read("claims.csv").decode()
        assert bundle.read("README.txt").decode().startswith("TLP:GREEN")
        bundle.extractall(tmp_path / "bundle")
    assert {"brief.pptx", "brief.pdf", "brief-full.pdf", "claims.csv", "events.geojson"} <= names
    claims = pd.read_csv(tmp_path / "bundle" / "package" / "claims.csv", keep_default_na=False)
    assert set(claims["claimant"].str[:3]) == {"KOR"}
    assert claims["reported_on"].max() <= "2024-11-06"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--out", "brief.doc"], "must end in .pptx, .pdf, .zip"),
        (
            ["--out", "b.pdf", "--as-of", "2031-01-01"],
            "lies after the last day that the record covers",
        ),
        (["--out", "b.pdf", "--as-of", "0001-01-10"], "lies before the first claim on record"),
        (["--out", "b.pdf", "--since", "2026-11-24"], "lies after --as-of"),
        (["--out", "b.pdf", "--marking", "TLP:PINK"], "no label of TLP 2.0"),
        (["--out", "b.pdf", "--claimant", "ATLANTIS"], "no actor “ATLANTIS”"),
        (["--out", "b.pdf", "--according-to", "KOR-NIS"], "ask for --according-to KOR or"),
        (["--out", "b.pdf", "--story", "none.json"], "none.json"),
        (["--out", "nowhere/b.pdf"], "nowhere/b.pdf"),
    ],
)
def test_brief_that_cannot_be_made_says_why(
    asked: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["brief", *asked]) == 2
    said = capsys.readouterr().err
    assert "No brief was written" in said
    assert words in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("epoch", ["abc", "9" * 14, "9" * 40])
def test_moment_that_cannot_be_read_is_named_by_its_variable(
    epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["brief", "--out", str(tmp_path / "brief.pdf")]) == 2
    assert f"SOURCE_DATE_EPOCH is not seconds since 1970: “{epoch}”" in capsys.readouterr().err
