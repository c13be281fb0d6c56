"""A viewer without a browser: Streamlit's websocket protocol, spoken as its front end speaks it.

A run begins with `new_session` and ends with `script_finished`, both with the run's id. A callback
that asks for a rerun ends its own run with FINISHED_EARLY_FOR_RERUN, and the run that redraws
follows. So **a touch ends** when the run that began last finishes with any other status. Whether
that was really the end is checked twice: the caller looks for its answer in the words of that last
run alone (`Touch.said`), and anything drawn after the end, while the viewer thinks, is counted
(`Viewer.late`).
"""

import asyncio
import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.websocket_page import Page

_PATIENCE = 120  # seconds until a touch counts as failed
_DRAWN = ("new_session", "delta", "ref_hash")


@dataclass(frozen=True)
class Touch:
    """A touch that ended: how long it took, what it weighed, and what the page says now."""

    seconds: float
    kilobytes: float
    said: str


class Viewer:
    """One reader with a page open."""

    def __init__(self, address: str, page: str, query: str, name: str) -> None:
        """Make a viewer, who is not there yet.

        Args:
            address: host and port of the server, or of what stands before it.
            page: its name in the address.
            query: what follows the question mark.
            name: sent as the cookie `viewer`, by which a proxy tells viewers apart.
        """
        self.page = Page(page, query)
        self.late = 0
        self._address, self._name = address, name
        self._socket: ClientConnection | None = None
        self._listener: asyncio.Task[None] | None = None
        self._fault: Exception | None = None
        self._waits, self._done = False, asyncio.Event()
        self._ended, self._bytes = 0.0, 0

    async def open(self) -> Touch:
        """Connect, ask for the page, and wait until it is drawn."""
        began = time.perf_counter()
        self._socket = await connect(
            f"ws://{self._address}/_stcore/stream", subprotocols=["streamlit"], compression=None,
            origin=f"http://{self._address}", additional_headers={"Cookie": f"viewer={self._name}"},
            max_size=None, open_timeout=_PATIENCE, ping_interval=None,  # a browser never pings
        )  # fmt: skip
        self._listener = asyncio.create_task(self._listen(self._socket))
        return await self.touch(self.page.arrival(), began)

    async def touch(self, message: BackMsg, began: float | None = None) -> Touch:
        """Send what the page made of a touch, and wait for its end."""
        if self._socket is None or self._fault:
            raise ConnectionError(self._fault or "not open")
        began = began or time.perf_counter()
        self._bytes, self._waits, self.page.run = 0, True, ""
        self._done.clear()
        await self._socket.send(message.SerializeToString())
        await asyncio.wait_for(self._done.wait(), _PATIENCE)
        if self._fault:
            raise self._fault
        return Touch(self._ended - began, self._bytes / 1000, " ".join(self.page.text))

    async def close(self) -> None:
        """Leave, as when the tab is closed."""
        if self._socket and self._listener:
            await self._socket.close()
            await asyncio.wait([self._listener])

    async def _listen(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                self._bytes += len(frame)
                self._hear(ForwardMsg.FromString(frame))
        except Exception as error:  # raised again in `touch`, for its caller
            self._fault = error
        self._fault = self._fault or ConnectionError("the server closed the connection")
        self._done.set()

    def _hear(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        self.late += kind in _DRAWN and not self._waits
        self.page.take(message)
        if (
            kind == "script_finished"
            and message.metadata.run.script_run_id == self.page.run
            and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        ):
            self._ended, self._waits = time.perf_counter(), False
            self._done.set()
