"""What the source imports is declared, so that no other package's choice can take it away."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from test_import_direction import MODULES, ROOT, imports_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_package_is_declared() -> None:
    declared = {plain(re.split(r"[<>=!~\[; ]", one)[0]) for one in PROJECT["dependencies"]}
    names = {name.partition(".")[0] for path in MODULES for name in imports_of(path)}
    names -= {"dashboard", *sys.stdlib_module_names}
    brought_by = packages_distributions()
    undeclared = {
        name
        for name in names
        if not declared & {plain(one) for one in brought_by.get(name, [name])}
    }
    assert undeclared == set()
