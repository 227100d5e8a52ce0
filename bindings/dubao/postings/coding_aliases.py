"""Which role a title names, by listed words: every answer can be shown in the title.

The words are data (``datasets/occupation-coding/aliases.csv``, ``heads.csv``). An alias is of one kind:

=============  ==========================================================================================================
``exact``      the title, without level, place and pay, is this alias
``word``       the alias stands in the title as whole words
``general``    the same, but it yields to any other role (*software engineer* beside *mobile*)
``qualifier``  it names a role only with a head word of the listed classes (*mobile* with *developer*, *kỹ sư*)
=============  ==========================================================================================================

>>> found = AliasFinder.read().find("Senior Mobile Developer (Flutter, upto $3000)")
>>> found.role, found.kind, found.words
('mobile_developer', 'word', ('Mobile Developer',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dubao.data.catalogue import fold
from dubao.errors import InputError, Problem
from dubao.postings.skills import Skill, SkillMatch, SkillMatcher

if TYPE_CHECKING:
    from dubao.data import Catalogue

__all__ = ["Alias", "AliasFinder", "AliasFound", "Head"]

What = Literal["exact", "word", "general", "qualifier"]
Kind = Literal["exact", "word", "qualifier", "general", "carrier", "several"]

# What stands after one of these, or within brackets, says more about the post named before it.
_PART = re.compile(r"\s[-–—|~]+\s|[|;:]|\s[-–—]|[-–—]\s")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|【[^【】]*】")
_JOINT = re.compile(r"[/,&+;|]|\b(?:and|or|và|hoặc|kiêm)\b", re.IGNORECASE)
_ONLY_JOINT = re.compile(r"\s*(?:[/,&+]|and|or|và|hoặc|kiêm)\s*", re.IGNORECASE)
# Letters of a posting's text that may say what its title does not; later ones name colleagues, customers and tools.
_OPENING = 300
_SENTENCE = re.compile(r"[.!?;:,\n]")
# With these beside it, "quản lý" is what the post does to things, not a rank over people.
_NO_MANAGERS = frozenset(
    ("specialist", "engineer", "developer", "technician", "analyst", "administrator", "consultant", "intern")
)
# Kinds of work that make another role of what they deal with, and the roles that are theirs already.
_CARRIERS = ("manager", "trainer", "sales")
_OWN = {
    "manager": frozenset(
        ("it_manager", "security_manager", "business_manager", "project_manager", "product_manager")
    ),
    "trainer": frozenset(("it_trainer", "lecturer")),
    "sales": frozenset(("it_sales",)),
}
# A general alias is a head word as well.
_GENERAL_HEADS = {"software_developer": "developer", "sales": "sales"}
_ENDS = frozenset(("frontend_developer", "backend_developer", "web_developer"))
# A part that begins with one of these names the unit ("- Khối CNTT"), not the work.
_UNIT = re.compile(
    r"\s*(?:(?:thuộc|tại)\s+)?(?:khối|trung tâm|ban|phòng|viện|bộ phận|công ty|tập đoàn|chi nhánh|khoi|trung tam|phong)\b", re.IGNORECASE
)  # fmt: skip
_IN_UNIT = re.compile(
    r"(?<!đốc)(?<!trưởng)(?<!phó)\s+(?:(?:thuộc|tại)\s+(?:khối|trung tâm|ban|phòng)|khối)\s[^-–—|()\[\]]*", re.IGNORECASE
)  # fmt: skip
# Vietnamese words of rank say nothing of the work where another word does ("chuyên viên phân tích ...").
_RANKS = frozenset(("chuyên viên", "nhân viên", "cán bộ", "cộng tác viên", "CV", "NV", "CTV", "trưởng nhóm", "nhóm trưởng", "cao cấp"))  # fmt: skip
_RANK_CLASSES = frozenset(("specialist", "lead", "level"))
_WORK_CLASSES = frozenset(("developer", "analyst", "administrator", "architect", "consultant", "designer", "scientist", "support", "tester"))  # fmt: skip
# What a tool in brackets does not make of a software developer.
_NO_DEVELOPERS = frozenset(
    ("database_administrator", "system_administrator", "network_engineer", "it_support", "erp_consultant")
)


def _spelling(words: str) -> str:
    """Words as two spellings are compared: without case, marks and signs between them."""
    return " ".join(re.findall(r"\.?[^\W_]+[+#]*", fold(words)))


@dataclass(frozen=True, slots=True)
class Alias:
    """A row of ``aliases.csv``; ``heads`` are the classes of head words a qualifier needs.

    An alias written with a capital letter (BA, PM) counts only as it is written: in lower case it is another word.
    """

    role: str
    alias: str
    what: What
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A row of ``heads.csv``: a word that says what kind of work, and its class (``developer``, ``technician``, ``manager`` …)."""

    head: str
    word: str


@dataclass(frozen=True, slots=True)
class AliasFound:
    """The role that the words of a title name.

    Attributes
    ----------
    role : str
    kind : str
        ``exact``, ``word``, ``qualifier``, ``general``, ``carrier`` (who manages, teaches or sells what the words name) or ``several`` (the
        first of two that are joined).
    words : tuple of str
        Of the title, as written there.
    """

    role: str
    kind: Kind
    words: tuple[str, ...]


class AliasFinder:
    """Finds the role of a title by listed words.

    Parameters
    ----------
    aliases : iterable of Alias
    heads : iterable of Head
    fields : mapping of str to str
        Field of each role; says which manager's role a manager has.

    Raises
    ------
    dubao.errors.InputError
        E-COD-001 for an alias of an unknown role, E-COD-002 for one that two roles claim in the same way; all at once.

    Notes
    -----
    1. The part before the first dash, bar or colon and outside brackets is read first; the rest when it names no role, or only a general one.
    2. Words of two roles and more: the front and back ends together are a full-stack developer; of two that are joined (``/``, ``,``,
       *and*, *hoặc*) the first counts; otherwise nothing is found.
    3. Who manages, teaches or sells what the words name has a role of his own.
    4. Of two spellings that overlap the longer counts.
    5. A unit (*- Khối CNTT*) is no work, except in the title of its head. A Vietnamese word of rank (*chuyên viên*) is no head word where
       another one says the kind of work.

    Examples
    --------
    >>> finder = AliasFinder.read()
    >>> finder.find("Trưởng phòng hạ tầng mạng").role, finder.find("Java/PHP Developer").role, finder.find("Tuyển gấp nhân viên") is None
    ('it_manager', 'software_developer', True)
    """

    def __init__(self, aliases: Iterable[Alias], heads: Iterable[Head], fields: Mapping[str, str]) -> None:
        aliases, heads = tuple(aliases), tuple(heads)
        self.fields = dict(fields)
        self._rows = (aliases, heads)
        self._named: dict[str, Alias] = {}
        self._qualifying: dict[str, list[Alias]] = {}
        self._heads = {head.word: head.head for head in heads}
        problems: list[Problem] = []
        for alias in aliases:
            self._add(alias, problems)
        if problems:
            raise InputError(problems)
        spellings = {*self._named, *self._qualifying, *self._heads}
        self._matcher = SkillMatcher(
            Skill(s, s, s, "", (), "as_written" if s != s.lower() and " " not in s else "plain")
            for s in sorted(spellings)
        )

    @classmethod
    def read(cls, package: str = "occupation-coding", catalogue: Catalogue | None = None) -> AliasFinder:
        """The finder of the lists of a data package, of a user's own as well.

        >>> AliasFinder.read().find("Kỹ sư thiết kế vi mạch số").role
        'chip_designer'
        """
        from dubao.data import Catalogue

        tables = catalogue or Catalogue()
        return cls(
            (Alias(r["role"], r["alias"], r["what"], tuple(h for h in (r["heads"] or "").split("|") if h)) for r in tables.table(f"{package}/aliases")),
            (Head(r["head"], r["word"]) for r in tables.table(f"{package}/heads")),
            {r["role"]: r["field"] for r in tables.table(f"{package}/roles")},
        )  # fmt: skip

    def find(self, title: str) -> AliasFound | None:
        """The role that the words of ``title`` name; None where they name none or contradict each other."""
        title = self._without_unit(title)
        bare = _BRACKETS.sub(" | ", title)
        parts = [p for p in _PART.split(bare) if p.strip()]
        found = None
        for part in parts:
            found = self._resolve(part)
            if found is not None:
                break
        if found is None or found.kind == "general" or found.role == "software_developer":
            whole = self._resolve(title)
            tool = (
                found is not None
                and whole is not None
                and whole.kind == "qualifier"
                and whole.role in _NO_DEVELOPERS
            )
            if whole is not None and not tool and (found is None or whole.kind != "several"):
                return whole
        return found

    def with_aliases(self, aliases: Iterable[Alias], fields: Mapping[str, str]) -> AliasFinder:
        """A finder with more aliases; a spelling that is taken, with or without marks, stays with the role it has.

        Parameters
        ----------
        aliases : iterable of Alias
        fields : mapping of str to str
            Of the roles that are new.
        """
        rows, heads = self._rows
        taken = {_spelling(word) for word in (*(a.alias for a in rows), *(h.word for h in heads))}
        more = []
        for alias in aliases:
            key = _spelling(alias.alias)
            if key and key not in taken:
                taken.add(key)
                more.append(alias)
        return AliasFinder((*rows, *more), heads, {**fields, **self.fields})

    def find_in_text(self, text: str) -> AliasFound | None:
        """The role that the first sentences of a posting name, for a title that names none; words of general meaning do not count.

        >>> AliasFinder.read().find_in_text("You will join us as a Backend Engineer. Free lunch.").role
        'backend_developer'
        """
        for sentence in _SENTENCE.split(text[:_OPENING]):
            found = self._resolve(sentence)
            if found is not None and found.kind in ("word", "qualifier"):
                return found
        return None

    def _add(self, alias: Alias, problems: list[Problem]) -> None:
        if alias.role not in self.fields:
            problems.append(
                Problem(
                    "E-COD-001", argument="aliases", vi=f"“{alias.alias}” thuộc vai trò “{alias.role}” không có trong danh mục",
                    en=f"“{alias.alias}” is of the role “{alias.role}”, which is not in the list",
                    remedy_vi="thêm vai trò vào roles.csv hoặc sửa mã", remedy_en="add the role to roles.csv or mend the id",
                )
            )  # fmt: skip
            return
        if alias.what == "qualifier":
            self._qualifying.setdefault(alias.alias, []).append(alias)
            return
        other = self._named.setdefault(alias.alias, alias)
        if other.role != alias.role:
            problems.append(
                Problem(
                    "E-COD-002", argument="aliases", vi=f"“{alias.alias}” là cách gọi của cả {other.role} và {alias.role}",
                    en=f"“{alias.alias}” is an alias of both {other.role} and {alias.role}",
                    remedy_vi="giữ cách gọi ở một vai trò", remedy_en="keep the alias with one role",
                )
            )  # fmt: skip

    def _resolve(self, text: str) -> AliasFound | None:
        matches = self._longest(text)
        if not matches:
            return None
        heads = [(m, self._heads[m.skill]) for m in matches if m.skill in self._heads]
        named = [(m, self._named[m.skill]) for m in matches if m.skill in self._named]
        special = [(m, a) for m, a in named if a.what == "word"]
        general = [(m, a) for m, a in named if a.what == "general"]
        exact = [(m, a) for m, a in named if a.what == "exact" and self._is_all(m, heads, text)]
        classes = {name for _, name in heads} | {
            _GENERAL_HEADS[a.role] for _, a in general if a.role in _GENERAL_HEADS
        }
        for _, alias in special:
            classes |= {
                self._heads[w] for w in (alias.alias.split()[0], alias.alias.split()[-1]) if w in self._heads
            }
        if any(match.skill in _RANKS for match, _ in heads) and classes & _WORK_CLASSES:
            classes -= _RANK_CLASSES
        carrier = self._carrier(heads)
        if carrier:
            classes |= {"engineer", "specialist", "administrator"}
        qualified = [
            (m, a)
            for m in matches
            for a in self._qualifying.get(m.skill, ())
            if not classes.isdisjoint(a.heads)
        ]
        # "Backend/Frontend Developer": what is joined to a word shares its head.
        special += [(m, a) for m, a in qualified if any(self._joined(m, other, text) for other, _ in special)]
        steps: tuple[tuple[Kind, list[tuple[SkillMatch, Alias]]], ...] = (
            ("word", special), ("qualifier", [(m, a) for m, a in qualified if a.role != "software_developer"]),
            ("exact", exact), ("qualifier", qualified), ("general", general),
        )  # fmt: skip
        for kind, found in steps:
            if found:
                return self._one(kind, found, text, carrier)
        return None

    def _without_unit(self, title: str) -> str:
        """The title without the unit that the post belongs to; whole where it names a head, whose field the unit may tell."""
        bare = _BRACKETS.sub(lambda one: " " if _UNIT.match(one[0][1:]) else one[0], title)
        kept = [
            part for part in _PART.split(_IN_UNIT.sub(" ", bare)) if part.strip() and not _UNIT.match(part)
        ]
        rest = " - ".join(kept)
        if rest == title or not rest:
            return title
        managed = any(self._heads.get(match.skill) == "manager" for match in self._longest(rest))
        return title if managed else rest

    def _longest(self, text: str) -> list[SkillMatch]:
        """Matches from left to right; one that overlaps a longer or less general one that begins within it gives way."""
        out: list[SkillMatch] = []
        rest = list(self._matcher.find(text))
        while rest:
            match = rest.pop(0)
            inner = match.start + len(match.alias.split()[0])
            if inner < match.end:
                moved = [
                    replace(m, start=m.start + inner, end=m.end + inner)
                    for m in self._matcher.find(text[inner:])
                ]
                if (
                    moved
                    and moved[0].start < match.end < moved[0].end
                    and (len(moved[0].alias) > len(match.alias) or self._yields(match, moved[0]))
                ):
                    # The first words of what gave way may be a spelling of their own ("trưởng phòng | kinh doanh phần mềm").
                    before = self._matcher.find(text[match.start : moved[0].start])
                    out += [replace(m, start=m.start + match.start, end=m.end + match.start) for m in before]
                    rest = moved
                    continue
            out.append(match)
        return out

    def _yields(self, match: SkillMatch, other: SkillMatch) -> bool:
        """Whether a word of general meaning overlaps one that is not: it yields whatever their lengths."""
        one, two = self._named.get(match.skill), self._named.get(other.skill)
        return one is not None and two is not None and (one.what, two.what) == ("general", "word")

    @staticmethod
    def _is_all(match: SkillMatch, heads: list[tuple[SkillMatch, str]], text: str) -> bool:
        """Whether nothing but words of level and head words stands beside the match."""
        covered = bytearray(len(text))
        for one in (match, *(m for m, _ in heads)):
            covered[one.start : one.end] = b"x" * (one.end - one.start)
        return not any(letter.isalnum() and not inside for letter, inside in zip(text, covered, strict=True))

    @staticmethod
    def _joined(one: SkillMatch, other: SkillMatch, text: str) -> bool:
        first, second = sorted((one, other), key=lambda m: m.start)
        return bool(_ONLY_JOINT.fullmatch(text[first.end : second.start]))

    @staticmethod
    def _carrier(heads: list[tuple[SkillMatch, str]]) -> str:
        """``manager``, ``trainer`` or ``sales`` where this is the kind of work, whatever it deals with; else empty.

        The head of a title is its first head word (Vietnamese) or its last (English).
        """
        classes = {name for _, name in heads}
        for name in _CARRIERS:
            places = [n for n, (_, other) in enumerate(heads) if other == name]
            if not places:
                continue
            if all(heads[n][0].alias.casefold() in ("quản lý", "quan ly") for n in places) and (
                classes & _NO_MANAGERS or places[0] > 0
            ):
                continue
            after = (
                places[0] == 1 and heads[0][1] == "specialist" and heads[1][0].start == heads[0][0].end + 1
            )
            english = name == "sales" and heads[places[-1]][0].skill.isascii()
            if places[0] == 0 or after or english or (name != "sales" and places[-1] == len(heads) - 1):
                return name
        return ""

    def _one(
        self, kind: Kind, found: list[tuple[SkillMatch, Alias]], text: str, carrier: str
    ) -> AliasFound | None:
        found = sorted(found, key=lambda pair: pair[0].start)
        roles = list(dict.fromkeys(alias.role for _, alias in found))
        words = tuple(dict.fromkeys(match.alias for match, _ in found))
        carried = self._carried(roles, carrier)
        if carried is not None:
            return AliasFound(carried, "carrier", words) if carried else None
        role, kept = roles[0], set(roles)
        if len(roles) > 1:
            if {"frontend_developer", "backend_developer"} <= kept <= _ENDS:
                role = "fullstack_developer"
            elif kept == {"frontend_developer", "web_developer"}:
                role = "frontend_developer"
            elif kept == {"fullstack_developer", "web_developer"}:
                role = "fullstack_developer"
            else:
                first, second = (next(m for m, a in found if a.role == r) for r in roles[:2])
                if len(roles) > 2 or not _JOINT.search(text[first.end : second.start]):
                    return None
                kind, words = "several", (first.alias, second.alias)
        return AliasFound(role, kind, words)

    def _carried(self, roles: list[str], carrier: str) -> str | None:
        """The role of who manages, teaches or sells what the words name; None where the words say it all, empty where it is open."""
        if not _OWN["trainer"].isdisjoint(roles):
            carrier = "trainer"
        if not carrier or (carrier != "manager" and len(roles) == 1 and roles[0] in _OWN[carrier]):
            return None
        if not _OWN[carrier].isdisjoint(roles):
            return next(r for r in roles if r in _OWN[carrier])
        field = self.fields[roles[0]]
        technical = field in ("information_technology", "cybersecurity") or roles[0].startswith("telecom")
        if carrier == "manager":
            if field == "cybersecurity":
                return "security_manager"
            if not _OWN["sales"].isdisjoint(roles):
                return "business_manager"
            return "it_manager" if technical else "business_manager" if field == "other" else ""
        if not technical:
            return None
        return "it_trainer" if carrier == "trainer" else "it_sales"
