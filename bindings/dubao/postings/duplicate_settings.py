"""Settings under which two postings count as one; recorded in every result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dubao.data.catalogue import fold
from dubao.errors import Collector, InputError, Problem
from dubao.postings.posting import Posting
from dubao.postings.signatures import words_of

__all__ = ["APART_FIELDS", "LEVEL_WORDS", "DuplicateSettings", "stand_apart"]

APART_FIELDS = ("title", "place", "employer")
# Without marks: words of a title that make another post of the same text (one word of a term is enough: cấp, trưởng, tập sự).
LEVEL_WORDS = frozenset(
    ("senior", "junior", "middle", "mid", "lead", "leader", "principal", "intern", "internship", "fresher", "trainee", "manager", "head",
     "director", "chief", "truong", "pho", "cap", "tap", "sr", "jr")
)  # fmt: skip
# Share of pairs at the threshold that must share a band, so that they are looked at; of pairs above it more do.
_FOUND_AT_THRESHOLD = 0.98


@dataclass(frozen=True)
class DuplicateSettings:
    """What makes two postings one advertisement.

    Attributes
    ----------
    window_days : int
        A posting repeats an earlier one when it came fewer than so many days after it; what comes later is a new advertisement.
    threshold : float
        Smallest Jaccard similarity of the shingles of title and text; computed exactly for every pair that MinHash proposes.
    shingle_words : int
        Words of a shingle.
    permutations, seed : int
        Of MinHash.
    least_words : int
        Shorter postings say too little to be told apart by their text: they are one only with the same employer, title and place.
    apart_by : tuple of str
        Fields (title, place, employer) that keep two postings apart when both state them and neither holds all words of the other.
        Titles that differ in a word of level (senior, trưởng …) are apart as well.

    Examples
    --------
    >>> DuplicateSettings().bands, DuplicateSettings().band_rows
    (25, 5)
    >>> DuplicateSettings(threshold=0.9).band_rows
    11
    """

    window_days: int = 30
    threshold: float = 0.7
    shingle_words: int = 2
    permutations: int = 128
    seed: int = 1
    least_words: int = 20
    apart_by: tuple[str, ...] = ("title", "place")

    def __post_init__(self) -> None:
        found = Collector()
        for name, ok, vi, en in (
            ("window_days", self.window_days >= 1, "từ 1 ngày", "at least a day"),
            ("threshold", 0.0 < self.threshold <= 1.0, "lớn hơn 0, không quá 1", "above 0 and at most 1"),
            ("shingle_words", 1 <= self.shingle_words <= 20, "từ 1 đến 20", "from 1 to 20"),
            ("permutations", 16 <= self.permutations <= 1024, "từ 16 đến 1024", "from 16 to 1024"),
            ("seed", self.seed >= 0, "số nguyên không âm", "a whole number, not negative"),
            ("least_words", self.least_words >= 1, "từ 1", "at least 1"),
            (
                "apart_by",
                set(self.apart_by) <= set(APART_FIELDS),
                ", ".join(APART_FIELDS),
                ", ".join(APART_FIELDS),
            ),
        ):
            if not ok:
                value = getattr(self, name)
                found.add(
                    Problem(
                        "E-POST-006", argument=name, vi=f"giá trị {value} không dùng được", en=f"the value {value} cannot be used",
                        remedy_vi=vi, remedy_en=en,
                    )
                )  # fmt: skip
        found.raise_if_any(InputError)

    @property
    def band_rows(self) -> int:
        """Most rows of a band with which a pair at the threshold t shares one of b bands at least 98 times in 100: 1 − (1 − tʳ)ᵇ."""
        best = 1
        for rows in range(1, self.permutations + 1):
            bands = self.permutations // rows
            if 1 - (1 - self.threshold**rows) ** bands >= _FOUND_AT_THRESHOLD:
                best = rows
        return best

    @property
    def bands(self) -> int:
        """Bands of a signature."""
        return self.permutations // self.band_rows


@lru_cache(maxsize=65536)
def _folded_words(text: str) -> frozenset[str]:
    return frozenset(words_of(fold(text)))


def stand_apart(first: Posting, second: Posting, fields: tuple[str, ...]) -> bool:
    """Whether a field says that two postings are not the same.

    >>> a, b = (Posting("s", "", None, "", t, place=p) for t, p in (("Java Developer", "Hà Nội"), ("Java developer (HN)", "Ha Noi, VN")))
    >>> stand_apart(a, b, ("title", "place"))
    False
    >>> stand_apart(a, Posting("s", "", None, "", "Senior Java Developer"), ("title",))
    True
    """
    for name in fields:
        one, other = _folded_words(getattr(first, name)), _folded_words(getattr(second, name))
        if one and other and not (one <= other or other <= one):
            return True
        if name == "title" and one and other and (one ^ other) & LEVEL_WORDS:
            return True
    return False
