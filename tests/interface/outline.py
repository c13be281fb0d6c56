"""What a page sends to the browser, as text that a person can read and a diff can show."""

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from pprint import pformat
from typing import Any

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# What differs from run to run and says nothing of the page.
_STEADY = (
    (re.compile(r"\$\$ID-[0-9a-f]+-"), "id-"),
    (re.compile(r"(/media/)[0-9a-f]+"), r"\1…"),
    (re.compile(r"((?:room|strip)=)[0-9a-f]{8}"), r"\1…"),
    (re.compile(r"\*\*\d+:\d\d\*\* since the start · \d\d:\d\d"), "**M:SS** since the start · HH:MM"),
)  # fmt: skip
# Sheets and scripts are files of their own, Arrow is shown as CSV.
_LEFT_OUT = {
    "formId", "elementId", "deferredFileId", "cssContent", "jsContent", "cssSourcePath", "jsSourcePath",
    "elementType", "wrap", "arrowData", "metadata", "queryParamKey", "allowEmpty",
}  # fmt: skip
_USUAL = (
    "", {}, "ALIGN_START", "VERTICAL", "JUSTIFY_START", {"gapSize": "SMALL"}, {"alignment": "LEFT"},
    {"useContent": True},
)  # fmt: skip
_WIDTH = 160


def outline(messages: Iterable[ForwardMsg], *, sidebar: bool = False) -> str:
    """Every block and element of a run in reading order, field by field, the usual left out.

    Args:
        messages: all that a run sent.
        sidebar: of the sidebar instead of the page's main part.
    """
    sent = {  # a later message of the same place replaces the earlier one
        tuple(one.metadata.delta_path): one.delta
        for one in messages
        if one.delta.WhichOneof("type")
        in ("add_block", "new_element")  # no spinner of a cold cache
    }
    lines: list[str] = []
    for path in sorted(path for path in sent if path[0] == int(sidebar)):
        pad = "  " * (len(path) - 2)
        delta = sent[path]
        whole = delta.add_block if delta.HasField("add_block") else delta.new_element
        lines += [f"{pad}{whole.WhichOneof('type') or 'block'}"]
        lines += [f"{pad}  {line}" for line in _fields(whole, whole.WhichOneof("type"))]
    return "\n".join(lines)


def _fields(whole: Message, kind: str | None) -> Iterator[str]:
    """The fields of an element's own message and of its frame (width, height)."""
    inner = getattr(whole, kind) if kind else None
    for proto in (inner, whole):
        if not isinstance(proto, Message):
            continue
        told = MessageToDict(proto)
        names = {one.json_name: one.name for one in proto.DESCRIPTOR.fields}
        for field in sorted(told.keys() - _LEFT_OUT):
            if proto is whole and names[field] == kind:
                continue
            raw = getattr(proto, names[field])
            value = raw if isinstance(raw, (bytes, str)) else told[field]
            if told[field] not in _USUAL:
                first, *rest = _shown(value)
                yield f"{field}: {first}"
                yield from (f"  {line}" for line in rest)
    if kind == "dataframe":
        frame = convert_arrow_bytes_to_pandas_df(inner.arrow_data.data)
        yield from frame.to_csv().splitlines()


def _shown(value: Any) -> list[str]:
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:  # a picture
            return [f"{len(value):,} bytes"]
    if isinstance(value, str) and value[:1] in "{[":
        with contextlib.suppress(ValueError):
            value = json.loads(value)
    text = value if isinstance(value, str) else pformat(value, width=_WIDTH, compact=True)
    for pattern, steady in _STEADY:
        text = pattern.sub(steady, text)
    return text.split("\n")
