"""What the input workbook asks for: one sheet a row class of :mod:`dubao.labour.capacity`, in both languages.

The template and the reader share this description, so a column cannot stand in one of them alone. No sheet has a place for a name,
an identity number or a birth date: lecturers are codes.

>>> [sheet.name for sheet in SHEETS][:2]
['Địa điểm - Locations', 'Nhóm ngành - Units']
>>> next(f for f in SHEETS[0].fields if f.name == "floor_area").unit
'm2'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dubao.labour.capacity import (
    Learners,
    LecturerShare,
    Location,
    Offered,
    Postgraduates,
    Unit,
)

__all__ = ["CHOICES", "COEFFICIENTS", "EXPLANATION", "INSTITUTION", "LISTS", "SHEETS", "Column", "InputSheet"]

Kind = Literal["text", "code", "number", "share", "year", "whole", "yes_no", "choice"]

COEFFICIENTS = "Hệ số - Coefficients"
EXPLANATION = "Giải thích - Explanation"
INSTITUTION = "Cơ sở - Institution"
LISTS = "Danh mục - Lists"

# Choice of each list: key of the row class, Vietnamese, English, further words that mean the same.
CHOICES: dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "yes_no": (("yes", "có", "yes", ("đúng", "true", "1", "x")), ("no", "không", "no", ("sai", "false", "0"))),
    "level": (
        ("college", "cao đẳng", "college", ()),
        ("bachelor", "đại học", "bachelor", ()),
        ("master", "thạc sĩ", "master", ()),
        ("doctoral", "tiến sĩ", "doctoral", ("phd",)),
    ),
    "form": (
        ("regular", "chính quy", "regular", ("đtcq",)),
        # Art. 10(1): the old form "vừa làm vừa học" is reported as blended.
        ("blended", "kết hợp trực tiếp và từ xa", "blended", ("vừa làm vừa học", "đtkh")),
        ("distance", "từ xa", "distance", ("txtt", "đào tạo từ xa")),
        ("joint_foreign", "liên kết đào tạo với nước ngoài", "joint foreign", ("lkđtnn",)),
    ),
    "area_kind": (
        ("rooms", "diện tích phòng", "rooms", ()),
        ("gross", "tổng diện tích sàn", "gross floor area", ()),
    ),
    "degree": (
        ("bachelor", "đại học", "bachelor", ()),
        ("master", "thạc sĩ", "master", ()),
        ("doctoral", "tiến sĩ", "doctoral", ("phd",)),
    ),
    "title": (
        ("none", "không có", "none", ("không",)),
        ("associate_professor", "phó giáo sư", "associate professor", ("pgs",)),
        ("professor", "giáo sư", "professor", ("gs",)),
        ("doctor_of_science", "tiến sĩ khoa học", "doctor of science", ("tskh",)),
    ),
    "category": (
        ("permanent", "cơ hữu", "permanent", ()),
        ("co_permanent", "đồng cơ hữu", "co-permanent", ()),
        ("retired_full_time", "toàn thời gian sau tuổi nghỉ hưu", "full-time after retirement", ()),
        ("international", "quốc tế", "international", ()),
        ("visiting", "thỉnh giảng", "visiting", ()),
        ("enterprise_expert", "chuyên gia doanh nghiệp", "enterprise expert", ()),
    ),
    "special_major": (
        ("none", "không", "none", ()),
        ("high_demand", "đặc thù có nhu cầu cao", "high demand", ()),
        ("arts", "đặc thù nghệ thuật", "arts", ()),
        ("teacher_training", "đào tạo giáo viên", "teacher training", ()),
    ),
}  # fmt: skip


# Units by key, Vietnamese and English.
UNITS = {
    "m2": ("m²", "m²"),
    "persons": ("người", "persons"),
    "years": ("năm", "years"),
    "hours": ("giờ", "hours"),
    "FTE": ("phần thời gian", "share of one person"),
}


@dataclass(frozen=True)
class Column:
    """A column of the workbook, or a line of the sheet of the institution."""

    name: str
    vi: str
    en: str
    kind: Kind
    about_vi: str
    about_en: str
    unit: str = ""  #: "m2", "persons", "years", "%", "FTE" (share of one person's time)
    required: bool = False
    choices: str = ""  #: key of CHOICES
    low: float = 0.0
    high: float = float("inf")
    clause: str = ""  #: of the text that sets the range
    until_2026: bool = False  #: asked for by the rules before 2027 alone

    @property
    def with_unit(self) -> tuple[str, str]:
        """What the column is called, with its unit, in Vietnamese and in English."""
        if not self.unit:
            return self.vi, self.en
        unit_vi, unit_en = UNITS.get(self.unit, (self.unit, self.unit))
        return f"{self.vi} ({unit_vi})", f"{self.en} ({unit_en})"

    @property
    def heading(self) -> str:
        """Vietnamese, English, unit and the key in brackets by which the column is read back."""
        vi, en = self.with_unit
        return f"{vi}\n{en}\n[{self.name}]"


@dataclass(frozen=True)
class InputSheet:
    """A sheet of rows."""

    name: str
    vi: str
    en: str
    row_class: type
    attribute: str  #: of Institution
    key: tuple[str, ...]  #: columns that may not repeat; empty: rows may
    fields: tuple[Column, ...]


_LOCATION = Column(
    "location", "Mã địa điểm", "Location code", "code", "Mã ở trang “Địa điểm”.", "Code of sheet “Locations”.", required=True,
)  # fmt: skip
_UNIT = Column(
    "unit", "Mã nhóm ngành hoặc ngành", "Code of major group or major", "code",
    "Mã ở trang “Nhóm ngành”, không có chữ số trình độ: 4802 là nhóm 74802.",
    "Code of sheet “Units”, without the digit of the level: 4802 is group 74802.", required=True,
)  # fmt: skip


def _persons(name: str, vi: str, en: str, about_vi: str, about_en: str, **more: object) -> Column:
    return Column(name, vi, en, "number", about_vi, about_en, "persons", **more)  # type: ignore[arg-type]


_LOCATIONS = InputSheet(
    "Địa điểm - Locations", "Địa điểm xác định số lượng tuyển sinh", "Locations for which numbers are set",
    Location, "locations", ("code",),
    (
        Column("code", "Mã địa điểm", "Location code", "code", "Ba ký tự, ví dụ BKA.", "Three characters, for instance BKA.", required=True),
        Column("name", "Tên địa điểm", "Name of the location", "text", "Trụ sở chính hoặc phân hiệu có bộ máy quản lý (Điều 2 khoản 11).", "Head office, or a branch with its own management (Art. 2(11)).", required=True),
        Column("floor_area", "Diện tích sàn phục vụ đào tạo", "Floor area that serves training", "number", "Diện tích thuộc sở hữu hoặc được giao (Điều 2 khoản 8), ngày 31/12.", "Owned or lawfully assigned (Art. 2(8)), at 31 December.", "m2", True, clause="Art. 2(8)"),
        Column("area_kind", "Loại diện tích", "Kind of area", "choice", "Diện tích phòng, hoặc tổng diện tích sàn khi chỉ biết số này (cách hiểu A16).", "Rooms, or gross floor area when only that is known (reading A16).", choices="area_kind"),
        Column("founded", "Năm thành lập", "Year founded", "year", "Dưới 5 năm thì một số điều kiện không áp dụng.", "Under five years some brakes do not apply.", low=1900, high=2100),
    ),
)  # fmt: skip

_UNITS = InputSheet(
    "Nhóm ngành - Units", "Nhóm ngành, ngành xác định số lượng", "Major groups and majors for which numbers are set",
    Unit, "units", ("location", "code"),
    (
        _LOCATION,
        Column("code", "Mã nhóm ngành hoặc ngành", "Code of major group or major", "code", "Bốn chữ số cho nhóm ngành (4802), sáu cho ngành (480201), không có chữ số trình độ.", "Four digits for a group (4802), six for a major (480201), without the digit of the level.", required=True, clause="Art. 4(1)"),
        Column("name", "Tên nhóm ngành, ngành", "Name of the group or major", "text", "Theo danh mục của Thông tư 09/2022.", "As in the list of Circular 09/2022.", required=True),
        Column("by_major", "Xác định theo ngành", "Set by major", "yes_no", "Đào tạo giáo viên, sức khỏe, ngành mở mới (Điều 4 khoản 1).", "Teacher training, health, a new major (Art. 4(1)).", choices="yes_no"),
        Column("special_major", "Ngành đặc thù", "Special major", "choice", "Quy định trước năm 2027.", "Rules before 2027.", choices="special_major", until_2026=True),
        Column("support_staff", "Cán bộ hỗ trợ đào tạo từ xa", "Support staff for distance training", "number", "Số quy đổi; quy định trước năm 2027.", "Converted; rules before 2027.", "persons", until_2026=True),
    ),
)  # fmt: skip

_LEARNERS = InputSheet(
    "Người học - Learners", "Người học trình độ đại học, cao đẳng", "Learners, bachelor and college",
    Learners, "learners", ("location", "unit", "level", "form"),
    (
        _LOCATION, _UNIT,
        Column("level", "Trình độ", "Level", "choice", "Thạc sĩ, tiến sĩ ghi ở trang “Sau đại học”.", "Master's and doctoral learners belong to sheet “Postgraduates”.", required=True, choices="level"),
        Column("form", "Hình thức", "Form", "choice", "Chính quy, kết hợp, từ xa, liên kết với nước ngoài.", "Regular, blended, distance, joint foreign.", required=True, choices="form"),
        _persons("stock", "Quy mô ngày 31/12", "Learners at 31 December", "Năm trước năm tuyển sinh; không tính hiệp định, cử tuyển.", "Of the year before the intake; without treaty and nominated learners.", required=True),
        Column("duration", "Số năm đào tạo", "Years of the study plan", "number", "Theo kế hoạch học tập chuẩn.", "Of the standard study plan.", "years", low=0.5, high=10, clause="App. I"),
        _persons("announced", "Số đã công bố năm trước", "Announced the year before", "Số lượng tuyển sinh đã công bố.", "The announced admission number.", clause="Art. 5(6)"),
        _persons("actual", "Số thực tuyển năm trước", "Actual intake of the year before", "Đã nhập học và đăng ký học tập ngày 31/12.", "Enrolled and registered for study at 31 December.", clause="Art. 5(5)"),
        _persons("planned", "Số dự kiến", "Planned number", "Trống: lấy số tối đa.", "Empty: the maximum is taken."),
        _persons("bridging", "Trong đó liên thông", "Of these bridging", "Cột 6 đến 8 của Bảng 2A.", "Columns 6 to 8 of table 2A."),
        Column("first_year_dropout", "Tỉ lệ thôi học năm đầu", "First-year drop-out", "share", "Đến ngày 31/8; trên 15% thì không được tăng.", "At 31 August; above 15% the number may not grow.", "%", high=1, clause="Art. 2(6), 5(6)(d)"),
        Column("employment_rate", "Tỉ lệ có việc làm", "Employment rate", "share", "Phù hợp trình độ, sau 12 tháng; dưới 70% thì không được tăng.", "Fitting the level, after 12 months; below 70% the number may not grow.", "%", high=1, clause="Art. 2(7), 5(6)(đ)"),
        Column("opened", "Năm mở ngành", "Year the major was opened", "year", "Bằng năm tuyển sinh: ngành mới, năm đầu tối đa 30%.", "Equal to the intake year: a new major, at most 30% in its first year.", low=1900, high=2100, clause="Art. 5(7)"),
        Column("scheme", "Đặt hàng theo đề án", "Ordered under a scheme", "yes_no", "Đề án do Chính phủ, Thủ tướng phê duyệt.", "A scheme approved by the Government or the Prime Minister.", choices="yes_no", clause="Art. 5(6)(g)"),
        Column("accredited_programme", "Chương trình đã kiểm định", "Accredited programme", "yes_no", "Quy định trước năm 2026.", "Rules before 2026.", choices="yes_no", until_2026=True),
    ),
)  # fmt: skip

_LECTURERS = InputSheet(
    "Giảng viên - Lecturers", "Thời gian của giảng viên cho nhóm ngành", "Time of lecturers in the groups",
    LecturerShare, "lecturers", ("lecturer", "location", "unit", "form"),
    (
        Column("lecturer", "Mã giảng viên", "Lecturer code", "code", "Mã do cơ sở đặt, ví dụ GV001; không ghi tên hay số định danh. Cùng một mã ở nhiều dòng là chia thời gian.", "Your own code, for instance GV001; no name and no identity number. One code in several rows splits the time.", required=True),
        _LOCATION, _UNIT,
        Column("degree", "Trình độ", "Degree", "choice", "Bằng cao nhất.", "Highest degree.", required=True, choices="degree", clause="Art. 5(3)"),
        Column("title", "Chức danh", "Title", "choice", "Trống: không có.", "Empty: none.", choices="title"),
        Column("category", "Loại giảng viên", "Category", "choice", "Trống: cơ hữu. Thỉnh giảng không được tính từ năm 2027.", "Empty: permanent. Visiting lecturers do not count from 2027.", choices="category", clause="Art. 3"),
        Column("weight", "Hệ số thời gian", "Share of time", "number", "Tổng của một giảng viên không quá 1,00; đồng cơ hữu không quá 0,50.", "At most 1.00 for one lecturer in all; 0.50 for a co-permanent one.", "FTE", low=0, high=1, clause="Art. 5(2)"),
        Column("form", "Dành cho hình thức", "For the form", "choice", "Chỉ dành cho từ xa hoặc liên kết; quy định trước năm 2027.", "For distance or joint programmes alone; rules before 2027.", choices="form", until_2026=True),
        Column("weekly_hours", "Giờ dạy từ xa mỗi tuần", "Weekly hours of distance training", "number", "Quy định trước năm 2027.", "Rules before 2027.", "hours", high=168, until_2026=True),
    ),
)  # fmt: skip

_POSTGRADUATES = InputSheet(
    "Sau đại học - Postgraduates", "Ngành thạc sĩ, tiến sĩ", "Master's and doctoral majors",
    Postgraduates, "postgraduates", ("location", "major"),
    (
        _LOCATION,
        Column("major", "Mã ngành", "Major code", "code", "Bảy chữ số: 8480201 thạc sĩ, 9480201 tiến sĩ.", "Seven digits: 8480201 master, 9480201 doctoral.", required=True, clause="Art. 4(1)(b)"),
        _persons("doctors", "Người hướng dẫn: tiến sĩ", "Supervisors: doctors", "Tiến sĩ không có chức danh phó giáo sư, giáo sư.", "With a doctorate, without a professor's title.", required=True, clause="App. I Table 1D"),
        _persons("associate_professors", "Người hướng dẫn: phó giáo sư", "Supervisors: associate professors", "Trống: không có.", "Empty: none."),
        _persons("professors", "Người hướng dẫn: giáo sư", "Supervisors: professors", "Trống: không có.", "Empty: none."),
        _persons("doctors_of_science", "Trong số tiến sĩ: tiến sĩ khoa học", "Of the doctors: doctors of science", "Cách hiểu A7.", "Reading A7."),
        _persons("stock", "Quy mô ngày 31/12", "Learners at 31 December", "Mọi hình thức.", "All forms."),
        _persons("stock_regular", "Trong đó chính quy", "Of these regular", "Trống: tất cả.", "Empty: all."),
        _persons("planned", "Số dự kiến", "Planned number", "Trống: không tuyển.", "Empty: none admitted."),
        _persons("planned_regular", "Trong đó chính quy", "Of the plan regular", "Trống: tất cả.", "Empty: all."),
        _persons("announced", "Số đã công bố năm trước", "Announced the year before", "Số lượng tuyển sinh đã công bố.", "The announced admission number."),
        _persons("actual", "Số thực tuyển năm trước", "Actual intake of the year before", "Ngày 31/12.", "At 31 December."),
        _persons("visiting_doctors", "Thỉnh giảng: tiến sĩ", "Visiting: doctors", "Quy định trước năm 2027.", "Rules before 2027.", until_2026=True),
        _persons("visiting_associate_professors", "Thỉnh giảng: phó giáo sư", "Visiting: associate professors", "Quy định trước năm 2027.", "Rules before 2027.", until_2026=True),
        _persons("visiting_professors", "Thỉnh giảng: giáo sư", "Visiting: professors", "Quy định trước năm 2027.", "Rules before 2027.", until_2026=True),
        Column("duration", "Số năm đào tạo", "Years of the study plan", "number", "Quy định trước năm 2027; từ 2027 ấn định 2 và 4.", "Rules before 2027; from 2027 fixed at 2 and 4.", "years", low=0.5, high=10, until_2026=True),
    ),
)  # fmt: skip

_OFFERS = InputSheet(
    "Gọi nhập học - Offers", "Số gọi nhập học và số thực tuyển các năm trước", "Offers and actual intake of past years",
    Offered, "offers", ("location", "unit", "form", "year", "round"),
    (
        _LOCATION, _UNIT,
        Column("form", "Hình thức", "Form", "choice", "Chính quy, kết hợp, từ xa, liên kết với nước ngoài.", "Regular, blended, distance, joint foreign.", required=True, choices="form"),
        Column("year", "Năm", "Year", "year", "Năm tuyển sinh.", "Intake year.", required=True, low=2000, high=2100),
        Column("round", "Đợt", "Round", "whole", "1, 2, …", "1, 2, …", required=True, low=1, high=20),
        _persons("offered", "Số gọi nhập học", "Offered a place", "Số người được thông báo trúng tuyển.", "Persons told that they are admitted.", required=True),
        _persons("enrolled", "Số thực tuyển", "Enrolled at the end", "Ngày 31/12, không quá số gọi.", "At 31 December, not above the offers.", required=True),
    ),
)  # fmt: skip

SHEETS: tuple[InputSheet, ...] = (_LOCATIONS, _UNITS, _LEARNERS, _LECTURERS, _POSTGRADUATES, _OFFERS)
