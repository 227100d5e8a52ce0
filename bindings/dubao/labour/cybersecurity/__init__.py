"""Three concepts of need for cybersecurity staff, computed from a user's inputs, set side by side and never added.

>>> from dubao.labour import cybersecurity as cyber
>>> norm = cyber.norm_need({"central": {"organisations": 60, "posts": (8, 10)}, "local": {"organisations": 340, "posts": (2, 1, 4)}})
>>> norm.stated, norm.influences[0].input
(1220.0, 'posts.local')
"""

from dubao.labour.cybersecurity.concepts import (
    declared_need,
    funded_vacancies,
    implied_demand,
    norm_need,
    side_by_side,
)
from dubao.labour.cybersecurity.inputs import Input, InputLike, as_input
from dubao.labour.cybersecurity.results import Influence, Need, NeedQuantity, SideBySide
from dubao.labour.cybersecurity.sheet import COLUMNS, calculate, write_template
from dubao.labour.cybersecurity.words import CONCEPTS, DISTRIBUTIONS, QUANTITIES, Concept

__all__ = [
    "COLUMNS",
    "CONCEPTS",
    "DISTRIBUTIONS",
    "QUANTITIES",
    "Concept",
    "Influence",
    "Input",
    "InputLike",
    "Need",
    "NeedQuantity",
    "SideBySide",
    "as_input",
    "calculate",
    "declared_need",
    "funded_vacancies",
    "implied_demand",
    "norm_need",
    "side_by_side",
    "write_template",
]
