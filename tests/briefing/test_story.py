"""Stories and markings: what links, files and presenters may say, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.story import (
    LONGEST_TITLE,
    SECTIONS,
    WHOLE,
    Step,
    read_story,
    read_story_file,
    story_file,
    story_link,
)

titles = st.text(st.characters(exclude_characters="|", exclude_categories=("Z", "C")), max_size=60)
stories = st.lists(
    st.builds(Step, st.sampled_from(sorted(SECTIONS)), titles),
    min_size=1, max_size=10, unique_by=lambda step: step.section,
).map(tuple)  # fmt: skip


@given(stories)
def test_a_story_comes_back_from_its_link_and_its_file(story: tuple[Step, ...]) -> None:
    assert read_story(story_link(story)) == story
    assert read_story_file(story_file(story)) == story


def test_the_whole_story_needs_no_link() -> None:
    assert story_link(WHOLE) == ""
    assert read_story("") == WHOLE


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("maps", "“maps” is no section"),
        ("map|map", "“map” is named twice"),
        ("map:" + "x" * (LONGEST_TITLE + 1), f"at most {LONGEST_TITLE}"),
        ("|", "at least one section"),
    ],
)
def test_a_wrong_link_is_refused_with_its_reason(link: str, words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("(", "\\(")):
        read_story(link)


@pytest.mark.parametrize(
    "content", ["", "[", "{}", "[1]", "[" * 100_000, b"\xff\xfe", '[{"section": 3}]']
)
def test_a_wrong_file_is_refused_with_its_reason(content: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"story|section"):
        read_story_file(content)
