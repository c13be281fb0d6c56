"""What a page sends to the browser, as text that a person can read and a diff can show."""

import contextlib
import json
import re
from collections.abc import Iterator
from pprint import pformat
from typing import Any

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Dataframe, Node

_IDS = re.compile(r"\$\$ID-[0-9a-f]+-")
_MEDIA = re.compile(r"(/media/)[0-9a-f]+")
_ROOM = re.compile(r"((?:room|strip)=)[0-9a-f]{8}")
_CLOCK = re.compile(r"\*\*\d+:\d\d\*\* since the start · \d\d:\d\d")
# Ids say nothing of the page, sheets and scripts are files of their own, Arrow is shown as CSV.
_LEFT_OUT = {
    "id", "formId", "elementId", "deferredFileId", "cssContent", "jsContent", "cssSourcePath", "jsSourcePath",
    "elementType", "wrap", "arrowData",
}  # fmt: skip
_PLAIN_STACK = {
    "align": "ALIGN_START", "direction": "VERTICAL", "gapConfig": {"gapSize": "SMALL"},
    "justify": "JUSTIFY_START",
}  # fmt: skip
_WIDTH = 160


def outline(app: AppTest, *, sidebar: bool = False) -> str:
    """Every block and element of a run in reading order, field by field, empty ones left out."""
    root = app.sidebar if sidebar else app.main
    return "\n".join(_lines(root, 0))


def _lines(node: Node, depth: int) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}{node.type or 'block'}"
    if isinstance(proto := getattr(node, "proto", None), Message):
        for field, value in _fields(proto):
            first, *rest = _shown(value)
            yield f"{pad}  {field}: {first}"
            yield from (f"{pad}    {line}" for line in rest)
    if isinstance(node, Dataframe):
        yield from (f"{pad}  {line}" for line in node.value.to_csv().splitlines())
    if isinstance(node, Block):
        for child in node.children.values():
            yield from _lines(child, depth + 1)


def _fields(proto: Message) -> Iterator[tuple[str, Any]]:
    told = MessageToDict(proto)
    for field in sorted(told.keys() - _LEFT_OUT):
        name = next(one.name for one in proto.DESCRIPTOR.fields if one.json_name == field)
        raw = getattr(proto, name)
        value = raw if isinstance(raw, (bytes, str)) else told[field]
        if value not in ("", {}, _PLAIN_STACK):
            yield field, value


def _shown(value: Any) -> list[str]:
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:  # Arrow, a picture
            return [f"{len(value):,} bytes"]
    if isinstance(value, str) and value[:1] in "{[":
        with contextlib.suppress(ValueError):
            value = json.loads(value)
    text = value if isinstance(value, str) else pformat(value, width=_WIDTH, compact=True)
    return _steady(text).split("\n")


def _steady(text: str) -> str:
    for pattern, steady in (
        (_IDS, "id-"), (_MEDIA, r"\1…"), (_ROOM, r"\1…"),
        (_CLOCK, "**M:SS** since the start · HH:MM"),
    ):  # fmt: skip
        text = pattern.sub(steady, text)
    return text
