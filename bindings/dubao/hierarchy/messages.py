"""Vietnamese texts of the core's errors about trees, reconciliation and proportional fitting, by id.

The English text comes from the core with its values. Importing :mod:`dubao.hierarchy` adds these to
:data:`dubao.errors.CORE_MESSAGES`.

>>> sorted(MESSAGES)[0]
'E-HIE-001'
"""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "E-HIE-001": ("nút là một phần của chính nó", "bỏ vòng lặp ở chỗ nút cha ghi sai"),
    "E-HIE-002": ("nút cha không có trong cây", "thêm một dòng cho nút cha, hoặc sửa tên"),
    "E-HIE-003": ("nút thuộc hai nút cha", "mỗi nút một cha; cách chia thứ hai là một chiều khác"),
    "E-HIE-004": ("nhãn nằm trong hai nhóm của cùng một chiều", "sửa khóa, hoặc thêm mã nhóm vào nhãn"),
    "E-HIE-005": ("nút hoặc khóa xuất hiện hai lần", "mỗi nút một dòng"),
    "E-HIE-006": (
        "một nút lá bị cộng hai lần trong cùng một tổng",
        "các phần của một tổng không được chồng nhau",
    ),
    "E-HIE-007": ("cây không có nút này", "kiểm tra lại tên nút"),
    "E-HIE-008": ("không nút nào có phần để cộng", "đưa vào ít nhất một tổng"),
    "E-HIE-009": ("nhãn trống", "ghi nhãn cho mọi nút lá"),
    "E-HIE-010": ("cột, chiều hoặc cấp không khớp nhau", "mỗi cột của khóa thuộc đúng một chiều"),
    "E-HIE-011": ("độ dài không chia hết chu kỳ", "dùng ước của chu kỳ, ví dụ 3 và 12 cho tháng"),
    "E-REC-001": ("số chuỗi khác số nút, hoặc có giá trị vô hạn", "mỗi nút một cột, theo thứ tự của cây"),
    "E-REC-002": ("quá ít kỳ có phần dư", "đưa vào ít nhất hai kỳ, hoặc dùng wls_struct, ols"),
    "E-REC-003": (
        "mọi phần dư đều bằng 0",
        "mô hình khớp hoàn toàn không cho biết sai số dự báo: dùng wls_struct",
    ),
    "E-REC-005": ("ma trận hiệp phương sai mẫu thiếu hạng", "dùng mint_shrink, hoặc t nếu chuỗi ngắn"),
    "E-REC-006": (
        "các giá trị giữ nguyên mâu thuẫn với nhau",
        "giữ ít nút hơn, hoặc các giá trị cộng khớp nhau",
    ),
    "E-REC-007": ("dự báo bị thiếu hoặc vô hạn", "dự báo mọi nút của cây"),
    "E-REC-008": (
        "các nút dùng để phân bổ bỏ sót hoặc trùng nút lá",
        "chọn các nút phủ mỗi nút lá đúng một lần",
    ),
    "E-REC-009": ("không kỳ nào đủ số liệu và có tổng khác 0", "đưa vào chuỗi lịch sử có kỳ như vậy"),
    "E-REC-010": (
        "tỷ lệ theo dự báo cần một cây phân cấp, ở đây các tổng giao nhau",
        "dùng average_proportions hoặc mint_shrink",
    ),
    "E-REC-011": ("giá trị giữ nguyên là số âm", "giữ giá trị không âm, hoặc cho phép số âm"),
    "E-REC-012": (
        "với các giá trị giữ nguyên không có nghiệm không âm",
        "giữ các giá trị mà những phần không âm cộng lại được",
    ),
    "E-REC-013": ("phương pháp này không giữ nguyên nút được", "dùng wls_struct hoặc mint_shrink"),
    "E-REC-014": ("cần phần dư của dự báo gốc", "đưa vào residuals, hoặc điều hòa các đường mô phỏng"),
    "E-REC-015": ("phần được phân bổ là số âm", "dùng wls_struct, phương pháp này giữ nút lá ở 0"),
    "E-REC-016": (
        "tỷ lệ theo dự báo không tuyến tính nên không có khoảng tin cậy giải tích",
        "điều hòa các đường mô phỏng rồi lấy phân vị",
    ),
    "E-REC-017": (
        "chỉ phương pháp t có phân phối riêng",
        "dùng method='t', hoặc điều hòa các đường mô phỏng",
    ),
    "E-REC-018": ("không biết phương pháp này", "dùng một trong các tên đã nêu"),
    "E-IPF-001": ("bảng gốc hoặc bảng biên không đúng kích thước", "mỗi ô một dòng, mỗi chiều một nhãn"),
    "E-IPF-002": ("giá trị âm hoặc không hữu hạn", "ghi số không âm"),
    "E-IPF-003": ("hai bảng biên có tổng khác nhau", "sửa cho tổng khớp nhau, hoặc nêu rescale_to"),
    "E-IPF-004": ("ô biên dương nhưng mọi ô gốc đều bằng 0", "bổ sung ô gốc, hoặc cho ô biên bằng 0"),
    "E-IPF-005": (
        "các bảng biên không thể cùng thỏa mãn với các ô bằng 0 của bảng gốc",
        "bổ sung ô gốc, hoặc sửa ô biên",
    ),
}
