"""Who may see what, by marking."""

import pytest

from dashboard.exchange.clearance import Clearance, read_clearance
from dashboard.exchange.marking import CLEAR, TLP, read_marking

AMBER, RED = read_marking("amber"), read_marking("red")
SECTION = {
    "holds": "TLP:GREEN",
    "TLP:GREEN": ["Example.org", "guest@partner.example"],
    "tlp:amber": ["example.org"],
    "TLP:RED": ["director@example.org", "envoy@elsewhere.example"],
    "For the minister": ["minister@example.org"],
}
HOUSE = read_clearance(SECTION)


@pytest.mark.parametrize("label", TLP)
def test_without_a_list_everyone_may_see_everything(label: str) -> None:
    assert read_clearance(None).may_see("a@b.example", read_marking(label))
    assert read_clearance(None).at_least(read_marking(label)) == read_marking(label)


@pytest.mark.parametrize(
    "address", ["guest@partner.example", "GUEST@partner.example ", "a@EXAMPLE.org"]
)
def test_listed_addresses_and_domains_may_see(address: str) -> None:
    assert HOUSE.may_see(address, CLEAR)


@pytest.mark.parametrize(
    "address",
    ["", "@example.org", "example.org", "a@sub.example.org", "a@example.org.evil.test",
     "other@partner.example", "guest@partner.example@evil.test"],
)  # fmt: skip
def test_others_may_not(address: str) -> None:
    assert not HOUSE.may_see(address, CLEAR)


def test_stricter_labels_open_what_is_below_and_never_what_is_above() -> None:
    assert HOUSE.may_see("envoy@elsewhere.example", CLEAR)
    assert HOUSE.may_see("envoy@elsewhere.example", AMBER)
    assert HOUSE.may_see("analyst@example.org", AMBER)
    assert not HOUSE.may_see("analyst@example.org", RED)
    assert not HOUSE.may_see("guest@partner.example", AMBER)
    strict = read_marking("amber+strict")  # has no list of its own
    assert HOUSE.may_see("director@example.org", strict)
    assert not HOUSE.may_see("analyst@example.org", strict)


def test_own_words_need_their_own_list_and_what_the_server_holds() -> None:
    words = read_marking("For the minister")
    assert HOUSE.may_see("minister@example.org", words)
    assert not HOUSE.may_see("director@example.org", words)
    assert not HOUSE.may_see("director@example.org", read_marking("unheard of"))
    outsider = read_clearance({**SECTION, "For the minister": ["a@outside.example"]})
    assert not outsider.may_see("a@outside.example", words)


def test_nothing_leaves_with_less_than_the_server_holds() -> None:
    assert HOUSE.at_least(CLEAR).words == "TLP:GREEN"
    assert HOUSE.at_least(RED) == RED
    assert HOUSE.at_least(read_marking("own words")).words == "own words"


def test_clear_is_for_every_signed_in_reader() -> None:
    assert read_clearance({"TLP:RED": ["a@b.example"]}).may_see("x@y.example", CLEAR)
    assert Clearance().may_see("", CLEAR)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"holds": "TLP:PURPLE"}, "PURPLE"),
        ({"holds": "secret"}, "no label"),
        ({"TLP:PINK": ["a.example"]}, "PINK"),
        ({"TLP:RED": "a.example"}, "list"),
        ({"TLP:RED": [7]}, "list"),
        ({"TLP:RED": ["nodomain"]}, "list"),
    ],
)
def test_what_cannot_be_meant_is_refused(section: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_clearance(section)
