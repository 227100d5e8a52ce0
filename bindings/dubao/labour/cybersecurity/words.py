"""What the concepts, quantities and distributions are called and what they count, in both languages.

>>> CONCEPTS["norm_need"].counts_filled, QUANTITIES["posts"][1]
(True, 'posts by the norm')
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CONCEPTS", "DISTRIBUTIONS", "INPUTS", "QUANTITIES", "Concept", "input_name"]


@dataclass(frozen=True)
class Concept:
    """A concept of need: name, what it counts, formula; whether posts already filled are in it."""

    name_vi: str
    name_en: str
    counts_vi: str
    counts_en: str
    formula: str
    headline: str
    counts_filled: bool

    def name(self, lang: str) -> str:
        return self.name_vi if lang == "vi" else self.name_en

    def counts(self, lang: str) -> str:
        return self.counts_vi if lang == "vi" else self.counts_en


CONCEPTS: dict[str, Concept] = {
    "funded_vacancies": Concept(
        "vị trí có ngân sách",
        "funded vacancies",
        "chỗ cần tuyển có người trả lương trong năm, trừ người có kỹ năng đang tìm việc",
        "posts of the year that somebody pays for, less skilled persons who are looking for work",
        "D = E + O + F; S = E + A; D − S",
        "gap",
        False,
    ),
    "declared_need": Concept(
        "nhu cầu tổ chức tự khai",
        "declared need",
        "số người các tổ chức nói muốn tuyển thêm, trừ người mới vào nghề; chưa chắc có ngân sách",
        "persons that organisations say they mean to hire, less new entrants; with or without a budget",
        "Σ n·P·m − entrants",
        "need",
        False,
    ),
    "norm_need": Concept(
        "nhu cầu theo định mức",
        "need by a norm",
        "số vị trí mà định mức đòi hỏi ở mọi tổ chức thuộc phạm vi, kể cả vị trí đã có người",
        "posts that a norm asks of all organisations in scope, those already filled among them",
        "Σ n·m",
        "need",
        True,
    ),
}

QUANTITIES: dict[str, tuple[str, str]] = {
    "demand": ("cầu: việc làm, chỗ trống, thay thế", "demand: employed, openings, replacement"),
    "supply": ("cung: người đang làm và đang tìm việc", "supply: employed and searching"),
    "gap": ("cầu trừ cung", "demand less supply"),
    "ratio": ("cung trên cầu", "supply over demand"),
    "need": ("nhu cầu", "need"),
    "declared": ("tự khai, trước khi trừ người mới vào nghề", "declared, before new entrants"),
    "employed": ("người đang làm", "employed"),
    "openings": ("chỗ trống có ngân sách", "openings with a budget"),
    "separations": ("số người rời nghề cần thay thế", "separations to be replaced"),
    "separation_rate": ("tỷ lệ rời nghề", "separation rate"),
    "searching": ("người có kỹ năng đang tìm việc", "skilled persons searching"),
    "organisations": ("số tổ chức", "organisations"),
    "hiring_share": ("tỷ lệ tổ chức định tuyển", "share of organisations that mean to hire"),
    "mean_hires": ("số người định tuyển bình quân", "mean hires of those who hire"),
    "entrants": ("người mới vào nghề", "new entrants"),
    "posts": ("số vị trí theo định mức", "posts by the norm"),
}

# Inputs of each concept; those of the second group stand once a class of organisations.
INPUTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "funded_vacancies": (
        ("employed", "openings", "separations", "separation_rate", "searching", "supply"),
        (),
    ),
    "declared_need": (("entrants",), ("organisations", "hiring_share", "mean_hires")),
    "norm_need": ((), ("organisations", "posts")),
}

DISTRIBUTIONS: dict[str, tuple[str, str]] = {
    "exact": ("coi là chính xác", "taken as exact"),
    "uniform": ("đều giữa thấp và cao (giả định)", "uniform from low to high (assumption)"),
    "triangular": ("tam giác (giả định)", "triangular (assumption)"),
    "pert": ("PERT (giả định)", "PERT (assumption)"),
    "estimate": (
        "log-chuẩn, tỷ lệ thì beta, theo sai số chuẩn (giả định)",
        "log-normal, of a share beta, by the standard error (assumption)",
    ),
    "survey_share": (
        "mẫu khảo sát, tổng thể hữu hạn; người trả lời không khác người không trả lời (giả định)",
        "survey of a finite list; those who answer do not differ from the others (assumption)",
    ),
    "survey_mean": (
        "bình quân khảo sát với sai số chọn mẫu, log-chuẩn (giả định)",
        "mean of a survey with its sampling error, log-normal (assumption)",
    ),
}


def input_name(name: str, lang: str) -> str:
    """An input in words: its quantity and class.

    >>> input_name("posts.central", "en"), input_name("employed", "vi")
    ('posts by the norm: central', 'người đang làm')
    """
    quantity, _, group = name.partition(".")
    words = QUANTITIES[quantity][0 if lang == "vi" else 1]
    return f"{words}: {group}" if group else words
