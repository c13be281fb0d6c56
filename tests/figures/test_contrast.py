"""The inks of the figures can be told from their paper, in both themes."""

import pytest

from dashboard.figures.style import DARK, LIGHT, Ink


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it; colour as #rrggbb."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_definition() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=lambda ink: ink.name)
def test_inks_of_words_and_marks_stand_out(ink: Ink) -> None:
    inks = {"text": ink.text, "muted": ink.muted, "accent": ink.accent, "other": ink.other}
    for name, colour in {**inks, **ink.claimants}.items():
        assert contrast(colour, ink.paper) >= 4.5, f"{name} on paper"  # words, WCAG 1.4.3
        assert contrast(colour, ink.land) >= 3, f"{name} on the map"  # marks, WCAG 1.4.11
