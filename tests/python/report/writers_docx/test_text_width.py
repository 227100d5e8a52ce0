"""Widths of bold Times New Roman against the font of the same metrics."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from dubao.report.writers.text_width import bold_width

FONT = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf")
# The table is rounded to thousandths of the size: half of one a letter.
ROUNDING = 0.0005

WORDS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "SOCIALIST REPUBLIC OF VIET NAM",
    "Dự báo nhu cầu thị trường nhân lực và tương lai nghề nghiệp (2026–2035): 64%, “ước tính”",
    "Ớ Ờ Ở Ỡ Ợ ớ ờ ở ỡ ợ Ứ Ừ Ử Ữ Ự ứ ừ ử ữ ự đ Đ ơ Ơ ư Ư",
)


def advances(path: Path) -> tuple[dict[str, int], int]:
    """Advance widths by character and units an em, read from the tables cmap (format 4) and hmtx of a TrueType font."""
    data = path.read_bytes()
    tables = {}
    for i in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag.decode()] = offset
    em = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    out: dict[str, int] = {}
    cmap = tables["cmap"]
    for i in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", data, cmap + 4 + 8 * i + 4)[0]
        if struct.unpack_from(">H", data, start)[0] != 4:
            continue
        n = struct.unpack_from(">H", data, start + 6)[0] // 2
        ends = struct.unpack_from(f">{n}H", data, start + 14)
        starts = struct.unpack_from(f">{n}H", data, start + 16 + 2 * n)
        deltas = struct.unpack_from(f">{n}h", data, start + 16 + 4 * n)
        ranges = struct.unpack_from(f">{n}H", data, start + 16 + 6 * n)
        for k in range(n):
            for code in range(starts[k], min(ends[k], 0xFFFE) + 1):
                glyph = code
                if ranges[k]:
                    at = start + 16 + 6 * n + 2 * k + ranges[k] + 2 * (code - starts[k])
                    glyph = struct.unpack_from(">H", data, at)[0]
                    if glyph == 0:
                        continue
                glyph = (glyph + deltas[k]) & 0xFFFF
                out[chr(code)] = struct.unpack_from(">H", data, tables["hmtx"] + 4 * min(glyph, count - 1))[0]
    return out, em


@pytest.mark.parametrize("words", WORDS)
def test_widths_are_those_of_the_font_with_the_metrics_of_times_new_roman(words):
    assert FONT.is_file(), "fonts-liberation2 is installed by scripts/setup.sh"
    width, em = advances(FONT)
    known = [c for c in words if c not in "“”"]
    expected = sum(width[c] for c in known) / em * 14 * 25.4 / 72
    assert bold_width("".join(known), 14) == pytest.approx(
        expected, abs=ROUNDING * len(known) * 14 * 25.4 / 72
    )


def test_width_grows_with_the_size_and_an_unknown_letter_counts_as_wide():
    assert bold_width("abc", 28) == pytest.approx(2 * bold_width("abc", 14))
    assert bold_width("\N{CJK UNIFIED IDEOGRAPH-4E00}", 14) > bold_width("m", 14)
