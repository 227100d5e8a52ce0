"""Finds the skills that a posting names, by their listed spellings: every match can be shown in the text.

The list is data (``datasets/skills``): whoever adds a skill adds a row. Nothing is guessed beyond the spellings: a skill that is described and
not named is not found.

>>> matcher = SkillMatcher.read()
>>> [(m.skill, m.alias) for m in matcher.find("Lập trình viên Go, React Native; biết học máy là lợi thế")]
[('go', 'Go'), ('react_native', 'React Native'), ('machine_learning', 'học máy')]
>>> matcher.find("Let us go: swift answers, a spark of joy")
()
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dubao.data.catalogue import fold
from dubao.errors import InputError, Problem
from dubao.postings.posting import Posting

if TYPE_CHECKING:
    from dubao.data import Catalogue

__all__ = ["Skill", "SkillMatch", "SkillMatcher"]

# A word with the signs that belong to names (C++, C#, .NET), or the end of a sentence.
_TOKEN = re.compile(r"\.?[^\W_]+[+#]*|[.!?:](?=\s|$)")
_ENDS = frozenset(".!?:")
# The two ways to place the tone mark: ảo hoá, ảo hóa.
_TONES = {
    old: new
    for olds, news in (
        ("oá oà oả oã oạ", "óa òa ỏa õa ọa"), ("oé oè oẻ oẽ oẹ", "óe òe ỏe õe ọe"), ("uý uỳ uỷ uỹ uỵ", "úy ùy ủy ũy ụy"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
}  # fmt: skip
# Beside these an everyday word is the name of a skill: "lập trình viên Go", "Rust engineer".
_ROLE_WORDS = frozenset(
    ("developer", "developers", "engineer", "engineers", "programmer", "programming", "language", "backend", "framework", "viên", "sư", "trình", "ngữ")
)  # fmt: skip
_JOINTS = frozenset(("and", "or", "và", "hoặc", "hay", "with", "với"))


@dataclass(frozen=True, slots=True)
class Skill:
    """A row of the list; aliases in both languages together.

    ``reading`` says how its English name counts: ``plain``, ``as_written`` (AI: *ai* is a Vietnamese word), or in ``context``, as written and
    beside another skill or a word of role (Go, R).
    """

    id: str
    name_vi: str
    name_en: str
    cluster: str
    aliases: tuple[str, ...]
    reading: Literal["plain", "context", "as_written"] = "plain"
    first_seen: str = ""


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """Where a skill stands in a text.

    Attributes
    ----------
    skill : str
        Its id.
    alias : str
        The words of the text.
    start, end : int
        Of these words in the text.
    rule : str
        ``spelling``, or ``context`` for an everyday word that counts because of what stands beside it.
    """

    skill: str
    alias: str
    start: int
    end: int
    rule: Literal["spelling", "context"]


class SkillMatcher:
    """Matches listed spellings as whole words, the longest first; called with a posting it gives the ids of its skills.

    Parameters
    ----------
    skills : iterable of Skill

    Raises
    ------
    dubao.errors.InputError
        E-POST-009 when a spelling belongs to two skills; all at once.

    Notes
    -----
    Case is ignored, except for an everyday word that names a skill (Go, R, Swift): it counts as the name is written and beside another skill or a
    word of role. Vietnamese spellings of two words and more are also found without marks.
    Cost: linear in the words.

    Examples
    --------
    >>> own = SkillMatcher([Skill("sql", "SQL", "SQL", "database", ()), Skill("r", "R", "R", "data", (), reading="context")])
    >>> own(Posting("a", "", None, "", "Data analyst", "R, SQL")), own(Posting("a", "", None, "", "R & D"))
    (('r', 'sql'), ())
    """

    def __init__(self, skills: Iterable[Skill]) -> None:
        self.skills = {skill.id: skill for skill in skills}
        self._words: dict[str, str] = {}
        # First word → spellings that begin with it, the longest first.
        self._spellings: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._in_context: dict[str, str] = {}
        self._as_written: dict[str, str] = {}
        self._dotted: frozenset[str] = frozenset()
        owners: dict[tuple[str, ...], str] = {}
        problems: list[Problem] = []
        for skill in self.skills.values():
            self._add(skill, owners, problems)
        if problems:
            raise InputError(problems)
        self._dotted = frozenset(w for key in owners for w in key if w.startswith("."))
        self._words.clear()
        for key, owner in owners.items():
            self._spellings.setdefault(key[0], []).append((key, owner))
        for known in self._spellings.values():
            known.sort(key=lambda one: -len(one[0]))
        self._firsts = frozenset((*self._spellings, *map(self._word, (*self._in_context, *self._as_written))))

    @classmethod
    def read(cls, package: str = "skills", catalogue: Catalogue | None = None) -> SkillMatcher:
        """The matcher of the list of a data package, of a user's own as well.

        >>> len(SkillMatcher.read().skills) >= 150
        True
        """
        from dubao.data import Catalogue

        rows = (catalogue or Catalogue()).table(f"{package}/skills")
        return cls(
            Skill(
                row["skill_id"], row["name_vi"], row["name_en"], row["cluster"],
                tuple(a for column in ("aliases_en", "aliases_vi") for a in (row[column] or "").split("|") if a),
                row["reading"], row["first_seen"] or "",
            )
            for row in rows
        )  # fmt: skip

    def find(self, text: str) -> tuple[SkillMatch, ...]:
        """Every match, in the order of the text."""
        found = list(_TOKEN.finditer(text))
        matches = self._matches([m[0] for m in found])
        return tuple(
            SkillMatch(
                skill, text[found[i].start() : found[j - 1].end()], found[i].start(), found[j - 1].end(), rule
            )
            for i, j, skill, rule in matches
        )

    def __call__(self, posting: Posting) -> tuple[str, ...]:
        """Ids of the skills of title and text, in alphabetical order."""
        matches = self._matches(_TOKEN.findall(f"{posting.title} .\n{posting.text}"))
        return tuple(sorted({skill for _, _, skill, _ in matches}))

    def _add(self, skill: Skill, owners: dict[tuple[str, ...], str], problems: list[Problem]) -> None:
        spellings = [*skill.aliases]
        if skill.reading == "plain":
            spellings.append(skill.name_en)
        else:
            named = self._in_context if skill.reading == "context" else self._as_written
            named[skill.name_en] = skill.id
        if skill.reading == "plain" or skill.name_vi != skill.name_en:
            spellings.append(skill.name_vi)
        keys = {tuple(map(self._word, _TOKEN.findall(s))): s for s in spellings}
        # Typed without marks, several words are still clear; one may be another word (sắp, SAP).
        keys |= {tuple(fold(w) for w in key): s for key, s in list(keys.items()) if len(key) > 1}
        for key, spelling in keys.items():
            if key and owners.setdefault(key, skill.id) != skill.id:
                problems.append(
                    Problem(
                        "E-POST-009", argument="skills", vi=f"“{spelling}” là cách viết của cả {owners[key]} và {skill.id}",
                        en=f"“{spelling}” is a spelling of both {owners[key]} and {skill.id}",
                        remedy_vi="giữ cách viết ở một kỹ năng", remedy_en="keep the spelling with one skill",
                    )
                )  # fmt: skip

    def _word(self, token: str) -> str:
        """A token as spellings are compared; remembered, since words come again and again."""
        known = self._words.get(token)
        if known is None:
            known = token.casefold()
            if known.startswith(".") and len(known) > 1 and self._dotted and known not in self._dotted:
                known = known[1:]
            known = known[:-2] + _TONES.get(known[-2:], known[-2:])
            if len(self._words) < 1_000_000:
                self._words[token] = known
        return known

    def _matches(self, tokens: list[str]) -> list[tuple[int, int, str, Literal["spelling", "context"]]]:
        known = self._words
        words = [known.get(token) or self._word(token) for token in tokens]
        firsts = self._firsts
        out: list[tuple[int, int, str, Literal["spelling", "context"]]] = []
        waiting: list[tuple[int, str]] = []
        end = 0
        for at in [n for n, word in enumerate(words) if word in firsts]:
            if at < end:
                continue
            for key, skill in self._spellings.get(words[at], ()):
                if len(key) == 1 or tuple(words[at : at + len(key)]) == key:
                    end = at + len(key)
                    out.append((at, end, skill, "spelling"))
                    break
            else:
                if tokens[at] in self._as_written:
                    out.append((at, at + 1, self._as_written[tokens[at]], "spelling"))
                elif tokens[at] in self._in_context:
                    waiting.append((at, self._in_context[tokens[at]]))
        return sorted(out + self._beside(waiting, out, words)) if waiting else out

    @staticmethod
    def _beside(
        waiting: list[tuple[int, str]],
        found: list[tuple[int, int, str, Literal["spelling", "context"]]],
        words: list[str],
    ) -> list[tuple[int, int, str, Literal["spelling", "context"]]]:
        """Everyday words beside a skill or a word of role; one that counts lets its neighbour count."""
        taken = {n for i, j, _, _ in found for n in range(i, j)} | {
            n for n, w in enumerate(words) if w in _ROLE_WORDS
        }
        out: list[tuple[int, int, str, Literal["spelling", "context"]]] = []
        changed = True
        while changed:
            changed = False
            for at, skill in list(waiting):
                near = {at - 1, at + 1}
                near |= {
                    at + 2 * step
                    for step in (-1, 1)
                    if 0 <= at + step < len(words) and words[at + step] in _JOINTS
                }
                if near & taken:
                    taken.add(at)
                    waiting.remove((at, skill))
                    out.append((at, at + 1, skill, "context"))
                    changed = True
        return out
