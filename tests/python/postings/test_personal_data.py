"""E-mail addresses and phone numbers, and what looks like them and is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.postings.personal_data import is_personal_id, without_personal_data


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
