"""A fitted regression as a text in Vietnamese or English.

A family of models adds its titles to :data:`TITLES` and the labels of its statistics to :data:`STATISTICS`.

>>> significant(1234.5678, "vi"), significant(0.000123456, "en"), significant(float("nan"), "en")
('1234,57', '0.000123456', '…')
"""

from __future__ import annotations

import math
import unicodedata
from typing import Any

from dubao.errors import Language, user_language
from dubao.numbers import MISSING_SIGN
from dubao.regression.notes import note_text

_DIGITS = 6
# p-values below this are shown as "less than".
_SMALLEST_P = 0.0001

# Model → title in Vietnamese and English.
TITLES: dict[str, tuple[str, str]] = {
    "OLS": ("Bình phương nhỏ nhất thông thường", "Ordinary least squares"),
    "WLS": ("Bình phương nhỏ nhất có trọng số", "Weighted least squares"),
    "GLS": ("Bình phương nhỏ nhất tổng quát", "Generalised least squares"),
    "Ridge": ("Hồi quy ridge", "Ridge regression"),
    "Lasso": ("Hồi quy lasso", "Lasso"),
    "ElasticNet": ("Hồi quy mạng đàn hồi", "Elastic net"),
    "RobustRegression": ("Hồi quy bền vững", "Robust regression"),
    "Poisson": ("Hồi quy Poisson", "Poisson regression"),
    "NegativeBinomial": ("Hồi quy nhị thức âm", "Negative binomial regression"),
    "Binomial": ("Hồi quy nhị thức", "Binomial regression"),
    "FractionalLogit": ("Logit cho tỷ lệ", "Fractional logit"),
    "Gamma": ("Hồi quy gamma", "Gamma regression"),
    "FixedEffects": ("Hiệu ứng cố định", "Fixed effects"),
    "RandomEffects": ("Hiệu ứng ngẫu nhiên", "Random effects"),
    "PartialPooling": ("Gộp một phần", "Partial pooling"),
}

# Key of RegressionResult.statistics → label in Vietnamese and English, in the order shown.
STATISTICS: dict[str, tuple[str, str]] = {
    "r2": ("R²", "R²"),
    "adjusted_r2": ("R² hiệu chỉnh", "Adjusted R²"),
    "f": ("Thống kê F", "F statistic"),
    "f_pvalue": ("Giá trị p của F", "p-value of F"),
    "penalty": ("Hệ số phạt λ", "Penalty λ"),
    "degrees": ("Số bậc tự do hữu hiệu", "Effective degrees of freedom"),
    "sigma": ("Độ lệch chuẩn bền vững", "Robust standard deviation"),
    "outliers": ("Số quan sát có trọng số dưới 0,1", "Observations of weight below 0.1"),
    "deviance": ("Độ lệch (deviance)", "Deviance"),
    "null_deviance": ("Độ lệch khi chỉ có hằng số", "Null deviance"),
    "pearson": ("Thống kê Pearson", "Pearson statistic"),
    "theta": ("θ của nhị thức âm", "Theta of the negative binomial"),
    "theta_error": ("Sai số chuẩn của θ", "Standard error of theta"),
    "r2_within": ("R² trong nội bộ nhóm", "R² within"),
    "f_effects": ("F của các hiệu ứng", "F of the effects"),
    "f_effects_pvalue": ("Giá trị p của F các hiệu ứng", "p-value of F of the effects"),
    "entities": ("Số đối tượng", "Entities"),
    "periods": ("Số kỳ", "Periods"),
    "clusters": ("Số cụm của sai số chuẩn", "Clusters of the standard errors"),
    "variance_entity": ("Phương sai giữa các đối tượng", "Variance between entities"),
    "variance_residual": ("Phương sai trong nội bộ", "Variance inside"),
    "groups": ("Số nhóm", "Groups"),
}

_WORDS = {
    "vi": {
        "coefficient": "Hệ số",
        "error": "Sai số chuẩn",
        "student": "Thống kê t",
        "normal": "Thống kê z",
        "p": "Giá trị p",
        "low": "Cận dưới",
        "high": "Cận trên",
        "interval": "Khoảng tin cậy {}%",
        "observations": "Số quan sát",
        "df": "Bậc tự do của phần dư",
        "scale": "Phương sai phần dư",
        "dispersion": "Hệ số phân tán",
        "loglik": "Logarit hàm hợp lý",
        "dropped": "Cột bị loại",
        "notes": "Ghi chú",
        "not_converged": "Chưa hội tụ sau {} vòng lặp",
    },
    "en": {
        "coefficient": "Coefficient",
        "error": "Std. error",
        "student": "t statistic",
        "normal": "z statistic",
        "p": "p-value",
        "low": "Low",
        "high": "High",
        "interval": "{}% confidence interval",
        "observations": "Observations",
        "df": "Residual degrees of freedom",
        "scale": "Residual variance",
        "dispersion": "Dispersion",
        "loglik": "Log-likelihood",
        "dropped": "Columns left out",
        "notes": "Notes",
        "not_converged": "Not converged after {} iterations",
    },
}


def significant(value: float, lang: Language) -> str:
    """A number with six significant digits and the language's decimal mark; ``…`` where it is not defined."""
    if math.isnan(value):
        return MISSING_SIGN
    text = f"{value:.{_DIGITS}g}"
    return text.replace(".", ",") if lang == "vi" else text


def _p_text(value: float, lang: Language) -> str:
    if math.isnan(value):
        return MISSING_SIGN
    text = f"< {_SMALLEST_P:.4f}" if value < _SMALLEST_P else f"{value:.4f}"
    return text.replace(".", ",") if lang == "vi" else text


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in unicodedata.normalize("NFC", text))


def _pad(text: str, width: int, left: bool = False) -> str:
    blank = " " * (width - _width(text))
    return text + blank if left else blank + text


def table_text(header: list[str], rows: list[list[str]]) -> list[str]:
    """Lines of a table: the first column to the left, the others to the right."""
    widths = [max(_width(row[j]) for row in [header, *rows]) for j in range(len(header))]
    return [
        "  ".join(_pad(cell, width, left=j == 0) for j, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in [header, *rows]
    ]  # fmt: skip


def summary_text(result: Any, lang: Language | None = None, level: float = 95) -> str:
    """See :meth:`dubao.regression.RegressionResult.summary`."""
    chosen: Language = lang or user_language()
    words = _WORDS[chosen]
    at = 0 if chosen == "vi" else 1
    title = TITLES.get(result.model, (result.model, result.model))[at]
    lines = [f"{title} ({result.model})" if title != result.model else title, ""]
    intervals = result.conf_int(level)
    statistics, pvalues = result.test_statistics, result.pvalues
    rows = [
        [
            name,
            significant(result.params[name], chosen),
            significant(result.standard_errors[name], chosen),
            significant(statistics[name], chosen),
            _p_text(pvalues[name], chosen),
            significant(intervals[name][0], chosen),
            significant(intervals[name][1], chosen),
        ]
        for name in result.names
    ]
    header = ["", words["coefficient"], words["error"], words[result.reference], words["p"], words["low"], words["high"]]  # fmt: skip
    lines += table_text(header, rows)
    lines += [
        "",
        f"{words['low']}, {words['high'].lower()}: {words['interval'].format(significant(level, chosen)).lower()}",
    ]
    facts = [(words["observations"], str(result.observations))]
    if not math.isnan(result.residual_df) and result.reference == "student":
        facts.append((words["df"], significant(result.residual_df, chosen)))
    facts += [
        (label[at], significant(result.statistics[key], chosen))
        for key, label in STATISTICS.items()
        if key in result.statistics
    ]
    for label, value in ((words["dispersion" if "dispersion" in result.statistics else "scale"], result.scale), (words["loglik"], result.loglik), ("AIC", result.aic), ("BIC", result.bic)):  # fmt: skip
        if not math.isnan(value):
            facts.append((label, significant(value, chosen)))
    lines += [f"{label}: {value}" for label, value in facts]
    if result.dropped:
        lines.append(f"{words['dropped']}: {', '.join(result.dropped)}")
    if not result.converged:
        lines.append(words["not_converged"].format(result.iterations))
    if result.notes:
        lines.append(f"{words['notes']}:")
        lines += [f"- {note_text(note, chosen)}" for note in result.notes]
    return "\n".join(lines) + "\n"
