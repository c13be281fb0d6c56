"""Which sections a brief shows, in which order and under which titles; as a link and as a file."""

import json
from dataclasses import dataclass

# Section -> what it is called where its finding has no room (menus, lists).
SECTIONS = {
    "bottom": "The bottom line",
    "judgements": "Key judgements",
    "changes": "What changed",
    "strength": "Strength by claimant",
    "timeline": "Timeline",
    "map": "Map",
    "forecast": "What comes next",
    "indicators": "Indicators to watch",
    "gaps": "What is not known",
    "sources": "Sources",
}
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Step:
    """A section, and the presenter's own title for it ("" for the finding)."""

    section: str
    title: str = ""


Story = tuple[Step, ...]
WHOLE: Story = tuple(Step(section) for section in SECTIONS)


def read_story(link: str) -> Story:
    """Read a story from its link form: `bottom|map:Where they stand|sources`; "" is the whole.

    Raises:
        ValueError: an unknown section, one named twice, or a title that is too long.
    """
    if not link.strip():
        return WHOLE
    parts = [part.partition(":") for part in link.split("|") if part.strip()]
    return _story([(section, title) for section, _, title in parts])


def story_link(story: Story) -> str:
    """The link form of a story; "" for the whole in its own order and titles."""
    if story == WHOLE:
        return ""
    return "|".join(
        f"{step.section}:{step.title}" if step.title else step.section for step in story
    )


def read_story_file(text: str | bytes) -> Story:
    """Read a story from its file form (JSON: a list of objects with section and title).

    Raises:
        ValueError: not of that form, or as for `read_story`.
    """
    try:
        steps = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"a story is a JSON file: {error}"
        raise ValueError(message) from error
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        message = 'a story is a list such as [{"section": "map", "title": "Where they stand"}]'
        raise ValueError(message)
    return _story([(str(step.get("section", "")), str(step.get("title", ""))) for step in steps])


def story_file(story: Story) -> str:
    """The file form of a story."""
    steps = [{"section": step.section, "title": step.title} for step in story]
    return json.dumps(steps, ensure_ascii=False, indent=1) + "\n"


def _story(parts: list[tuple[str, str]]) -> Story:
    steps: list[Step] = []
    for section, title in parts:
        name, words = section.strip(), " ".join(title.replace("|", "/").split())
        if name not in SECTIONS:
            message = f"“{name[:40]}” is no section of the brief; those are {', '.join(SECTIONS)}"
            raise ValueError(message)
        if name in {step.section for step in steps}:
            message = f"the section “{name}” is named twice"
            raise ValueError(message)
        if len(words) > LONGEST_TITLE:
            message = (
                f"the title of “{name}” has {len(words)} characters, at most {LONGEST_TITLE} fit"
            )
            raise ValueError(message)
        steps.append(Step(name, words))
    if not steps:
        message = "a story needs at least one section"
        raise ValueError(message)
    return tuple(steps)
