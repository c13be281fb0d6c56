"""What the server writes down: one JSON object a line, and nothing that a reader typed or is.

A line has `time` (UTC), `level`, `event`, and what belongs to the event (a page's name, `ms`).
It has no address, no query, no cookie, no e-mail address. Of what libraries log, only the text
that stands in their code is kept, not the values filled into it; of an exception its type and
where it was raised, not its message, since both may quote a reader.
"""

import json
import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

_FRAMES = 8  # of a traceback, the innermost

REFUSED, NOT_STARTED = "refused", "not started"
_LEVELS = {REFUSED: logging.WARNING, NOT_STARTED: logging.ERROR}

_log = logging.getLogger("dashboard.server")


class JsonLines(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        if record.name == _log.name:
            line |= {"event": record.msg, **getattr(record, "facts", {})}
        else:
            line |= {"event": "library", "logger": record.name, "template": str(record.msg)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["raised_at"] = _where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


class _OursFromBirth(logging.Logger):
    """A logger whose handlers write JSON lines: Streamlit makes some only when they are needed."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802
        hdlr.setFormatter(JsonLines())
        super().addHandler(hdlr)


def write_json_lines() -> None:
    """Have every logger of this process write JSON lines; libraries from warnings on."""
    logging.setLoggerClass(_OursFromBirth)
    logging.captureWarnings(capture=True)
    last = logging.StreamHandler()
    logging.getLogger().addHandler(last)
    known = [logging.getLogger(name) for name in list(logging.Logger.manager.loggerDict)]
    for logger in (logging.getLogger(), *known):
        for handler in logger.handlers:
            handler.setFormatter(JsonLines())
        if not logger.handlers:
            logger.propagate = True  # to the root: uvicorn's own would fall back to plain text
        if logger.name.startswith(("uvicorn", "websockets")):
            logger.setLevel(logging.WARNING)  # below that, they name who connects
    _log.setLevel(logging.INFO)


def note(event: str, **facts: str | float) -> None:
    """Write down an event of ours. What stands in `facts` must not come from a reader."""
    _log.log(_LEVELS.get(event, logging.INFO), event, extra={"facts": facts})


@contextmanager
def timed(event: str, page: str) -> Iterator[None]:
    """Write down an event of a page with how long the block took, in milliseconds."""
    began = time.perf_counter()
    yield
    note(event, page=page, ms=milliseconds_since(began))


def milliseconds_since(began: float) -> float:
    """Time since a reading of `time.perf_counter`, in milliseconds."""
    return round((time.perf_counter() - began) * 1000, 1)


def _where(raised: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(raised)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
