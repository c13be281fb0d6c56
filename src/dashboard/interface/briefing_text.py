"""The brief's sections as Markdown, the record's words escaped, citations as links."""

from dashboard.briefing.brief import Brief, Statement
from dashboard.interface.words import link, plain


def section_lines(brief: Brief, section: str) -> list[str]:
    """A section of the brief as Markdown paragraphs, the record's words escaped."""
    if section == "strength":
        counts = [f"{one.name}: {one.words}, about {one.about:%-d %b %Y}" for one in brief.counts]
        plan = [brief.plan_words] if brief.plan_words else []
        return ["  \n".join(plain(line) for line in [*counts, *plan])]
    if section == "sources":
        return [
            f"{plain(f'[{one.number}] {one.publisher}:')} {link(one.title, one.url)} {plain(f'({one.published_on:%-d %b %Y})')}"
            for one in brief.sources
        ]
    return _with_cites(brief, statements_of(brief, section))


def statements_of(brief: Brief, section: str) -> tuple[Statement, ...]:
    """What a section says in sentences; () for those that are a figure or a list of documents."""
    return {
        "bottom": brief.bottom_line, "judgements": _judgement_words(brief),
        "changes": brief.changes, "forecast": brief.outlook, "indicators": _watch_words(brief),
        "gaps": brief.gaps,
    }.get(section, ())  # fmt: skip


def _judgement_words(brief: Brief) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            f"{one.title}: {one.likelihood} by {one.closes_on:%-d %b %Y}, confidence {one.confidence}"
            + (f"; it {one.became}" if one.became else "") + f" ({one.whose}).",
            one.cites,
        )
        for one in brief.judgements
    )  # fmt: skip


def _watch_words(brief: Brief) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            f"{one.name}: {one.status}" + (f" since {one.since:%-d %b %Y}" if one.since else ""),
            one.cites,
        )
        for one in brief.watch
    )


def _with_cites(brief: Brief, statements: tuple[Statement, ...]) -> list[str]:
    urls = {one.number: one.url for one in brief.sources}
    return [
        plain(one.text)
        + "".join(f" :small[{link(f'[{number}]', urls.get(number, ''))}]" for number in one.cites)
        for one in statements
    ]
