"""Words of the input workbook, Vietnamese and English."""

from __future__ import annotations

__all__ = ["EXPLANATIONS", "INVENTED"]

INVENTED = ("CƠ SỞ KHÔNG CÓ THẬT, SỐ LIỆU VÍ DỤ", "INVENTED INSTITUTION, EXAMPLE FIGURES")

EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (
        "Sổ này dùng để tính số lượng tuyển sinh tối đa năm {year} theo Thông tư 34/2026/TT-BGDĐT và các văn bản trước đó. Số liệu tính đến ngày 31 tháng 12 năm {before}.",
        "This workbook serves to compute the maximum admission numbers of {year} by Circular 34/2026/TT-BGDĐT and the texts before it. Figures are those of 31 December {before}.",
    ),
    (
        "Cơ sở đào tạo nhập số liệu chính thức vào cơ sở dữ liệu giáo dục đại học của Bộ; kết quả ở đây là bảng đối chiếu trước khi nhập, không thay cho việc báo cáo.",
        "Institutions enter official figures in the ministry's database of higher education; what is computed here is a sheet to check against before entering and replaces no report.",
    ),
    (
        "Hệ số K_GD và K_DT áp dụng cho năm 2027 nằm trong Thông tư 83/2026/TT-BGDĐT, chưa có trong bộ số liệu này. Hệ số ở trang đầu là của Thông tư 01/2024, chỉ là giả định cho đến khi được đối chiếu và chọn “có / yes” ở cột “Đã xác nhận”.",
        "The coefficients K_GD and K_DT that govern 2027 are in Circular 83/2026, which these data do not hold. Those of the first sheet are from Circular 01/2024: an assumption until somebody has checked them and chosen “có / yes” under “Confirmed”.",
    ),
    (
        "Không ghi họ tên, số định danh, ngày sinh hay thông tin liên hệ của bất kỳ ai. Mỗi giảng viên là một mã do cơ sở đặt. Cột có dữ liệu cá nhân bị từ chối.",
        "Write no name, identity number, birth date or contact of anybody. Each lecturer is a code of your own. A column of personal data is refused.",
    ),
    (
        "Ô trống nghĩa là chưa biết, không phải là 0. Tỉ lệ ghi theo phần trăm (83%). Công thức được đọc theo kết quả đã lưu.",
        "An empty cell means not known, not zero. Write rates in percent (83%). A formula is read by the result saved with it.",
    ),
    (
        "Mã nhóm ngành ghi bốn chữ số không có chữ số trình độ (4802 cho 74802, 84802, 94802).",
        "Groups have four digits, without the digit of the level (4802 for 74802, 84802 and 94802).",
    ),
    (
        "Tạo sổ trống: dubao intake --template TỆP.xlsx --year {year}. Tính: dubao intake CẤU_HÌNH.toml --out THƯ_MỤC.",
        "An empty workbook: dubao intake --template FILE.xlsx --year {year}. Computing: dubao intake CONFIG.toml --out FOLDER.",
    ),
)  # fmt: skip
