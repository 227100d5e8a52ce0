"""Annex A: the method in plain words, with the formula numbers used by `dubao explain`."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, text_column
from dubao.report.document import Cell, Chapter
from dubao.report.text import Text

# Formula number → what it does.
FORMULAS: dict[str, Text] = {
    "F2": Text("Việc làm của nhóm: trung vị và khoảng của các đường mô phỏng chung, từ tổ hợp mô hình ước lượng trên chuỗi của nhóm. Xác suất đạt mục tiêu là tỷ lệ đường mô phỏng đạt giá trị đó.", "Employment of a group: median and interval of joint sample paths from an ensemble of models fitted to the group's series. The probability of a target is the share of paths that meet it."),
    "F3": Text("Việc làm theo nghề = tổng theo ngành của tỷ trọng nghề trong ngành × việc làm của ngành.", "Employment by occupation = sum over industries of staffing share × employment of the industry."),
    "F4": Text("Tỷ trọng nghề trong ngành: xu hướng tắt dần của tỷ số logarit, chuẩn hóa để tổng bằng một.", "Staffing shares: damped trend of log ratios, normalised to sum to one."),
    "F5": Text("Việc làm theo tỉnh = tổng theo nghề của việc làm tỉnh năm gốc × mức tăng chung của nghề × hệ số riêng của tỉnh.", "Employment by province = sum over occupations of the province's base employment × national growth of the occupation × the province's own factor."),
    "F7": Text("Chỗ làm cần tuyển = phần tăng thêm (nếu dương) + phần thay thế; tính trên cả kỳ, trên đường mô phỏng không có nhiễu chọn mẫu, rồi lấy bình quân năm.", "Openings = expansion (if positive) + replacement; computed over the whole period on paths without sampling noise, then averaged by year."),
    "F9": Text("Người rời việc theo tuổi và giới: nghỉ hưu theo lộ trình tuổi pháp định, tử vong, nghỉ sớm, ra nước ngoài; mỗi năm già đi một tuổi, người mới bù vào.", "Leavers by age and sex: retirement along the legal path, death, early exit, emigration; the stock ages by one year and newcomers fill in."),
    "F11": Text("Chênh lệch = cầu − cung, tính trên đường mô phỏng; chỉ khi hai bên cùng phạm vi.", "Gap = demand − supply on the paths; only where both share a scope."),
    "F12": Text("Từ số nhập học đến thị trường lao động: tốt nghiệp, học tiếp, tham gia lực lượng lao động, ra nước ngoài.", "From entrants to the labour market: graduation, further study, participation, emigration."),
    "F13": Text("Cung theo nghề = tổng theo ngành đào tạo của người vào thị trường × tỷ trọng vào nghề.", "Supply by occupation = sum over fields of labour-market entrants × share entering the occupation."),
    "F14": Text("Tỷ số cung ÷ cầu (ITA): thấp là tốt cho người tốt nghiệp; in trung vị và xác suất từng hạng.", "Ratio supply ÷ demand (ITA): low is good for graduates; the median and the probability of each class are printed."),
    "F16": Text("Chỉ số tổng hợp của nghề = bình quân có trọng số của thứ hạng về tăng trưởng, thay thế và mất cân đối, trên từng đường mô phỏng.", "Index of an occupation = weighted mean of its ranks in growth, replacement and imbalance, path by path."),
    "F18": Text("Tỷ trọng kỹ năng = số tin có nêu (m) chia số tin đã đọc (n); khoảng là phân vị của phân phối Beta(m + ½, n − m + ½), coi các tin là độc lập.", "Share of a skill = advertisements that name it (m) over those read (n); the interval are quantiles of Beta(m + ½, n − m + ½), advertisements taken as independent."),
    "F19": Text("Nhu cầu kỹ năng = tổng theo nghề của việc làm nhân mức quan trọng của kỹ năng trong nghề, trên từng đường mô phỏng; không cộng giữa các kỹ năng. Chênh lệch với đào tạo: trừ đi tổng theo chương trình của người tốt nghiệp nhân mức dạy.", "Demand for a skill = sum over occupations of employment (or openings) times importance of the skill in the occupation, path by path; never added over skills. Gap to training: less the sum over programmes of graduates times the level taught."),
    "F20": Text("Chỉ số tin tuyển dụng cập nhật năm dự báo đầu: hồi quy cầu của thay đổi lôgarit việc làm theo thay đổi lôgarit chỉ số; chỉ dùng khi các năm đã qua cho thấy có ích.", "Index of advertisements updates the first forecast year: bridge regression of the change of the logarithm of employment on that of the index; used only where past years show a gain."),
    "F21": Text("Vị trí an ninh mạng có ngân sách: cầu = người đang làm + chỗ trống + thay thế; cung = người đang làm + người đang tìm việc; chênh lệch và tỷ số trên từng đường mô phỏng.", "Funded vacancies in cybersecurity: demand = employed + openings + replacement; supply = employed + searching; gap and ratio path by path."),
    "F22": Text("Nhu cầu an ninh mạng tự khai = tổng theo loại tổ chức của số tổ chức × tỷ lệ định tuyển × số người bình quân, trừ người mới vào nghề; tỷ lệ và bình quân của khảo sát có sai số chọn mẫu với tổng thể hữu hạn.", "Declared need for cybersecurity = sum over classes of organisations × share that means to hire × mean hires, less new entrants; share and mean of a survey with sampling error and finite population."),
    "F23": Text("Nhu cầu an ninh mạng theo định mức = tổng theo loại tổ chức của số tổ chức × số vị trí; định mức thấp, giữa, cao lấy phân phối PERT (giả định).", "Normative need for cybersecurity = sum over classes of organisations × posts; low, middle and high norm as a PERT distribution (assumption)."),
    "F24": Text("Năng lực theo quy định: sức chứa theo diện tích sàn và giảng viên trừ quy mô cộng dự kiến tốt nghiệp; rồi giới hạn tăng, tạm dừng tăng và ngành mới.", "Legal capacity: room by floor area and lecturers less scale plus expected graduates; then growth limit, freezes and new majors."),
    "F25": Text("Nhu cầu tuyển sinh: khoảng cách cung cầu của năm vào thị trường, suy ngược qua đào tạo. Khuyến nghị: số làm tổn thất kỳ vọng nhỏ nhất trong giới hạn của quy định; không có chi phí thì không có khuyến nghị.", "Need for intake: the gap of the year of entry, back through the years of study. Recommendation: what makes the expected loss smallest inside the law; without costs there is none."),
    "F26": Text("Chấm điểm: sai số so với dự báo giữ nguyên, tỷ lệ phủ của khoảng dự báo.", "Scoring: error against the naive forecast, coverage of intervals."),
    "F29": Text("Đối chiếu phát biểu: tỷ số, mức tăng hoặc chênh lệch của hai con số như được nêu. Kết quả do phạm vi, đơn vị, số tại một thời điểm hay trong một kỳ quyết định.", "Claims: ratio, growth or difference of two figures as stated. The finding follows from scope, unit, level or flow."),
    "F30": Text("Bằng chứng một từ (hoặc cặp) tăng: xác suất của số đếm theo dự đoán có tăng, chia cho xác suất lớn nhất của mọi lịch sử không tăng (nhị thức beta, mức riêng theo nguồn, dao động tháng, mùa vụ); điều chỉnh vì xem lại mỗi tháng. Đánh dấu bằng e-BH: k từ có bằng chứng ít nhất K/(α·k).", "Evidence that a term (or pair) rises: probability of the counts under predictions with growth over the largest under any history without (beta-binomial, a level of each source, monthly wobble, season), adjusted for looking every month. Flags by e-BH: the k terms whose evidence is at least K/(α·k)."),
    "F31": Text("Mô tả một từ: xác suất của năm trạng thái (ổn định, tăng, giảm, mới, theo mùa) so sánh qua khả năng biên; hệ số tăng mỗi năm của odds trong hai năm cuối; tháng bắt đầu. Với chỉ số không có số đếm: độ dốc của lôgarit tỷ trọng, sai số Newey–West.", "What a term does: probabilities of five states (stable, rising, fading, new, cyclical) by marginal likelihood; growth factor of the odds a year over the last two years; month of the beginning. For an index without counts: slope of the logarithm of the share, Newey–West errors."),
    "F32": Text("Ứng viên nghề mới: nhóm của đồ thị các cặp được đánh dấu; độ ổn định là độ giống Jaccard trung bình qua các lần lấy mẫu lại; độ giống với nghề đã có là cosin giữa hai bộ kỹ năng; số lần so với độc lập là p_ab ÷ (p_a·p_b).", "Candidate: a community of the graph of flagged pairs; stability is the mean Jaccard similarity over resamples; similarity to an occupation is the cosine of two skill profiles; times independence is p_ab ÷ (p_a·p_b)."),
    "F33": Text("Chênh lệch lương chào = 100·(e^β − 1), β là hệ số của việc nêu kỹ năng trong hồi quy lôgarit điểm giữa khoảng lương theo vai trò, nơi làm việc, nguồn, kinh nghiệm và tháng.", "Pay offered: 100·(e^β − 1), β the coefficient of naming the skill in a regression of the logarithm of the midpoint of pay on role, place, source, experience and month."),
    "F34": Text("Dự báo tỷ trọng của ứng viên: một nửa số đường theo đường cong tăng trưởng đến trần, một nửa theo san mũ của log-odds; các nguồn gộp chung.", "Forecast of a candidate's share: half of the paths from a growth curve to a ceiling, half from smoothing of the log-odds; sources taken together."),
}  # fmt: skip


def write(context: Context) -> Chapter:
    w = ChapterWriter("A", Text("Phương pháp", "Method"), "annex-method", annex=True)
    s = context.configuration.forecast
    w.head("Nguyên tắc", "Principles")
    w.points(
        [
            Text("Mọi con số được tính trên các đường mô phỏng chung rồi mới tóm tắt: cận của tổng không phải tổng các cận.", "Every figure is computed on joint sample paths and summarised last: the ends of a sum are not sums of ends."),
            Text("Năm thiếu được bỏ qua, không nội suy. Điểm gãy của chuỗi được khai báo: tăng trưởng chỉ học trong cùng một định nghĩa.", "Missing years are skipped, never interpolated. Series breaks are declared: growth is learnt inside one definition only."),
            Text("Sai số chọn mẫu đi vào mô hình như phương sai đo lường; hệ số nhân do mô hình ước lượng, không vượt cận trên.", "Sampling errors enter as measurement variance; their scale is estimated and never exceeds the upper bound."),
            Text("Số liệu có tình trạng: chính thức, chính thức đọc tại bản công khai khác, số tính, giả định, phát biểu. Phát biểu không bao giờ làm đầu vào.", "Data have a status: official, official read at a public copy, derived, assumption, claim. A claim is never an input."),
            Text("Không giả định nào được chỉnh để kết quả trông hợp lý.", "No assumption is tuned to make a result look plausible."),
        ]
    )  # fmt: skip
    w.head("Mô hình và khoảng dự báo", "Models and intervals")
    w.say(
        "Dự báo là tổ hợp của các mô hình chuỗi thời gian ngắn. Chuỗi càng ngắn, mô hình càng đơn giản. Khoảng dự báo gồm bất định của nhiễu, tham số và mô hình. Từ hiệu chuẩn chỉ dùng cho các tập kiểm tra độc lập của thư viện; với các chuỗi của Việt Nam số điểm gốc quá ít để kết luận.",
        "The forecast is an ensemble of models for short time series. The shorter the series, the simpler the models. Intervals hold innovation, parameter and model uncertainty. Calibrated is said of the library's independent test sets only; for these series the origins are too few to conclude.",
    )
    provenance = context.results.extra.get("provenance")
    if isinstance(provenance, dict) and isinstance(provenance.get("se_scale"), dict):
        scale = provenance["se_scale"]
        number = context.number(
            21, "sampling.scale", float(scale["scale"]), kind="ratio", unit="ratio", decimals=2, nature="derived", low80=None,
            definition=Text("hệ số nhân sai số chọn mẫu do mô hình ước lượng (1 = cận trên)", "scale of the sampling errors estimated by the fit (1 = upper bound)"),
            formula="k̂ = ∫ k L(k) dk / ∫ L(k) dk, 0 ≤ k ≤ 1",
        )  # fmt: skip
        w.say(
            f"Trong ấn phẩm này mô hình ước lượng hệ số nhân sai số chọn mẫu là {{{number.id}}} so với cận trên.",
            f"In this edition the fit estimates the scale of the sampling errors at {{{number.id}}} of their upper bound.",
        )
    notes = _notes(context)
    if notes:
        w.head("Ghi chú của mô hình theo nhóm", "Notes of the fits by group")
        w.table(
            Text("Xử lý từng chuỗi", "How each series was treated"),
            [
                text_column("Nhóm", "Group"),
                text_column("Số năm quan sát", "Years observed"),
                text_column("Năm cùng định nghĩa hiện nay", "Years on the present definition"),
                text_column("Năm thiếu", "Missing years"),
            ],
            notes,
            Text("Nguồn: nhật ký ước lượng.", "Source: log of the fits."),
        )
    _replacement(context, w)
    w.head("Công thức", "Formulas")
    w.table(
        Text("Công thức được dùng", "Formulas used"),
        [text_column("Mã", "Id"), text_column("Nội dung", "What it does")],
        [[Text.same(key), words] for key, words in FORMULAS.items()],
        Text("Nguồn: sổ tay phương pháp của dubao.", "Source: method handbook of dubao."),
    )
    w.head("Cách diễn đạt xác suất", "Words for probabilities")
    w.say(
        "Xác suất tăng từ 99%: gần như chắc chắn tăng; từ 80%: nhiều khả năng tăng; từ 66%: có khả năng tăng; từ 34% đến dưới 66%: có thể tăng hoặc giảm; dưới 34%: có khả năng giảm; dưới 20%: nhiều khả năng giảm; dưới 1%: gần như chắc chắn giảm. Ngưỡng so với xác suất chưa làm tròn. Khoảng 80% in trong bài; khoảng 95% có trong biểu đồ và bảng số liệu.",
        "Probability of a rise from 99%: virtually certain to rise; from 80%: likely to rise; from 66%: more likely to rise than to fall; from 34% to below 66%: may rise or fall; below 34%: more likely to fall than to rise; below 20%: likely to fall; below 1%: virtually certain to fall. The bounds apply to the probability before rounding. The text prints 80% intervals; figures and data tables also give 95%.",
    )
    w.say(
        f"Năm {s.estimate_to} là ước tính, {s.estimate_to + 1}–{s.forecast_to} là dự báo, {s.forecast_to + 1}–{s.scenario_to} là kịch bản chưa hiệu chuẩn.",
        f"{s.estimate_to} is an estimate, {s.estimate_to + 1}–{s.forecast_to} the forecast, {s.forecast_to + 1}–{s.scenario_to} a scenario that is not calibrated.",
    )
    return w.chapter()


def _replacement(context: Context, w: ChapterWriter) -> None:
    """What the replacement calculation takes for granted beside the register of assumptions."""
    if not context.results.openings:
        return
    r = context.configuration.replacement
    first, last = (
        context.number(
            21, f"newcomers.{end}", float(age), kind="count", unit="years", nature="assumption",
            definition=Text(f"tuổi {vi} của người mới vào nhóm", f"{en} age of newcomers to a group"),
        ).id
        for end, age, vi, en in (("from", r.newcomers_from, "nhỏ nhất", "youngest"), ("to", r.newcomers_to, "lớn nhất", "oldest"))
    )  # fmt: skip
    w.head("Giả định của phần thay thế", "What replacement takes for granted")
    w.points(
        [
            Text(
                "Cơ cấu tuổi đại diện là của năm gần nhất, từ 15 đến 64 tuổi; người từ 65 tuổi không tính. Nhóm tuổi được chia thành từng tuổi bằng đường cong đơn điệu giữ đúng tổng của nhóm.",
                "Proxy age profiles are of the latest year, ages 15 to 64; people aged 65 and over are left out. Groups are split into single years by a monotone curve that keeps their totals.",
            ),
            Text(
                "Tỷ lệ nữ lấy từ chuỗi theo giới của nhóm; nhóm không có chuỗi theo giới dùng tỷ lệ nữ của toàn bộ lao động.",
                "The share of women comes from the group's series by sex; a group without one takes the share in all employment.",
            ),
            Text(
                f"Người mới vào nhóm trải đều từ {{{first}}} đến {{{last}}} tuổi.",
                f"Newcomers to a group are spread evenly between the ages of {{{first}}} and {{{last}}}.",
            ),
        ]
    )


def _notes(context: Context) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for forecast in context.results.forecasts.values():
        if not forecast.group.series:
            continue
        history = forecast.history
        missing = ", ".join(p for p in history.record.missing if int(p) <= history.years[-1])
        rows.append(
            [
                Text(forecast.group.label_vi, forecast.group.label_en), Text.same(str(history.observed)), Text.same(str(history.since_break)),
                Text(missing or "không", missing or "none"),
            ]
        )  # fmt: skip
    return rows
