"""Notes of the compiled core in Vietnamese: English sentences with values in them, matched by pattern.

A family of models adds its own lines to :data:`PATTERNS`. A sentence that no pattern knows stays English.

>>> note_text("column 'gdp2' is left out: the columns before it say the same", "vi")
'cột “gdp2” bị loại: các cột đứng trước đã chứa đúng thông tin ấy'
"""

from __future__ import annotations

import re

from dubao.errors import Language

# English pattern → Vietnamese text; \\1, \\2 … stand for what was caught.
PATTERNS: list[tuple[str, str]] = [
    (
        r"column '(.*)' is left out: the columns before it say the same",
        r"cột “\1” bị loại: các cột đứng trước đã chứa đúng thông tin ấy",
    ),
    (
        r"the data are fitted exactly: likelihood, AIC and BIC are not defined",
        "mô hình khớp đúng hoàn toàn với số liệu: không xác định được hàm hợp lý, AIC và BIC",
    ),
    (
        r"as many coefficients as observations: no residual variance and no standard errors",
        "số hệ số bằng số quan sát: không có phương sai phần dư và sai số chuẩn",
    ),
    (
        r"standard errors: Newey-West with (\d+) lags",
        r"sai số chuẩn theo Newey-West với \1 độ trễ",
    ),
    (
        r"standard errors: clustered in (\d+) groups",
        r"sai số chuẩn theo \1 nhóm quan sát",
    ),
    (
        r"(\d+) observation\(s\) of leverage 1 add nothing to the standard errors",
        r"\1 quan sát có đòn bẩy bằng 1 không tham gia vào sai số chuẩn",
    ),
    (
        r"columns are nearly dependent: about (\d+) digits of the coefficients can be trusted",
        r"các cột gần như phụ thuộc tuyến tính: chỉ khoảng \1 chữ số của hệ số là đáng tin",
    ),
    (
        r"column '(.*)' is constant: its coefficient is zero",
        r"cột “\1” là hằng số: hệ số của cột bằng 0",
    ),
    (
        r"standard errors do not hold the bias of the penalty",
        "sai số chuẩn chưa tính độ chệch do hệ số phạt gây ra",
    ),
    (
        r"no standard errors: which columns have a coefficient is a part of the estimate",
        "không có sai số chuẩn: việc chọn cột nào là một phần của ước lượng",
    ),
    (
        r"coordinate descent stopped at its limit; statistics 'violation' says how near",
        "thuật toán hạ tọa độ dừng ở giới hạn số vòng lặp; xem 'violation' trong statistics",
    ),
    (
        r"penalty (.*) chosen by (\d+) rolling origins",
        r"hệ số phạt \1 được chọn qua \2 gốc dự báo lùi",
    ),
    (
        r"no likelihood: the estimate is defined by its loss",
        "không có hàm hợp lý: ước lượng được xác định bởi hàm tổn thất",
    ),
    (
        r"more than half of the observations are fitted exactly: the scale is zero and there are no standard errors",
        "hơn một nửa số quan sát được khớp đúng hoàn toàn: thang đo bằng 0, không có sai số chuẩn",
    ),
    (
        r"the observations that keep weight no longer tell the columns apart: the coefficients are those of the step before",
        "các quan sát còn trọng số không phân biệt được các cột: hệ số là của bước liền trước",
    ),
    (
        r"the steps stopped at their limit before they settled",
        "các bước lặp dừng ở giới hạn khi chưa hội tụ",
    ),
]


def note_text(note: str, lang: Language) -> str:
    """The note in the user's language."""
    if lang == "en":
        return note
    for pattern, text in PATTERNS:
        found = re.fullmatch(pattern, note)
        if found:
            return found.expand(text)
    return note
