"""A reader's file of either kind: a CSV, or a zip of our data package.

A zip is never unpacked: only members of four known names are read, in memory and bounded.
"""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace

from dashboard.exchange.own_table import (
    MOST_BYTES,
    MOST_SECONDS,
    OwnTable,
    read_csv,
    read_places,
    refused,
)
from dashboard.exchange.own_table_columns import Faults
from dashboard.exchange.own_table_formats import Place
from dashboard.record.faults import visible

MOST_MEMBERS = 50
MOST_DIRECTORY = 65_536  # bytes of a zip's own list of members
MOST_UNPACKED = 60 * 2**20  # bytes of all members together
MOST_RATIO = 100  # unpacked to packed
_ZIP = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError, RuntimeError,
    NotImplementedError, OverflowError, KeyError, IndexError,
)  # fmt: skip


def read_own_table(
    content: bytes, name: str, known_places: Mapping[str, Place] | None = None
) -> OwnTable:
    """Read what a reader brought.

    Args:
        content: the file's bytes, untrusted.
        name: the file's name, untrusted; only ever shown.
        known_places: places by id (of the place, or of an event there), for rows of this record's format.

    Returns:
        Rows and faults; never raises for what the file holds.
    """
    places = known_places or {}
    until = time.monotonic() + MOST_SECONDS
    if not content:
        faults = Faults(visible(name))
        faults.add(0, "", "", "a file that is not empty")
        return refused(name, faults)
    if content.startswith((_ZIP, b"PK\x05\x06")):
        return _read_zip(content, name, places, until)
    return read_csv(content, name, places, until)


def _read_zip(content: bytes, name: str, places: Mapping[str, Place], until: float) -> OwnTable:
    faults = Faults(visible(name))
    try:
        members = _members(content, faults)
    except _BROKEN as error:
        members = {}
        faults.add(
            0, "", visible(str(error)), "a zip that is whole, not encrypted, stored or deflated"
        )
    if faults.found:
        return refused(name, faults)
    table = next((one for one in ("claims.csv", "events.csv") if one in members), "")
    if not table:
        found = ", ".join(sorted(members)) or "none of them"
        if "[Content_Types].xml" in members:
            faults.add(0, "", "a spreadsheet", "a CSV: save the sheet as “CSV UTF-8”")
        else:
            faults.add(0, "", found, "a zip with claims.csv or events.csv at its top")
        return refused(name, faults)
    mine, place_faults = read_places(
        members.get("places.csv", b""), members.get("events.csv", b""), name, until
    )
    read = read_csv(members[table], f"{name}/{table}", {**places, **mine}, until)
    return replace(read, file=visible(name), faults=(*place_faults, *read.faults))


def _members(content: bytes, faults: Faults) -> dict[str, bytes]:
    end = content.rfind(b"PK\x05\x06", -65_557 if len(content) > 65_557 else 0)
    directory = _END.unpack(content[end : end + _END.size])[5]
    if directory > MOST_DIRECTORY:
        faults.add(0, "", f"a list of {directory:,} bytes", f"at most {MOST_MEMBERS} members")
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        _check_members(infos, faults)
        if faults.found:
            return {}
        wanted = {"claims.csv", "events.csv", "places.csv", "[Content_Types].xml"}
        return {
            info.filename: _unpacked(archive, info, faults)
            for info in infos
            if info.filename in wanted
        }


def _check_members(infos: list[zipfile.ZipInfo], faults: Faults) -> None:
    if len(infos) > MOST_MEMBERS:
        faults.add(0, "", f"{len(infos):,} members", f"at most {MOST_MEMBERS} members")
        return
    for info in infos:
        path = info.orig_filename
        if (
            path.startswith(("/", "\\"))
            or ".." in path.replace("\\", "/").split("/")
            or ":" in path
        ):
            faults.add(
                0, path, path, "a member's name without a way out of the zip (no /, .. or :)"
            )
        elif (info.external_attr >> 16) & 0o170000 == 0o120000:
            faults.add(0, path, path, "a file, not a link to another one")
        elif info.file_size > MOST_RATIO * max(info.compress_size, 1):
            words = f"{info.file_size:,} bytes from {info.compress_size:,}"
            faults.add(0, path, words, f"at most {MOST_RATIO} times its packed size")
        elif path != "" and [one.filename for one in infos].count(info.filename) > 1:
            faults.add(0, path, path, "each member once")
    total = sum(info.file_size for info in infos)
    if total > MOST_UNPACKED:
        faults.add(0, "", f"{total:,} bytes unpacked", f"at most {MOST_UNPACKED:,} bytes")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, faults: Faults) -> bytes:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        faults.add(0, info.filename, str(info.compress_type), "a member stored or deflated")
        return b""
    with archive.open(info) as member:  # what the zip says of its size is not believed
        content = member.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        faults.add(0, info.filename, "larger", f"at most {MOST_BYTES:,} bytes unpacked")
        return b""
    return content
