"""Files -> a checked record, or every fault at once."""

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.record.check_rules import check_rules
from dashboard.record.faults import Fault, RecordError, visible
from dashboard.record.read_scenarios import FILE as SCENARIOS
from dashboard.record.read_scenarios import read_scenarios
from dashboard.record.tables import LIST_COLUMNS, TABLES, About, Record, derive

PACKAGE = "datapackage.json"
LAND = Path("basemap") / "land.geojson"
FILES = (PACKAGE, *(f"{table}.csv" for table in TABLES), SCENARIOS, str(LAND))
_QUOTED = 300  # letters of a wrong value
_FAULTS_OF_CELLS = frozenset(
    {"type-error", "constraint-error", "foreign-key", "unique-error", "primary-key"}
)


def load_record(folder: Path, *, checked: bool = False) -> Record:
    """Read and check the record in a folder.

    Args:
        folder: holds `datapackage.json`, the five tables, `scenarios.toml` and `basemap/`.
        checked: whether these same bytes are known to be without a fault, so that the checks,
            which take most of the time, are left out.

    Returns:
        The record with its derived columns.

    Raises:
        RecordError: with all faults, if there is any.
    """
    descriptor, faults = _read_descriptor(folder)
    if descriptor is None:
        raise RecordError(faults)
    scenarios, indicators, faults = read_scenarios(folder / SCENARIOS)
    cell_faults, readable = ([], True) if checked else _check_tables(folder, descriptor)
    faults += cell_faults
    if not readable:
        raise RecordError(faults)
    tables = {name: _read_table(folder, name, descriptor) for name in TABLES}
    record = Record(
        **tables, scenarios=scenarios, indicators=indicators, about=_about(folder, descriptor)
    )
    if not checked:
        # A cell with a fault of its own reads as empty; what follows from that is no second fault.
        wrong = {(fault.file, fault.row, fault.column) for fault in cell_faults}
        faults += [
            fault
            for fault in check_rules(record, _land_boxes(folder))
            if (fault.file, fault.row, fault.column) not in wrong
        ]
    if faults:
        raise RecordError(faults)
    return derive(record)


def digest(folder: Path) -> str:
    """Checksum of the record's own files: SHA-256 over names and contents, in hexadecimal."""
    total = hashlib.sha256()
    for name in FILES[:-1]:  # the base map is not the record's
        path = folder / name
        total.update(name.encode())
        total.update(path.read_bytes() if path.exists() else b"")
    return total.hexdigest()


def _read_descriptor(folder: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    path = folder / PACKAGE
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(descriptor["last_day_covered"])
        names = {resource["name"] for resource in descriptor["resources"]}
        _require_texts(descriptor)
    except FileNotFoundError:
        return None, [Fault(PACKAGE, 0, "", str(folder), "the folder must hold this file")]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        return None, [Fault(PACKAGE, 0, "", "", f"must be a readable data package: {error!r}")]
    missing = [name for name in TABLES if name not in names]
    if missing:
        return None, [Fault(PACKAGE, 0, "resources", ", ".join(missing), "a resource each")]
    return descriptor, []


def _require_texts(descriptor: dict[str, Any]) -> None:
    # What the code takes from the descriptor without asking again.
    texts = [descriptor["title"], descriptor["version"], descriptor["licenses"][0]["title"]]
    for resource in descriptor["resources"]:
        if resource["path"] != f"{resource['name']}.csv":
            message = f"the path of {resource['name']} must be {resource['name']}.csv"
            raise ValueError(message)
        for field in resource["schema"]["fields"]:
            texts += [field[key] for key in ("name", "type", "description")]
    if not all(isinstance(text, str) for text in texts):
        message = "title, version, licence, and each field's name, type and description are texts"
        raise TypeError(message)


def _wrong_headers(folder: Path, descriptor: dict[str, Any]) -> list[Fault]:
    # frictionless guesses how cells are parted, the reader does not.
    faults = []
    for resource in descriptor["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
        if header != names:
            expected = f"these columns, parted by commas: {', '.join(names)}"
            faults.append(Fault(resource["path"], 1, "", ", ".join(header), expected))
    return faults


def _check_tables(folder: Path, descriptor: dict[str, Any]) -> tuple[list[Fault], bool]:
    # The faults, and whether the tables can be read in spite of them.
    # Imported here: it costs half a second, and only a load needs it.
    from frictionless import FrictionlessException, Package

    faults = [
        Fault(f"{name}.csv", 0, "", "", "the file must exist")
        for name in TABLES
        if not (folder / f"{name}.csv").exists()
    ]
    if faults:
        return faults, False
    try:
        report = Package(str(folder / PACKAGE)).validate(limit_errors=1000)
    except FrictionlessException as error:
        note = error.error.note
        return [Fault(PACKAGE, 0, "", "", f"must be a valid data package: {note}")], False
    except Exception as error:  # whatever it stumbles on in an odd descriptor
        return [Fault(PACKAGE, 0, "", "", f"must be a valid data package: {error!r}")], False
    fields = {
        (resource["path"], field["name"]): field
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
    }
    errors = [(task.place, error.to_descriptor()) for task in report.tasks for error in task.errors]
    faults = [_fault_of(place, error, fields) for place, error in errors]
    if not all(error["type"] in _FAULTS_OF_CELLS for _, error in errors):
        return faults, False
    headers = _wrong_headers(folder, descriptor)
    return faults + headers, not headers


def _fault_of(file: str, error: dict[str, Any], fields: dict[tuple[str, str], Any]) -> Fault:
    column = error.get("fieldName") or ", ".join(error.get("fieldNames", []))
    value = error.get("cell") or ", ".join(error.get("fieldCells", []))
    field = fields.get((file, column))
    expected = str(error.get("note") or error.get("title", ""))
    if error.get("type") == "type-error" and field:
        expected = f"a {field['type']}: {field['description']}"
    elif error.get("type") == "constraint-error" and field:
        expected = f"{_allowed(field.get('constraints', {}))}: {field['description']}"
    elif error.get("type") == "foreign-key":
        expected = f"an id that exists: {error.get('note')}"
    elif error.get("type") in ("extra-cell", "missing-cell"):
        expected = "as many cells as the header has columns (quote a cell that holds a comma)"
    row = int(error.get("rowNumber") or 0)
    return Fault(file, row, visible(str(column)), visible(str(value), _QUOTED), expected)


def _allowed(constraints: dict[str, Any]) -> str:
    parts = []
    if constraints.get("required"):
        parts.append("not empty")
    if "enum" in constraints:
        parts.append("one of " + ", ".join(map(str, constraints["enum"])))
    if "pattern" in constraints:
        parts.append(f"of the form {constraints['pattern']}")
    if "maxLength" in constraints:
        parts.append(f"at most {constraints['maxLength']} characters")
    if "minimum" in constraints or "maximum" in constraints:
        low, high = constraints.get("minimum", "any"), constraints.get("maximum", "any")
        parts.append(f"between {low} and {high}")
    return ", ".join(parts) or "a valid value"


def _read_table(folder: Path, name: str, descriptor: dict[str, Any]) -> pd.DataFrame:
    resource = next(item for item in descriptor["resources"] if item["name"] == name)
    table = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8")
    for field in resource["schema"]["fields"]:
        column = table[field["name"]]
        if field["type"] == "date":
            table[field["name"]] = pd.to_datetime(
                column.where(column != ""), format="%Y-%m-%d", errors="coerce"
            )
        elif field["type"] in ("number", "integer"):
            table[field["name"]] = pd.to_numeric(column.where(column != ""), errors="coerce")
        elif field["name"] in LIST_COLUMNS.get(name, ()):
            table[field["name"]] = column.map(lambda cell: tuple(cell.split(";")) if cell else ())
    return table


def _land_boxes(folder: Path) -> dict[str, tuple[float, float, float, float]]:
    path = folder / LAND
    if not path.exists():
        return {}
    boxes: dict[str, tuple[float, float, float, float]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        points = list(_points(feature["geometry"]["coordinates"]))
        lon, lat = [point[0] for point in points], [point[1] for point in points]
        boxes[feature["properties"]["iso_a2"]] = (min(lon), min(lat), max(lon), max(lat))
    return boxes


def _points(coordinates: list[Any]) -> list[list[float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        return [coordinates]
    return [point for part in coordinates for point in _points(part)]


def _about(folder: Path, descriptor: dict[str, Any]) -> About:
    return About(
        title=descriptor["title"],
        version=descriptor["version"],
        licence=descriptor["licenses"][0]["title"],
        last_day_covered=date.fromisoformat(descriptor["last_day_covered"]),
        digest=digest(folder),
    )
