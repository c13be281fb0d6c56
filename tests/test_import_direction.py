"""The walls of the house: imports run one way, heavy libraries stay in their rooms."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dashboard"
# A room may import itself and the rooms before it.
ROOMS = ("record", "analysis", "figures", "exchange", "interface")
MODULES = sorted(SOURCE.rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
ONLY_IN = {
    "streamlit": ("interface",),
    "plotly": ("figures",),
    "pydeck": ("figures",),
    "frictionless": ("record",),
}


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0] if path.parent != SOURCE else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_imports_only_rooms_before_its_own(path: Path) -> None:
    room = room_of(path)
    if room not in ROOMS:
        return
    allowed = ROOMS[: ROOMS.index(room) + 1]
    ours = {name.split(".")[1] for name in imports_of(path) if name.startswith("dashboard.")}
    assert ours <= set(allowed), f"{path.name} reaches up to {sorted(ours - set(allowed))}"


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
    assert len(text.splitlines()) <= 300
