"""The two sheets that are no table of rows: what the institution says of itself, and the coefficients of the Standards.

>>> [line.name for line in INSTITUTION_LINES][:3]
['code', 'name', 'intake_year']
>>> coefficients_in_force(2027)["748"].teaching, coefficients_in_force(2027)["748"].confirmed
(0.8, False)
"""

from __future__ import annotations

from dataclasses import dataclass

from dubao.admission.legal_tables import table_rows
from dubao.admission.sheets import Column

__all__ = ["COEFFICIENT_COLUMNS", "INSTITUTION_LINES", "FieldCoefficients", "coefficients_in_force"]

INSTITUTION_LINES: tuple[Column, ...] = (
    Column("code", "Mã trường", "Institution code", "code", "Ba ký tự (Điều 2 khoản 10).", "Three characters (Art. 2(10)).", required=True),
    Column("name", "Tên cơ sở đào tạo", "Name of the institution", "text", "Tên của cơ sở, không phải tên người.", "Of the institution, of no person.", required=True),
    Column("intake_year", "Năm tuyển sinh", "Intake year", "year", "Quyết định văn bản áp dụng: từ 2027 là Thông tư 34/2026.", "Decides which rules govern: Circular 34/2026 from 2027.", required=True, low=2000, high=2100),
    Column("founded", "Năm thành lập", "Year founded", "year", "Dưới 5 năm thì không chịu giới hạn tăng 10%.", "Under five years the growth cap of 10% does not bind.", low=1800, high=2100, clause="Art. 5(5)"),
    Column("invented", "Cơ sở không có thật", "Invented institution", "yes_no", "Có: mọi kết quả đều ghi rõ là ví dụ.", "Yes: every output says that it is an example.", choices="yes_no"),
    Column("violation_last_year", "Vi phạm hoặc bị xử phạt năm trước", "Violation or sanction in the year before", "yes_no", "Có: không được tăng.", "Yes: numbers may not grow.", choices="yes_no", clause="Art. 5(6)(a)"),
    Column("accredited", "Kiểm định còn hiệu lực", "Valid accreditation", "yes_no", "Hoặc chưa đến hạn kiểm định. Trống: có.", "Or not yet due for one. Empty: yes.", choices="yes_no", clause="Art. 5(6)(e)"),
    Column("working_age_permanent_share", "Giảng viên cơ hữu trong độ tuổi lao động", "Permanent lecturers of working age", "share", "Trên giảng viên toàn thời gian; chuẩn 70%.", "Of full-time lecturers; the standard is 70%.", "%", high=1, clause="Art. 5(6)(b)"),
    Column("doctoral_lecturer_share", "Giảng viên có trình độ tiến sĩ", "Lecturers with a doctorate", "share", "Trên giảng viên toàn thời gian.", "Of full-time lecturers.", "%", high=1, clause="Art. 5(6)(c)"),
    Column("trains_doctors", "Có đào tạo tiến sĩ", "Trains doctors", "yes_no", "Chuẩn tỉ lệ tiến sĩ khi đó là 40%.", "The standard for doctors is then 40%.", choices="yes_no", clause="Art. 5(6)(c)"),
    Column("land_per_learner", "Diện tích đất trên người học chính quy quy đổi", "Land per converted regular learner", "number", "Có ngưỡng từ năm 2030.", "A threshold from 2030 on.", "m2", clause="Art. 5(6)(c)"),
    Column("notes", "Ghi chú", "Notes", "text", "Mỗi ghi chú một dòng trong ô; được in kèm kết quả.", "One note a line of the cell; printed with the results."),
)  # fmt: skip

COEFFICIENT_COLUMNS: tuple[Column, ...] = (
    Column("field", "Mã lĩnh vực", "Field code", "code", "Ba chữ số, trình độ đại học.", "Three digits, of the bachelor level.", required=True),
    Column("field_name", "Lĩnh vực", "Field", "text", "", ""),
    Column("teaching_coefficient", "Hệ số K_GD", "Coefficient K_GD", "number", "Nhân với người học khi tính theo giảng viên.", "Multiplies learners in the lecturer test.", low=0.01, high=10, clause="App. I"),
    Column("area_coefficient", "Hệ số K_DT", "Coefficient K_DT", "number", "Nhân với người học chính quy khi tính theo diện tích.", "Multiplies regular learners in the area test.", low=0.01, high=10, clause="App. I"),
    Column("confirmed", "Đã xác nhận", "Confirmed", "yes_no", "Có: đã đối chiếu với Chuẩn đang có hiệu lực.", "Yes: checked against the Standards in force.", choices="yes_no", required=True),
    Column("source", "Nguồn", "Source", "text", "Văn bản, điều khoản hoặc trang.", "Text, clause or page.", required=True),
)  # fmt: skip

# The Standards whose coefficients are known, and the day after which others govern.
KNOWN_STANDARDS = "TT01-2024"
ASSUMED = (
    "Thông tư 01/2024/TT-BGDĐT, hết hiệu lực ngày 14/11/2026: giả định, chưa đối chiếu Thông tư 83/2026/TT-BGDĐT"
    " | Circular 01/2024, in force to 14 Nov 2026: an assumption, not checked against Circular 83/2026"
)
IN_FORCE = "Thông tư 01/2024/TT-BGDĐT, Phần IV mục 3 | Circular 01/2024, Part IV section 3"
# The intake of this year is the first whose data day, 31 December of the year before, lies after the change of the Standards.
FIRST_YEAR_OF_NEW_STANDARDS = 2027


@dataclass(frozen=True)
class FieldCoefficients:
    """K_GD and K_DT of a field, and whether they are those in force."""

    field: str
    name: str
    teaching: float
    area: float
    confirmed: bool
    source: str


def coefficients_in_force(intake_year: int) -> dict[str, FieldCoefficients]:
    """The known coefficients by field; from 2027 they are an assumption, until those of Circular 83/2026 are read.

    Parameters
    ----------
    intake_year : int

    Returns
    -------
    dict
        Field code of the bachelor level (three digits) → coefficients.
    """
    assumed = intake_year >= FIRST_YEAR_OF_NEW_STANDARDS
    return {
        str(row["field_code"]): FieldCoefficients(
            str(row["field_code"]), f"{row['field_vi']} / {row['field_en']}", float(row["K_GD"]), float(row["K_DT"]),
            not assumed, ASSUMED if assumed else IN_FORCE,
        )
        for row in table_rows("vietnam-admission/coefficients")
        if row["rule_set"] == KNOWN_STANDARDS
    }  # fmt: skip
