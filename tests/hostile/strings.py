"""Texts that have broken other programs, of the kinds that OWASP's cheat sheets and the Big List
of Naughty Strings collect, and a copy of the real record with them in every field of text.

Whatever runs sets `window.__xss`; whatever asks an outside host asks `outside.invalid`.
"""

import csv
import json
import re
import shutil
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
OUTSIDE = "outside.invalid"
INJECTIONS = (
    "<script>window.__xss=1</script>",
    '"><img src=x onerror=window.__xss=1>',
    "'><svg/onload=window.__xss=1>",
    "<iframe srcdoc='<script>parent.__xss=1</script>'></iframe>",
    "<details open ontoggle=window.__xss=1>x</details>",
    "<style>@import '//outside.invalid/a.css';body{display:none}</style>",
    "<img src=//outside.invalid/b.png>",
    "<base href=//outside.invalid/>",
    "<meta http-equiv=refresh content='0;url=//outside.invalid/c'>",
    "</textarea></title></script><script>window.__xss=1</script>",
    "<a href='javascript:window.__xss=1'>press</a>",
    "<a href='http://outside.invalid/d' target=_top>plotly</a><br><b>bold</b>",
    "<b onmouseover=window.__xss=1 style='position:fixed;inset:0'>over</b>",
    "[press](javascript:window.__xss=1)",
    "[press](data:text/html,<script>parent.__xss=1</script>)",
    "[out](http://outside.invalid/e)",
    "![out](http://outside.invalid/f.png)",
    "[ref]: http://outside.invalid/g",
    "<http://outside.invalid/h> http://outside.invalid/i",
    "`code` **bold** ~~struck~~ # head | a | b | - item > quote",
    ":material/delete: :red[red] :red-badge[badge] :small[small] :streamlit:",
    "$\\href{javascript:window.__xss=1}{x}$ $$\\frac{1}{0}$$ \\(x\\)",
    "&lt;script&gt; &#60;b&#62; &#x6A;avascript &amp;amp; &copy",
    "{{constructor.constructor('window.__xss=1')()}}",
    "${window.__xss=1} #{7*7} <%= 7*7 %> {0} {0.__class__} %s %(x)s",
    "%{x} %{customdata[0]} %{text} %{meta} <extra>x</extra>",
    "{tip} {event_id} {position} {_index}",
    "@@=window.__xss=1 @@type @@function",
    "=HYPERLINK('http://outside.invalid/j','x')",
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\uff1d1+1",
    "'; DROP TABLE claims;-- \" OR 1=1",
    "\u202egnp.exe\u202c turned",
    "\u202e\u2066 turned and left open",
    "\u200b\u200d\ufeff\u2060 not seen",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dA\u036b\u0357\u0334\u0362\u0335\u031c\u0330\u0354 \ufdfd",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e007f \u00a0 \u2028 x",
    "../../../../etc/passwd%00 ..\\..\\win.ini file:///etc/passwd",
    "\\u0000 \\x00 \\n _x0000_ _x000D_ _x0007_",
    "]]></a:t></a:r><a:br/> <!--# <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y;",
    '#panic("ran") #read("/etc/passwd") #link("http://outside.invalid/k")[x] $ x / 0 $ @label <label>',
    "null undefined NaN nan true - 0 None Infinity",
    "W" * 70,
)  # fmt: skip
_TEXTS = {
    "actors": ("name",),
    "places": ("name", "local_name", "admin1"),
    "sources": ("publisher", "title"),
    "events": ("title", "summary"),
    "claims": ("statement",),
}
_LONGEST = {("events", "title"): 80, ("claims", "statement"): 240}
_TOML_TEXTS = "title|statement|basis|confidence_reason|resolution_rule|reason|name"
ADDRESSES = (
    'http://outside.invalid/"><img/src=x/onerror=window.__xss=1>',
    "https://outside.invalid/)[x](javascript:window.__xss=1)",
    "http://outside.invalid/'onmouseover='window.__xss=1",
    "https://outside.invalid/\u202e$x$&amp;{tip}<br>",
)


def _fitting(text: str, longest: int | None) -> str:
    # Cut between words: half of a year would be a figure that counts nothing.
    if longest is None or len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0]


def hostile_copy(folder: Path) -> Path:
    """Copy the real record, and put every text of the list into every field of text.

    Returns:
        The folder, which the loader accepts.
    """
    shutil.copytree(DATA, folder)
    for table, columns in _TEXTS.items():
        _spoil_table(folder / f"{table}.csv", table, columns)
    scenarios = folder / "scenarios.toml"
    places = iter(range(10_000))

    def spoilt(found: re.Match[str]) -> str:
        text = INJECTIONS[next(places) % len(INJECTIONS)]
        whole = json.dumps(f"{text} {json.loads(found[2])}", ensure_ascii=False)
        return f"{found[1]} = {whole}"

    written = re.sub(
        rf'^({_TOML_TEXTS}) = (".*")$', spoilt, scenarios.read_text(encoding="utf-8"), flags=re.M
    )
    scenarios.write_text(written, encoding="utf-8")
    package = folder / "datapackage.json"
    descriptor = json.loads(package.read_text(encoding="utf-8"))
    descriptor["title"] = f"{INJECTIONS[1]} {INJECTIONS[16]} {INJECTIONS[0]}"
    descriptor["licenses"][0]["title"] = f"{INJECTIONS[16]} {INJECTIONS[0]}"
    package.write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def _spoil_table(path: Path, table: str, columns: tuple[str, ...]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or ()), list(reader)
    for place, row in enumerate(rows):
        for step, column in enumerate(columns):
            text = INJECTIONS[(place + step * 7) % len(INJECTIONS)]
            row[column] = _fitting(f"{text} {row[column]}", _LONGEST.get((table, column)))
        if table == "sources" and row["url"]:
            row["url"] = ADDRESSES[place % len(ADDRESSES)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
