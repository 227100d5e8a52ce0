"""What the reader of a need, a recommendation or a national view must know, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from dubao.errors import Language

__all__ = ["Note", "note"]


@dataclass(frozen=True)
class Note:
    """One remark; ``subject`` is the group, year or limit it concerns, empty: the whole result."""

    code: str
    subject: str
    vi: str
    en: str

    def text(self, lang: Language = "vi") -> str:
        """In a language, with what it concerns.

        >>> note("averaged", "4802").text("en")[:37]
        '4802: graduation is spread so widely '
        """
        body = self.vi if lang == "vi" else self.en
        return f"{self.subject}: {body}" if self.subject else body


TEXTS: dict[str, tuple[str, str]] = {
    "no_share": (
        "chưa đủ căn cứ: chưa có thị phần đào tạo và vùng tuyển sinh của cơ sở; chỉ nêu chỉ số tăng trưởng nhu cầu cả nước",
        "not enough to go by: the institution's share of training and its catchment are not given; only the national growth "
        "index is shown",
    ),
    "averaged": (
        "thời gian tốt nghiệp phân tán rộng nên cân bằng từng năm sẽ dao động mạnh; nhu cầu là bình quân các năm mà khóa đó "
        "phục vụ",
        "graduation is spread so widely that closing the gap of every year would swing from year to year; the need is the "
        "average of the years an intake serves",
    ),
    "no_need": (
        "trên mọi kịch bản mô phỏng, nguồn cung khác đã đủ: nhu cầu tuyển sinh bằng 0 (không ghi số âm)",
        "on every simulated path supply from elsewhere is enough: the need is 0 (no negative need is shown)",
    ),
    "no_costs": (
        "chưa khai chi phí thiếu và thừa một người: chỉ nêu số tối đa theo quy định và khoảng nhu cầu",
        "costs of one person too few and too many are not given: only the legal maximum and the range of the need are shown",
    ),
    "lower_reading": (
        "khuyến nghị nằm trong cách hiểu chặt hơn của quy định 15% (A1): 34 người học quy đổi cho phía đại học",
        "the recommendation stays within the lower reading of the clause of 15 % (A1): 34 converted learners for the bachelor side",
    ),
    "later_years": (
        "giới hạn các năm sau tính với giảng viên, diện tích và kế hoạch khác như năm đầu; quy mô thay đổi theo số tuyển sinh "
        "và số tốt nghiệp dự kiến theo biểu mẫu (quy mô chia số năm); việc giữ nguyên số lượng do vi phạm chỉ xét năm đầu",
        "limits of later years hold lecturers, floor area and the other numbers as in the first; the scale moves with intakes and "
        "with expected graduates as the forms compute them (scale over years); freezes are known for the first year only",
    ),
    "others_over": (
        "kế hoạch của các số lượng khác đã dùng hết giới hạn này",
        "the plan of the other numbers uses up this limit already",
    ),
    "wish_passed": (
        "giới hạn san đều giữa các năm không giữ được trọn vẹn: quy định của pháp luật được ưu tiên, hoặc do làm tròn người",
        "smoothing between years could not be kept in full: the law comes first, or persons were rounded",
    ),
    "not_proven": (
        "chưa chứng minh được là tối ưu (dừng khi đạt giới hạn tìm kiếm); xem cận dưới của tổn thất",
        "not proven optimal (the search stopped at its limit); see the lower bound of the loss",
    ),
    "national": (
        "mô phỏng lựa chọn của các cơ sở đào tạo theo quy định, không nêu tên; không phải khuyến nghị cho bất kỳ cơ sở nào",
        "a simulation of institutions' own choices under the law, anonymous; not advice to any of them",
    ),
    "not_a_judgement": (
        "mục tiêu đào tạo và nhu cầu dự báo là hai đại lượng khác nhau; xác suất ở đây không phải là đánh giá mục tiêu",
        "a training target and a forecast need are different quantities; the probability here judges no target",
    ),
    "assumed_sample": (
        "mẫu cơ sở đào tạo được sinh từ các giả định nêu kèm, không phải số liệu thống kê",
        "the sample of institutions is drawn from the assumptions given, not from statistics",
    ),
    "already_admitted": (
        "toàn bộ sinh viên tốt nghiệp năm này thuộc các khóa đã tuyển: quyết định tuyển sinh từ nay không còn ảnh hưởng",
        "all graduates of this year are of cohorts already admitted: intakes decided from now on do not reach it",
    ),
    "shrinking": (
        "cơ sở tuyển được dưới mức 1 chia giới hạn tăng sẽ giảm dần quy mô tuyển sinh, vì giới hạn tính trên số thực tuyển",
        "an institution that fills less than 1 over the growth cap shrinks year by year, because the cap counts actual intake",
    ),
}  # fmt: skip


def note(code: str, subject: str = "") -> Note:
    """A remark by code, with its texts."""
    vi, en = TEXTS[code]
    return Note(code, subject, vi, en)
