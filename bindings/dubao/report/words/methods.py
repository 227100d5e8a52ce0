"""Names of the methods for staffing shares and of the stages of an error."""

from __future__ import annotations

from dubao.report.text import Text

SHARE_METHODS: dict[str, Text] = {
    "constant": Text("giữ nguyên tỷ trọng", "constant shares"),
    "steady": Text("tỷ trọng gần nhất, có biến động", "last shares with their past spread"),
    "trend": Text("xu hướng của tỷ số logarit", "trend of log ratios"),
    "damped_trend": Text("xu hướng tắt dần của tỷ số logarit", "damped trend of log ratios"),
    "pooled_trend": Text(
        "xu hướng tắt dần, độ dốc gộp theo nghề", "damped trend, slopes pooled by occupation"
    ),
    "ets": Text("san bằng hàm mũ từng tỷ trọng", "exponential smoothing of each share"),
}

STAGES: dict[str, Text] = {
    "industry": Text("việc làm của ngành", "employment of the industry"),
    "share": Text("tỷ trọng nghề trong ngành", "staffing share"),
    "error": Text("toàn bộ sai số", "whole error"),
}
