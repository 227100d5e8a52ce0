"""Words of the results: levels, forms and rules by the keys the computation uses."""

from __future__ import annotations

import re

from dubao.admission.sheets import CHOICES

__all__ = ["BINDING", "binding_words", "clause_vi", "form_words", "level_words", "limit_words"]

# Kind of a limit → what it is called, Vietnamese and English.
BINDING: dict[str, tuple[str, str]] = {
    "lecturers": ("năng lực theo giảng viên", "capacity by lecturers"),
    "area": ("năng lực theo diện tích sàn", "capacity by floor area"),
    "master": ("người hướng dẫn thạc sĩ", "supervisors of master's learners"),
    "doctoral": ("người hướng dẫn tiến sĩ", "supervisors of doctoral learners"),
    "growth": ("giới hạn tăng 10%", "growth cap of 10%"),
    "growth_total": ("giới hạn tăng 10%, tính trên tổng", "growth cap of 10% on the total"),
    "freeze": ("không được tăng so với năm trước", "freeze at last year's number"),
    "new_major": ("ngành mới, tối đa 30%", "new major, at most 30%"),
    "reserve": ("phần 15% dành cho sau đại học", "15% reserved for postgraduates"),
    "floor": ("mức sàn 15% sau đại học", "floor of 15% postgraduates"),
    "smoothing": ("mong muốn giữ đều giữa các năm", "wish for steady numbers"),
    "": ("không có giới hạn", "no limit"),
}


def binding_words(kind: str) -> tuple[str, str]:
    """What a limit is called; the key itself where it has no words yet.

    >>> binding_words("growth")
    ('giới hạn tăng 10%', 'growth cap of 10%')
    """
    return BINDING.get(kind, (kind, kind))


def _of(name: str, key: str) -> tuple[str, str]:
    return next(((vi, en) for k, vi, en, _ in CHOICES[name] if k == key), (key, key))


def level_words(key: str) -> tuple[str, str]:
    """A level in both languages."""
    return _of("level", key)


def form_words(key: str) -> tuple[str, str]:
    """A form in both languages."""
    return _of("form", key)


def clause_vi(clause: str) -> str:
    """A clause as Vietnamese texts cite it.

    >>> clause_vi("Art. 5(6)(d)"), clause_vi("App. I Table 1D"), clause_vi("Art. 4(1)")
    ('điểm d khoản 6 Điều 5', 'Phụ lục I Bảng 1D', 'khoản 1 Điều 4')
    """
    words = clause.replace("App.", "Phụ lục").replace("Table", "Bảng")
    return re.sub(r"Art\. (\d+)((?:\([^)]*\))*)", _article, words)


def _article(found: re.Match[str]) -> str:
    parts = re.findall(r"\(([^)]*)\)", found[2])
    names = ("khoản", "điểm")
    inner = [f"{name} {part}" for name, part in zip(names, parts, strict=False)]
    return " ".join([*reversed(inner), f"Điều {found[1]}"])


# What decides a recommendation where no limit does.
_DECIDES = {
    "need": ("theo nhu cầu", "the need"),
    "no need": ("không có nhu cầu", "no need"),
    "minimum class": ("quy mô lớp tối thiểu", "smallest class"),
}


def limit_words(name: str) -> tuple[str, str]:
    """A limit of a recommendation in words: its kind, and what it concerns as the computation names it.

    >>> limit_words("growth VDA/4802/bachelor/regular 2027")[1]
    'growth cap of 10%, VDA/4802/bachelor/regular 2027'
    """
    if name in _DECIDES:
        return _DECIDES[name]
    kind, _, rest = name.partition(" ")
    vi, en = BINDING.get(kind, (name, name))
    return (f"{vi}, {rest}", f"{en}, {rest}") if kind in BINDING and rest else (vi, en)
