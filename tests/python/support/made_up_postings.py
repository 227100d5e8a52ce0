"""Postings made up for the tests: nobody's text, in Vietnamese and English, with repeats whose truth is known."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dubao.postings import Posting

DUTIES = (
    "xây dựng và bảo trì dịch vụ nền cho hệ thống bán hàng", "viết kiểm thử tự động và rà soát mã nguồn cùng nhóm",
    "thiết kế cơ sở dữ liệu và tối ưu câu truy vấn", "triển khai hạ tầng trên đám mây và theo dõi vận hành",
    "phân tích số liệu người dùng và lập báo cáo hằng tuần", "thiết kế vi mạch số và kiểm tra bố trí mạch",
    "lập trình vi điều khiển và ghép nối cảm biến", "giám sát an ninh mạng và xử lý sự cố",
    "huấn luyện mô hình học máy và đưa vào vận hành", "làm việc với khách hàng để làm rõ yêu cầu",
    "build and maintain backend services for the ordering platform", "write automated tests and review code of teammates",
    "design schemas and tune slow queries", "operate clusters and improve monitoring of services",
    "analyse logs and report security incidents", "develop firmware for sensors and gateways",
    "train models and ship them to production", "prepare technical documents in English and Vietnamese",
    "hỗ trợ người dùng nội bộ và quản lý thiết bị", "đề xuất cải tiến quy trình phát triển phần mềm",
)  # fmt: skip
NEEDS = (
    "có ít nhất hai năm kinh nghiệm với Java và Spring", "thành thạo Python cùng thư viện xử lý số liệu", "biết C++ và hệ điều hành thời gian thực",
    "hiểu mạng máy tính, tường lửa và mã hóa", "đọc hiểu tài liệu tiếng Anh, giao tiếp cơ bản", "experience with Docker and Kubernetes is a plus",
    "familiar with React or Vue on the front end", "good knowledge of SQL and data modelling", "có kỹ năng làm việc nhóm và trình bày",
    "từng làm dự án theo Scrum", "biết Verilog hoặc VHDL", "able to work with little supervision", "ưu tiên có chứng chỉ về an toàn thông tin",
    "tốt nghiệp đại học ngành công nghệ thông tin hoặc điện tử", "used to work with Linux servers every day",
)  # fmt: skip
BENEFITS = (
    "thưởng tháng mười ba và xét tăng lương hằng năm", "bảo hiểm đầy đủ theo quy định", "lịch làm việc từ thứ hai đến thứ sáu",
    "được đào tạo về công nghệ mới", "team building and yearly trip", "laptop and second screen provided", "phụ cấp ăn trưa và gửi xe",
    "khám sức khỏe định kỳ", "flexible hours and two days from home", "môi trường trẻ và cởi mở",
)  # fmt: skip
TITLES = (
    "Lập trình viên Java", "Kỹ sư dữ liệu", "Kỹ sư vi mạch", "Chuyên viên an ninh mạng", "Lập trình viên nhúng", "Frontend Developer",
    "Backend Engineer", "DevOps Engineer", "Data Analyst", "Kỹ sư học máy", "Tester", "Quản trị mạng",
)  # fmt: skip
PLACES = ("Hà Nội", "Đà Nẵng", "TP. Hồ Chí Minh", "Cần Thơ", "Hải Phòng")
NAMES = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Giang",
    "Hà",
    "Khánh",
    "Linh",
    "Minh",
    "Nam",
    "Phúc",
    "Quang",
    "Sơn",
    "Tâm",
    "Vân",
    "Xuân",
)
FILLER = (
    "ứng tuyển ngay hôm nay",
    "nộp hồ sơ trực tuyến",
    "apply now on our site",
    "hạn nộp cuối tháng",
    "tin được đăng lại",
)


def text_of(random_: random.Random) -> str:
    """A text of some 120 words: sentences in a random order, with the made-up name of a product and figures."""
    product = "".join(random_.choice(("lo", "mi", "ka", "tu", "ne", "ra", "vi", "so")) for _ in range(4))
    sentences = [
        f"Dự án {product} phục vụ {random_.randrange(10, 999)} nghìn người dùng",
        *random_.sample(DUTIES, 5), *random_.sample(NEEDS, 4), *random_.sample(BENEFITS, 3),
    ]  # fmt: skip
    return ". ".join(sentences)


def posting_of(
    random_: random.Random, number: int, *, first: date = date(2026, 1, 1), days: int = 90, source: str = "a"
) -> Posting:
    """A posting with its own text."""
    day = first + timedelta(days=random_.randrange(days))
    return Posting(
        source, f"{source}-{number}", day, day.isoformat()[:7], random_.choice(TITLES), text_of(random_), random_.choice(PLACES),
        f"Công ty {random_.choice(NAMES)} {random_.choice(NAMES)} {number % 97}",
    )  # fmt: skip


def edited(text: str, share: float, random_: random.Random) -> str:
    """The text with a share of its words changed, dropped or doubled."""
    words = []
    for word in text.split():
        if random_.random() >= share:
            words.append(word)
        elif (kind := random_.randrange(3)) == 0:
            words.append(random_.choice(NAMES).lower())
        elif kind == 1:
            words += [word, word]
    return " ".join(words)


@dataclass(frozen=True)
class Constructed:
    """Postings whose repeats are known by construction: ``truth[i]`` numbers the advertisement of posting i."""

    postings: list[Posting]
    truth: list[int]
    kind: list[str]


def constructed(originals: int, seed: int) -> Constructed:
    """Originals, repeats of several kinds, and look-alikes that are other advertisements.

    Repeats: copied with another source's closing line; 1, 2, 5 or 10 % of the words edited; paragraphs in another order. Look-alikes: the same
    text for another place, for another level, months later, and texts of the same employer of which
    the duties, or duties and needs, are others.
    """
    random_ = random.Random(seed)
    postings: list[Posting] = []
    truth: list[int] = []
    kind: list[str] = []

    def add(posting: Posting, number: int, of_kind: str) -> None:
        postings.append(replace(posting, id=f"{of_kind}-{len(postings)}"))
        truth.append(number)
        kind.append(of_kind)

    number = 0
    for n in range(originals):
        one = posting_of(random_, n)
        assert one.date is not None
        add(one, number, "original")
        later = one.date + timedelta(days=random_.randrange(1, 25))
        moved = {"source": "b", "date": later, "month": later.isoformat()[:7]}
        sentences = one.text.split(". ")
        rest = [duty for duty in DUTIES if duty not in sentences]
        shuffled = ". ".join(sentences[:1] + random_.sample(sentences[1:], len(sentences) - 1))
        makers = (
            ("copied", replace(one, **moved, text=f"{one.text}. {random_.choice(FILLER)}"), True),
            ("edited_1", replace(one, **moved, text=edited(one.text, 0.01, random_)), True),
            ("edited_2", replace(one, **moved, text=edited(one.text, 0.02, random_)), True),
            ("edited_5", replace(one, **moved, text=edited(one.text, 0.05, random_)), True),
            ("edited_10", replace(one, **moved, text=edited(one.text, 0.10, random_)), True),
            ("reordered", replace(one, **moved, text=shuffled), True),
            ("other_place", replace(one, place=PLACES[(PLACES.index(one.place) + 1) % len(PLACES)]), False),
            ("other_level", replace(one, title=f"Senior {one.title}"), False),
            ("months_later", replace(one, date=one.date + timedelta(days=120), month="2026-07"), False),
            ("template", replace(one, text=". ".join([*random_.sample(DUTIES, 5), *random_.sample(NEEDS, 4), *sentences[-3:]])), False),
            ("other_duties", replace(one, text=". ".join([sentences[0], *random_.sample(rest, 5), *sentences[6:]])), False),
        )  # fmt: skip
        of_kind, other, same = makers[n % len(makers)]
        if not same:
            number += 1
        add(other, number, of_kind)
        number += 1
    return Constructed(postings, truth, kind)
