"""Phrases chosen by rules from results, in administrative Vietnamese and plain English.

>>> direction(0.96).vi, direction(0.5).en
('nhiều khả năng tăng', 'may rise or fall')
"""

from __future__ import annotations

from dubao.report.text import Text

SOURCE_PREFIX = Text("Nguồn: ", "Source: ")
REPLACE_BEFORE_ISSUE = Text(
    "Số liệu chính thức đọc tại bản công khai khác: thay bằng bảng của cơ quan thống kê quốc gia trước khi ban hành.",
    "Official figures read at a public copy: replace by the national office's table before issue.",
)
OWN_CALCULATION = Text("tính toán của báo cáo từ các bảng số liệu", "own calculation from the data tables")
INCOMPATIBLE_SCOPE = Text(
    "phạm vi chưa tương thích, chưa tính tỷ số", "scopes not comparable, no ratio computed"
)
NO_OFFICIAL_DATA = Text("chưa có số liệu chính thức", "no official data")
MET = Text("đạt", "met")
NOT_MET = Text("chưa đạt", "not met")

# Words for the probability of a rise: the bounds are those of the calibrated scale used for climate assessments,
# simplified to five steps.
_DIRECTIONS: tuple[tuple[float, Text], ...] = (
    (0.99, Text("gần như chắc chắn tăng", "virtually certain to rise")),
    (0.80, Text("nhiều khả năng tăng", "likely to rise")),
    (0.66, Text("có khả năng tăng", "more likely to rise than to fall")),
    (0.34, Text("có thể tăng hoặc giảm", "may rise or fall")),
    (0.20, Text("có khả năng giảm", "more likely to fall than to rise")),
    (0.01, Text("nhiều khả năng giảm", "likely to fall")),
)


def direction(probability_of_rise: float) -> Text:
    """What the draws say about the direction, in words of the five-step scale printed in the method annex."""
    for bound, words in _DIRECTIONS:
        if probability_of_rise >= bound:
            return words
    return Text("gần như chắc chắn giảm", "virtually certain to fall")


def join(parts: list[Text], last: Text = Text(" và ", " and ")) -> Text:  # noqa: B008 - a constant
    """A list in a sentence.

    >>> join([Text("a", "a"), Text("b", "b"), Text("c", "c")]).vi
    'a, b và c'
    """
    if not parts:
        return Text("", "")
    out = parts[0]
    for position, part in enumerate(parts[1:], start=1):
        out = out + (last if position == len(parts) - 1 else Text(", ", ", ")) + part
    return out


def lower_first(text: Text) -> Text:
    """The text as it stands inside a sentence: first letter small, unless it begins with an abbreviation."""

    def small(words: str) -> str:
        return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words

    return Text(small(text.vi), small(text.en))
