"""What a determination says beside its figures, in both languages: assumptions, and brakes that could not be tested."""

from __future__ import annotations

from dubao.labour.capacity.institution import Institution
from dubao.labour.capacity.rows import Remark
from dubao.labour.capacity.rules import AdmissionRules

__all__ = ["remark"]

#: Code: (Vietnamese, English).
TEXTS: dict[str, tuple[str, str]] = {
    "unconfirmed_coefficients": (
        "K_GD, K_DT chưa được xác nhận là hệ số hiện hành; kết quả là tạm tính",
        "K_GD and K_DT are not confirmed as those in force; the result is tentative",
    ),
    "unconfirmed_standards": (
        "ngưỡng của chuẩn (tỉ lệ giảng viên trong độ tuổi lao động, tỉ lệ tiến sĩ, đất) lấy theo Thông tư 01/2024/TT-BGDĐT, đã được thay thế",
        "thresholds of the Standards (lecturers of working age, doctors, land) are those of Circular 01/2024/TT-BGDĐT, since replaced",
    ),
    "working_age_share_not_given": (
        "chưa khai tỉ lệ giảng viên cơ hữu trong độ tuổi lao động; chưa kiểm tra điểm b khoản 6 Điều 5",
        "share of permanent lecturers of working age not given; Art. 5(6)(b) not tested",
    ),
    "doctoral_share_not_given": (
        "chưa khai tỉ lệ giảng viên có trình độ tiến sĩ; chưa kiểm tra điểm c khoản 6 Điều 5",
        "share of lecturers with a doctorate not given; Art. 5(6)(c) not tested",
    ),
    "land_not_given": (
        "chưa khai diện tích đất trên người học; chưa kiểm tra điểm c khoản 6 Điều 5",
        "land per learner not given; Art. 5(6)(c) not tested for land",
    ),
    "rates_not_given": (
        "thiếu tỉ lệ thôi học năm đầu hoặc tỉ lệ có việc làm; chưa kiểm tra đủ điểm d, đ khoản 6 Điều 5",
        "first-year drop-out or employment rate not given; Art. 5(6)(d), (đ) not fully tested",
    ),
    "actual_not_given": (
        "chưa khai số thực tuyển năm trước; chưa kiểm tra giới hạn tăng 10% (khoản 5 Điều 5)",
        "last year's actual intake not given; the growth cap of 10 % (Art. 5(5)) not tested",
    ),
    "not_planned": (
        "chưa có kế hoạch; khi tính số tối đa của số khác, lấy số thực tuyển năm trước (0 nếu không biết)",
        "no plan; for the maxima of the others it stands at last year's actual intake (0 if unknown)",
    ),
    "teacher_training": (
        "ngành đào tạo giáo viên: số lượng tuyển sinh do Bộ Giáo dục và Đào tạo thông báo (khoản 10 Điều 5); số ở đây là năng lực",
        "teacher training: the Ministry of Education and Training notifies the number (Art. 5(10)); the figure here is capacity",
    ),
    "ministers_decide": (
        "nhóm ngành quân sự, an ninh và trật tự xã hội: Bộ trưởng Bộ Quốc phòng, Bộ trưởng Bộ Công an quyết định (khoản 2 Điều 4)",
        "military, security and public-order groups: decided by the Ministers of National Defence and of Public Security (Art. 4(2))",
    ),
    "invented": (
        "số liệu minh họa, không phải của cơ sở đào tạo nào",
        "invented figures, of no real institution",
    ),
    "floor_not_met": (
        "dưới 6 người học sau đại học quy đổi trên một giảng viên quy đổi: theo cách hiểu A của gạch đầu dòng thứ nhất điểm b khoản 1 Điều 5 thì không được tuyển",
        "fewer than 6 converted postgraduates a converted lecturer: under reading A of Art. 5(1)(b) first dash nobody might be admitted",
    ),
    "overdrawn": (
        "quy mô hiện có đã vượt năng lực: không tuyển thêm được",
        "the present scale is above capacity: nobody may be admitted",
    ),
}

_TEACHER_TRAINING, _SECURITY = "1402", "86"


def remark(code: str, subject: str) -> Remark:
    """A remark by code, with its texts.

    >>> remark("not_planned", "HN/4802/bachelor/blended").text("en")[:33]
    'HN/4802/bachelor/blended: no plan'
    """
    vi, en = TEXTS[code]
    return Remark(code, subject, vi, en)


def of_declaration(institution: Institution, rules: AdmissionRules) -> tuple[Remark, ...]:
    """What follows from the declaration itself: an invented example, units whose number others set, replaced Standards."""
    out = [remark("invented", institution.code)] if institution.invented else []
    for unit in institution.units:
        subject = f"{unit.location}/{unit.code}"
        if unit.code.startswith(_TEACHER_TRAINING):
            out.append(remark("teacher_training", subject))
        if unit.code.startswith(_SECURITY):
            out.append(remark("ministers_decide", subject))
    if not rules.coefficients_confirmed:
        out.append(remark("unconfirmed_standards", institution.code))
    return tuple(out)
