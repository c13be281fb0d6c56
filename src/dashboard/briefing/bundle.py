"""All three forms and the data behind them, as one zip with checksums."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from dashboard.analysis.view import View
from dashboard.briefing.brief import Brief
from dashboard.briefing.pages import write_pages
from dashboard.briefing.slides import write_slides
from dashboard.briefing.story import WHOLE, Story, story_file
from dashboard.exchange.export import claims_csv, events_geojson, package_files

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # before it a zip cannot tell the time


def write_bundle(
    brief: Brief,
    view: View,
    folder: Path,
    story: Story = WHOLE,
    progress: Callable[[str], None] = lambda _: None,
) -> bytes:
    """Write the bundle.

    Args:
        brief: what to say.
        view: the same question as the brief's, for the data.
        folder: the record's folder.
        story: which sections, in which order.
        progress: told what is being written, before it is.

    Returns:
        A zip: brief.pptx, brief.pdf (one page), brief-full.pdf, story.json, claims.csv,
        events.geojson, package/ (datapackage.json and the tables), README.txt, SHA256SUMS.
    """
    base_map, marking = folder / "basemap", brief.imprint.marking
    parts: dict[str, Callable[[], bytes]] = {
        "brief.pptx": lambda: write_slides(brief, base_map, story),
        "brief.pdf": lambda: write_pages(brief, base_map, story),
        "brief-full.pdf": lambda: write_pages(brief, base_map, story, pages="full"),
        "story.json": lambda: story_file(story).encode(),
        "claims.csv": lambda: claims_csv(view, marking),
        "events.geojson": lambda: events_geojson(view, marking),
    }
    files = {}
    for name, write in parts.items():
        progress(name)
        files[name] = write()
    progress("package")
    for name, content in package_files(view, folder, marking).items():
        files[f"package/{name}"] = content
    files["README.txt"] = _read_me(brief).encode()
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
    )
    files["SHA256SUMS"] = sums.encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, max(_EARLIEST, brief.imprint.made_at.timetuple()[:6]))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def _read_me(brief: Brief) -> str:
    imprint = brief.imprint
    return (
        f"{imprint.marking.words}\n\n{brief.titles['bottom']}\n\n"
        f"As of {imprint.as_of:%Y-%m-%d}; changes since {imprint.since:%Y-%m-%d}; filters: {imprint.filters}.\n"
        f"Record version {imprint.version}, SHA-256 {imprint.digest}. Licence {imprint.licence}.\n"
        f"The same view: {imprint.permalink}\n\n"
        "brief.pptx      slides, to be edited and shown\n"
        "brief.pdf       one page, to be signed and handed out\n"
        "brief-full.pdf  the same with the evidence\n"
        "story.json      the choice of sections; the dashboard and the command line read it\n"
        "claims.csv, events.geojson, package/   the data as filtered\n"
        "SHA256SUMS      check with: sha256sum -c SHA256SUMS\n"
    )
