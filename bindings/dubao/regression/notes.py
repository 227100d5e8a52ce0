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
    (
        r"quasi-complete separation: (\d+) row\(s\), the first being row (\d+), are fitted perfectly; the estimate of (.*) is "
        r"infinite: value and error shown for it mean nothing; the other coefficients are at their limits",
        r"phân tách một phần: \1 dòng, dòng đầu tiên là \2, được khớp hoàn toàn; ước lượng của \3 là vô hạn nên giá trị và sai số "
        r"ghi ở đó không có nghĩa; các hệ số khác đã ở giới hạn của chúng",
    ),
    (
        r"the search ended before the coefficients settled: look at their scale and at the data",
        "thuật toán dừng trước khi các hệ số ổn định: xem lại thang đo và số liệu",
    ),
    (
        r"as many coefficients as observations: the dispersion, and with it every error, is not defined",
        "số hệ số bằng số quan sát: không xác định được hệ số phân tán và sai số chuẩn",
    ),
    (
        r"a quasi-likelihood has no AIC; the errors are robust to the variance of the shares",
        "tựa hợp lý không có AIC; sai số chuẩn bền vững với phương sai của tỷ lệ",
    ),
    (
        r"y is not whole: the coefficients are of the quasi-likelihood and a likelihood is not defined; use robust errors",
        "y không phải số nguyên: hệ số là của tựa hợp lý, không có hàm hợp lý; nên dùng sai số chuẩn bền vững",
    ),
    (
        r"no overdispersion: theta is infinite, the coefficients are those of Poisson",
        "không có phân tán quá mức: theta vô hạn, hệ số là của hồi quy Poisson",
    ),
    (
        r"column '(.*)' is left out: it does not vary inside the groups",
        r"cột “\1” bị loại: không biến động trong nội bộ các nhóm",
    ),
    (
        r"(\d+) group\(s\) have one observation and say nothing about the slopes, first '(.*)'",
        r"\1 nhóm chỉ có một quan sát nên không cho biết gì về hệ số góc, nhóm đầu tiên: “\2”",
    ),
    (
        r"the residuals are all zero: the likelihood is infinite and not shown",
        "mọi phần dư bằng 0: hàm hợp lý vô hạn nên không ghi",
    ),
    (
        r"the entities differ no more than their residuals do: the variance of the effects is 0, the fit is that of pooled "
        r"least squares",
        "các đối tượng không khác nhau hơn mức phần dư: phương sai hiệu ứng bằng 0, kết quả là bình phương nhỏ nhất gộp",
    ),
    (
        r"moment estimates of the variances: a likelihood and AIC are not defined",
        "phương sai ước lượng theo mô-men: không có hàm hợp lý và AIC",
    ),
    (
        r"the search ended before the variances settled: look at the data of the groups",
        "thuật toán dừng trước khi các phương sai ổn định: xem lại số liệu của các nhóm",
    ),
    (
        r"likelihood and AIC are of the restricted likelihood: compare only fits with the same columns",
        "hàm hợp lý và AIC là của hợp lý hạn chế (REML): chỉ so sánh các mô hình có cùng các cột",
    ),
    (
        r"the groups do not differ in '(.*)': its variance between groups is 0 and it is pooled",
        r"các nhóm không khác nhau ở “\1”: phương sai giữa các nhóm bằng 0, hệ số được gộp chung",
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
