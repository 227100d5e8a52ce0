"""Vietnamese texts of the accounts' errors, by id: what is wrong, and how to mend it.

The English text comes from the core with its values. Importing :mod:`dubao.labour` adds these to
:data:`dubao.errors.CORE_MESSAGES`.

>>> sorted(MESSAGES)[0]
'E-BAL-001'
"""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "E-LAB-001": ("nhóm trống hoặc xuất hiện hai lần", "mỗi nhóm một mã riêng, ít nhất một đường và một kỳ"),
    "E-LAB-002": (
        "các nhóm không cùng số đường, kỳ đầu hoặc tầm dự báo",
        "mô phỏng tất cả các nhóm cùng nhau",
    ),
    "E-LAB-003": ("không có nhóm này", "kiểm tra lại mã nhóm"),
    "E-LAB-004": ("giả định không dùng được", "ghi thấp ≤ giá trị ≤ cao, phân phối pert hoặc triangular"),
    "E-SCN-001": (
        "kịch bản đổi một mục không có trong số liệu",
        "kiểm tra lại mã, hoặc thêm bảng có mục đó",
    ),
    "E-SCN-002": (
        "kỳ của kịch bản nằm ngoài số liệu hoặc khác tần suất",
        "ghi một kỳ trong khoảng dự báo, cùng tần suất với số liệu",
    ),
    "E-SCN-003": ("hệ số của kịch bản phải lớn hơn 0", "ghi một số dương; 1 là không đổi"),
    "E-SCN-004": ("tỷ lệ rời của kịch bản không nằm trong khoảng 0–1", "ghi một tỷ lệ từ 0 đến 1"),
    "E-SCN-005": ("số tuyển sinh của kịch bản không được âm", "ghi một số từ 0 trở lên"),
    "E-SCN-006": ("giá trị của biến dẫn dắt không phải là số hữu hạn", "ghi một số"),
    "E-SCN-007": (
        "kịch bản thiếu tên, nguồn, người lập hoặc ngày lập",
        "ghi đủ name, source, author, date",
    ),
    "E-SCN-008": ("một mục của kịch bản được ghi hai lần cho cùng một kỳ", "mỗi mục, mỗi kỳ ghi một lần"),
    "E-SCN-009": (
        "đường của biến dẫn dắt bị ngắt quãng",
        "ghi liên tục từ kỳ dự báo đầu tiên",
    ),
    "E-SCN-010": (
        "không có loại mục này trong kịch bản",
        "dùng driver, employment factor, share factor, exit rate, intake hoặc break",
    ),
    "E-SCN-011": (
        "kết quả của hai kịch bản không cùng số đường, tầm dự báo hoặc kỳ đầu",
        "chạy các kịch bản với cùng hạt giống, số đường và tầm dự báo",
    ),
    "E-STA-001": (
        "bảng ngành × nghề không đúng kích thước hoặc có mã lặp",
        "mỗi ngành một dòng, mỗi nghề một cột",
    ),
    "E-STA-002": ("số người âm hoặc vô hạn", "ghi một số không âm, để trống nếu không biết"),
    "E-STA-003": ("ngành không có kỳ nào đủ số liệu", "bổ sung một kỳ đầy đủ hoặc bỏ ngành này"),
    "E-STA-004": ("không có ô ngành × nghề này", "kiểm tra lại hai mã"),
    "E-STA-005": ("tùy chọn nằm ngoài khoảng cho phép", "sửa lại tùy chọn nêu tên"),
    "E-STA-006": ("hệ số điều chỉnh phải lớn hơn 0", "ghi một số dương; 1 là không đổi"),
    "E-STA-007": (
        "điều chỉnh của chuyên gia thiếu người ký, thiếu lý do hoặc lặp",
        "ghi người đề xuất và lý do; mỗi ô một hệ số",
    ),
    "E-STA-008": ("danh sách ngành của hai bảng khác nhau", "bổ sung ngành còn thiếu ở bảng kia"),
    "E-STA-009": (
        "cơ cấu nghề và việc làm không cùng kỳ, tầm dự báo hoặc số đường",
        "dùng cùng kỳ đầu, tầm dự báo và số đường",
    ),
    "E-OPN-001": (
        "đường mô phỏng có cả sai số chọn mẫu",
        "tính nhu cầu trên tín hiệu (signal), không trên số sẽ điều tra",
    ),
    "E-OPN-002": ("việc làm kỳ gốc không dùng được", "ghi một số không âm, hoặc mỗi đường một số"),
    "E-OPN-003": (
        "số người rời việc không cùng kích thước với việc làm",
        "mô phỏng trên cùng đường và cùng kỳ",
    ),
    "E-OPN-004": ("số người rời việc âm", "ghi số người không âm"),
    "E-OPN-005": ("tỷ trọng của các ô âm hoặc tổng khác 1", "ghi các tỷ trọng không âm có tổng bằng 1"),
    "E-REP-001": (
        "nhóm tuổi không dùng được",
        "ghi các nhóm liền nhau theo tuổi tăng dần, số người không âm",
    ),
    "E-REP-002": (
        "cơ cấu tuổi không dùng được",
        "ghi cùng khoảng tuổi cho hai giới, tỷ trọng nữ từ 0 đến 1, tổng dương",
    ),
    "E-REP-003": ("tỷ suất chết không dùng được", "ghi tỷ suất không âm theo tuổi đầu nhóm tăng dần"),
    "E-REP-004": (
        "lộ trình tuổi nghỉ hưu không dùng được",
        "ghi tuổi nghỉ hưu theo tháng cho từng năm, nam và nữ",
    ),
    "E-REP-005": (
        "bảng theo tuổi và giới không đúng kích thước hoặc ngoài 0–1",
        "mỗi tuổi một dòng, hai cột nam và nữ",
    ),
    "E-REP-006": ("cơ cấu tuổi có tổng khác 1", "chia cho tổng theo tuổi và giới"),
    "E-REP-007": ("giả định về rời việc không dùng được", "ghi thấp ≤ giá trị ≤ cao, từ 0 đến 1"),
    "E-REP-008": ("việc làm không theo năm, trống hoặc âm", "ghi việc làm theo năm, không âm"),
    "E-REP-009": ("cần ít nhất hai cơ cấu tuổi đại diện để có khoảng", "bổ sung một cơ cấu đại diện"),
    "E-REP-010": (
        "hai lần đếm theo lứa tuổi không khớp",
        "ghi cùng các lứa tuổi ở hai thời điểm, số năm lớn hơn 0",
    ),
    "E-REP-011": ("số liệu tính việc làm trống theo tỷ lệ không dùng được", "kiểm tra lại số nêu tên"),
    "E-REP-012": (
        "cơ cấu đối chiếu không khớp với các nhóm tuổi",
        "ghi mỗi tuổi một số, mỗi nhóm có ít nhất một người",
    ),
    "E-PIP-001": ("số năm học của các tỷ lệ không khớp", "mỗi năm học một tỷ lệ"),
    "E-PIP-002": (
        "quy mô theo năm học không dùng được",
        "ghi số người học từng năm học của năm trước năm đầu",
    ),
    "E-PIP-003": ("số nhập học trống hoặc âm", "ghi số người không âm"),
    "E-PIP-004": ("tỷ lệ không dùng được", "ghi thấp ≤ giá trị ≤ cao, từ 0 đến 1"),
    "E-PIP-005": ("thời gian đào tạo hoặc độ trễ nằm ngoài khoảng", "thời gian từ 1 năm, độ trễ từ 0"),
    "E-PIP-006": ("quy mô hoặc thời gian đào tạo không dùng được", "quy mô không âm, thời gian lớn hơn 0"),
    "E-PIP-007": ("cần ít nhất hai khóa nhập học", "bổ sung khóa còn thiếu"),
    "E-FLX-001": (
        "ma trận ngành đào tạo × nghề không đúng kích thước",
        "mỗi ngành một dòng, mỗi nghề một cột",
    ),
    "E-FLX-002": ("phần chuyển vào nghề âm hoặc thiếu", "ghi 0 nếu không ai vào nghề đó"),
    "E-FLX-003": ("các phần của một ngành đào tạo có tổng khác 1", "thêm cột cho nghề ngoài phạm vi"),
    "E-FLX-004": ("không có ô ngành đào tạo × nghề này", "kiểm tra lại hai mã"),
    "E-FLX-005": ("danh sách ngành đào tạo của hai bảng khác nhau", "bổ sung ngành còn thiếu ở bảng kia"),
    "E-BAL-001": (
        "phạm vi chưa tương thích, chưa tính tỷ số",
        "để hai dòng số cạnh nhau, hoặc dùng tỷ trọng có nguồn nối hai phạm vi",
    ),
    "E-BAL-002": ("cung hoặc cầu chưa khai phạm vi", "khai các chiều của hai dòng số"),
    "E-BAL-003": (
        "tỷ trọng nối phạm vi không có nguồn, ngoài khoảng hoặc sai chiều",
        "nêu nguồn; tỷ trọng lớn hơn 0, không quá 1; đúng hai phạm vi",
    ),
    "E-BAL-004": (
        "tỷ trọng nối một chiều không khác nhau hoặc nối hai lần",
        "mỗi chiều khác nhau một tỷ trọng",
    ),
    "E-BAL-005": ("cung, cầu hoặc việc làm kỳ gốc không dùng được", "ghi cùng số đường, cung không âm"),
    "E-BAL-006": ("ngưỡng của tỷ số không dùng được", "ghi ngưỡng tăng dần và đủ tên các mức"),
    "E-BAL-007": ("không xếp mức được", "kiểm tra quy tắc xếp mức"),
    "E-BAL-008": ("thiếu việc làm kỳ gốc hoặc khoảng coi là cân bằng", "bổ sung, kèm nguồn"),
    "E-TGT-001": (
        "kỳ này không nằm trong dự báo hoặc mục tiêu không phải là số",
        "hỏi một kỳ được dự báo; kỳ đã qua thì so với số thực hiện",
    ),
    "E-TGT-002": ("phép so sánh không hợp lệ", "dùng >=, >, <= hoặc <"),
}
