"""What a brief holds. Slides, pages, notes and the screen are all written from one of these."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.exchange.marking import Marking


@dataclass(frozen=True)
class Citation:
    """A document, by the number under which the brief cites it."""

    number: int
    source_id: str
    publisher: str
    title: str
    published_on: date
    url: str
    language: str


@dataclass(frozen=True)
class Statement:
    """A sentence and the numbers of the documents that it rests on."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Headline:
    """One of the four figures on top: its kind, the span across claimants, how it is vouched for."""

    label: str
    words: str
    standing: str


@dataclass(frozen=True)
class Judgement:
    """A forecast that had been written by then, and whose; likelihood in words with its range."""

    title: str
    text: str
    whose: str
    horizon: str
    likelihood: str
    closes_on: date
    confidence: str
    confidence_reason: str
    became: str
    in_hindsight: bool
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Count:
    """A claimant's latest count; `words` as it was given, low and high where it gave a range."""

    name: str
    government: str
    low: float
    best: float
    high: float
    words: str
    about: date
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """A claimant's counts over time: the day each is about, and the figure; the last one in words."""

    name: str
    government: str
    points: tuple[tuple[date, float], ...]
    last: str


@dataclass(frozen=True)
class Watch:
    """An indicator: whether it is seen, with which weight, since when."""

    name: str
    horizon: str
    status: str
    weight: int
    since: date | None
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Imprint:
    """What the brief was made from: enough to make it again."""

    as_of: date
    since: date
    made_at: datetime
    marking: Marking
    filters: str
    permalink: str
    version: str
    digest: str
    licence: str
    standing: str


@dataclass(frozen=True)
class Brief:
    """A briefing at a date under filters.

    `titles` holds each section's finding (see `story.SECTIONS`). `changes_left` is how many changes
    the last of `changes` counts instead of spelling them out,
    `lines_left` how many claimants `lines` leaves out. `plan` is the highest plan named
    (None if none was), `plan_words` says whose. `places` and `routes` are rows of
    `analysis.whereabouts`, `events` those of the view. Nothing in it became public after
    `imprint.as_of`, except our own analysis where it says so.
    """

    imprint: Imprint
    titles: dict[str, str]
    bottom_line: tuple[Statement, ...]
    headlines: tuple[Headline, ...]
    judgements: tuple[Judgement, ...]
    changes: tuple[Statement, ...]
    changes_left: int
    counts: tuple[Count, ...]
    plan: float | None
    plan_words: str
    lines: tuple[Line, ...]
    lines_left: int
    events: pd.DataFrame
    places: pd.DataFrame
    routes: pd.DataFrame
    outlook: tuple[Statement, ...]
    watch: tuple[Watch, ...]
    gaps: tuple[Statement, ...]
    sources: tuple[Citation, ...]
