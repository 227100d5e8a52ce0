"""Errors: one small hierarchy with stable ids, in Vietnamese and English.

Every error lists all its problems. A problem says what is wrong, where (argument, series, period, file, row, column) and
how to mend it; ``text(lang)`` gives it in the user's language. Messages raised by the compiled core are translated by id
where a translation stands in :data:`CORE_MESSAGES`; the English text of the core is kept otherwise.

>>> problem = Problem("E-DAT-004", vi="ô có chữ", en="text in a number cell", file="a.csv", row=3, column="value",
...                   remedy_vi="ghi một số", remedy_en="write a number")
>>> problem.text("en")
'E-DAT-004: a.csv, row 3, column value: text in a number cell. To mend: write a number.'
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Language = Literal["vi", "en"]

_WHERE = {
    "vi": {"row": "dòng", "column": "cột", "series": "chuỗi", "period": "kỳ", "mend": "Cách sửa"},
    "en": {"row": "row", "column": "column", "series": "series", "period": "period", "mend": "To mend"},
}


def user_language() -> Language:
    """Language of messages: ``DUBAO_LANG`` (vi or en), else English when the locale says so, else Vietnamese.

    >>> user_language() in ("vi", "en")
    True
    """
    chosen = os.environ.get("DUBAO_LANG", "").lower()[:2]
    if chosen in ("vi", "en"):
        return chosen  # type: ignore[return-value]
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "vi"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. ``row`` counts from 1 and includes the header line, as a spreadsheet shows it."""

    id: str
    vi: str
    en: str
    remedy_vi: str = ""
    remedy_en: str = ""
    argument: str = ""
    file: str = ""
    row: int | None = None
    column: str = ""
    series: str = ""
    period: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def text(self, lang: Language = "vi") -> str:
        words = _WHERE[lang]
        where = [
            self.file,
            f"{words['row']} {self.row}" if self.row is not None else "",
            f"{words['column']} {self.column}" if self.column else "",
            f"{words['series']} {self.series}" if self.series else "",
            f"{words['period']} {self.period}" if self.period else "",
            self.argument if not self.column else "",
        ]
        place = ", ".join(part for part in where if part)
        message = getattr(self, lang).rstrip(".")
        remedy = getattr(self, f"remedy_{lang}").rstrip(".")
        text = f"{self.id}: {place + ': ' if place else ''}{message}."
        return text + (f" {words['mend']}: {remedy}." if remedy else "")

    def to_dict(self) -> dict[str, Any]:
        """Non-empty fields, for ``--json``."""
        fields = (
            ("id", self.id), ("message_vi", self.vi), ("message_en", self.en), ("remedy_vi", self.remedy_vi),
            ("remedy_en", self.remedy_en), ("argument", self.argument), ("file", self.file), ("row", self.row),
            ("column", self.column), ("series", self.series), ("period", self.period),
        )  # fmt: skip
        return {name: value for name, value in fields if value not in ("", None)}


# Translations of the core's messages: id -> (vi message, vi remedy). The English text comes from the core with its values.
CORE_MESSAGES: dict[str, tuple[str, str]] = {
    "E-TIM-001": ("không phải là một kỳ", "ghi 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 hoặc 2024-07-01"),
    "E-TIM-002": (
        "tần suất không hợp lệ",
        "dùng YE (năm), HYE (nửa năm), QE (quý), ME (tháng), W (tuần) hoặc D (ngày)",
    ),
    "E-TIM-003": ("không so sánh được hai kỳ khác tần suất", "đưa hai chuỗi về cùng một tần suất"),
    "E-SER-001": ("giá trị vô hạn", "ghi một số, để trống nếu thiếu"),
    "E-SER-002": ("số sai số chuẩn khác số giá trị", "mỗi giá trị một sai số chuẩn, để trống nếu không biết"),
    "E-SER-003": ("sai số chuẩn không hợp lệ", "ghi một số không âm"),
    "E-PAN-001": ("chuỗi xuất hiện hai lần", "mỗi chuỗi một mã riêng"),
    "E-PAN-002": ("không có chuỗi này", "kiểm tra lại mã chuỗi"),
    "E-DRW-001": ("đường mô phỏng không hữu hạn", "đây là lỗi của mô hình, xin báo lại"),
    "E-ARR-001": ("mảng phải có một chiều", "đưa vào mảng một chiều"),
    "E-ARR-002": ("mảng phải có hai chiều", "đưa vào mảng hai chiều, mỗi dòng một đường mô phỏng"),
    "E-ARR-003": ("mảng phải có ba chiều", "đưa vào mảng đường mô phỏng × kỳ × biến"),
    "E-CSV-001": ("không đọc được tệp hoặc tệp rỗng", "kiểm tra đường dẫn"),
    "E-CSV-002": ("dấu nháy kép đặt sai chỗ", "đặt cả ô trong dấu nháy kép và viết đôi dấu nháy bên trong"),
    "E-CSV-003": ("số ô khác với dòng tiêu đề", "mỗi dòng đủ số ô như dòng tiêu đề"),
    "E-CSV-004": ("thiếu cột", "kiểm tra dòng tiêu đề"),
    "E-CSV-005": ("ô không phải là số", "ghi chữ số, dấu thập phân là dấu chấm"),
    "E-CSV-006": (
        "không phải là một kỳ của chuỗi này",
        "ghi 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 hoặc 2024-07-01, mỗi chuỗi một tần suất",
    ),
    "E-CSV-007": ("kỳ xuất hiện hai lần", "mỗi kỳ một dòng"),
    "E-CSV-008": ("không có chuỗi này trong bảng", "kiểm tra lại mã chuỗi"),
    "E-MOD-002": ("không phải số nguyên dương", "ghi số nguyên từ 1 trở lên"),
    "E-MOD-003": (
        "vị trí gián đoạn nằm ngoài chuỗi",
        "ghi vị trí, đếm từ 0, của giá trị đầu tiên theo định nghĩa mới",
    ),
    # Legal capacity (E-CAP-001 to E-CAP-049)
    "E-CAP-001": (
        "bộ quy định không có giá trị này",
        "thêm một dòng vào bảng quy định, ghi rõ điều, khoản và giá trị",
    ),
    "E-CAP-003": (
        "không có địa điểm này hoặc địa điểm thiếu mã",
        "khai địa điểm trước, hoặc sửa lại mã địa điểm",
    ),
    "E-CAP-004": (
        "mã lĩnh vực, nhóm ngành hoặc ngành không đúng",
        "nhóm ngành ghi bốn chữ số (4802), ngành ghi sáu chữ số (480201), không kèm chữ số trình độ; ngành sau đại học ghi "
        "bảy chữ số, bắt đầu bằng 8 hoặc 9; hai chữ số đầu là lĩnh vực trong danh mục",
    ),
    "E-CAP-005": ("khai trùng hai lần", "chỉ giữ một dòng"),
    "E-CAP-006": (
        "địa điểm thiếu diện tích, hoặc diện tích âm",
        "ghi diện tích sàn phục vụ đào tạo, tính bằng m², không âm",
    ),
    "E-CAP-007": (
        "thiếu hệ số theo lĩnh vực, hoặc hệ số không lớn hơn 0",
        "ghi K_GD và K_DT của lĩnh vực theo Chuẩn cơ sở giáo dục đại học hiện hành",
    ),
    "E-CAP-008": (
        "không có nhóm ngành hoặc ngành này tại địa điểm",
        "khai nhóm ngành hoặc ngành kèm hệ số trước, hoặc sửa lại mã",
    ),
    "E-CAP-009": ("thiếu số người, hoặc số người âm", "ghi số người, không âm"),
    "E-CAP-010": ("không phải một tỉ lệ", "ghi một số từ 0 đến 1 (11% là 0,11)"),
    "E-CAP-011": ("thiếu thời gian đào tạo", "ghi số năm theo kế hoạch học tập chuẩn"),
    "E-CAP-012": (
        "hệ số thời gian của giảng viên vượt giới hạn hoặc nằm ngoài khoảng từ 0 đến 1",
        "chia thời gian sao cho tổng các dòng của một giảng viên không vượt quá 1,00; đồng cơ hữu không vượt quá 0,50",
    ),
    "E-CAP-013": (
        "giảng viên thiếu mã, hoặc có trình độ, chức danh, loại khác nhau giữa các dòng",
        "mỗi giảng viên một mã; các dòng của cùng một mã ghi cùng trình độ, chức danh và loại",
    ),
    "E-CAP-014": (
        "người học sau đại học khai hai nơi không khớp, hoặc có kế hoạch nhưng chưa khai ngành",
        "khai từng ngành sau đại học kèm người hướng dẫn; số theo nhóm ngành phải bằng tổng theo ngành",
    ),
    "E-CAP-015": (
        "thiếu số thực tuyển hoặc số lượng tuyển sinh đã công bố của năm trước",
        "ghi số của năm trước, ghi 0 nếu không tuyển",
    ),
    "E-CAP-016": (
        "ngành mở mới nằm trong nhóm ngành",
        "ngành mở mới xác định theo ngành: khai thành một đơn vị riêng, đánh dấu xác định theo ngành",
    ),
    "E-CAP-017": ("số thành phần lớn hơn tổng số", "ghi số thành phần không lớn hơn tổng số"),
    "E-CAP-018": ("không có cách hiểu này", "dùng một trong các cách hiểu của bảng cách hiểu A1–A18"),
    "E-CAP-019": (
        "phương án có số thiếu, số âm hoặc tên không khớp",
        "ghi số người cho từng số lượng tuyển sinh, gọi tên theo địa điểm/mã/trình độ/hình thức",
    ),
    "E-CAP-020": ("chưa khai địa điểm hoặc nhóm ngành nào", "khai ít nhất một địa điểm và một nhóm ngành"),
    "E-CAP-021": ("từ này không thuộc danh sách", "dùng một trong các từ nêu trong thông báo"),
    # Overshoot, offers, rules before 2027, enlargement (E-CAP-050 to E-CAP-099)
    "E-CAP-050": ("không phải số người", "ghi số nguyên không âm"),
    "E-CAP-051": (
        "số thực tuyển trình độ tiến sĩ được xét theo năng lực đào tạo, nhưng thiếu năng lực",
        "ghi số tuyển sinh lớn nhất theo năng lực đào tạo (Bảng 1D)",
    ),
    "E-CAP-052": ("khai trùng hai lần", "mỗi nhóm ngành, trình độ và hình thức chỉ một dòng"),
    "E-CAP-060": (
        "số gọi nhập học và số nhập học của đợt không hợp lệ",
        "ghi số nguyên: ít nhất một người được gọi, số nhập học không lớn hơn số được gọi",
    ),
    "E-CAP-061": (
        "tham số của phân phối tiên nghiệm không hợp lệ",
        "ghi một số dương hữu hạn, ví dụ 30",
    ),
    "E-CAP-062": ("số người âm", "ghi số nguyên không âm"),
    "E-CAP-063": ("mức xác suất hoặc tỉ lệ nằm ngoài khoảng cho phép", "ghi một số giữa 0 và 1, ví dụ 0,05"),
    "E-CAP-080": ("số giảng viên quy đổi cần thêm nằm ngoài khoảng cho phép", "ghi một số từ 0 đến 2000"),
    "E-CAP-081": (
        "số giảng viên quy đổi tăng thêm của một người không hợp lệ",
        "ghi số không âm, nhiều nhất ba chữ số thập phân",
    ),
    "E-CAP-082": (
        "chi phí không hợp lệ",
        "ghi chi phí của một người, không âm; bỏ trống nếu không dùng biện pháp này",
    ),
    "E-DDR-001": ("tham số nằm ngoài khoảng (0; 1]", "ghi một tỷ lệ, ví dụ 0,9"),
    "E-AVG-001": ("độ dài cửa sổ phải là số nguyên dương", "ghi số nguyên từ 1 trở lên"),
    "E-SNV-001": ("độ dài mùa vụ âm", "ghi 4 cho quý, 12 cho tháng, hoặc bỏ trống"),
    "E-ETS-003": ("độ dài mùa vụ âm", "ghi 4 cho quý, 12 cho tháng, hoặc bỏ trống"),
    "E-THE-001": ("độ dài mùa vụ âm", "ghi 4 cho quý, 12 cho tháng, hoặc bỏ trống"),
    "E-CES-001": ("dạng san mũ phức không hợp lệ", "ghi N, S, P hoặc F"),
    "E-CES-002": ("độ dài mùa vụ âm", "ghi 4 cho quý, 12 cho tháng, hoặc bỏ trống"),
    "E-ETS-009": (
        "hệ số san nằm ngoài khoảng (0; 1)",
        "ghi một số lớn hơn 0 và nhỏ hơn 1; nếu là 1 dùng Naive, nếu là 0 dùng HistoricAverage",
    ),
    "E-STL-001": (
        "tùy chọn phân rã nằm ngoài phạm vi",
        "độ dài mùa vụ từ 2 trở lên, cửa sổ là số lẻ hoặc 0, bậc là 0 hoặc 1",
    ),
    "E-STL-002": (
        "chuỗi quá ngắn hoặc có mùa chưa từng được quan sát",
        "đưa vào hơn hai chu kỳ trọn vẹn, mùa nào cũng có giá trị",
    ),
    "E-STL-003": ("có giá trị không lớn hơn 0 nên không biến đổi được", "bỏ tham số power"),
    "E-STL-004": (
        "thiếu mô hình cho chuỗi đã hiệu chỉnh mùa vụ",
        "đưa vào một mô hình, ví dụ AutoETS(model='ZZN')",
    ),
    "E-ETS-001": (
        "thành phần mô hình không hợp lệ",
        "sai số A hoặc M; xu thế N, A, Ad, M hoặc Md; mùa vụ N, A hoặc M",
    ),
    "E-ETS-002": ("dạng này cần mọi giá trị lớn hơn 0", "chọn sai số và mùa vụ cộng tính, hoặc dùng AutoETS"),
    "E-ETS-004": ("dạng mô hình không hợp lệ hoặc có phương sai vô hạn", "ghi ba chữ cái, ví dụ ZZZ"),
    "E-ETS-005": ("giới hạn tham số san mũ sai thứ tự", "kiểm tra lại các giới hạn"),
    "E-ARI-001": ("bậc của mô hình ARIMA ngoài phạm vi", "ghi các số nguyên từ 0 đến 24"),
    "E-ARI-002": ("độ dài mùa vụ ngoài phạm vi", "ghi 4 cho quý, 12 cho tháng, hoặc bỏ trống"),
    "E-ARI-003": (
        "phép biến đổi Box-Cox cần mọi giá trị lớn hơn 0",
        "bỏ box_cox, hoặc dịch chuỗi lên trên 0",
    ),
    "E-ARI-004": ("lũy thừa Box-Cox ngoài phạm vi", "ghi một số từ -2 đến 2"),
    "E-MOD-001": ("chuỗi không có giá trị quan sát nào", "đưa vào ít nhất một giá trị"),
    "E-MOD-005": (
        "mô hình không nhận biến giải thích",
        "bỏ biến giải thích, hoặc dùng mô hình có nhận, ví dụ ARIMA",
    ),
    "E-MOD-006": ("mô hình không giữ được tham số của lần ước lượng trước", "ước lượng lại mô hình"),
    "E-MOD-007": (
        "tham số không phải của mô hình này",
        "đưa vào tham số của lần ước lượng trước của cùng mô hình",
    ),
    "E-MOD-008": (
        "tham số đã giữ không mô tả được các giá trị này",
        "ước lượng lại mô hình trên chuỗi dài hơn",
    ),
    "E-MOD-009": (
        "mô hình không có công thức phương sai dự báo",
        "dùng nguồn khoảng dự báo khác; có công thức: ETS, ARIMA, Theta và mô hình cấu trúc trên số liệu không biến đổi, các mô hình "
        "giữ nguyên và xu thế, các trung bình, và MSTL quanh một trong các mô hình đó",
    ),
    "E-MOD-010": (
        "mô hình không có phần dư để lấy mẫu lại",
        "dùng khoảng dự báo calibrated, simulated hoặc conformal; lấy mẫu lại được: ETS, ARIMA, CES, Theta, các trung bình, "
        "các mô hình giữ nguyên và xu thế, và tổ hợp của chúng",
    ),
    "E-MOD-011": (
        "phương sai của các giá trị lớn hơn 1e150 hoặc nhỏ hơn 1e-150 vượt khả năng biểu diễn của máy",
        "đổi đơn vị của chuỗi, hoặc dùng nguồn khoảng dự báo khác",
    ),
    "E-STR-001": (
        "không có xu thế nào tên như vậy",
        "dùng constant, local level, random walk, line, drift, random walk with drift, local linear, smooth hoặc damped",
    ),
    "E-STR-002": (
        "không có loại can thiệp nào tên như vậy",
        "dùng level shift, outlier, temporary change hoặc slope change",
    ),
    "E-STR-003": (
        "tùy chọn của mô hình cấu trúc không hợp lệ",
        "kiểm tra lại giá trị theo tài liệu của mô hình",
    ),
    "E-REG-001": ("số cột biến giải thích không khớp", "đặt cho mỗi cột một tên, giữ đúng số cột và thứ tự"),
    "E-REG-002": (
        "biến giải thích có ô không phải là số hữu hạn",
        "bổ sung chỗ thiếu của biến giải thích, hoặc rút ngắn chuỗi",
    ),
    "E-REG-003": ("hai biến giải thích trùng tên", "đổi tên một biến"),
    "E-REG-004": ("thiếu giá trị của biến giải thích", "ghi biến giải thích của mọi kỳ, kể cả các kỳ dự báo"),
    "E-DYN-001": (
        "đường mô phỏng của biến dẫn dắt thiếu, hoặc không cùng kích thước",
        "đưa ít nhất một đường; mọi đường cùng số kỳ và số biến",
    ),
    "E-DYN-002": (
        "đường mô phỏng của biến dẫn dắt có ô không phải là số hữu hạn",
        "bổ sung chỗ thiếu trong đường mô phỏng",
    ),
    "E-DYN-003": (
        "giá trị không lớn hơn 0 nên không có logarit",
        "bỏ log, hoặc dịch chuỗi lên trên 0",
    ),
    "E-DYN-004": ("số trễ ngoài phạm vi, hoặc không khớp số biến dẫn dắt", "ghi các số nguyên từ 0 đến 24"),
    "E-DYN-005": ("biến dẫn dắt trùng tên với một cột của mô hình", "đặt tên khác cho biến"),
    "E-DYN-006": (
        "mô hình không có trễ của chính chuỗi nên không có dạng hiệu chỉnh sai số",
        "ước lượng ARDL với p từ 1 trở lên, hoặc dùng chuỗi dài hơn",
    ),
    "E-DYN-007": (
        "số quan sát hoặc số lần mô phỏng không đủ cho kiểm định đường bao",
        "dùng chuỗi dài hơn, bớt trễ, hoặc tăng số lần mô phỏng",
    ),
    "E-DYN-008": (
        "trường hợp của kiểm định đường bao không khớp hệ số chặn và xu thế của mô hình",
        "1: không có cả hai; 2 hoặc 3: có hệ số chặn; 4 hoặc 5: có cả hai",
    ),
    "E-DYN-009": (
        "mô hình không nhận biến dẫn dắt dạng đường mô phỏng",
        "đưa giá trị theo hàng (kỳ × biến), hoặc dùng DynamicRegression, ARDL, ARIMA",
    ),
    "E-ACC-001": ("số dự báo khác số giá trị thực", "mỗi giá trị thực một dự báo"),
    "E-AUT-001": ("không có mô hình nào để chọn", "đưa vào danh sách mô hình, mô hình mặc định đứng đầu"),
    "E-BCK-001": ("tham số kiểm tra lùi quá nhỏ", "ghi một số nguyên đủ lớn"),
    "E-CAL-001": (
        "không chuỗi nào đủ dài để học sai số từ quá khứ",
        "dùng calibration='table' hoặc chuỗi dài hơn",
    ),
    "E-CAL-002": (
        "khoảng dự báo được học theo bảng sai số của bản khác",
        "ước lượng lại, hoặc dùng bản dubao đã ghi tệp",
    ),
    "E-CFM-001": ("số phân bố biên khác số kỳ dự báo", "mỗi kỳ dự báo một phân bố biên"),
    "E-CMP-001": ("hai dãy tổn thất dài ngắn khác nhau", "so sánh trên cùng chuỗi và cùng gốc dự báo"),
    "E-CMP-002": (
        "khoảng dự báo không hợp với số cặp tổn thất",
        "ghi số nguyên từ 1 trở lên và dùng nhiều gốc dự báo hơn số đó",
    ),
    "E-CMP-003": (
        "không có đủ hai mô hình với tổn thất trên cùng các chuỗi",
        "mỗi chuỗi một dòng, mỗi mô hình một cột",
    ),
    "E-CMP-004": ("mức tin cậy nằm ngoài khoảng (0; 1)", "ghi một tỷ lệ, ví dụ 0,95"),
    "E-DIA-001": (
        "số độ trễ hoặc số bậc tự do đã dùng không hợp với số phần dư",
        "ghi ít nhất một độ trễ, ít hơn số phần dư; số bậc tự do đã dùng không âm",
    ),
    "E-DIA-002": ("cần ít nhất hai khoảng", "ghi, ví dụ, 10"),
    "E-DIA-003": ("giá trị nằm ngoài đoạn từ 0 đến 1", "đưa vào các giá trị của phép biến đổi xác suất"),
    "E-DEP-001": ("số đường mô phỏng hoặc số chuỗi khác nhau", "mô phỏng cùng số đường cho mọi chuỗi"),
    "E-DEP-002": (
        "quá nhiều chuỗi để mô phỏng phụ thuộc",
        "dự báo theo nhóm nhỏ hơn, hoặc đặt dependence='independent'",
    ),
    "E-ENS-001": ("tổ hợp cần ít nhất một mô hình", "đưa vào danh sách mô hình"),
    "E-ENS-002": ("trọng số không khớp với các mô hình", "mỗi mô hình một số không âm, ít nhất một số dương"),
    "E-ENS-003": ("hai mô hình trùng tên", "đặt alias riêng cho từng mô hình"),
    "E-ENS-004": ("không biết cách kết hợp này", "dùng mean, median, trimmed_mean hoặc score"),
    "E-FOR-001": ("chưa có mô hình nào", "đưa vào danh sách mô hình"),
    "E-FOR-002": ("hai mô hình trùng tên", "đặt alias riêng cho một trong hai"),
    "E-FOR-003": (
        "hệ số của sai số chuẩn nằm ngoài [0, 1]",
        "ghi một số trong [0, 1], hoặc bỏ trống để ước lượng",
    ),
    "E-FOR-004": ("bảng không có chuỗi nào", "đưa vào ít nhất một chuỗi"),
    "E-FOR-005": ("chưa ước lượng mô hình", "gọi fit trước"),
    "E-FOR-006": ("không biết đích dự báo này", "dùng signal hoặc survey"),
    "E-FOR-007": ("không biết kiểu phụ thuộc này", "dùng independent hoặc copula"),
    "E-FOR-008": ("không biết cách hiệu chỉnh này", "dùng auto, table, panel hoặc none"),
    "E-FOR-009": (
        "không biết nguồn khoảng dự báo này",
        "dùng calibrated, analytic, simulated, bootstrap hoặc conformal",
    ),
    "E-FOR-010": (
        "khoảng dự báo từ nguồn này không được hiệu chỉnh theo bảng hay theo nhóm chuỗi",
        "bỏ tham số calibration, hoặc dùng intervals='calibrated'",
    ),
    "E-FOR-011": (
        "bảng không nối tiếp bảng đã ước lượng",
        "đưa vào đúng các chuỗi và mô hình đó, mỗi chuỗi từ giá trị đầu tiên",
    ),
    "E-FOR-012": (
        "không biết mô hình và chuỗi của lần ước lượng này",
        "ước lượng bằng Model.fit, hoặc dùng intervals='simulated'",
    ),
    "E-IVN-001": ("chưa có bảng giá trị tới hạn cho mức báo động nhầm này", "dùng 0.05 hoặc 0.01"),
    "E-IVN-002": (
        "không biết loại can thiệp này",
        "dùng additive_outlier, temporary_change và level_shift",
    ),
    "E-IVN-003": ("không biết thang đo này", "dùng automatic, level hoặc log"),
    "E-DIA-004": ("số giá trị khác số cột đường mô phỏng", "mỗi cột một giá trị"),
    "E-TMP-001": ("số kỳ ngắn trong một kỳ dài phải từ 2 trở lên", "ghi 4 cho quý trong năm, 12 cho tháng"),
    "E-TMP-002": (
        "chuỗi năm không có giá trị nào hoặc có giá trị vô hạn",
        "ghi số hữu hạn, để trống nếu thiếu",
    ),
    "E-TMP-003": (
        "chỉ tiêu tần suất cao không đủ kỳ",
        "đưa vào chỉ tiêu của mọi kỳ trong các năm, thêm các kỳ sau nếu cần ngoại suy",
    ),
    "E-TMP-004": (
        "biến động tỷ lệ cần chỉ tiêu cùng dấu và khác 0",
        "dùng dạng cộng (denton)",
    ),
    "E-TMP-005": ("chỉ tiêu có giá trị thiếu hoặc vô hạn", "ghi số cho mọi kỳ"),
    "E-TMP-006": (
        "quá ít giá trị năm so với số hệ số",
        "thêm ít nhất hai giá trị năm hơn số hệ số, hoặc dùng phương pháp Denton",
    ),
    "E-TMP-007": ("có chỉ tiêu bằng 0 hoặc là tổ hợp của các chỉ tiêu khác", "bỏ bớt một chỉ tiêu"),
    "E-TMP-008": ("không biết phương pháp hoặc cách tổng hợp này", "dùng một trong các tên đã nêu"),
    "E-DES-001": ("số dòng của X khác số giá trị của y", "mỗi giá trị của y một dòng của X"),
    "E-DES-002": ("thiếu giá trị trong X", "bổ sung chỗ thiếu hoặc bỏ dòng này"),
    "E-DES-003": ("giá trị vô hạn trong X", "ghi một số hữu hạn"),
    "E-DES-004": ("giá trị của y bị thiếu hoặc vô hạn", "ghi một số hữu hạn hoặc bỏ dòng này"),
    "E-DES-005": ("trọng số không hợp lệ", "mỗi quan sát một trọng số hữu hạn, không âm"),
    "E-DES-006": ("mọi trọng số đều bằng 0", "cho ít nhất một quan sát trọng số dương"),
    "E-DES-007": ("không có quan sát hoặc không có cột nào", "đưa vào ít nhất một dòng và một cột"),
    "E-DES-008": ("số tên khác số cột", "mỗi cột một tên"),
    "E-DES-009": ("hai cột trùng tên", "đổi tên một cột"),
    "E-DES-010": ("số cột khác với lần ước lượng", "đưa vào đúng các cột ấy, theo đúng thứ tự"),
    "E-DES-011": ("mức tin cậy nằm ngoài khoảng (0; 1)", "ghi một tỷ lệ, ví dụ 0,95"),
    "E-NLS-001": ("số giá trị của y hoặc trọng số khác số dòng của x", "mỗi dòng của x một giá trị"),
    "E-NLS-002": ("có giá trị thiếu hoặc vô hạn", "ghi số hữu hạn; bỏ các quan sát không đủ"),
    "E-NLS-003": (
        "giá trị ban đầu, biên hoặc tên không khớp với tham số",
        "mỗi tham số một giá trị ban đầu; biên dưới ≤ biên trên",
    ),  # fmt: skip
    "E-NLS-004": ("số quan sát ít hơn số tham số", "thêm quan sát hoặc cố định bớt tham số"),
    "E-NLS-005": (
        "không tính được mô hình tại giá trị ban đầu",
        "chọn giá trị ban đầu mà mô hình hữu hạn với mọi dòng của x, hoặc đặt biên",
    ),  # fmt: skip
    "E-NLS-006": ("có trọng số âm hoặc mọi trọng số bằng 0", "ghi trọng số không âm"),
    "E-NLS-007": ("số lần phải ít nhất là 1, thang phải dương", "ghi một số dương"),
    "E-GLM-001": ("số đếm âm", "ghi số đếm không âm"),
    "E-GLM-002": ("tỷ lệ nằm ngoài đoạn [0; 1]", "ghi tỷ lệ từ 0 đến 1, hoặc số thành công và số phép thử"),
    "E-GLM-003": ("giá trị không lớn hơn 0", "ghi giá trị dương, hoặc dùng họ phân phối khác"),
    "E-GLM-004": (
        "số đếm hoặc số thành công không phải số nguyên",
        "ghi số nguyên; tỷ lệ không có số phép thử thì dùng FractionalLogit",
    ),
    "E-GLM-005": ("phần bù (offset) sai số lượng hoặc không hữu hạn", "mỗi quan sát một phần bù hữu hạn"),
    "E-GLM-006": (
        "mọi giá trị đều nằm ở cùng một đầu mút nên hệ số không có ước lượng hữu hạn",
        "cần ít nhất một số đếm dương, hoặc cả hai loại kết quả 0 và 1",
    ),
    "E-GLM-007": (
        "cột này (cùng các cột được nêu) phân tách hoàn toàn các giá trị của y nên hệ số tăng vô hạn",
        "bỏ cột, gộp các phân loại, hoặc dùng mô hình có hệ số phạt",
    ),
    "E-GLM-008": (
        "không tìm được hệ số nào để mọi giá trị trung bình nằm trong miền của hàm liên kết",
        "dùng hàm liên kết log, hoặc thêm hằng số",
    ),
    "E-GLM-009": ("nhóm quan sát không hợp lệ", "ghi nhóm của từng quan sát, ít nhất hai nhóm"),
    "E-GLM-010": (
        "mô hình có phần bù (offset) nhưng các dòng mới chưa có đủ",
        "ghi offset hoặc exposure cho mỗi dòng mới; exposure=1 cho ra tỷ suất",
    ),
    "E-GLM-011": ("không biết lựa chọn này", "dùng một trong các tên đã nêu"),
    "E-GRO-001": ("không biết dạng đường cong này", "dùng một trong các tên đã nêu"),
    "E-GRO-002": (
        "trần phải là số dương hữu hạn và cao hơn mọi giá trị quan sát",
        "ghi trần cao hơn, hoặc để trống để ước lượng",
    ),  # fmt: skip
    "E-LIN-001": ("số cột nhiều hơn số quan sát", "bớt cột, hoặc dùng Ridge, Lasso hay ElasticNet"),
    "E-LIN-002": ("thiếu trọng số", "mỗi quan sát một trọng số, hoặc dùng OLS"),
    "E-LIN-003": (
        "ma trận sigma sai kích thước, không hữu hạn hoặc không đối xứng",
        "đưa vào ma trận hiệp phương sai, mỗi quan sát một dòng và một cột",
    ),
    "E-LIN-004": (
        "ma trận sigma không xác định dương",
        "đưa vào ma trận hiệp phương sai không có phụ thuộc tuyệt đối",
    ),
    "E-LIN-005": ("số độ trễ không nhỏ hơn số quan sát", "ghi số độ trễ nhỏ hơn số quan sát"),
    "E-LIN-006": ("nhóm quan sát không hợp lệ", "ghi nhóm của từng quan sát, ít nhất hai nhóm"),
    "E-LIN-007": ("mọi cột đều bằng 0", "đưa vào một cột có biến động, hoặc dùng hằng số"),
    "E-LIN-008": (
        "không biết cách tính sai số chuẩn này",
        "dùng classical, HC0, HC1, HC2, HC3, newey-west hoặc cluster",
    ),
    "E-PEN-001": ("hệ số phạt âm, thiếu hoặc vô hạn", "ghi một số không âm, hoặc bỏ trống để tự chọn"),
    "E-PEN-002": ("tỷ lệ pha trộn nằm ngoài đoạn [0; 1]", "ghi 0 cho ridge, 1 cho lasso, hoặc một số ở giữa"),
    "E-PEN-004": ("quá ít quan sát để chọn hệ số phạt", "ghi hệ số phạt, hoặc thêm quan sát"),
    "E-PNL-001": ("số nhãn nhóm khác số quan sát", "mỗi quan sát một nhãn"),
    "E-PNL-002": ("mọi quan sát cùng một nhóm", "cần ít nhất hai nhóm, hoặc dùng mô hình không có nhóm"),
    "E-PNL-003": (
        "mỗi nhóm chỉ có một quan sát nên không có gì để so sánh trong nhóm",
        "cần ít nhất một nhóm có hai quan sát, hoặc dùng mô hình không có hiệu ứng nhóm",
    ),
    "E-PNL-004": ("một đối tượng xuất hiện hai lần trong cùng một kỳ", "mỗi đối tượng một dòng mỗi kỳ"),
    "E-PNL-005": (
        "cột không biến động trong nội bộ các nhóm",
        "dùng cột thay đổi theo thời gian, hoặc hiệu ứng ngẫu nhiên",
    ),
    "E-PNL-006": (
        "quá ít quan sát so với số hệ số và hiệu ứng, không còn bậc tự do",
        "bớt cột, dùng hiệu ứng một chiều, hoặc thêm kỳ",
    ),
    "E-PNL-007": (
        "số đối tượng không nhiều hơn số hệ số nên không ước lượng được phương sai giữa các đối tượng",
        "dùng hiệu ứng cố định, hoặc bớt cột",
    ),
    "E-PNL-008": ("mô hình này không nhận trọng số", "bỏ trọng số, hoặc dùng hiệu ứng cố định"),
    "E-PNL-009": ("hai kết quả không có hệ số góc nào chung", "ước lượng cả hai trên cùng các cột"),
    "E-PNL-010": ("không có hệ số mang tên này", "ghi tên cột của X, hoặc 'intercept'"),
    "E-PNL-011": ("cần ít nhất ba nhóm", "dùng hiệu ứng cố định, hoặc gộp chung"),
    "E-PNL-012": ("hàm hợp lý không hữu hạn", "xem lại thang đo của các cột"),
    "E-PNL-021": (
        "ước lượng của nhóm không có sai số chuẩn lớn hơn 0",
        "mỗi ước lượng một số hữu hạn và một sai số chuẩn dương",
    ),
    "E-ROB-001": ("hằng số của hàm tổn thất không dương", "ghi một số dương, hoặc bỏ trống"),
    "E-ROB-002": ("thang đo không dương", "ghi một số dương, hoặc dùng mad"),
    "E-ROB-003": ("số cột không nhỏ hơn số quan sát", "bớt cột"),
    "E-ROB-004": ("không biết hàm tổn thất này", "dùng huber, tukey, cauchy hoặc soft-l1"),
    "E-TRF-001": ("lambda nằm ngoài [0, 1]", "ghi 0 (logarit) đến 1 (giữ nguyên), hoặc bỏ trống"),
    # Dated targets and human capital index
    "E-TGT-003": (
        "đường đi tới mục tiêu cần ít nhất một quan sát, một kỳ đến hạn muộn hơn và một giá trị mục tiêu",
        "mục tiêu đã đến hạn thì so với số thực hiện",
    ),
    "E-TGT-004": ("xác suất không nằm giữa 0 và 1", "ghi tỷ lệ như 0,5 và 0,8"),
    "E-HCI-001": (
        "bảng các nước, chỉ số thành phần và trọng số không khớp nhau, hoặc trọng số không hợp lệ",
        "đưa vào ít nhất hai nước và mỗi chỉ số thành phần một trọng số không âm",
    ),
    "E-HCI-002": (
        "thiếu giá trị chỉ số thành phần của một nước",
        "ghi giá trị mà kỳ khảo sát đã dùng, hoặc bỏ nước đó và nói rõ",
    ),
    "E-HCI-003": (
        "một chỉ số thành phần, hoặc tổng có trọng số, bằng nhau ở mọi nước",
        "bỏ chỉ số đó hoặc kiểm tra lại số liệu",
    ),
    "E-HCI-004": (
        "không có nước này, hoặc số thay đổi không khớp với số chỉ số thành phần",
        "dùng tên nước và tên chỉ số thành phần có trong bảng",
    ),
    # Need and recommended intake, national view (E-NEED, E-RCM).
    "E-NEED-001": (
        "nhu cầu và nguồn cung không cùng số đường mô phỏng hoặc không cùng các năm",
        "khai cả hai trên cùng các đường và các năm gia nhập thị trường lao động",
    ),
    "E-NEED-002": (
        "tỉ lệ của nhóm ngành nằm ngoài khoảng 0–1 hoặc không theo thứ tự thấp ≤ giá trị ≤ cao",
        "ghi phần của một, không ghi phần trăm; tỉ lệ thôi học không quá 100%",
    ),
    "E-NEED-003": (
        "phân bố thời gian từ nhập học đến khi gia nhập thị trường lao động không cộng lại bằng 1, hoặc mức tin cậy sai",
        "ghi số năm kèm phần của mỗi số năm, không âm, cộng lại bằng 1; mức tin cậy giữa 0 và 1",
    ),
    "E-NEED-004": (
        "sinh viên của khóa tuyển này gia nhập thị trường lao động vào năm mà cân đối cung cầu không có",
        "kéo dài cân đối cung cầu, hoặc giảm số năm tuyển sinh",
    ),
    "E-NEED-005": (
        "tỉ lệ người trúng tuyển đi làm đúng lĩnh vực không phải mỗi đường một số, lớn hơn 1 hoặc gần bằng 0",
        "kiểm tra các tỉ lệ của chương trình đào tạo",
    ),
    "E-NEED-006": (
        "nhu cầu năm đầu không dương trên mọi đường, hoặc mức tin cậy sai",
        "bắt đầu ở một năm có nhu cầu; mức tin cậy giữa 0 và 1",
    ),
    "E-RCM-001": (
        "nhóm ngành, số năm hoặc số đường mô phỏng không khớp nhau",
        "khai mỗi nhóm ngành một lần, cùng số đường, mỗi năm tuyển sinh một giá trị",
    ),
    "E-RCM-002": (
        "nhu cầu, tỉ lệ hoặc chi phí thiếu, thừa không dùng được",
        "ghi chi phí một người thiếu và một người thừa không âm, không cùng bằng 0; hoặc để trống cả hai",
    ),
    "E-RCM-003": (
        "giới hạn nêu nhóm ngành hoặc năm không có trong kế hoạch, hoặc hệ số không hữu hạn",
        "chỉ nêu nhóm ngành và năm của kế hoạch; trừ các số cố định vào vế phải",
    ),
    "E-RCM-004": (
        "thiếu số thực tuyển năm trước, hoặc giới hạn tăng, mức san đều, số tối đa nằm ngoài khoảng",
        "ghi số thực tuyển năm trước, giới hạn tăng dạng hệ số (1,10), mức san đều giữa 0 và 1",
    ),
    "E-RCM-005": (
        "giới hạn này mâu thuẫn với các giới hạn khác, dù không tuyển ai",
        "kiểm tra vế phải: năng lực đã vượt thì không còn chỗ, hoặc mức sàn đòi hỏi nhiều hơn mức trần",
    ),
    "E-RCM-006": (
        "tỉ số chi phí hoặc mức tin cậy nằm ngoài khoảng",
        "tỉ số lớn hơn 0; mức tin cậy giữa 0 và 1",
    ),
    "E-RCM-010": (
        "giả định để sinh mẫu cơ sở đào tạo không dùng được",
        "ít nhất một cơ sở, quy mô trung vị lớn hơn 0, các tỉ lệ trong khoảng của chúng",
    ),
    "E-RCM-011": (
        "tùy chọn mô phỏng cả nước thiếu hoặc nằm ngoài khoảng",
        "ghi giới hạn tăng của quy định (1,10), số năm và số đường từ 1, số thực tuyển các năm trước không âm",
    ),
    "E-RCM-012": (
        "dòng của bảng cơ sở đào tạo (không nêu tên) có số thiếu hoặc nằm ngoài khoảng",
        "ghi số người không âm; mức tăng và mong muốn là phần của một, lớn hơn −1",
    ),
    # Emergence of terms.
    "E-EMG-001": (
        "mức alpha nằm ngoài khoảng (0; 1) hoặc có giá trị thiếu",
        "ghi một mức, ví dụ 0,1, và mỗi thuật ngữ một giá trị",
    ),
    "E-EMG-002": (
        "bảng đếm và bảng số tin không khớp nhau, hoặc tùy chọn ngoài phạm vi",
        "đưa bảng tháng × nguồn giống nhau cho cả hai; mức tăng không âm, tỷ trọng giữa 0 và 1",
    ),
    "E-EMG-003": (
        "số đếm không hợp lệ hoặc lớn hơn số tin",
        "đếm số tin có nhắc tới thuật ngữ: số nguyên, không quá số tin đã đọc",
    ),
    "E-EMG-004": (
        "quá ít tháng, hoặc trọng số, mức tin cậy ngoài phạm vi",
        "đưa ít nhất 12 tháng; trọng số không âm; mức giữa 0 và 1; từ 6 tháng gần đây trở lên",
    ),
    "E-EMG-005": ("bảng hợp lý biên thiếu hoặc sai kích thước", "đưa mỗi thuật ngữ năm giá trị"),
    # Cybersecurity need under three concepts.
    "E-CYB-001": (
        "đầu vào âm, vượt khoảng cho phép, không theo thứ tự hoặc có sai số chuẩn không thể có",
        "ghi số không âm (tỷ lệ từ 0 đến 1), thấp ≤ giá trị ≤ cao, sai số chuẩn không âm",
    ),
    "E-CYB-002": (
        "số liệu khảo sát không dùng được",
        "0 ≤ số trả lời có ≤ số đã hỏi ≤ số trong danh sách; bình quân cần từ bốn câu trả lời; hiệu ứng thiết kế từ 1",
    ),
    "E-CYB-003": (
        "thiếu đầu vào, ghi cả hai đầu vào chỉ được chọn một, hoặc loại tổ chức trống hay lặp",
        "ghi đúng một trong separations và separation_rate, đúng một trong searching và supply; mỗi loại tổ chức đủ đầu vào, một lần",
    ),
    "E-CYB-004": (
        "cùng một đầu vào nhưng hai giá trị khác nhau ở hai khái niệm",
        "ghi cùng giá trị, hoặc đặt tên khác cho một loại tổ chức",
    ),
    "E-CYB-005": (
        "số đường, mức của khoảng, tỷ số hoặc chênh lệch nằm ngoài phạm vi",
        "từ hai đường, mức giữa 0 và 1, tỷ số từ 0 đến dưới 1, chênh lệch lớn hơn 0",
    ),
    # Demand for skills.
    "E-SKD-001": (
        "số tin hoặc số tin nêu kỹ năng không dùng được",
        "mỗi đơn vị tuyển dụng một số tin lớn hơn 0, và với mỗi kỹ năng số tin có nêu, không quá số tin",
    ),
    "E-SKD-002": (
        "hệ số thiết kế hoặc mức tin cậy nằm ngoài khoảng",
        "ghi hệ số thiết kế từ 1 trở lên và mức giữa 0 và 1",
    ),
    "E-SKD-003": (
        "mức quan trọng của kỹ năng thiếu tên, ghi hai lần hoặc nằm ngoài khoảng 0–1",
        "mỗi cặp kỹ năng và nghề một dòng, thấp ≤ giá trị ≤ cao, từ 0 đến 1",
    ),
    "E-SKD-004": (
        "số người theo nghề trống hoặc âm",
        "ghi các đường việc làm hoặc vị trí cần tuyển theo nghề, không âm",
    ),
    "E-SKD-005": ("nghề không có lĩnh vực", "ghi lĩnh vực cho mọi nghề, hoặc không ghi cho nghề nào"),
    "E-SKD-006": (
        "mức dạy kỹ năng của chương trình thiếu tên, ghi hai lần, nằm ngoài khoảng 0–1 hoặc của chương trình không có số tốt nghiệp",
        "mỗi cặp chương trình và kỹ năng một dòng, thấp ≤ giá trị ≤ cao, từ 0 đến 1; ghi số tốt nghiệp của mọi chương trình",
    ),
    "E-SKD-007": (
        "số tốt nghiệp trống hoặc âm, hoặc phần đi làm nằm ngoài khoảng 0–1",
        "ghi số tốt nghiệp không âm theo chương trình và phần đi làm từ 0 đến 1",
    ),
}


class DubaoError(Exception):
    """Base of every error raised on purpose.

    Parameters
    ----------
    problems : sequence of Problem
        Everything that is wrong, in the order of the data; at least one.
    """

    exit_code = 1

    def __init__(self, problems: Sequence[Problem] | Problem) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        if not self.problems:
            raise ValueError("an error needs at least one problem")
        super().__init__(self.text("en"))

    @property
    def id(self) -> str:
        """Id of the first problem."""
        return self.problems[0].id

    def text(self, lang: Language = "vi") -> str:
        """All problems, one a line."""
        return "\n".join(problem.text(lang) for problem in self.problems)

    @classmethod
    def from_core(cls, problems: Iterable[dict[str, Any]]) -> DubaoError:
        """Makes the error from what the compiled core reports."""
        out = []
        for p in problems:
            vi, remedy_vi = CORE_MESSAGES.get(p["id"], (p["message"], p["remedy"]))
            out.append(
                Problem(
                    p["id"],
                    vi=vi,
                    en=p["message"],
                    remedy_vi=remedy_vi,
                    remedy_en=p["remedy"],
                    argument=p["argument"],
                    series=p["series"],
                    period=p["period"],
                    file=p["file"],
                    row=p["row"] or None,
                    column=p["column"],
                )  # fmt: skip
            )
        return cls(out)


class InputError(DubaoError, ValueError):
    """The data or an argument cannot be used."""


class ModelError(DubaoError, ValueError):
    """The data are fine; the model asked for cannot serve them."""


class ConfigurationError(DubaoError):
    """A configuration file cannot be used."""


class UsageError(DubaoError):
    """The command line is wrong (exit code 2)."""

    exit_code = 2


class MissingExtraError(DubaoError, ImportError):
    """A package of an optional extra is not installed; the message names the command that installs it."""

    @classmethod
    def of(cls, package: str, extra: str = "report") -> MissingExtraError:
        command = f'pip install "dubao[{extra}]"'
        return cls(
            Problem(
                "E-EXT-001",
                argument=package,
                vi=f"chưa cài gói {package}",
                en=f"package {package} is not installed",
                remedy_vi=f"chạy: {command}",
                remedy_en=f"run: {command}",
            )  # fmt: skip
        )


class Collector:
    """Collects problems so that all are reported at once.

    >>> found = Collector()
    >>> found.add(Problem("E-X-1", vi="sai", en="wrong"))
    >>> try:
    ...     found.raise_if_any(InputError)
    ... except InputError as error:
    ...     error.id
    'E-X-1'
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def __bool__(self) -> bool:
        return bool(self.problems)

    def raise_if_any(self, kind: type[DubaoError] = InputError) -> None:
        if self.problems:
            raise kind(self.problems)
