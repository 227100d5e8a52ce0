"""E-mail addresses and phone numbers, and what looks like them and is none."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.errors import InputError
from dubao.postings import postings_csv, read_postings, read_records
from dubao.postings.personal_data import (
    amount_without_phone,
    is_personal_id,
    name_without_person,
    without_personal_data,
)


@pytest.mark.parametrize(
    "text",
    [
        "an.nguyen@example.com", "AN_NGUYEN+cv@mail.example.com.vn", "an (at) example (dot) com", "an[at]example.com", "an AT example DOT com",
        "hr@gmail", "hr at gmail dot com", "hr@ gmail.com", "an＠example.com",
    ],
)  # fmt: skip
def test_e_mail_addresses_are_dropped(text: str) -> None:
    found = without_personal_data(f"Gửi về {text} nhé")
    assert found.emails >= 1
    assert not any(part in found.text for part in ("example", "gmail", "@", "＠"))
    assert found.text.startswith("Gửi về") and found.text.endswith("nhé")


@pytest.mark.parametrize(
    "text",
    [
        "0912345678", "0912 345 678", "0912.345.678", "091-234-5678", "+84 912 345 678", "(+84) 912345678", "84912345678", "024 3825 1234",
        "(028) 3825 1234", "1900 1234", "1800-599-920", "0 9 1 2 3 4 5 6 7 8", "+1 415 555 0132", "+65 6123 4567", "0084 912 345 678",
        "001202012345", "(ĐT.0912345678)", "a,0912345678", "SĐT: 3825123", "Zalo 912345678", "hotline số 38251234",
    ],
)  # fmt: skip
def test_phone_numbers_are_dropped(text: str) -> None:
    found = without_personal_data(f"Liên lạc {text}, giờ hành chính")
    assert found.phones >= 1
    assert not any(c.isdigit() for c in found.text)
    assert found.text.endswith(", giờ hành chính")


@pytest.mark.parametrize(
    "text",
    [
        "Lương 15.000.000 - 20.000.000 đồng", "từ 2024-2025", "10.000.000", "ISO 27001, PCI 4.0", "1.500 - 2.500 USD", "$1800 - 3500", "1800-3500 USD", "1900 - 2500$", "3 năm kinh nghiệm",
        "C# 12, .NET 8, Java 21", "192.168.1.1", "giờ làm 8:00 - 17:30", "100 triệu người dùng, 63 tỉnh", "@Override trong Java", "email và điện thoại",
    ],
)  # fmt: skip
def test_what_is_no_personal_data_stays(text: str) -> None:
    assert without_personal_data(text).text == text


@settings(max_examples=60, deadline=None)
@given(
    digits=st.text("0123456789", min_size=8, max_size=8), head=st.sampled_from(["03", "05", "07", "08", "09", "+843", "+849"]),
    separator=st.sampled_from(["", " ", ".", "-"]), before=st.sampled_from(["", "ĐT ", "gọi:", "("]),
)  # fmt: skip
def test_any_mobile_number_is_dropped(digits: str, head: str, separator: str, before: str) -> None:
    number = separator.join((head + digits[:2], digits[2:5], digits[5:]))
    assert not any(c.isdigit() for c in without_personal_data(f"{before}{number} sau giờ làm").text)


@pytest.mark.parametrize(
    ("id", "personal"),
    [
        ("0912345678", True),
        ("+84912345678", True),
        ("an@example.com", True),
        ("1234567", False),
        ("job-0912", False),
    ],
)
def test_ids_that_lead_to_a_person(id: str, personal: bool) -> None:
    assert is_personal_id(id) is personal


def test_a_number_with_a_plus_is_dropped_wherever_it_begins() -> None:
    assert without_personal_data("phòng 15+84 912 345 678").text == "phòng 15…"


# Spellings that people read and programs overlook.
HIDDEN_ADDRESSES = (
    "b [at] example.com", "b(at)example.com", "b @ example.com", "b @ example . com", "b at example dot com", "b at example (dot) com", "b a-còng example.com",
    "b (a-còng) example chấm com", "b%40example.com", "b@\nexample.com", "b<br>@<br>example.com", "b_at_example.com", "b -at- example.com", "b[@]example.com",
    "b&#64;example&#46;com", "b&commat;example.com", "b\u200b@\u200bexample.com", "b＠example．com", "b<at>example.com", "b «at» example.com", "b/at/example.com",
    "b[a]example[.]com", "an.b@example", "b@example,com", "b ﹫example.com", "b ⓐ example.com", "b@example\u3002com", "b (a móc) example.com", "an.b at example.vn",
    "gmail: example1990", "an [ at ] example [ dot ] com", "&lt;b@example.com&gt;", "<a href='mailto:b@example.com'>example@example.com</a>", "-----b@example.com-----",
)  # fmt: skip
HIDDEN_NUMBERS = (
    "0912.345.678", "+84 (0) 912 345 678", "+84 - (0) 912 345 678", "0912 - 345 - 678", "0912 . 345 . 678", "0912,345,678", "0912/345/678", "0912_345_678",
    "0912—345—678", "0912·345·678", "0912•345•678", "0912*345*678", "0912|345|678", "0912\n345\n678", "0912<br>345<br>678", "O912345678", "o912.345.678",
    "09I2345678", "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "٠٩١٢٣٤٥٦٧٨", "𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "⓪⑨①②③④⑤⑥⑦⑧", "⁰⁹¹²³⁴⁵⁶⁷⁸", "0\u200b9\u200b1\u200b2345678", "&#48;912345678",
    "không chín một hai ba bốn năm sáu bảy tám", "zero nine one two three four five six seven eight", "(84)(912)(345)(678)", "84 912 345 678",
    "0\u03359\u03351\u03352\u03353\u03354\u03355\u03356\u03357\u03358\u0335", "０９１２３４５６７８", "0912=345=678", "0912ㅤ345ㅤ678", "[0912] 345 678", "0912~345~678",
    "0912:345:678", "0912'345'678", "0912+345+678", "0912 345 678/0987 654 321", "09/12/34/56/78", "SĐT: 0912\u2060345\u2060678",
)  # fmt: skip


@pytest.mark.parametrize("secret", HIDDEN_ADDRESSES + HIDDEN_NUMBERS)
def test_hidden_addresses_and_numbers_are_in_nothing_that_is_kept(secret: str) -> None:
    """In no field, no id, no name of a source or heading, no report, no output."""
    cells = dict.fromkeys(("title", "text", "place", "employer", "salary", "date"), f"Gửi {secret} nhé")
    found = read_records(
        [{**cells, "id": secret, "note": secret}], source=f"trang {secret}", as_of="2026-06-30"
    )
    kept = (
        repr(found)
        + postings_csv(found.postings)
        + " ".join((*found.report.statements("vi"), *found.report.statements("en")))
    )
    assert found.postings[0].id == ""
    digits = [c for c in kept if unicodedata.digit(c, None) is not None]
    assert "".join(digits).count("345") == 0 and "321" not in "".join(digits)
    # Of an address the domain may not stay either.
    assert "example" not in kept and "ba bốn" not in kept and "three" not in kept
    assert found.report.counts.get("email", 0) + found.report.counts.get("phone", 0) == 1
    assert found.report.counts["personal_id"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "Work at Booking.com", "Developer at Tiki.vn", "C++/Java/SQL", "không một ai, không hai lòng", "data at scale. Java", "24/7, 9/10 điểm",
        "Dev @ FPT. Java", "IT@Hà Nội", "m² và km²", "số 01 phố Huế, quận 3, tòa nhà 12 tầng, phòng 1205", "CO2, H₂O", "2026-03-02 08:00-17:30", "ISO 9001:2015, ISO 27001:2022",
        "08:00-12:00, 13:00-17:30", "từ 01/03/2026 đến 30/04/2026", "100.000.000 - 200.000.000 đồng", "gia công phần mềm", "10,000,000 VND", "v1.2.3, Python 3.11.7, Java 1.8.0",
    ],
)  # fmt: skip
def test_words_and_numbers_that_lead_to_nobody_stay(text: str) -> None:
    assert without_personal_data(text).text == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1900-2500", "1900-2500"), ("0 - 200.000.000", "0 - 200.000.000"), ("15.000.000.000", "15.000.000.000"), ("0912345678", "…"), ("84912345678", "…"),
        ("+84 912 345 678", "…"), ("20 triệu, gọi 0912.345.678", "20 triệu, gọi …"), ("15-20 triệu hr@congty.vn", "15-20 triệu …"),
    ],
)  # fmt: skip
def test_a_number_to_call_is_no_amount(text: str, kept: str) -> None:
    assert amount_without_phone(text).text == kept


@pytest.mark.parametrize("value", ["0912345678", "0912 345 678", 84912345678, 84912345678.0])
def test_a_number_to_call_in_the_column_of_salaries_becomes_no_salary(value: object) -> None:
    found = read_records(
        [{"title": "Dev", "salary": value}], source="a", as_of="2026-06-30", salary_currency="VND"
    )
    assert found.postings[0].salary_low is None and found.postings[0].salary_high is None
    assert found.report.counts["phone"] == 1


@pytest.mark.parametrize(
    "id",
    [
        "550e8400-e29b-41d4-a716-446655440000", "2026-03-12-123456", "tin-20260312-0001", "202604000123", "d0912345678abcdef0912345678abcde", "0912345678abcdef0912345678abcdef", "1234567890123",
        "https://example.org/viec-lam/ky-su-123456.html", "JOB-0912-34",
    ],
)  # fmt: skip
def test_ids_that_lead_to_nobody_stay(id: str) -> None:
    assert not is_personal_id(id)


@pytest.mark.parametrize(
    "id",
    [
        "tel:0912345678", "0912-345-678", "tin/0912_345_678", "?phone=%2B84%20912%20345%20678", "?cv=an%40example.com", "ky-su-0912345678.html", "02438251234", "0912abcdef3456789abc@b.vn", "550e8400-e29b-41d4-a716-446655440000@b.vn", "Java0912345678", "ma_0912345678_ab", "09123456780987654321", "b at example.com",
    ],
)  # fmt: skip
def test_ids_that_hide_a_person_are_dropped(id: str) -> None:
    assert is_personal_id(id)


def test_names_of_files_keep_their_stamps_and_lose_persons() -> None:
    assert name_without_person("tin_20261123094500.csv") == "tin_20261123094500.csv"
    assert name_without_person("chi Lan 0912.345.678.csv") == "chi Lan ….csv"
    assert name_without_person("84912345678.jsonl") == "….jsonl"


def test_no_error_of_a_file_tells_what_stands_in_it(tmp_path) -> None:
    secrets = "0912\u200b345678,an\u200b.b@congty.vn,⓪⑨①②③④⑤⑥⑦⑧"
    path = tmp_path / "0912345678.csv"
    path.write_text(f"{secrets}\n1,2,3\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_postings(path, columns={"title": "Vị trí"})
    with pytest.raises(InputError) as second:
        read_postings(path)
    with pytest.raises(InputError) as third:
        read_postings([tmp_path / "none 0912345678.csv", tmp_path / "0912345678.docx", path])
    said = " ".join(
        f"{error} {p.vi} {p.en} {p.remedy_vi} {p.remedy_en} {p.file}" for error in (caught.value, second.value, third.value) for p in error.problems
    )  # fmt: skip
    assert not any(part in said for part in ("345678", "congty", "⑤", "0912"))


@pytest.mark.parametrize(
    "piece",
    ["a@", "-at-", "%40", "0 ", "<?", "<div>", "( at )"],
)
def test_a_million_characters_made_to_cost_much_are_read_in_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    found = read_records([{"title": "Dev", "text": text}], source="a", as_of="2026-06-30")
    assert found.report.postings == 1 and found.report.counts["cut"] == 1
    # A second on a quiet machine; quadratic cost would be minutes.
    assert time.process_time() - began < 10
