"""The closed lists of the record, with the words and units in which readers see them.

The values stand in `data/datapackage.json` too, where they bind the files; a test holds the
two together.
"""

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What a claimant does with a matter."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DECLINES = "declines"
    COMMENTS = "comments"
    RETRACTS = "retracts"


STANCE_LABELS = {
    Stance.ASSERTS: "says so",
    Stance.CONFIRMS: "confirms it",
    Stance.DENIES: "denies it",
    Stance.DECLINES: "neither confirms nor denies",
    Stance.COMMENTS: "comments on it",
    Stance.RETRACTS: "takes it back",
}

AFFIRMING = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
# Words that take no side, and so move nothing on the ladder.
NEUTRAL = frozenset({Stance.DECLINES, Stance.COMMENTS})


class Rung(StrEnum):
    """The verification ladder, computed from the claims (never typed in)."""

    SINGLE = "single claimant"
    CORROBORATED = "corroborated"
    ACKNOWLEDGED = "acknowledged"
    DISPUTED = "disputed"


# The sign is a fill, so that it reads without colour: hollow, half, solid, struck.
RUNG_SIGNS = {
    Rung.SINGLE: "○",
    Rung.CORROBORATED: "◉",
    Rung.ACKNOWLEDGED: "●",
    Rung.DISPUTED: "⊗",
}

RUNG_MEANINGS = {
    Rung.SINGLE: "no more than one government or organisation says so",
    Rung.CORROBORATED: "two or more independent governments or organisations say so",
    Rung.ACKNOWLEDGED: "Russia or North Korea itself says so",
    Rung.DISPUTED: "a government's latest word on it is a denial",
}

EVENT_TYPES = {
    "agreement": "Agreements",
    "arms_to_russia": "Arms to Russia",
    "transport": "Transport of troops",
    "gathering": "Gatherings",
    "front_movement": "Moves to the front",
    "combat": "Combat",
    "losses": "Losses",
    "reinforcement": "Later waves",
    "acknowledgement": "Admissions, denials",
    "return_transfer": "What Pyongyang gets",
    "reaction": "Reactions",
    "assessment": "Assessments",
}


@dataclass(frozen=True)
class QuantityKind:
    """A kind of quantity: its name, the unit, and whether it can only grow.

    `plain` finishes the sentence "South Korea: 1,500 …".
    """

    label: str
    unit: str
    plain: str
    cumulative: bool = False


QUANTITY_KINDS = {
    "planned": QuantityKind("Planned in total", "troops", "troops planned in total"),
    "planned_more": QuantityKind("Further troops expected", "troops", "further troops expected"),
    "sent": QuantityKind("Sent to Russia", "troops", "troops sent to Russia", True),
    "in_russia": QuantityKind("In Russia on the day", "troops", "troops in Russia"),
    "at_front": QuantityKind("At the front on the day", "troops", "troops at the front"),
    "in_combat": QuantityKind("In combat", "troops", "troops in combat"),
    "moved": QuantityKind("In one movement", "troops", "troops in one movement"),
    "at_site": QuantityKind("At one site", "troops", "troops at one site"),
    "killed": QuantityKind("Killed", "troops", "killed", True),
    "wounded": QuantityKind("Wounded", "troops", "wounded", True),
    "casualties": QuantityKind("Killed and wounded", "troops", "killed and wounded", True),
    "losses_in_part": QuantityKind("Losses in part", "troops", "lost in one action or period"),
    "captured": QuantityKind("Captured", "troops", "captured", True),
    "returned": QuantityKind("Returned home", "troops", "returned home", True),
    "support_planned": QuantityKind(
        "Sappers, builders planned", "people", "sappers and builders planned"
    ),
    "support_sent": QuantityKind(
        "Sappers, builders sent", "people", "sappers and builders sent", True
    ),
    "officers": QuantityKind("Officers", "officers", "officers"),
    "workers": QuantityKind("Workers", "workers", "workers"),
    "army_size": QuantityKind("Size of the army", "troops", "troops in the whole army"),
    "shells": QuantityKind("Artillery shells", "shells", "artillery shells", True),
    "containers": QuantityKind("Containers", "containers", "containers of arms", True),
    "missiles": QuantityKind("Missiles", "missiles", "missiles"),
    "guns": QuantityKind("Guns and launchers", "guns", "guns and launchers"),
    "oil_barrels": QuantityKind("Oil", "barrels", "barrels of oil"),
    "money_usd": QuantityKind("Money", "US$", "US dollars"),
    "ships": QuantityKind("Ships", "ships", "ships"),
    "flights": QuantityKind("Flights", "flights", "flights"),
    "sanctioned": QuantityKind(
        "Sanctioned", "persons and entities", "persons and entities sanctioned"
    ),
    "aid_usd": QuantityKind("Aid", "US$", "US dollars of aid"),
    "share_percent": QuantityKind("Share", "%", "per cent"),
    "other_count": QuantityKind("Other count", "", "(unit in the statement)"),
}

# The four figures of the first page and of a brief's first slide.
HEADLINE_KINDS = ("planned", "sent", "at_front", "casualties")
# The kinds that the strength chart offers, in the order of a reader's questions.
STRENGTH_KINDS = ("sent", "in_russia", "at_front", "casualties", "killed", "wounded")

DATE_PRECISIONS = ("day", "week", "month", "year")

# The two sides whose own word makes an event "acknowledged".
SENDING_SIDES = frozenset({"RUS", "PRK"})

LANGUAGES = {
    "en": "English",
    "ko": "Korean",
    "ru": "Russian",
    "uk": "Ukrainian",
    "ja": "Japanese",
    "zh": "Chinese",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "cs": "Czech",
    "nl": "Dutch",
    "pt": "Portuguese",
    "tr": "Turkish",
    "vi": "Vietnamese",
    "ar": "Arabic",
    "lt": "Lithuanian",
    "et": "Estonian",
    "ro": "Romanian",
    "hu": "Hungarian",
    "sv": "Swedish",
    "no": "Norwegian",
    "fi": "Finnish",
    "da": "Danish",
}
