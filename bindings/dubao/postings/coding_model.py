"""A linear model of what listed words leave open: log odds of each role as a sum over words, pairs of words and runs of letters of a title.

The coefficients are a table (``datasets/occupation-coding/model.csv``), made from the hand-coded sample by ``scripts/make_occupation_model.py``.

>>> sorted(features("Lập trình viên"))[:4]
['a:lập', 'a:trình', 'a:viên', 'b:lap trinh']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao.data.catalogue import fold

if TYPE_CHECKING:
    from dubao.data import Catalogue

__all__ = ["NO_ROLE", "Calibration", "RoleModel", "features", "is_vietnamese"]

# Titles that name no role, a class of its own.
NO_ROLE = "none"
# Letters that Vietnamese has and its neighbours on the page (French, German) do not.
_MARKED = re.compile("[ăđơưảạấầẩẫậắằẳẵặẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỳỷỹỵ]")
_WORD = re.compile(r"[^\W\d_]+\d*[+#]*")
# Letters of a run; shorter words are features as words alone.
_RUN = 4
# Features of a title beyond which it is no title.
_MOST_FEATURES = 400
# Titles scored at once: bounds memory to about _BLOCK * 100 * roles * 4 bytes.
_BLOCK = 2_000


# Words of rank and kind of work by which a title without marks is known as Vietnamese.
_UNMARKED = re.compile(
    r"\b(?:chuyen vien|nhan vien|can bo|ky su|ki su|lap trinh|ky thuat|thuc tap sinh|truong (?:phong|nhom|ban|bo phan)|giam doc|quan tri"
    r"|quan ly|phan tich|phat trien|kiem thu|ke toan|giang vien|cong nhan|kinh doanh|van hanh|trien khai|tuyen dung)\b"
)  # fmt: skip


def is_vietnamese(title: str) -> bool:
    """Whether a title has Vietnamese words: letters with Vietnamese marks, or the commonest words of titles without them.

    >>> [is_vietnamese(title) for title in ("Kỹ sư mạng", "Ky su mang", "Network Engineer", "Développeur Java")]
    [True, True, False, False]
    """
    lower = unicodedata.normalize("NFC", title.casefold())
    return bool(_MARKED.search(lower) or _UNMARKED.search(lower))


def features(title: str) -> list[str]:
    """Features of a title, each once: ``w`` word without marks, ``a`` word with them, ``b`` two words, ``c`` four letters.

    Numbers (pay, counts) are none.
    """
    marked = [word.casefold() for word in _WORD.findall(title)]
    words = [fold(word) for word in marked]
    found: dict[str, None] = {}
    for word, as_written in zip(words, marked, strict=True):
        found[f"w:{word}"] = None
        if word != as_written:
            found[f"a:{as_written}"] = None
        if len(word) > _RUN:
            for at in range(len(word) - _RUN + 1):
                found[f"c:{word[at : at + _RUN]}"] = None
    for one, other in zip(words, words[1:], strict=False):
        found[f"b:{one} {other}"] = None
    return list(found)[:_MOST_FEATURES]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a stated probability follows from a raw one: ln(p / (1 − p)) = intercept + slope · ln(raw / (1 − raw))."""

    intercept: float = 0.0
    slope: float = 1.0

    def apply(self, raw: np.ndarray) -> np.ndarray:
        """Calibrated probabilities."""
        inside = np.clip(raw, 1e-9, 1 - 1e-9)
        return np.asarray(1 / (1 + np.exp(-(self.intercept + self.slope * np.log(inside / (1 - inside))))))


class RoleModel:
    """Probabilities of roles from the features of a title.

    Parameters
    ----------
    coefficients : iterable of (role, feature, coefficient)
        On the scale of log odds; the feature ``intercept`` is the constant of its role.

    Notes
    -----
    A multinomial logistic regression: the probability of a role is exp(its log odds) over the sum of them all, those of ``none`` (titles
    that name no role) among them. Cost of a title: its features × roles.

    Examples
    --------
    >>> model = RoleModel([("tester", "w:test", 4.0), ("tester", "intercept", -2.0), ("none", "intercept", -1.0)])
    >>> model.roles, model.probabilities(["Test", "abc"]).round(2).tolist()
    (('none', 'tester'), [[0.05, 0.95], [0.73, 0.27]])
    """

    def __init__(self, coefficients: Iterable[tuple[str, str, float]]) -> None:
        rows = list(coefficients)
        self.roles = tuple(sorted({role for role, _, _ in rows}))
        place = {role: n for n, role in enumerate(self.roles)}
        self._constant = np.zeros(len(self.roles), dtype=np.float32)
        names = sorted({feature for _, feature, _ in rows if feature != "intercept"})
        self._index = {feature: n for n, feature in enumerate(names)}
        # The last row is that of a title without any known feature.
        self._weights = np.zeros((len(names) + 1, len(self.roles)), dtype=np.float32)
        for role, feature, value in rows:
            if feature == "intercept":
                self._constant[place[role]] = value
            else:
                self._weights[self._index[feature], place[role]] = value

    @classmethod
    def read(cls, package: str = "occupation-coding", catalogue: Catalogue | None = None) -> RoleModel:
        """The model of a data package.

        >>> "tester" in RoleModel.read().roles
        True
        """
        from dubao.data import Catalogue

        rows = (catalogue or Catalogue()).table(f"{package}/model")
        return cls((r["role"], r["feature"], float(r["coefficient"])) for r in rows)

    def probabilities(self, titles: Sequence[str]) -> np.ndarray:
        """Titles × roles; each row sums to 1."""
        out = np.empty((len(titles), len(self.roles)))
        for start in range(0, len(titles), _BLOCK):
            some = titles[start : start + _BLOCK]
            out[start : start + len(some)] = self._block(some)
        return out

    def weighing(self, title: str, role: str, most: int = 3) -> tuple[str, ...]:
        """The features of ``title`` that speak most for ``role``, the strongest first, as words; a run of letters as ``…test…``.

        >>> RoleModel([("r", "w:mang", 1.0), ("r", "a:mạng", 2.0), ("r", "c:trun", 0.5)]).weighing("Mạng trung", "r")
        ('mạng', '…trun…')
        """
        place = self.roles.index(role)
        known = [
            (float(self._weights[self._index[f], place]), f) for f in features(title) if f in self._index
        ]
        out: list[str] = []
        for weight, feature in sorted(known, reverse=True):
            kind, _, words = feature.partition(":")
            told = any(fold(words) in fold(one) for one in out)
            if weight > 0 and not told and len(out) < most:
                out.append(f"…{words}…" if kind == "c" else words)
        return tuple(out)

    def _block(self, titles: Sequence[str]) -> np.ndarray:
        index, none = self._index, len(self._index)
        places: list[int] = []
        starts: list[int] = []
        for title in titles:
            starts.append(len(places))
            places.extend([index[f] for f in features(title) if f in index] or [none])
        odds = np.add.reduceat(self._weights[places], starts, axis=0) + self._constant
        each = np.exp(odds - odds.max(axis=1, keepdims=True), dtype=float)
        return np.asarray(each / each.sum(axis=1, keepdims=True))
