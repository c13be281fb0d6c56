"""One size of the record, measured in a process of its own; `benchmarks.growth` starts one a size.

What is timed is what the interface computes when a filter is new and nothing is kept: the view,
then the part of the page that is drawn from the data, down to the bytes that it sends. The server
keeps what it made, so a repeated question costs less; a new one costs this. Seconds are the
processor's, not the clock's, because others may use the machine; each step is one thread's work.
"""

import cProfile
import gc
import json
import pstats
import signal
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.ucdp import FIGURE, resampled
from dashboard.analysis.thinning import joined_places
from dashboard.analysis.view import View, build_view
from dashboard.analysis.whereabouts import reported_places, routes
from dashboard.figures.deck import draw_deck
from dashboard.figures.named_views import NAMED_VIEWS
from dashboard.figures.style import LIGHT
from dashboard.interface import evidence_parts, live_table, static_files, timeline_parts
from dashboard.interface.live_figure import packed
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.tables import Record

LIMIT = 60  # seconds that a step may take
_AGAIN = 3.0  # a step that took fewer seconds is made twice more, and the median counts
_ROOT = Path(__file__).resolve().parents[1]
_STATUS = Path("/proc/self/status")


@dataclass
class Size:
    """What was measured at a size; a step that is missing was not reached in time."""

    label: str
    claims: int
    events: int
    places: int
    record_mb: float
    peak_mb: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    over: str = ""  # the step that took longer than `LIMIT`
    profile: str = ""


def questions(record: Record) -> dict[str, Filters]:
    """A filter of each kind, by the same rule at every size.

    Date: the middle half of the events. Actor: the one that sets most events going. As of: the
    day by which nine tenths of the claims were public.
    """
    last = record.claims["public_on"].max().date()
    starts = record.events["date_start"].quantile([0.25, 0.75])
    first = record.events["initiators"].str[0].mode()[0]
    late = record.claims["public_on"].quantile(0.9).date()
    actor = record.actors.set_index("actor_id")["government"][first]
    return {
        "date": Filters(as_of=last, start=starts.iloc[0].date(), end=starts.iloc[1].date()),
        "actor": Filters(as_of=last, actors=(actor,)),
        "as of": Filters(as_of=late),
    }


def measure(record: Record, label: str, kind: str, *, profiled: bool = False) -> Size:
    """All steps at one size, the cheaper first, until one takes too long."""
    gc.collect()
    size = Size(
        label, len(record.claims), len(record.events),
        int(record.events["place_id"].nunique()), _memory("VmRSS"),
    )  # fmt: skip
    _forget_peak()
    signal.signal(signal.SIGPROF, _too_long)
    profile = cProfile.Profile(time.process_time) if profiled else None
    view: View | None = None
    try:
        for name, filters in questions(record).items():
            view = _step(size, f"view: {name}", lambda f=filters: build_view(record, f), profile)
        for name, make in (("evidence", _evidence), ("map", _map), ("timeline", _timeline)):
            sent = _step(size, name, lambda m=make: m(view, kind), profile)
            size.bytes[name] = len(sent)
    except TimeoutError:
        pass  # the step is named in `size.over`
    size.peak_mb = _memory("VmHWM")
    return size


def _step(size: Size, name: str, make: Callable[[], Any], profile: cProfile.Profile | None) -> Any:  # noqa: ANN401
    size.over = name
    times, made = [], None
    while not times or (len(times) < 3 and times[0] < _AGAIN):
        made = None
        gc.collect()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        began = time.process_time()
        try:
            made = make() if profile is None else profile.runcall(make)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            if profile is not None and name not in size.seconds:
                size.profile += _told(name, profile)
        times.append(time.process_time() - began)
        if profile is not None:
            break
    size.seconds[name] = statistics.median(times)
    size.over = ""
    return made


def _told(name: str, profile: cProfile.Profile) -> str:
    # Where the step spent its time: our own functions and pandas' largest, by their whole time.
    stats = pstats.Stats(profile)
    rows = [
        (cumulative, own, calls, f"{Path(file).name}:{function}")
        for (file, _, function), (_, calls, own, cumulative, _) in stats.stats.items()  # type: ignore[attr-defined]
        if "/dashboard/" in file or own > 0.02 * stats.total_tt  # type: ignore[attr-defined]
    ]
    profile.clear()
    lines = [
        f"  {cumulative:8.2f}s whole {own:8.2f}s own {calls:>10,} calls  {where}"
        for cumulative, own, calls, where in sorted(rows, reverse=True)[:14]
    ]
    return "\n".join([name, *lines, ""])


def _too_long(*_: object) -> None:
    raise TimeoutError


def _evidence(view: View, _: str) -> bytes:
    page = live_table._Place(view.filters)
    rows = evidence_parts._claims_in_words(view)
    return live_table._pack(rows, evidence_parts._CLAIMS, page, "", 430)


def _map(view: View, _: str) -> str:
    places = joined_places(reported_places(view.shown))
    whole = NAMED_VIEWS["Whole route"]
    deck = draw_deck(places, routes(view.shown), static_files.base_map(), whole, LIGHT)
    return str(deck.to_json())


def _timeline(view: View, kind: str) -> bytes:
    figure = timeline_parts._figure(view, kind, None, LIGHT)
    return packed(figure, timeline_parts.timeline_in_words(view, kind))


def _memory(name: str) -> float:
    # In megabytes; the kernel's own account, 0 where there is none.
    if not _STATUS.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in _STATUS.read_text("utf-8").splitlines())
    return int(lines[name].split()[0]) * 1024 / 1e6


def _forget_peak() -> None:
    # So that the highest size is that of the touches, not of the making of the rows.
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5", "utf-8")


def main() -> None:
    """Measure the size named on the command line (0: the real record); print it as JSON."""
    claims, folder, profiled = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] == ["profile"]
    if claims:
        record, label, kind = resampled(folder, claims), "UCDP, resampled", FIGURE
    else:
        record, label, kind = load_record(_ROOT / "data"), "the real record", "sent"
    static_files.base_map()
    print(json.dumps(asdict(measure(record, label, kind, profiled=profiled))))


if __name__ == "__main__":
    main()
