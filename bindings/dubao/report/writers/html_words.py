"""Words of the page around the content, in both languages."""

from __future__ import annotations

from dubao.report.text import Text

PAGE_WORDS: dict[str, Text] = {
    "skip": Text("Đến nội dung chính", "Skip to the content"),
    "language": Text("Ngôn ngữ", "Language"),
    "cover": Text(
        "Văn bản trình (thể thức Nghị định 30/2020/NĐ-CP)", "Cover report (form of Decree 30/2020/NĐ-CP)"
    ),
    "state": Text("Trạng thái", "State"),
    "data_cutoff": Text("Số liệu đến", "Data up to"),
    "vintage": Text("Phiên bản dự báo", "Forecast vintage"),
    "commit": Text("Mã nguồn", "Code"),
    "download_all": Text("Tải toàn bộ số liệu (JSON)", "Download all data (JSON)"),
    "csv": Text("Dữ liệu (CSV)", "Data (CSV)"),
    "svg": Text("Hình (SVG)", "Picture (SVG)"),
    "png": Text("Hình (PNG)", "Picture (PNG)"),
    "table": Text("Bảng số liệu", "Data table"),
    "table_of": Text("Bảng số liệu của", "Data table of"),
    "number_id": Text("mã", "id"),
    "numbers": Text("Tra cứu số liệu theo mã", "Numbers by their id"),
    "numbers_lede": Text(
        "Mỗi con số trong báo cáo có một mã ngắn, ví dụ B4-07, hiện ra khi đưa con trỏ lên con số. Bảng này cho biết con số là gì; bấm vào con số (khi trình duyệt cho phép JavaScript) để xem nguồn, công thức và giả định.",
        "Every number of this report has a short id, such as B4-07, which shows when the pointer is on the number. This table says what the number is; click the number (where JavaScript is allowed) for its sources, formula and assumptions.",
    ),
    "numbers_open": Text("Mở bảng tra cứu", "Open the table"),
    "id": Text("Mã", "Id"),
    "definition": Text("Nội dung", "Definition"),
    "value": Text("Giá trị", "Value"),
    "interval80": Text("Khoảng 80%", "80% interval"),
    "interval95": Text("Khoảng 95%", "95% interval"),
    "nature": Text("Tính chất", "Nature"),
    "period": Text("Kỳ", "Period"),
    "scope": Text("Phạm vi", "Scope"),
    "formula": Text("Công thức", "Formula"),
    "assumptions": Text("Giả định", "Assumptions"),
    "inputs": Text("Số liệu đầu vào", "Inputs"),
    "parents": Text("Tính từ", "Computed from"),
    "close": Text("Đóng", "Close"),
    "explain": Text("Giải thích con số", "Explanation of the number"),
    "hint": Text(
        "Enter: xem nguồn; mũi tên: số trước, số sau", "Enter: sources; arrows: previous and next number"
    ),
    "readout_hint": Text(
        "Đưa con trỏ lên hình, hoặc chọn hình rồi dùng phím mũi tên, để đọc từng giá trị.",
        "Move the pointer over the figure, or select it and use the arrow keys, to read each value.",
    ),
    "footer": Text(
        "Trang này không tải gì từ mạng. Báo cáo được lập tự động từ số liệu và mã nguồn ghi ở trên.",
        "This page loads nothing from the network. The report was made automatically from the data and the code named above.",
    ),
    "unit": Text("đơn vị", "unit"),
    "flag": Text("ký hiệu", "shorthand"),
    "front": Text("Đầu trang", "Top of the page"),
}
