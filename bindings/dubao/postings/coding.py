"""Codes postings to an occupation (VSCO 2020 / ISCO-08, four digits) and a role, or says that their title leaves it open.

Listed words first (:mod:`dubao.postings.coding_aliases`), a linear model for what they leave open
(:mod:`dubao.postings.coding_model`), the first sentences of the text for titles that name nothing.

>>> coder = OccupationCoder.load()
>>> one = coder.code("Senior Java Developer (Upto $2,500)")
>>> one.occupation, one.role, one.how, one.evidence
('2512', 'software_developer', 'alias', ('Java',))
>>> coder.code("Cơ hội việc làm hấp dẫn cùng chúng tôi").how
'undetermined'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from dubao.errors import InputError, Problem
from dubao.postings.coding_aliases import Alias, AliasFinder, AliasFound
from dubao.postings.coding_model import NO_ROLE, Calibration, RoleModel, is_vietnamese
from dubao.postings.posting import Posting

if TYPE_CHECKING:
    from dubao.data import Catalogue

__all__ = ["Coding", "OccupationCoder", "Role"]

# Letters of a title that are read: what is longer is a text in the wrong field.
_TITLE = 300
# Titles that are coded at once.
_BLOCK = 20_000


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
        That occupation and role are those a coder would give by the rules; where they were left open, of the likeliest ones. A
        little too high for real titles (0.97 stated, 0.95 right; Vietnamese ones 0.94 and 0.91: docs/coding.md).
    how : str
        ``alias`` (words of the list), ``model`` (the linear model) or ``undetermined``.
    evidence : tuple of str
        Words of the title or text (``alias``), or the features that weighed most (``model``).
    """

    occupation: str
    role: str
    probability: float
    role_probability: float
    how: Literal["alias", "model", "undetermined"]
    evidence: tuple[str, ...] = ()


class OccupationCoder:
    """Codes titles by listed words, then by a linear model.

    Parameters
    ----------
    roles : iterable of Role
    aliases : AliasFinder
    model : RoleModel, optional
        Without it, titles that the words leave open stay open.
    shares : mapping of (str, str) to float
        Share of right codes by step (``alias_word`` … , ``alias``, ``text``) and target (``role``, ``occupation``). Steps that begin
        with ``vi_`` are those of titles with Vietnamese words, which use the others where theirs are missing.
    calibration : mapping of str to Calibration
        Of the model, by target; ``vi_role`` and ``vi_occupation`` where titles with Vietnamese words have their own.
    least_probability : float
        A code that is less likely to be right is left undetermined.

    Raises
    ------
    dubao.errors.InputError
        E-COD-003 when ``least_probability`` is no probability, E-COD-004 for roles of the aliases or the model that are not in ``roles``.

    Notes
    -----
    The occupation of a title is the usual code of its role; where the model hesitates between roles of one occupation, the
    occupation is given and the role is not. Titles that were seen are remembered (200,000 at most).
    Cost: about 60 µs a title that the words decide, 100 µs another.

    Examples
    --------
    >>> coder = OccupationCoder.load(least_probability=0.9)
    >>> coder.code("Kỹ sư an toàn thông tin").occupation
    '2529'
    """

    def __init__(
        self,
        roles: Iterable[Role],
        aliases: AliasFinder,
        model: RoleModel | None = None,
        *,
        shares: Mapping[tuple[str, str], float],
        calibration: Mapping[str, Calibration] | None = None,
        least_probability: float = 0.5,
    ) -> None:
        if not 0 <= least_probability <= 1:
            raise InputError(
                Problem(
                    "E-COD-003", argument="least_probability", vi=f"{least_probability} không phải là xác suất",
                    en=f"{least_probability} is no probability", remedy_vi="ghi số từ 0 đến 1", remedy_en="give a number from 0 to 1",
                )
            )  # fmt: skip
        self.roles = {role.id: role for role in roles}
        unknown = sorted({*aliases.fields, *(model.roles if model else ())} - {*self.roles, NO_ROLE})
        if unknown:
            raise InputError(
                [
                    Problem(
                        "E-COD-004", argument="roles", vi=f"không có vai trò “{name}” mà cách gọi hoặc mô hình dùng",
                        en=f"there is no role “{name}”, which aliases or model use",
                        remedy_vi="thêm vai trò, hoặc lập lại mô hình: scripts/make_occupation_model.py",
                        remedy_en="add the role, or make the model anew: scripts/make_occupation_model.py",
                    )
                    for name in unknown
                ]
            )  # fmt: skip
        self.aliases = aliases
        self.model = model
        self.shares = dict(shares)
        self.calibration = dict(calibration or {})
        self.least_probability = least_probability
        self._known: dict[str, Coding] = {}
        self._occupations = sorted({role.occupation for role in self.roles.values()})
        if model is not None:
            places = {code: n for n, code in enumerate(self._occupations)}
            self._groups = np.zeros((len(model.roles), len(places)))
            for n, name in enumerate(model.roles):
                if name != NO_ROLE:
                    self._groups[n, places[self.roles[name].occupation]] = 1.0

    @classmethod
    def load(
        cls,
        package: str = "occupation-coding",
        catalogue: Catalogue | None = None,
        *,
        least_probability: float = 0.5,
    ) -> OccupationCoder:
        """The coder of a data package.

        >>> len(OccupationCoder.load().roles) >= 60
        True
        """
        from dubao.data import Catalogue

        tables = catalogue or Catalogue()
        steps = [
            (r["step"], r["target"], r["parameter"], float(r["value"]))
            for r in tables.table(f"{package}/calibration")
        ]
        model = {
            (step.removesuffix("model") + target, parameter): value
            for step, target, parameter, value in steps
            if step in ("model", "vi_model")
        }
        return cls(
            (Role(r["role"], r["label_vi"], r["label_en"], r["occupation"], r["field"]) for r in tables.table(f"{package}/roles")),
            AliasFinder.read(package, tables),
            RoleModel.read(package, tables),
            shares={(step, target): value for step, target, parameter, value in steps if parameter == "share"},
            calibration={t: Calibration(model[t, "intercept"], model[t, "slope"]) for t, parameter in model if parameter == "slope"},
            least_probability=least_probability,
        )  # fmt: skip

    def with_words(self, roles: Iterable[Role], aliases: Iterable[Alias]) -> OccupationCoder:
        """A coder with more roles and words, from a classification that the user supplies.

        A spelling that this coder has stays with its role. ASSUMPTION: a new word is right as often as the listed ones of its kind.

        Examples
        --------
        >>> from dubao.postings.coding_aliases import Alias
        >>> more = OccupationCoder.load().with_words([Role("x", "Phi công", "Aircraft pilot", "3153", "other")], [Alias("x", "airline pilot", "word")])
        >>> more.code("Airline pilot A320").occupation
        '3153'
        """
        more = [role for role in roles if role.id not in self.roles]
        finder = self.aliases.with_aliases(aliases, {role.id: role.field for role in more})
        return OccupationCoder(
            (*self.roles.values(), *more), finder, self.model, shares=self.shares, calibration=self.calibration,
            least_probability=self.least_probability,
        )  # fmt: skip

    def code(self, title: str, text: str = "") -> Coding:
        """The code of one title; the first sentences of ``text`` are read where the title names nothing."""
        key = self._key(title)
        coding = self._known.get(key) or self._by_title([key])[0]
        return self._with_text(coding, text)

    def code_many(self, postings: Iterable[Posting]) -> tuple[Coding, ...]:
        """The codes of postings, in their order.

        >>> OccupationCoder.load().code_many([Posting("a", "1", None, "", "Tester"), Posting("a", "2", None, "", "BrSE")])[1].role
        'bridge_engineer'
        """
        rows = [(self._key(p.title), p.text) for p in postings]
        new = list(dict.fromkeys(key for key, _ in rows if key not in self._known))
        fresh: dict[str, Coding] = {}
        for start in range(0, len(new), _BLOCK):
            fresh.update(
                zip(new[start : start + _BLOCK], self._by_title(new[start : start + _BLOCK]), strict=True)
            )
        return tuple(self._with_text(fresh.get(key) or self._known[key], text) for key, text in rows)

    @staticmethod
    def _key(title: str) -> str:
        return " ".join(unicodedata.normalize("NFC", title[:_TITLE]).split())

    def _by_title(self, titles: list[str]) -> list[Coding]:
        found = [self.aliases.find(title) for title in titles]
        left = [n for n, one in enumerate(found) if one is None]
        modelled = dict(zip(left, self._by_model([titles[n] for n in left]), strict=True))
        out = [modelled[n] if one is None else self._by_words(one, titles[n]) for n, one in enumerate(found)]
        if len(self._known) + len(titles) <= 200_000:
            self._known.update(zip(titles, out, strict=True))
        return out

    def _by_words(self, found: AliasFound, title: str, step: str = "") -> Coding:
        steps = [step or f"alias_{found.kind}", "alias"]
        if not step and is_vietnamese(title):
            steps = [f"vi_{name}" for name in steps] + steps
        probability, role_probability = (
            next((self.shares[name, target] for name in steps if (name, target) in self.shares), 0.0)
            for target in ("occupation", "role")
        )
        return self._decided(
            found.role, self.roles[found.role].occupation, role_probability, probability, "alias", found.words
        )

    def _by_model(self, titles: list[str]) -> list[Coding]:
        if self.model is None:
            return [Coding("", "", 0.0, 0.0, "undetermined")] * len(titles)
        if not titles:
            return []
        roles = self.model.probabilities(titles)
        codes = roles @ self._groups
        roles[:, [n for n, name in enumerate(self.model.roles) if name == NO_ROLE]] = 0.0
        role_at, code_at = roles.argmax(axis=1), codes.argmax(axis=1)
        rows = np.arange(len(titles))
        vietnamese = np.array([is_vietnamese(title) for title in titles])
        role_p = self._calibrated("role", roles[rows, role_at], vietnamese)
        code_p = self._calibrated("occupation", codes[rows, code_at], vietnamese)
        return [
            self._decided(
                self.model.roles[role_at[n]], self._occupations[code_at[n]], float(role_p[n]), float(code_p[n]), "model",
                self.model.weighing(titles[n], self.model.roles[role_at[n]]),
            )
            for n in range(len(titles))
        ]  # fmt: skip

    def _calibrated(self, target: str, raw: np.ndarray, vietnamese: np.ndarray) -> np.ndarray:
        other = self.calibration.get(target, Calibration())
        return np.where(vietnamese, self.calibration.get(f"vi_{target}", other).apply(raw), other.apply(raw))

    def _decided(
        self, role: str, occupation: str, role_probability: float, probability: float,
        how: Literal["alias", "model"], evidence: tuple[str, ...],
    ) -> Coding:  # fmt: skip
        """Leaves open what is less likely than stated; a role without its occupation is none."""
        sure = probability >= self.least_probability
        if not sure:
            return Coding("", "", probability, role_probability, "undetermined", evidence)
        clear = role_probability >= self.least_probability and self.roles[role].occupation == occupation
        return Coding(occupation, role if clear else "", probability, role_probability, how, evidence)

    def _with_text(self, coding: Coding, text: str) -> Coding:
        if coding.occupation or not text:
            return coding
        found = self.aliases.find_in_text(unicodedata.normalize("NFC", text[:_TITLE]))
        return coding if found is None else self._by_words(found, "", "text")
