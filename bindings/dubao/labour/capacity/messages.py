"""Problems of a declaration in both languages with value and clause.

The compiled core reports in English; the catalogue of messages knows one Vietnamese sentence an id. Here each message of the checks gets
its own Vietnamese sentence with the values in it, and both languages name the clause the check rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from dubao.errors import InputError, Problem

__all__ = ["in_both_languages"]

#: Id: clause of Circular 34/2026/TT-BGDĐT, Vietnamese and English.
_CLAUSES: dict[str, tuple[str, str]] = {
    "E-CAP-003": ("khoản 11 Điều 2", "Art. 2(11)"),
    "E-CAP-004": ("khoản 1 Điều 4, Phụ lục I", "Art. 4(1), Appendix I"),
    "E-CAP-005": ("khoản 1 Điều 4", "Art. 4(1)"),
    "E-CAP-006": ("điểm a khoản 1 Điều 5", "Art. 5(1)(a)"),
    "E-CAP-007": ("Bảng 1A, 1B Phụ lục I", "Appendix I tables 1A, 1B"),
    "E-CAP-008": ("khoản 1 Điều 4", "Art. 4(1)"),
    "E-CAP-011": ("Bảng 1A, 1B Phụ lục I", "Appendix I tables 1A, 1B"),
    "E-CAP-012": ("khoản 2 Điều 5", "Art. 5(2)"),
    "E-CAP-013": ("khoản 3 Điều 5", "Art. 5(3)"),
    "E-CAP-014": ("Bảng 1B, 1C, 1D Phụ lục I", "Appendix I tables 1B, 1C, 1D"),
    "E-CAP-015": ("khoản 5, khoản 6 Điều 5", "Art. 5(5), 5(6)"),
    "E-CAP-016": ("điểm c khoản 1 Điều 4", "Art. 4(1)(c)"),
}

#: Id, what the core says, the same in Vietnamese; (n) are the parts in brackets.
_SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("E-CAP-003", r"a location without code", "địa điểm thiếu mã"),
    ("E-CAP-003", r"no location '(.*)'", "không có địa điểm '{0}'"),
    ("E-CAP-004", r"code '(.*)'", "mã '{0}' không đúng số chữ số"),
    (
        "E-CAP-004",
        r"field '(.*)' of code '(.*)' is not in the education list",
        "lĩnh vực '{0}' của mã '{1}' không có trong danh mục giáo dục, đào tạo",
    ),
    ("E-CAP-005", r"location '(.*)' is listed twice", "địa điểm '{0}' được khai hai lần"),
    (
        "E-CAP-005",
        r"unit '(.*)' is listed twice at location '(.*)'",
        "nhóm ngành '{0}' được khai hai lần tại địa điểm '{1}'",
    ),
    (
        "E-CAP-005",
        r"unit, level and form are listed twice",
        "nhóm ngành, trình độ và hình thức này được khai hai lần",
    ),
    ("E-CAP-005", r"the major is listed twice", "ngành này được khai hai lần"),
    ("E-CAP-006", r"the location has no floor area", "địa điểm chưa khai diện tích sàn"),
    ("E-CAP-006", r"(\S+) m²", "diện tích {0} m² không hợp lệ"),
    ("E-CAP-006", r"negative land", "diện tích đất âm"),
    ("E-CAP-007", r"the unit has no coefficient (\w+) above 0", "chưa có hệ số {0} lớn hơn 0"),
    ("E-CAP-008", r"no unit '(.*)' at location '(.*)'", "không có nhóm ngành '{0}' tại địa điểm '{1}'"),
    (
        "E-CAP-008",
        r"major '(.*)' belongs to no unit of the location",
        "ngành '{0}' không thuộc nhóm ngành nào đã khai tại địa điểm",
    ),
    ("E-CAP-009", r"the number is missing", "chưa ghi số người"),
    ("E-CAP-009", r"(\S+) persons", "{0} người là số không hợp lệ"),
    ("E-CAP-009", r"(\S+) hours", "{0} giờ mỗi tuần là số không hợp lệ"),
    ("E-CAP-010", r"(\S+) is no share", "{0} không phải một tỉ lệ từ 0 đến 1"),
    ("E-CAP-011", r"the length of the programme is missing", "chưa ghi thời gian đào tạo"),
    (
        "E-CAP-012",
        r"(\S+) is no part of a lecturer's time",
        "{0} không phải một phần thời gian của giảng viên",
    ),
    ("E-CAP-012", r"(\S+) in all, at most (\S+)", "tổng hệ số là {0}, tối đa {1}"),
    ("E-CAP-013", r"a lecturer without code", "giảng viên thiếu mã"),
    (
        "E-CAP-013",
        r"degree, title or category differ.*",
        "trình độ, chức danh hoặc loại khác với dòng đầu của giảng viên",
    ),
    (
        "E-CAP-014",
        r"(\S+) learners by unit, (\S+) by major",
        "khai {0} người học theo nhóm ngành, {1} người học theo ngành",
    ),
    (
        "E-CAP-014",
        r"postgraduates are planned but.*",
        "có kế hoạch sau đại học nhưng chưa khai ngành của trình độ này",
    ),
    (
        "E-CAP-015",
        r"last year's actual intake is missing.*",
        "thiếu số thực tuyển năm trước, căn cứ của giới hạn tăng 10%",
    ),
    (
        "E-CAP-015",
        r"last year's announced number is missing.*",
        "thiếu số lượng tuyển sinh đã công bố năm trước, trong khi số này bị giữ nguyên",
    ),
    ("E-CAP-016", r"a major opened in the intake year.*", "ngành mở mới trong năm nằm trong nhóm ngành"),
    ("E-CAP-017", r"more bridging.*", "số liên thông lớn hơn số kế hoạch"),
    ("E-CAP-017", r"more regular learners planned.*", "kế hoạch chính quy lớn hơn kế hoạch chung"),
    ("E-CAP-017", r"more regular learners than.*", "số người học chính quy lớn hơn tổng số người học"),
    ("E-CAP-017", r"more doctors of science.*", "số tiến sĩ khoa học lớn hơn số tiến sĩ"),
    ("E-CAP-050", r"(\S+) and (\S+) are not two numbers of persons", "{0} và {1} không phải hai số người"),
    ("E-CAP-050", r"(\S+) is no number of persons", "{0} không phải số người"),
    (
        "E-CAP-060",
        r"(\S+) offered and (\S+) enrolled are no round",
        "gọi {0} người, nhập học {1} người: không hợp lệ",
    ),
    ("E-CAP-063", r"(\S+) is no level", "{0} không phải một xác suất giữa 0 và 1"),
    ("E-CAP-063", r"(\S+) is no share", "{0} không phải một tỉ lệ trên 0 và không quá 1"),
    ("E-CAP-082", r"(\S+) is no cost", "{0} không phải một chi phí"),
)

_PATTERNS = tuple((key, re.compile(pattern), vi) for key, pattern, vi in _SENTENCES)
_DECIMAL = re.compile(r"^-?\d+\.\d+$")


def _vietnamese(part: str) -> str:
    return part.replace(".", ",") if _DECIMAL.match(part) else part


def _spoken(problem: Problem, with_clause: bool) -> Problem:
    vi, en = problem.vi, problem.en
    for key, pattern, sentence in _PATTERNS:
        if key != problem.id:
            continue
        match = pattern.fullmatch(en)
        if match:
            vi = sentence.format(*(_vietnamese(part) for part in match.groups()))
            break
    if with_clause and problem.id in _CLAUSES:
        clause_vi, clause_en = _CLAUSES[problem.id]
        vi, en = (
            f"{vi} ({clause_vi} Thông tư 34/2026/TT-BGDĐT)",
            f"{en} (Circular 34/2026/TT-BGDĐT, {clause_en})",
        )
    return replace(problem, vi=vi, en=en)


@contextmanager
def in_both_languages(*, with_clause: bool = True) -> Iterator[None]:
    """Problems raised inside get values and clause in both languages.

    Parameters
    ----------
    with_clause : bool
        The clauses are those of Circular 34/2026; False for the rules before 2027.

    Examples
    --------
    >>> from dubao.errors import InputError, Problem
    >>> try:
    ...     with in_both_languages():
    ...         raise InputError(Problem("E-CAP-012", vi="…", en="1.4 in all, at most 1"))
    ... except InputError as error:
    ...     error.problems[0].vi
    'tổng hệ số là 1,4, tối đa 1 (khoản 2 Điều 5 Thông tư 34/2026/TT-BGDĐT)'
    """
    try:
        yield
    except InputError as error:
        raise InputError([_spoken(one, with_clause) for one in error.problems]) from None
