"""Who may see what, by marking: a server's list of addresses and domains for each label.

TLP's labels are ordered, so whoever is listed under a stricter one may see all below it too. Words
of a house's own stand beside them: who may see those is listed under exactly these words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.exchange.marking import CLEAR, TLP, Marking, read_marking

_ORDER = list(TLP)
_HOLDS = "holds"


@dataclass(frozen=True)
class Clearance:
    """What a server holds, and who may see it.

    Attributes:
        holds: marking of everything that the server shows; nothing leaves it with a lower one.
        listed: words of a marking -> e-mail addresses and domains, in small letters.
    """

    holds: Marking = CLEAR
    listed: Mapping[str, frozenset[str]] | None = None

    def may_see(self, address: str, marking: Marking) -> bool:
        """Whether the owner of an e-mail address may see what carries a marking.

        Without any list, every address may.
        """
        if self.listed is None:
            return True
        needed = self.at_least(marking).words
        if needed not in TLP:
            return self._names(address, needed) and self.may_see(address, self.holds)
        if needed == CLEAR.words:
            return True
        return any(self._names(address, label) for label in _ORDER[_ORDER.index(needed) :])

    def at_least(self, marking: Marking) -> Marking:
        """A marking, or what the server holds where that is stricter; own words stay."""
        if marking.words not in TLP:
            return marking
        return max(marking, self.holds, key=lambda one: _ORDER.index(one.words))

    def _names(self, address: str, label: str) -> bool:
        one = address.strip().lower()
        person, _, domain = one.rpartition("@")
        return bool(person) and not {one, domain}.isdisjoint((self.listed or {}).get(label, ()))


def read_clearance(section: Mapping[str, object] | None) -> Clearance:
    """Read the section `who_may_see` of a server's secrets.

    Args:
        section: `holds` -> a label of TLP 2.0; any other key is a marking -> a list of e-mail
            addresses and domains. None where there is no such section.

    Raises:
        ValueError: a marking that cannot be read, a `holds` that is no label, or a list that is none.
    """
    if section is None:
        return Clearance()
    holds = read_marking(str(section.get(_HOLDS, "")))
    if holds.words not in TLP:
        message = f"who_may_see.{_HOLDS}: “{holds.words}” is no label of TLP 2.0; those are {', '.join(TLP)}"
        raise ValueError(message)
    listed = {}
    for words, who in section.items():
        if words == _HOLDS:
            continue
        if not isinstance(who, list) or not all(isinstance(one, str) and "." in one for one in who):
            message = f'who_may_see."{words}" is to be a list of e-mail addresses and domains'
            raise ValueError(message)
        listed[read_marking(words).words] = frozenset(one.strip().lower() for one in who)
    return Clearance(holds, listed)
