"""Fixed words of the paged and tabular writers that :mod:`dubao.report.labels` does not hold, in both languages.

>>> WORDS["contents"].vi
'Mục lục'
"""

from __future__ import annotations

from dubao.report.text import Text

WORDS: dict[str, Text] = {
    "number": Text("Số:", "No.:"),
    "report": Text("BÁO CÁO", "REPORT"),
    "recipients": Text("Nơi nhận:", "Recipients:"),
    "annex": Text("Phụ lục", "Annex"),
    "annex_title": Text("BÁO CÁO PHÂN TÍCH", "ANALYTICAL REPORT"),
    "chapter": Text("Chương", "Chapter"),
    "contents": Text("Mục lục", "Contents"),
    "table": Text("Bảng", "Table"),
    "figure": Text("Hình", "Figure"),
    "note": Text("Ghi chú", "Note"),
    "warning": Text("Lưu ý", "Attention"),
    "shorthand": Text("Ký hiệu", "Shorthand"),
    "vintage": Text("Phiên bản dự báo", "Vintage"),
    "data_cutoff": Text("số liệu đến", "data up to"),
    "version": Text("phần mềm dubao", "dubao"),
    "key_figure": Text("Con số chính", "Key figure"),
    "value": Text("Giá trị", "Value"),
    "detail": Text("Diễn giải", "Detail"),
}

# Shorthand of the data files beside the flags of dubao.report.labels: why a cell holds no number.
NOT_AVAILABLE = Text("không có số liệu", "not available")
NOT_APPLICABLE = Text("không áp dụng", "not applicable")
