"""Write the column tables of data/README.md from data/datapackage.json.

python tools/codebook.py          rewrites the tables between the markers
python tools/codebook.py --check  exits with 1 if they are out of date
"""

import json
import sys
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
START, END = "<!-- columns: made by tools/codebook.py -->", "<!-- end of columns -->"


def tables(descriptor: dict[str, Any]) -> str:
    """The columns of every table as Markdown."""
    parts = []
    for resource in descriptor["resources"]:
        parts += [
            f"### `{resource['path']}`",
            "",
            resource["description"],
            "",
            "| column | holds | allowed |",
            "| --- | --- | --- |",
        ]
        for field in resource["schema"]["fields"]:
            parts.append(f"| `{field['name']}` | {field['description']} | {allowed(field)} |")
        parts.append("")
    return "\n".join(parts)


def allowed(field: dict[str, Any]) -> str:
    """What a cell may hold, in words."""
    constraints = field.get("constraints", {})
    words = [field["type"]] if field["type"] != "string" else []
    if "enum" in constraints:
        words.append(", ".join(f"`{value}`" for value in constraints["enum"]))
    if constraints.get("required"):
        words.append("never empty")
    if constraints.get("unique"):
        words.append("unique")
    if "maxLength" in constraints:
        words.append(f"at most {constraints['maxLength']} characters")
    return "; ".join(words)


def main() -> int:
    """Rewrite or check the codebook."""
    readme = DATA / "README.md"
    old = readme.read_text(encoding="utf-8")
    head, rest = old.split(START)
    tail = rest.split(END)[1]
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    new = f"{head}{START}\n\n{tables(descriptor)}\n{END}{tail}"
    if "--check" in sys.argv:
        return int(new != old)
    readme.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
