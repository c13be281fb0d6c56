"""The code's closed lists and the data package's are one."""

import pytest

from builders import DESCRIPTOR
from dashboard.record.likelihood import LIKELIHOODS
from dashboard.record.vocabulary import (
    AFFIRMING,
    DATE_PRECISIONS,
    EVENT_TYPES,
    QUANTITY_KINDS,
    RUNG_MEANINGS,
    RUNG_SIGNS,
    STANCE_LABELS,
    STRENGTH_KINDS,
    Rung,
    Stance,
)

ENUMS = {
    (resource["name"], field["name"]): field["constraints"]["enum"]
    for resource in DESCRIPTOR["resources"]
    for field in resource["schema"]["fields"]
    if "enum" in field.get("constraints", {})
}


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("claims", "stance", [str(stance) for stance in Stance]),
        ("claims", "quantity_kind", list(QUANTITY_KINDS)),
        ("claims", "about_precision", list(DATE_PRECISIONS)),
        ("events", "event_type", list(EVENT_TYPES)),
        ("events", "date_precision", list(DATE_PRECISIONS)),
    ],
)
def test_code_and_package_list_the_same_words(table: str, column: str, words: list[str]) -> None:
    assert ENUMS[table, column] == words


def test_every_rung_has_a_sign_and_a_meaning() -> None:
    assert set(RUNG_SIGNS) == set(RUNG_MEANINGS) == set(Rung)
    assert len(set(RUNG_SIGNS.values())) == len(Rung)


def test_every_stance_has_words() -> None:
    assert set(STANCE_LABELS) == set(Stance)
    assert set(Stance) > AFFIRMING


def test_kinds_of_strength_are_kinds_in_troops() -> None:
    assert {QUANTITY_KINDS[kind].unit for kind in STRENGTH_KINDS} == {"troops"}


def test_no_two_kinds_share_a_name() -> None:
    assert len({kind.label for kind in QUANTITY_KINDS.values()}) == len(QUANTITY_KINDS)


def test_likelihood_terms_cover_one_to_ninety_nine_without_a_gap() -> None:
    bounds = [(term.low, term.high) for term in LIKELIHOODS.values()]
    assert bounds[0][0] == 1
    assert bounds[-1][1] == 99
    assert all(bounds[i][1] == bounds[i + 1][0] for i in range(len(bounds) - 1))
