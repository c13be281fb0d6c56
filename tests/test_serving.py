"""What a server is made from: the lock, the container, the settings, the audit."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit.config import get_config_options

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from audit import NOT_AUDITED, judge  # noqa: E402

GOOD = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize("report", [None, {"dependencies": [UNKNOWN]}])
def test_audit_without_the_database_says_so_and_passes(report: dict[str, object] | None) -> None:
    assert judge(report) == (True, [NOT_AUDITED])


def test_audit_fails_on_a_finding_and_names_it() -> None:
    passes, lines = judge({"dependencies": [GOOD, BAD, UNKNOWN]})
    assert not passes
    assert lines[0] == "b 2: PYSEC-1, mended in 3"
    assert "Audited 2 dependencies: 1 known vulnerabilities. 1 are not" in lines[1]


def test_audit_passes_when_nothing_is_known() -> None:
    assert judge({"dependencies": [GOOD]})[0]


def test_serving_lock_pins_what_the_tests_ran_with() -> None:
    def pins(path: Path) -> set[str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line}

    serving = pins(ROOT / "docs" / "serving" / "requirements.lock")
    assert serving < pins(ROOT / "requirements.lock")
    assert "pytest" not in {pin.partition("==")[0] for pin in serving}


SERVING = ROOT / "docs" / "serving"


def test_serving_files_agree_with_the_configuration() -> None:
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]
    proxy = (SERVING / "nginx.conf").read_text()
    assert f"client_max_body_size {server['maxUploadSize']}m;" in proxy
    assert server["address"] == "127.0.0.1"
    assert server["enableCORS"]
    assert server["enableXsrfProtection"]
    assert not server["enableAgentApi"]


def test_containerfile_copies_what_there_is_and_leaves_nothing_out() -> None:
    lines = (SERVING / "Containerfile").read_text().splitlines()
    copied = {name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]}
    assert all((ROOT / name).exists() for name in copied)
    assert {"app.py", "pages", "src", "data", ".streamlit", "CITATION.cff"} <= copied


@pytest.mark.parametrize("name", ["Containerfile", "dashboard@.service", "README.md"])
def test_options_in_serving_files_are_streamlits(name: str) -> None:
    used = set(re.findall(r"--([a-z]+\.[a-zA-Z]+)", (SERVING / name).read_text()))
    assert used
    assert used <= set(get_config_options())
