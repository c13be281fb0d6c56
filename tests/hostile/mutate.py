"""Makes bad files and links out of good ones. The same seed makes the same cases on every run."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable

SEED = 20241106
_BITS = (
    b"\0", b'"', b'""', b'"""', b"'", b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\\", b"\x1a",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x85",
    "\u202e".encode(), "\u2066".encode(), "\u2028".encode(), "\u0661\u0662".encode(), "１２".encode(),
    b"9" * 400, b"-1", b"1e999", b"nan", b"inf", b"0x10", b"1_000", b"1,500", b"-0", b"1.2.3",
    b"2024-02-30", b"0000-00-00", b"9999-12-31", b"10000-01-01", b"2024-11-06T99:99", b"06/11/2024",
    b"31 February 2024", b"2024-W45", b"=1+1", b"@@=1", b"<script>", b"{{x}}", b"${x}", b"%00",
    b"[[[[" * 50, b"{" * 2000, b"C-0001", b"S-0001;S-0001", b";;", b"E-9999", b"null", b"x" * 140_000,
    b"\n# \n", b"\nid,id,id\n", b"[[scenario]]", b"}", b"]", b"true", b"2024-11-06", b"C" * 300, rb"\ud800",
)  # fmt: skip
_CODECS = ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "shift_jis", "koi8-r", "utf-8-sig")


def mutated(good: bytes, chance: random.Random) -> bytes:
    """One good file with one to six things wrong."""
    bad = good
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        bad = chance.choice(_WAYS)(bad, chance)
    return bad


def _put(good: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(good) + 1)
    return good[:at] + chance.choice(_BITS) + good[at:]


def _exchange_cell(good: bytes, chance: random.Random) -> bytes:
    # Between two commas, so that the rest of the row stays readable.
    commas = [at for at, byte in enumerate(good[:20_000]) if byte in b",\n"]
    if len(commas) < 2:
        return _put(good, chance)
    one = chance.randrange(len(commas) - 1)
    return good[: commas[one] + 1] + chance.choice(_BITS) + good[commas[one + 1] :]


def _cut(good: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(good) + 1) for _ in range(2))
    return good[:start] + good[end:]


def _end(good: bytes, chance: random.Random) -> bytes:
    return good[: chance.randrange(len(good) + 1)]


def _flip(good: bytes, chance: random.Random) -> bytes:
    if not good:
        return b"\0"
    changed = bytearray(good)
    for _ in range(chance.choice((1, 4, 32))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _repeat(good: bytes, chance: random.Random) -> bytes:
    lines = good.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[:at], *[lines[at]] * chance.choice((2, 2, 30)), *lines[at:]])[
        :400_000
    ]


def _shuffle(good: bytes, chance: random.Random) -> bytes:
    lines = good.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _recode(good: bytes, chance: random.Random) -> bytes:
    words = good.decode("utf-8", "replace")
    return words.encode(chance.choice(_CODECS), "replace")


def _line_ends(good: bytes, chance: random.Random) -> bytes:
    return good.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"\x0b", b"\0\n")))


def _separator(good: bytes, chance: random.Random) -> bytes:
    return good.replace(b",", chance.choice((b";", b"\t", b"|", b",,", b", ")))


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _put, _put, _exchange_cell, _exchange_cell, _exchange_cell, _cut, _end, _flip, _repeat,
    _shuffle, _recode, _line_ends, _separator,
)  # fmt: skip
_NAMES = (
    "claims.csv", "events.csv", "places.csv", "../claims.csv", "/claims.csv", "a/../../claims.csv",
    "C:\\claims.csv", "claims.csv\0.txt", "\u202eclaims.csv", "claims.csv/", "CLAIMS.CSV", "a.zip",
    "datapackage.json", "x/", "x" * 5000,
)  # fmt: skip


def package(members: dict[str, bytes], chance: random.Random) -> bytes:
    """A zip of our package with bad members, bad names, or bad bytes."""
    buffer = io.BytesIO()
    kind = chance.choice(
        (
            zipfile.ZIP_DEFLATED,
            zipfile.ZIP_DEFLATED,
            zipfile.ZIP_STORED,
            zipfile.ZIP_BZIP2,
            zipfile.ZIP_LZMA,
        )
    )
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, good in members.items():
            content = mutated(good, chance) if chance.random() < 0.5 else good
            archive.writestr(name if chance.random() < 0.8 else chance.choice(_NAMES[:6]), content)
        if chance.random() < 0.3:
            archive.writestr(
                chance.choice(_NAMES), chance.choice((b"", b"\0" * 300_000, buffer.getvalue()))
            )
    content = buffer.getvalue()
    return (
        _flip(content, chance)
        if chance.random() < 0.4
        else _end(content, chance)
        if chance.random() < 0.2
        else content
    )


def packed_otherwise(good: bytes, chance: random.Random) -> bytes:
    """A good file in a wrapping that is none of ours."""
    return chance.choice(
        (gzip.compress(good), b"PK\x03\x04" + good, b"PK\x05\x06" + good, b"%PDF-1.7\n" + good)
    )


def bad_link(good: str, chance: random.Random) -> str:
    """A good query string with things wrong; may hold any letter."""
    words = bytearray(good.encode())
    bad = mutated(bytes(words), chance).decode("utf-8", "replace")
    for _ in range(chance.choice((0, 1, 3))):
        bad += chance.choice(
            (
                "&",
                "&&",
                "=",
                "&q=",
                "&zz=",
                "&as_of=",
                "&story=",
                "&suppose=",
                "&marking=",
                "&view_of=",
            )
        )
        bad += chance.choice(
            (
                "%",
                "%zz",
                "%ff%fe",
                "%00",
                "%E2%80%AE",
                "+",
                "<script>",
                "=1+1",
                "|",
                "|:|",
                ":,:",
                "²",
                "٣",
                "9" * 30,
                "x" * 5000,
            )
        )
    return bad
