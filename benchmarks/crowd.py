"""How long a touch takes when many look at once, and what a further viewer costs in memory.

Each viewer speaks Streamlit's own protocol (`benchmarks.websocket_viewer`): no browser, so that a
hundred fit beside the server on one machine. It opens the Timeline, and once all are there it
thinks for 2 to 6 seconds and makes a touch with filters of its own, again and again: a named day, a
day of its choice, another perspective. Most choices are ones that nobody made before it, so that
the caches that readers share help little; this is the bad case, not the mean one.

A touch counts only if the last run's own words name the day and the perspective asked for, and
nothing is drawn after its end. Each row has servers of its own, warmed up by one viewer.
Memory grows with the viewers and with those caches (bounded: 200 views, 150 drawings), so
"MB a viewer" comes twice: when all have opened the same page, which is the sessions alone, and
when they have touched, which is both.
"""

import argparse
import asyncio
import math
import random
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.crowd_servers import Servers, nginx, serving
from benchmarks.websocket_viewer import Touch, Viewer

_THINK = (2.0, 6.0)
_LONE = (0.5, 1.0)  # nobody waits for a lone viewer, and its 95th percentile needs many touches
_LONE_TOUCHES = 4  # times as many
_ARRIVAL = 0.1  # seconds between two viewers who open the page
_RATIO, _MEGABYTES = 10, 5  # what is aimed at
_ARTICLE = date(2024, 11, 6)
_NAMED = ("Latest", "Article, 6 Nov 2024")
_EVERYBODY = "all claimants"
_NOTHING = "that fits this choice"  # a page without a figure names the day alone


@dataclass(frozen=True)
class Plan:
    """How much is asked of each row."""

    touches: int
    seconds: float
    seed: int


@dataclass
class Row:
    """What was measured with so many viewers against so many processes."""

    viewers: int
    processes: int
    opened: list[float] = field(default_factory=list)  # milliseconds
    touched: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  # before, all open, all touched
    busy: float = 0.0  # processors that the servers kept busy while viewers touched
    lag: float = 0.0  # milliseconds by which this program itself was late, 95th percentile
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def high(self) -> float:
        """The 95th percentile of a touch; NaN without any."""
        return _high(self.touched)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--viewers", type=_numbers, default=_numbers("1,10,50,100"))
    parser.add_argument("--processes", type=_numbers, default=_numbers("1,2,4"))
    parser.add_argument("--touches", type=int, default=10, help="of each viewer, at most")
    parser.add_argument("--seconds", type=float, default=60, help="after these, no touch begins")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # Ended from outside, it unwinds, and so ends the processes that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    plan = Plan(options.touches, options.seconds, options.seed)
    wanted = [(viewers, 1) for viewers in options.viewers if 1 in options.processes]
    wanted += [(max(options.viewers), one) for one in options.processes if one > 1]
    print(_HEAD, flush=True)
    rows: list[Row] = []
    for viewers, processes in wanted:
        if processes > 1 and not nginx():
            print(f"{viewers:>7}{processes:>6}  not measured: no nginx (Debian: `nginx`)")
            continue
        rows.append(_measure(viewers, processes, plan))
        print(_line(rows[-1], rows[0]), flush=True)
    _judge(rows)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _measure(viewers: int, processes: int, plan: Plan) -> Row:
    row = Row(viewers, processes)
    with serving(processes) as servers:
        asyncio.run(_crowd(row, servers, plan))
        row.errors["traceback in a server's log"] += servers.tracebacks()
    return row


async def _crowd(row: Row, servers: Servers, plan: Plan) -> None:
    await asyncio.gather(*(_warm_up(one, plan) for one in servers.each))
    row.memory.append(servers.megabytes())
    viewers = [Viewer(servers.address, "timeline", "", str(i)) for i in range(row.viewers)]
    lag = asyncio.create_task(_own_lag())
    opened = await asyncio.gather(*(_arrive(one, i, row) for i, one in enumerate(viewers)))
    row.memory.append(servers.megabytes())
    used, began = servers.processor_seconds(), time.monotonic()
    await asyncio.gather(*(
        _stay(one, random.Random(f"{plan.seed} {i}"), row, plan)
        for i, one in enumerate(viewers) if opened[i]
    ))  # fmt: skip
    row.busy = (servers.processor_seconds() - used) / (time.monotonic() - began)
    row.memory.append(servers.megabytes())
    lag.cancel()
    row.lag = _high((await asyncio.gather(lag))[0])
    await asyncio.gather(*(one.close() for one in viewers))


async def _warm_up(address: str, plan: Plan) -> None:
    viewer, chance = Viewer(address, "timeline", "", "warm"), random.Random(plan.seed)
    await viewer.open()
    for _ in range(6):
        await one_touch(viewer, chance)
    await viewer.close()


async def _arrive(viewer: Viewer, number: int, row: Row) -> bool:
    await asyncio.sleep(number * _ARRIVAL)
    try:
        row.opened.append((await viewer.open()).seconds * 1000)
    except Exception as error:  # counted, whatever it is
        row.errors[f"on opening: {error!r}"] += 1
        return False
    return True


async def _stay(viewer: Viewer, chance: random.Random, row: Row, plan: Plan) -> None:
    lone = row.viewers == 1
    over = time.monotonic() + plan.seconds
    for _ in range(plan.touches * (_LONE_TOUCHES if lone else 1)):
        await asyncio.sleep(chance.uniform(*(_LONE if lone else _THINK)))
        if time.monotonic() > over:
            break
        try:
            row.touched.append((await one_touch(viewer, chance)).seconds * 1000)
        except Exception as error:  # counted, whatever it is
            row.errors[f"on a touch: {error!r}"] += 1
            break
    await asyncio.sleep(_LONE[1])  # what is drawn too late shows up
    row.errors["drawn after the end"] += viewer.late


async def one_touch(viewer: Viewer, chance: random.Random) -> Touch:
    """A touch by chance; raises ValueError if the page then says anything else."""
    # What is asked for is what the page itself would send: its date, its perspective.
    page = viewer.page
    day, who = date.fromisoformat(page.value("As of")), page.value("According to")
    last = date.fromisoformat(page.widget("As of").own.max)
    kind = chance.choice(("named day", "day", "perspective"))
    if kind == "named day":
        label = chance.choice([one for one in _NAMED if not page.widget(one).own.disabled])
        day = last if label == _NAMED[0] else _ARTICLE
        message = page.press(label)
    elif kind == "day":
        days = range(_ARTICLE.toordinal() + 1, last.toordinal())
        day = date.fromordinal(chance.choice([one for one in days if one != day.toordinal()]))
        message = page.choose("As of", day.isoformat())
    else:
        who = chance.choice([one for one in page.widget("According to").own.options if one != who])
        message = page.choose("According to", who)
    touch = await viewer.touch(message)
    if not _answers(touch.said, day, who):
        error = f"asked for {day} and {who}, was told otherwise"
        raise ValueError(error)
    return touch


def _answers(said: str, day: date, who: str) -> bool:
    if f" {day:%-d %b %Y}" not in said:
        return False
    if _NOTHING in said:
        return True
    return "according to" not in said if who == _EVERYBODY else f"according to {who} alone" in said


async def _own_lag() -> list[float]:
    # If this program were the bottleneck, it would wake late from a sleep.
    lags = [0.0]
    try:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.05)
            lags.append((time.perf_counter() - began - 0.05) * 1000)
    except asyncio.CancelledError:
        return lags


_HEAD = (
    "viewers procs  touches  median     95th   ratio errors   opening     RSS before/open/after MB"
    "  MB a viewer open/after  busy   lag"
)


def _line(row: Row, first: Row) -> str:
    before, opened, after = row.memory
    ratio = f"{row.high / first.high:.1f}" if first.viewers == 1 else "–"
    return (
        f"{row.viewers:>7}{row.processes:>6}{len(row.touched):>9}{_ms(_middle(row.touched)):>8}"
        f"{_ms(row.high):>9}{ratio:>8}{row.errors.total():>7}{_ms(_middle(row.opened)):>10}"
        f"{before:>16.0f} / {opened:.0f} / {after:.0f}"
        f"{(opened - before) / row.viewers:>17.1f} / {(after - before) / row.viewers:.1f}"
        f"{row.busy:>9.1f}{_ms(row.lag):>6}"
    )


def _judge(rows: Sequence[Row]) -> None:
    for row in rows:
        for error, count in row.errors.items():
            if count:
                print(f"{row.viewers} viewers, {row.processes} processes: {count} × {error}")
    lone, many = rows[0], max(row.viewers for row in rows)
    for row in rows:
        if lone.viewers != 1 or row.viewers != many or row is lone:
            continue
        ratio = row.high / lone.high
        print(f"95th percentile with {many} viewers and {row.processes} processes: {ratio:.1f} times "
              f"that of one (aim: at most {_RATIO}): {_met(ratio <= _RATIO)}")  # fmt: skip
        more = (row.memory[-1] - row.memory[0]) / many
        print(f"memory: {more:.1f} MB a further viewer "
              f"(aim: at most {_MEGABYTES}): {_met(more <= _MEGABYTES)}")  # fmt: skip


def _ms(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.0f}ms"


def _met(held: bool) -> str:
    return "met" if held else "missed"


def _middle(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")


def _high(values: Sequence[float]) -> float:
    if len(values) < 2:
        return _middle(values)
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
