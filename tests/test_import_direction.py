"""The walls of the house: imports run one way, heavy libraries stay in their rooms."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dashboard"
# A room may import itself and the rooms before it.
ROOMS = ("record", "analysis", "figures", "exchange", "briefing", "interface")
MODULES = sorted(SOURCE.rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
ONLY_IN = {
    "streamlit": ("interface",),
    "plotly": ("figures",),
    "pydeck": ("figures",),
    "frictionless": ("record",),
}


def imports_of(path: Path) -> set[str]:
    return imports_in(path.read_text(encoding="utf-8"))


def imports_in(code: str) -> set[str]:
    """Modules, and whatever is taken from them: `from a import b` may name the module a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0] if path.parent != SOURCE else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_imports_only_rooms_before_its_own(path: Path) -> None:
    ahead = rooms_ahead(room_of(path), imports_of(path))
    assert not ahead, f"{path.name} reaches up to {ahead}"


def rooms_ahead(room: str, imports: set[str]) -> list[str]:
    # The commands, which stand in no room, know one another and do without the pages.
    commands = {path.stem for path in SOURCE.glob("*.py")}
    allowed = {*ROOMS[: ROOMS.index(room) + 1]} if room else {*ROOMS[:-1], *commands}
    ours = {name.split(".")[1] for name in imports if name.startswith("dashboard.")}
    return sorted(ours - allowed)


@pytest.mark.parametrize(
    "code",
    [
        "import dashboard.interface.words",
        "from dashboard.interface.words import plain",
        "from dashboard.interface import words",
        "from dashboard import interface",
    ],
)
def test_reaching_up_is_seen_however_it_is_written(code: str) -> None:
    for room in ("record", "briefing", ""):
        assert rooms_ahead(room, imports_in(code)) == ["interface"]
    assert rooms_ahead("interface", imports_in(code)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_heavy_libraries_stay_in_their_rooms(path: Path) -> None:
    used = {name.split(".")[0] for name in imports_of(path)}
    misplaced = [
        name for name, rooms in ONLY_IN.items() if name in used and room_of(path) not in rooms
    ]
    assert misplaced == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_reads_like_a_table_of_contents(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 80
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    used = {name.split(".")[0] for name in imports_of(path)}
    assert used <= {"streamlit", "dashboard"}


@pytest.mark.parametrize("path", [*MODULES, *PAGES], ids=lambda path: path.stem)
def test_module_says_what_it_is_for_and_fits_in_a_head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 250


def test_every_folder_of_the_library_is_a_known_room() -> None:
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= set(ROOMS)


def test_figures_and_exchange_do_not_know_each_other() -> None:
    for room, other in (("figures", "exchange"), ("exchange", "figures")):
        for path in (SOURCE / room).rglob("*.py"):
            assert not [name for name in imports_of(path) if name.startswith(f"dashboard.{other}")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_name_their_room_in_full(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    relative = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]
    assert relative == []
    assert "importlib" not in imports_of(path)


def test_app_only_starts_the_house() -> None:
    path = ROOT / "app.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80
    assert {name.split(".")[0] for name in imports_of(path)} <= {"streamlit", "dashboard"}


def test_libraries_without_streamlit_can_be_loaded() -> None:
    rooms = " ".join(f"dashboard.{room}" for room in ("analysis.view", "exchange.export"))
    code = f"import sys, {rooms.replace(' ', ', ')}; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
