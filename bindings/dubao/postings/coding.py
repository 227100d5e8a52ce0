"""Codes postings to an occupation (VSCO 2020 / ISCO-08, four digits) and a role, or says that their title leaves it open.

>>> coder = OccupationCoder.load()
>>> one = coder.code("Senior Java Developer (Upto $2,500)")
>>> one.occupation, one.role, one.how, one.evidence
('2512', 'software_developer', 'alias', ('Java',))
>>> coder.code("Cơ hội việc làm hấp dẫn cùng chúng tôi").how
'undetermined'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dubao.postings.coding_aliases import AliasFinder
from dubao.postings.posting import Posting

if TYPE_CHECKING:
    from dubao.data import Catalogue

__all__ = ["Coding", "OccupationCoder", "Role"]


@dataclass(frozen=True, slots=True)
class Role:
    """A row of ``roles.csv``; ``occupation`` is the code it usually has."""

    id: str
    label_vi: str
    label_en: str
    occupation: str
    field: str


@dataclass(frozen=True, slots=True)
class Coding:
    """What a posting is coded to.

    Attributes
    ----------
    occupation : str
        Four digits of VSCO 2020 / ISCO-08; empty when undetermined.
    role : str
        Id of ``roles.csv``; empty when undetermined (the occupation may be clear nevertheless).
    probability, role_probability : float
        That the code is the one a coder would give by the rules; of the most likely code also where it was left undetermined.
    how : str
        ``alias`` (words of the list), ``model`` (the linear model) or ``undetermined``.
    evidence : tuple of str
        Words of the title, or the features that weighed most.
    """

    occupation: str
    role: str
    probability: float
    role_probability: float
    how: Literal["alias", "model", "undetermined"]
    evidence: tuple[str, ...] = ()


_OPEN = Coding("", "", 0.0, 0.0, "undetermined")


class OccupationCoder:
    """Codes titles by listed words first.

    Parameters
    ----------
    roles : iterable of Role
    aliases : AliasFinder
    """

    def __init__(self, roles: Iterable[Role], aliases: AliasFinder) -> None:
        self.roles = {role.id: role for role in roles}
        self.aliases = aliases

    @classmethod
    def load(cls, package: str = "occupation-coding", catalogue: Catalogue | None = None) -> OccupationCoder:
        """The coder of a data package.

        >>> len(OccupationCoder.load().roles) >= 60
        True
        """
        from dubao.data import Catalogue

        tables = catalogue or Catalogue()
        return cls(
            (Role(r["role"], r["label_vi"], r["label_en"], r["occupation"], r["field"]) for r in tables.table(f"{package}/roles")),
            AliasFinder.read(package, tables),
        )  # fmt: skip

    def code(self, title: str, text: str = "") -> Coding:
        """The code of one title."""
        found = self.aliases.find(unicodedata.normalize("NFC", title))
        if found is None:
            return _OPEN
        return Coding(self.roles[found.role].occupation, found.role, 0.9, 0.9, "alias", found.words)

    def code_many(self, postings: Iterable[Posting]) -> tuple[Coding, ...]:
        """The codes of postings, in their order."""
        return tuple(self.code(p.title, p.text) for p in postings)
