"""Names of statistical sources, publishers and terms of use in Vietnamese. The title of an article stays in its own language."""

from __future__ import annotations

import re

from dubao.report.text import Text

_INSIDE = re.compile(r"([^(|]*)\(([^|]*) \| ([^|]*)\)")

_TITLES: dict[str, str] = {
    "ILOSTAT: employment by sex and economic activity (ISIC Rev.4), Viet Nam, annual": "ILOSTAT: lao động có việc làm theo giới tính và ngành kinh tế (ISIC Rev.4), Việt Nam, số liệu năm",
    "ILOSTAT: employment by sex, age and economic activity or occupation, Viet Nam, annual": "ILOSTAT: lao động có việc làm theo giới tính, tuổi và ngành kinh tế hoặc nghề nghiệp, Việt Nam, số liệu năm",
    "ILOSTAT: employment by sex and occupation (ISCO-08, 2-digit), Viet Nam, annual": "ILOSTAT: lao động có việc làm theo giới tính và nghề nghiệp (ISCO-08, cấp 2), Việt Nam, số liệu năm",
    "ILO modelled estimates: labour force participation and unemployment rates, Viet Nam": "Ước tính mô hình của ILO: tỷ lệ tham gia lực lượng lao động và tỷ lệ thất nghiệp, Việt Nam",
    "Notes on the design of the Labour Force Survey and a count of employed respondents (2023 file)": "Ghi chép về thiết kế Điều tra lao động việc làm và số người trả lời có việc làm (tệp năm 2023)",
    "National Summary Data Page (e-GDDS, SDMX), national accounts, Viet Nam (vintage of June 2025)": "Trang số liệu tóm tắt quốc gia (e-GDDS, SDMX), tài khoản quốc gia, Việt Nam (bản tháng 6 năm 2025)",
    "National Summary Data Page (e-GDDS, SDMX), labour market, Viet Nam": "Trang số liệu tóm tắt quốc gia (e-GDDS, SDMX), thị trường lao động, Việt Nam",
    "World Population Prospects 2024: age-specific death rates": "Triển vọng dân số thế giới 2024: tỷ suất chết theo tuổi",
    "World Population Prospects 2024: population by age band and sex": "Triển vọng dân số thế giới 2024: dân số theo nhóm tuổi và giới tính",
    "World Population Prospects 2019: population by 5-year age group and sex": "Triển vọng dân số thế giới 2019: dân số theo nhóm 5 tuổi và giới tính",
    "Labour Code 2019 art. 169 and Decree 135/2020/NĐ-CP on the retirement age": "Bộ luật Lao động năm 2019, Điều 169, và Nghị định số 135/2020/NĐ-CP về tuổi nghỉ hưu",
    "Own calculation from the tables of this project": "Tính toán của báo cáo từ các bảng số liệu",
    "World Bank Education Statistics (UNESCO UIS source data)": "Thống kê giáo dục của Ngân hàng Thế giới (số liệu gốc của UNESCO UIS)",
    "World Development Indicators, education": "Chỉ số phát triển thế giới, giáo dục",
    "World Development Indicators: GDP growth, annual": "Chỉ số phát triển thế giới: tốc độ tăng GDP hằng năm",
    "Global Economic Prospects, January 2026: GDP growth forecast of Viet Nam": "Triển vọng kinh tế toàn cầu, tháng 01 năm 2026: dự báo tăng trưởng GDP của Việt Nam",
    "simulation": "mô phỏng",
    "assumption, no source": "giả định, chưa có nguồn",
    "dubao simulation, scripts/make_demo.py": "số liệu mô phỏng của dubao, scripts/make_demo.py",
    "Circular 34/2026/TT-BGDĐT, Appendix I (bachelor programmes; engineer programmes are longer)": "Thông tư số 34/2026/TT-BGDĐT, Phụ lục I (chương trình cử nhân; chương trình kỹ sư dài hơn)",
    "Mean of 11.79% (2022) and 11.27% (2023), Ministry of Education and Training": "Bình quân của 11,79% (2022) và 11,27% (2023), Bộ Giáo dục và Đào tạo",
    "ILO modelled estimates, participation 25-54 (both sexes; women; men), copy": "Ước tính mô hình của ILO, tỷ lệ tham gia lực lượng lao động 25–54 tuổi (chung; nữ; nam), bản sao",
    "Midpoint of two releases of the Ministry of Education and Training: 73.6% (all graduates) and 93.5% (respondents)": "Điểm giữa hai lần công bố của Bộ Giáo dục và Đào tạo: 73,6% (mọi người tốt nghiệp) và 93,5% (người phản hồi)",
    "Mean of 6.3% (2026) and 6.7% (2027), World Bank, Global Economic Prospects January 2026, via VTV; upper end: target of at least 10% stated by the Prime Minister via Dân trí": "Bình quân của 6,3% (2026) và 6,7% (2027), Ngân hàng Thế giới, Triển vọng kinh tế toàn cầu tháng 01 năm 2026, qua VTV; cận cao: mục tiêu ít nhất 10% do Thủ tướng Chính phủ nêu, qua Dân trí",
    "National Cybersecurity Association, via Đầu tư Chứng khoán": "Hiệp hội An ninh mạng quốc gia, qua Đầu tư Chứng khoán",
    "Equal split between the new codes, flagged exact = no": "Chia đều cho các mã mới, có đánh dấu là không chính xác",
    "Choice of this edition: data to 2021, target 2024": "Lựa chọn của ấn phẩm: số liệu đến 2021, dự báo năm 2024",
}  # fmt: skip

_LICENCES: dict[str, str] = {
    "press statement, quoted as a fact with attribution": "phát biểu trên báo chí, dẫn lại kèm nguồn",
    "press figure, quoted as a fact with attribution": "số liệu nêu trên báo chí, dẫn lại kèm nguồn",
    "copy: MIT; figures of the national office, attribution": "bản sao: MIT; số của cơ quan thống kê quốc gia, ghi nguồn",
    'copy: licence "other", not read; national figures quoted as facts with attribution': "bản sao: giấy phép khác, chưa đọc; số quốc gia dẫn lại kèm nguồn",
    "figures derived from the named inputs": "số tính từ các đầu vào đã nêu",
    "ILO open data, attribution required": "dữ liệu mở của ILO, phải ghi nguồn",
    "UIS open data, attribution": "dữ liệu mở của UIS, ghi nguồn",
    "UN terms, attribution": "điều khoản của Liên hợp quốc, ghi nguồn",
    "legal rule, stated as a fact": "quy định pháp luật, nêu lại nội dung",
    "official text of Viet Nam (law texts are not protected by copyright); stated as facts": "văn bản chính thức của Việt Nam (không thuộc đối tượng bảo hộ quyền tác giả); nêu lại nội dung",
    "official text, attribution": "văn bản chính thức, ghi nguồn",
    "official text, quoted as facts": "văn bản chính thức, nêu lại nội dung",
    "no licence file; one count is quoted as a fact, everything else is our own calculation": "không có tệp giấy phép; dẫn lại một số đếm, còn lại là tính toán của báo cáo",
    "quotation, figures stated as facts": "trích dẫn, nêu lại con số",
    "catalogue text, quoted as facts": "nội dung danh mục, nêu lại",
    "extract, quoted as facts": "bản trích, nêu lại nội dung",
}  # fmt: skip

# Longer names first: a name may be part of another.
_PUBLISHERS: tuple[tuple[str, str], ...] = (
    ("General Statistics Office / National Statistics Office of Viet Nam", "Tổng cục Thống kê, nay là Cục Thống kê"),
    ("Central Steering Committee for science, technology, innovation and digital transformation", "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số"),
    ("Ministry of Health, Labour and Welfare of Japan", "Bộ Y tế, Lao động và Phúc lợi Nhật Bản"),
    ("Ministry of Education and Training (centre for training support)", "Bộ Giáo dục và Đào tạo (trung tâm hỗ trợ đào tạo)"),
    ("United Nations, DESA, Population Division", "Liên hợp quốc, Vụ Kinh tế và Xã hội, Ban Dân số"),
    ("HCMC Semiconductor Industry Association", "Hội Công nghệ vi mạch bán dẫn Thành phố Hồ Chí Minh"),
    ("United Nations Statistics Division", "Ban Thống kê Liên hợp quốc"),
    ("Ministry of Information and Communications", "Bộ Thông tin và Truyền thông"),
    ("National Cybersecurity Association", "Hiệp hội An ninh mạng quốc gia"),
    ("Ministry of Education and Training", "Bộ Giáo dục và Đào tạo"),
    ("Ministry of Science and Technology", "Bộ Khoa học và Công nghệ"),
    ("National Statistics Office of Viet Nam", "Cục Thống kê"),
    ("General Statistics Office of Viet Nam", "Tổng cục Thống kê"),
    ("International Labour Organization", "Tổ chức Lao động Quốc tế"),
    ("Ministry of Industry and Trade", "Bộ Công Thương"),
    ("UNESCO Institute for Statistics", "Viện Thống kê UNESCO"),
    ("Central Committee, Politburo", "Ban Chấp hành Trung ương, Bộ Chính trị"),
    ("Ministry of Public Security", "Bộ Công an"),
    ("State Bank of Viet Nam", "Ngân hàng Nhà nước Việt Nam"),
    ("Viet Nam News Agency", "Thông tấn xã Việt Nam"),
    ("Government of Viet Nam", "Chính phủ"),
    ("National Assembly", "Quốc hội"),
    ("Prime Minister", "Thủ tướng Chính phủ"),
    ("World Bank", "Ngân hàng Thế giới"),
    ("Government", "Chính phủ"),
    ("attributed to the ", "gán cho "),
    ("attributed to ", "gán cho "),
    ("origin not found", "chưa tìm thấy nguồn gốc"),
    ("public disclosures of universities", "công khai của các trường đại học"),
    ("count by a student project", "số đếm của một bài tập sinh viên"),
    ("speech quoted by ", "phát biểu, dẫn theo "),
    (", as stated by ", ", theo "),
    (", quoted by ", ", dẫn theo "),
    (", quoted in a thesis", ", dẫn trong một luận văn"),
    (" and ", " và "),
    (", via ", ", qua "),
)  # fmt: skip


def both_languages(words: str) -> Text:
    """Titles and notes of the packages may hold both languages, "vi | en".

    >>> both_languages("mô phỏng | simulation").en, both_languages("ILOSTAT").vi
    ('simulation', 'ILOSTAT')
    >>> both_languages("dubao (mô phỏng | simulation)").vi
    'dubao (mô phỏng)'
    """
    if inside := _INSIDE.fullmatch(str(words or "")):
        return Text(f"{inside[1]}({inside[2]})", f"{inside[1]}({inside[3]})")
    vi, bar, en = str(words or "").partition(" | ")
    return Text(vi, en if bar else vi)


def source_title(words: str) -> Text:
    """The title of a source; an address that follows it is kept.

    >>> source_title("World Population Prospects 2024: age-specific death rates").vi
    'Triển vọng dân số thế giới 2024: tỷ suất chết theo tuổi'
    """
    both = both_languages(words)
    title, found, address = both.en.partition("http")
    known = _TITLES.get(title.rstrip(" ,"))
    if known is None:
        return both
    return Text(f"{known}, {found}{address}" if found else known, both.en)


def publisher_name(words: str) -> Text:
    """The publisher, with what it was read through.

    >>> publisher_name("Prime Minister").vi, publisher_name("National Statistics Office of Viet Nam, via CafeF").vi
    ('Thủ tướng Chính phủ', 'Cục Thống kê, qua CafeF')
    """
    both = both_languages(words)
    vi = both.vi
    if vi == both.en:
        for en, name in _PUBLISHERS:
            vi = vi.replace(en, name)
    return Text(vi, both.en)


def licence_words(words: str) -> Text:
    """The terms of use.

    >>> licence_words("CC BY 4.0").vi
    'CC BY 4.0'
    """
    both = both_languages(words)
    return Text(_LICENCES.get(both.vi, both.vi), both.en)
