"""Vietnamese texts of the accounts' errors, by id: what is wrong, and how to mend it.

The English text comes from the core with its values. Importing :mod:`dubao.labour` adds these to
:data:`dubao.errors.CORE_MESSAGES`.

>>> "E-BAL-001" in MESSAGES
True
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
    "E-LAB-005": (
        "tham số của phân phối Dirichlet không dùng được",
        "ghi các số không âm, ít nhất một số dương",
    ),
    "E-LAB-011": (
        "tỷ lệ tham gia lực lượng lao động nằm ngoài khoảng 0–1",
        "ghi phần của dân số, không ghi phần trăm",
    ),
    "E-LAB-012": (
        "bảng tỷ lệ tham gia lực lượng lao động không dùng được",
        "mỗi nhóm tuổi và giới một dòng, ghi một lần, ít nhất một năm có số liệu",
    ),
    "E-LAB-013": (
        "nhóm tuổi bị hở, chồng nhau hoặc thiếu ở một giới",
        "ghi đủ các tuổi, mỗi tuổi một lần, hai giới cùng khoảng tuổi",
    ),
    "E-LAB-014": (
        "tùy chọn dự báo tỷ lệ tham gia nằm ngoài khoảng cho phép",
        "tầm dự báo và số đường từ 1, hệ số giảm trong (0, 1], số năm tối thiểu từ 3",
    ),
    "E-LAB-015": (
        "dân số dự báo thiếu nhóm, thừa nhóm, âm hoặc khác kỳ",
        "ghi dân số không âm cho đúng các nhóm và các năm của tỷ lệ",
    ),
    "E-LAB-020": (
        "ô của bảng lặp, âm, vô hạn hoặc thiếu giá trị",
        "mỗi ô một mã; ghi số không âm, để trống số người, cỡ mẫu hoặc độ rộng nếu không biết",
    ),
    "E-LAB-021": (
        "tổng hoặc ô gộp nêu một ô không có trong bảng, hoặc nêu hai lần",
        "chỉ nêu các ô của bảng, mỗi ô một lần",
    ),
    "E-LAB-022": (
        "quy tắc ô nhỏ không dùng được hoặc thiếu quy tắc dưới 5 người",
        "ghi ngưỡng lớn hơn 0; ô dưới 5 người phải giấu, có thể đặt ngưỡng cao hơn, không thấp hơn",
    ),
    "E-LAB-023": ("các phần cộng lại khác với tổng", "sửa bảng trước khi xét công bố"),
    "E-LAB-030": (
        "số tin tuyển dụng hoặc trọng số của nguồn không dùng được",
        "mỗi nguồn đủ các ô, số không âm; trọng số lớn hơn 0",
    ),
    "E-LAB-031": (
        "bảng biên việc làm trống không dùng được",
        "ghi giá trị không âm, mỗi giá trị một sai số chuẩn, 0 nếu chính xác",
    ),
    "E-LAB-032": (
        "số đơn vị của hai danh sách và phần trùng không hợp lệ",
        "ghi số nguyên không âm, phần trùng không lớn hơn danh sách nào",
    ),
    "E-LAB-033": (
        "tỷ số chênh hoặc mức tin cậy nằm ngoài khoảng",
        "ghi 0 < thấp ≤ cao (1 là độc lập), mức tin cậy giữa 0 và 1",
    ),
    "E-LAB-034": (
        "số liệu chính thức, chỉ số hoặc dự báo có giá trị không dương, hoặc thiếu giá trị cuối",
        "ghi các số dương, kết thúc chuỗi ở giá trị cuối đã biết",
    ),
    "E-LAB-035": (
        "số liệu chính thức, chỉ số và dự báo không khớp về kỳ, tần suất hoặc độ dài",
        "cùng tần suất; dự báo bắt đầu ngay sau số liệu; chỉ số có ở kỳ dự báo đầu tiên",
    ),
    "E-LAB-036": ("số kỳ tối thiểu quá nhỏ", "ít nhất 4 kỳ ước lượng và 3 gốc kiểm định"),
    "E-LAB-040": (
        "không có bảng việc làm theo vùng × ngành",
        "bổ sung bảng của ít nhất một năm (các cột vùng, ngành, kỳ, giá trị); không dự báo vùng từ tổng biên",
    ),
    "E-LAB-041": (
        "bảng vùng × ngành không đúng kích thước hoặc có mã lặp",
        "mỗi vùng một dòng, mỗi ngành một cột",
    ),
    "E-LAB-042": (
        "số người âm hoặc vô hạn trong bảng vùng × ngành",
        "ghi số không âm, để trống nếu không biết",
    ),
    "E-LAB-043": (
        "kỳ gốc của bảng vùng × ngành thiếu số hoặc có ngành không ai làm",
        "ghi đủ kỳ gốc, 0 nếu không có người; bỏ ngành không ai làm",
    ),
    "E-LAB-044": (
        "dự báo cả nước không khớp với bảng vùng × ngành",
        "cùng các ngành, cùng đơn vị, không âm, bắt đầu sau kỳ gốc",
    ),
    "E-LAB-045": ("tùy chọn phân bổ theo vùng nằm ngoài khoảng cho phép", "sửa lại tùy chọn nêu tên"),
    "E-BRG-006": ("các trọng số của một mã cũ có tổng khác 1", "sửa để tổng bằng 1: ai cũng được chuyển đi"),
    "E-BRG-007": ("bảng chuyển đổi trống hoặc có dòng lặp", "mỗi cặp mã một dòng"),
    "E-BRG-008": ("trọng số nằm ngoài khoảng (0; 1]", "ghi số lớn hơn 0, không quá 1; bỏ dòng không có ai"),
    "E-BRG-009": (
        "mã bị chia nhưng không nêu phép chia chắc đến mức nào",
        "nêu số đơn vị đã đếm; số mã đích nếu chưa ai đếm; vô hạn nếu chính xác",
    ),
    "E-BRG-010": ("bảng chuyển đổi không có mã này", "kiểm tra mã và phiên bản danh mục"),
    "E-BRG-011": (
        "đơn vị hành chính đã chấm dứt trước kỳ này",
        "dùng đơn vị kế tục, hoặc chuyển bảng sang mã mới",
    ),
    "E-BRG-012": (
        "chuyển ngược về mã cũ mà không có khóa phân bổ dùng được",
        "ghi một số không âm cho từng mã cũ: tổng không cho biết các phần",
    ),
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
    "E-STA-010": ("tỷ trọng âm hoặc không phải là số", "ghi tỷ trọng từ 0 đến 1"),
    "E-STA-011": (
        "các tỷ trọng nghề của một ngành có tổng khác 1",
        "chia cho tổng, hoặc bổ sung nghề còn thiếu",
    ),
    "E-STA-012": (
        "phương pháp đem so không có tên, trùng tên hoặc không có hàm dự báo",
        "mỗi phương pháp một tên riêng; phương án giữ nguyên tỷ trọng luôn được so",
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
    "E-REP-013": (
        "các cột của bảng người không cùng số dòng, trống hoặc trùng tên",
        "mỗi dòng một giá trị ở mọi cột, mỗi cột một tên",
    ),
    "E-REP-014": (
        "cột có giá trị trống hoặc không dùng được",
        "bổ sung, hoặc bỏ các dòng này và nêu số dòng đã bỏ",
    ),
    "E-REP-015": ("cột có nhóm quá ít người để công bố", "gộp các nhóm ít người với nhóm khác"),
    "E-REP-016": (
        "có nhóm không ai rời hoặc mọi người đều rời, hoặc kết quả quá hiếm",
        "gộp nhóm, hoặc gộp thêm năm điều tra",
    ),
    "E-REP-017": (
        "một tổ hợp của các cột chỉ gặp ở người cùng một kết quả",
        "gộp nhóm hoặc bỏ bớt cột",
    ),
    "E-REP-018": (
        "tùy chọn ước lượng tỷ lệ rời không dùng được, hoặc không nghề nào đủ người",
        "dùng probit hoặc logit, ngưỡng từ 5 người, nhóm nghề lớn hơn",
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
    "E-PIP-009": (
        "thời gian hoặc số người đang ở giữa chặng không dùng được",
        "thời gian từ 1 kỳ; ghi số người bắt đầu của từng kỳ trước, hoặc để trống",
    ),
    "E-PIP-010": ("số người đang ở nước ngoài không dùng được", "ghi số người không âm"),
    "E-PIP-011": (
        "chặng đào tạo không có tên, lặp hoặc khác số đường, kỳ",
        "mỗi chặng một tên, cùng số đường và kỳ với người tốt nghiệp",
    ),
    "E-FLX-001": (
        "ma trận ngành đào tạo × nghề không đúng kích thước",
        "mỗi ngành một dòng, mỗi nghề một cột",
    ),
    "E-FLX-002": ("phần chuyển vào nghề âm hoặc thiếu", "ghi 0 nếu không ai vào nghề đó"),
    "E-FLX-003": ("các phần của một ngành đào tạo có tổng khác 1", "thêm cột cho nghề ngoài phạm vi"),
    "E-FLX-004": ("không có ô ngành đào tạo × nghề này", "kiểm tra lại hai mã"),
    "E-FLX-005": ("danh sách ngành đào tạo của hai bảng khác nhau", "bổ sung ngành còn thiếu ở bảng kia"),
    "E-FLX-006": (
        "thiếu độ tập trung của một ngành đào tạo, hoặc số đường nhỏ hơn 1",
        "ghi số người mà mỗi dòng tương đương, lớn hơn 0",
    ),
    "E-FLX-007": (
        "số người theo ngành đào tạo và nghề không dùng được",
        "ghi số người không âm, mỗi ngành có người hoặc có số tiên nghiệm",
    ),
    "E-FLX-008": (
        "tỷ lệ chuyển nghề không dùng được, hoặc nghề chuyển sang chính nó",
        "ghi tỷ lệ từ 0 đến 1; không có phần chuyển trong cùng một nghề",
    ),
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
    "E-BAL-009": ("không xác định được độ tin cậy", "ghi số lần kiểm tra lùi từ 0, hoặc các chữ A, B, C"),
    "E-BAL-010": (
        "số chỗ trống, số người tìm việc hoặc việc làm đầu kỳ không dùng được",
        "ghi số không âm, việc làm lớn hơn 0, một số hoặc mỗi đường một số",
    ),
    "E-BAL-011": (
        "cơ cấu, cung và cầu theo ngành đào tạo không cùng kích thước",
        "cùng các ngành, cùng số đường",
    ),
    "E-BAL-012": ("cơ cấu mong muốn âm hoặc tổng khác 1", "chia mỗi phần cho tổng"),
    "E-BAL-013": ("cung hoặc cầu của một ngành đào tạo không dùng được", "ghi số người, cung không âm"),
    "E-BAL-014": (
        "chỉ số thành phần thiếu giá trị, lặp hoặc khác kích thước",
        "mỗi nghề một giá trị trên mọi đường, ít nhất hai nghề",
    ),
    "E-BAL-015": ("trọng số âm hoặc tổng khác 1", "chia mỗi trọng số cho tổng"),
    "E-BAL-016": (
        "số vị trí đầu, độ tập trung hoặc mức khoảng nằm ngoài khoảng cho phép",
        "số vị trí từ 1 đến số nghề, độ tập trung lớn hơn 0, mức trong (0, 1)",
    ),
    "E-ACC-010": (
        "xác suất các mức không phải là một phân phối, hoặc mức đã xảy ra nằm ngoài thang",
        "ghi xác suất từ 0 đến 1 có tổng bằng 1 và vị trí của mức đã xảy ra, tính từ 0",
    ),
    "E-ACC-011": ("không có gì để chấm", "ghi ít nhất một trường hợp đã có số thực hiện"),
    "E-ACC-012": (
        "bảng dự báo và bảng thực hiện khác vùng, ngành hoặc nghề",
        "ghi cùng các vùng, ngành và nghề cho hai bảng",
    ),
    "E-ACC-013": ("số người âm, thiếu hoặc vô hạn", "ghi một số hữu hạn không âm"),
    "E-ACC-014": ("một trường hợp xuất hiện hai lần", "mỗi mã một lần trong một nhóm"),
    "E-ACC-015": (
        "khoảng cách thời gian phải lớn hơn 0",
        "ghi số kỳ từ gốc đến đích, và từ giá trị trước đó đến gốc",
    ),
    "E-ACC-016": ("mức của khoảng dự báo phải nằm giữa 0 và 1", "ví dụ ghi 0.8"),
    "E-ACC-017": (
        "mã được dự báo không có số trước thời điểm dự báo, hoặc không có số thực hiện",
        "bổ sung số liệu, hoặc bỏ mã này khỏi dự báo",
    ),
    "E-TGT-001": (
        "kỳ này không nằm trong dự báo hoặc mục tiêu không phải là số",
        "hỏi một kỳ được dự báo; kỳ đã qua thì so với số thực hiện",
    ),
    "E-TGT-002": ("phép so sánh không hợp lệ", "dùng >=, >, <= hoặc <"),
}
