"""`python -m dashboard brief`: the brief as a file, for a scheduled morning brief."""

import argparse
import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dashboard.analysis.view import build_view
from dashboard.exchange.marking import Marking, read_marking
from dashboard.exchange.permalink import permalink
from dashboard.record.filters import Filters
from dashboard.record.tables import Record

_FORMS = (".pptx", ".pdf", ".zip")
_SINCE_DAYS = 30


def add_brief_command(commands: "argparse._SubParsersAction[Any]", data: Path) -> None:
    """Add the command to the parser of the command line; `data` is the folder it reads if none is named."""
    words = "write the brief of a day as slides (.pptx), pages (.pdf) or a bundle of both (.zip)"
    command = commands.add_parser("brief", help=words, description=words)
    command.add_argument("folder", nargs="?", type=Path, default=data, help="default: data/")
    command.add_argument(
        "--out", type=Path, required=True, help="file to write; its ending says the form"
    )
    command.add_argument("--as-of", type=_day, help="YYYY-MM-DD; default: the last day covered")
    command.add_argument(
        "--since", type=_day, help=f"day of the last brief; default: {_SINCE_DAYS} days before"
    )
    command.add_argument(
        "--pages", choices=("one", "full"), default="one", help="of a .pdf; default: one"
    )
    command.add_argument(
        "--marking", default="", help="TLP 2.0 label or free text; default: TLP:CLEAR"
    )
    command.add_argument("--story", type=Path, help="story file saved on the Briefing page")
    command.add_argument(
        "--according-to", default="", metavar="ACTOR", help="as one government tells it, e.g. KOR"
    )
    command.add_argument(
        "--claimant",
        action="append",
        default=[],
        metavar="ACTOR",
        help="only these claimants; may be repeated",
    )
    command.add_argument(
        "--address",
        default="http://localhost:8501",
        help="of the dashboard, for the link and its QR code",
    )
    command.set_defaults(run=run)


def run(folder: Path, record: Record, options: argparse.Namespace) -> int:
    """Write the file; returns 0, or 2 with a sentence on standard error that says what is wrong."""
    try:
        content = _content(folder, record, options)
        options.out.write_bytes(content)
    except (ValueError, OSError) as error:
        _say(f"No brief was written: {error}")
        return 2
    _say(f"{options.out}: {len(content):,} bytes")
    return 0


def _content(folder: Path, record: Record, options: argparse.Namespace) -> bytes:
    # Imported here, so that the other commands do not wait for the office and PDF libraries.
    from dashboard.briefing.build import build_brief
    from dashboard.briefing.bundle import write_bundle
    from dashboard.briefing.pages import write_pages
    from dashboard.briefing.slides import write_slides
    from dashboard.briefing.story import WHOLE, read_story_file, story_link

    form = options.out.suffix.lower()
    if form not in _FORMS:
        message = f"--out must end in {', '.join(_FORMS)}, not “{options.out.name}”"
        raise ValueError(message)
    filters, since, marking = _question(record, options)
    story = read_story_file(options.story.read_bytes()) if options.story else WHOLE
    link = permalink(
        options.address, "briefing", record, filters, marking,
        since=since.isoformat(), story=story_link(story),
    )  # fmt: skip
    _say(f"Brief as of {filters.as_of}, changes since {since}, {marking.words}")
    brief = build_brief(
        record, filters, since=since, marking=marking, made_at=_made_at(), permalink=link
    )
    base_map = folder / "basemap"
    if form == ".pptx":
        return write_slides(brief, base_map, story)
    if form == ".pdf":
        return write_pages(brief, base_map, story, pages=options.pages)
    return write_bundle(
        brief, build_view(record, filters), folder, story, lambda name: _say(f"  {name}")
    )


def _question(record: Record, options: argparse.Namespace) -> tuple[Filters, date, Marking]:
    last = record.about.last_day_covered
    as_of = options.as_of or last
    if as_of > last:
        message = f"--as-of {as_of} lies after the last day that the record covers, {last}"
        raise ValueError(message)
    first = record.claims["public_on"].min().date()
    if as_of < first:  # a slip of the pen would make a brief that knows nothing
        message = f"--as-of {as_of} lies before the first claim on record, {first}"
        raise ValueError(message)
    since = options.since or as_of - timedelta(days=_SINCE_DAYS)
    if since > as_of:
        message = f"--since {since} lies after --as-of {as_of}"
        raise ValueError(message)
    governments = record.actors.set_index("actor_id")["government"]
    teller = options.according_to
    for actor in (*options.claimant, *filter(None, [teller])):
        if actor not in governments:
            message = f"the record has no actor “{actor}” (see actors.csv, for example KOR or UKR)"
            raise ValueError(message)
    if teller and teller not in set(governments):
        # Claims are told apart by government alone: a service would seem to have said nothing.
        message = (
            f"--according-to takes a government, and “{teller}” is one of {governments[teller]}; "
            f"ask for --according-to {governments[teller]} or for --claimant {teller}"
        )
        raise ValueError(message)
    filters = Filters(as_of=as_of, perspective=teller, claimants=tuple(options.claimant))
    return filters, since, read_marking(options.marking)


def _made_at() -> datetime:
    # https://reproducible-builds.org/specs/source-date-epoch/
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).replace(tzinfo=None)
        except (ValueError, OverflowError, OSError) as error:
            message = f"SOURCE_DATE_EPOCH is not seconds since 1970: “{epoch}”"
            raise ValueError(message) from error
    return datetime.now(UTC).astimezone().replace(tzinfo=None, microsecond=0)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        message = f"“{words}” is not a day such as 2024-11-06"
        raise argparse.ArgumentTypeError(message) from error


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
