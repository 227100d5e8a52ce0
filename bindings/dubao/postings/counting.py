"""From coded postings to counts of terms, and of pairs of terms, by month and source.

>>> from datetime import date
>>> from dubao.postings import Posting, count_terms
>>> rows = [Posting("a", str(n), date(2026, m, 5), f"2026-{m:02d}", t) for n, (m, t) in enumerate([(1, "Java SQL"), (1, "Go"), (2, "Java")])]
>>> counted = count_terms(rows, lambda p: p.title.split())
>>> counted.counts.terms, counted.counts.counts[:, :, 0].tolist(), counted.counts.postings[:, 0].tolist()
(('Go', 'Java', 'SQL'), [[1.0, 0.0], [1.0, 1.0], [1.0, 0.0]], [2.0, 1.0])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from dubao.errors import InputError, Problem
from dubao.postings.posting import Posting

if TYPE_CHECKING:
    from dubao.labour.emergence import TermCounts

__all__ = ["PAIR_JOINT", "CountedTerms", "count_pairs", "count_terms"]

# Between the two terms of a pair, which stand in alphabetical order.
PAIR_JOINT = " + "
# Terms of one posting beyond which its pairs are not counted: a list of everything is evidence for no combination.
_MOST_TERMS = 60


@dataclass(frozen=True)
class CountedTerms:
    """Counts, and what could not be counted.

    Attributes
    ----------
    counts : dubao.labour.emergence.TermCounts
        Terms in alphabetical order; the postings of a month and source include those without any term.
    postings : int
        Postings given; those counted have a month.
    without_month, without_terms : int
        Postings left out for want of a month; postings counted that mention no term.
    too_many_terms : int
        Postings whose pairs were not counted because they list more than 60 terms.
    left_out : int
        Terms (pairs) below ``at_least``.
    """

    counts: TermCounts
    postings: int
    without_month: int
    without_terms: int
    too_many_terms: int = 0
    left_out: int = 0


def count_terms(
    postings: Iterable[Posting], terms_of: Callable[[Posting], Iterable[str]], *, at_least: int = 1
) -> CountedTerms:
    """Counts postings that mention each term; a term counts once a posting.

    Parameters
    ----------
    postings : iterable of Posting
        After repeats are removed (:func:`dubao.postings.deduplicate`).
    terms_of : callable
        Gives the terms of a posting: a coder, a matcher of skills, a function of the user.
    at_least : int
        Terms in fewer postings over the whole time are left out and counted in ``left_out``. Choosing terms by their counts
        belongs before a test for emergence only with 1 or a number far below what the test needs.

    Returns
    -------
    CountedTerms

    Raises
    ------
    dubao.errors.InputError
        E-POST-007 when no posting has a month, E-POST-008 when a term is no text.
    """
    return _counted(postings, terms_of, at_least, pairs=False)


def count_pairs(
    postings: Iterable[Posting], terms_of: Callable[[Posting], Iterable[str]], *, at_least: int = 5
) -> CountedTerms:
    """As :func:`count_terms`, for pairs of different terms in one posting, written ``a + b``.

    >>> from datetime import date
    >>> row = Posting("a", "1", date(2026, 1, 5), "2026-01", "SQL Java Go")
    >>> count_pairs([row], lambda p: p.title.split(), at_least=1).counts.terms
    ('Go + Java', 'Go + SQL', 'Java + SQL')
    """
    return _counted(postings, terms_of, at_least, pairs=True)


def _counted(
    postings: Iterable[Posting], terms_of: Callable[[Posting], Iterable[str]], at_least: int, *, pairs: bool
) -> CountedTerms:
    from dubao.labour.emergence import TermCounts

    read: Counter[tuple[str, str]] = Counter()
    cells: dict[tuple[str, str], Counter[str]] = {}
    given = without_month = without_terms = too_many = 0
    for posting in postings:
        given += 1
        if not posting.month:
            without_month += 1
            continue
        cell = (posting.month, posting.source)
        read[cell] += 1
        terms = _terms(posting, terms_of)
        without_terms += not terms
        if pairs:
            too_many += len(terms) > _MOST_TERMS
            terms = (
                [PAIR_JOINT.join(two) for two in combinations(terms, 2)] if len(terms) <= _MOST_TERMS else []
            )
        cells.setdefault(cell, Counter()).update(terms)
    if not read:
        raise InputError(
            Problem(
                "E-POST-007", argument="postings", vi="không tin nào có tháng để đếm", en="no posting has a month to be counted in",
                remedy_vi="kiểm tra cột ngày; đặt day_first nếu ngày ghi như 03/04/2026",
                remedy_en="look at the column of dates; pass day_first where they are written as 03/04/2026",
            )
        )  # fmt: skip
    totals: Counter[str] = Counter()
    for counted in cells.values():
        totals.update(counted)
    kept = sorted(term for term, total in totals.items() if total >= at_least)
    rows = [
        (term, month, cells[month, source][term], source)
        for term in kept
        for month, source in sorted(cells)
        if term in cells[month, source]
    ]
    counts = TermCounts.from_rows(rows, [(month, n, source) for (month, source), n in sorted(read.items())])
    return CountedTerms(counts, given, without_month, without_terms, too_many, len(totals) - len(kept))


def _terms(posting: Posting, terms_of: Callable[[Posting], Iterable[str]]) -> list[str]:
    found = list(terms_of(posting))
    wrong = next((t for t in found if not isinstance(t, str) or not t), None)
    if wrong is not None or isinstance(terms_of, str):
        raise InputError(
            Problem(
                "E-POST-008", argument="terms_of", row=posting.row or None, vi=f"thuật ngữ “{wrong}” không phải là chữ",
                en=f"the term “{wrong}” is no text", remedy_vi="hàm phải trả về các chuỗi chữ không rỗng",
                remedy_en="the function must give texts that are not empty",
            )
        )  # fmt: skip
    return sorted(set(found))
