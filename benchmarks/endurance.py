"""Whether a server that runs long stays well: 2,000 touches by 20 viewers, errors and memory.

The viewers and their touches are those of `benchmarks.crowd`, half of them on the Timeline, half on
the Map, and mostly ask what nobody asked before. The server keeps what it made for all readers, up
to a bound (200 views, 150 drawings), so its memory rises until these are full; the first half of the
touches is that warm-up. After it memory is to be flat: the slope of a straight line through what it
was after every touch is printed, in MB a thousand touches.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.crowd import one_touch
from benchmarks.crowd_servers import Servers, serving
from benchmarks.websocket_viewer import Viewer

_PAGES = ("timeline", "map")
_THINK = (0.1, 0.5)
_FLAT = 10  # MB a thousand touches


@dataclass
class Stay:
    """What happened: memory in MB and seconds since the start, after each touch; errors by kind."""

    megabytes: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Measure, and print memory in ten steps, errors and the slope."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--viewers", type=int, default=20)
    parser.add_argument("--touches", type=int, default=2000, help="of all viewers together")
    options = parser.parse_args()
    stay = Stay()
    with serving(1) as servers:
        before = servers.megabytes()
        asyncio.run(_all(stay, servers, options.viewers, options.touches))
        stay.errors["error in the server's log"] += servers.tracebacks()
    print_stay(stay, before, options.viewers)


async def _all(stay: Stay, servers: Servers, viewers: int, touches: int) -> None:
    await asyncio.gather(
        *(_one(stay, servers, number, touches // viewers) for number in range(viewers))
    )


async def _one(stay: Stay, servers: Servers, number: int, touches: int) -> None:
    chance = random.Random(number)
    viewer = Viewer(servers.address, _PAGES[number % len(_PAGES)], "", str(number))
    began = time.monotonic()
    await asyncio.sleep(number * 0.2)
    try:
        await viewer.open()
        for _ in range(touches):
            await asyncio.sleep(chance.uniform(*_THINK))
            await one_touch(viewer, chance)
            stay.megabytes.append(servers.megabytes())
            stay.seconds.append(time.monotonic() - began)
        await viewer.close()
    except Exception as error:  # counted, whatever it is
        stay.errors[repr(error)] += 1


def print_stay(stay: Stay, before: float, viewers: int) -> None:
    """The course of memory, the errors, and the slope after the warm-up."""
    count = len(stay.megabytes)
    print(
        f"{viewers} viewers, {count:,} touches in {max(stay.seconds):.0f} s; {before:.0f} MB before"
    )
    print("touches  " + "".join(f"{count * step // 10:>7,}" for step in range(1, 11)))
    print("MB       " + "".join(f"{stay.megabytes[count * step // 10 - 1]:>7.0f}" for step in range(1, 11)))  # fmt: skip
    for error, times in stay.errors.items():
        if times:
            print(f"{times} × {error}")
    half = stay.megabytes[count // 2 :]
    slope = statistics.linear_regression(range(len(half)), half).slope * 1000
    errors = stay.errors.total()
    print(f"errors: {errors} (aim: none): {'met' if not errors else 'missed'}")
    print(f"slope after the first half: {slope:+.1f} MB a thousand touches (aim: at most {_FLAT}): "
          f"{'met' if slope <= _FLAT else 'missed'}")  # fmt: skip


if __name__ == "__main__":
    main()
