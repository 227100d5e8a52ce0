"""Chapter 10: intake guidance (when the tables exist) and the dated targets: facts for past dates, a probability for some."""

from __future__ import annotations

from dubao.report.chapters import intake_guidance, intake_law, target_paths
from dubao.report.chapters.context import Context
from dubao.report.chapters.targets import future_targets, past_targets, target_chart
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.document import Chapter
from dubao.report.text import Text


def write(context: Context) -> Chapter:
    w = ChapterWriter(
        "10",
        Text(
            "Định hướng số lượng tuyển sinh và các mục tiêu có thời hạn", "Intake guidance and dated targets"
        ),
        "intake",
    )
    w.head("Định hướng số lượng tuyển sinh", "Intake guidance")
    if context.table("legal_capacity") is not None and context.table("entrants_by_field") is not None:
        intake_guidance.write(context, w)
    elif context.table("admission_rules") is not None:
        intake_law.write(context, w)
    else:
        w.say(
            "Số lượng tuyển sinh do cơ sở đào tạo tự xác định trong giới hạn năng lực theo quy định. Định hướng chỉ nêu được khi có bảng năng lực theo nhóm ngành và cân đối cung cầu; ấn phẩm này chưa có.",
            "Institutions set their own admission numbers within the capacity the rules allow. Guidance takes tables of capacity by major group and a balance of demand and supply; this edition has none.",
        )
        w.missing(context, "legal_capacity")
    w.head("Mục tiêu có thời hạn", "Dated targets")
    w.say(
        f"Mục tiêu đã đến hạn được ghi là đạt, chưa đạt hoặc chưa có số liệu chính thức. Xác suất chỉ được tính cho mục tiêu chưa đến hạn có ít nhất {{{_rule(context)}}} quan sát hằng năm cùng phạm vi. Dự báo nhu cầu và mục tiêu đào tạo là hai đại lượng khác nhau.",
        f"Targets past due are reported as met, not met or without official data. A probability is computed only for future targets with at least {{{_rule(context)}}} comparable yearly observations. A forecast of need and a training target are different quantities.",
    )
    target_chart(context, w)
    past_targets(context, w)
    target_paths.write(context, w)
    future_targets(context, w)
    return w.chapter()


def _rule(context: Context) -> str:
    return context.number(
        10, "targets.rule", float(context.configuration.targets.minimum_observations), kind="count", unit="observations", nature="assumption",
        definition=Text("số quan sát ít nhất để tính xác suất đạt mục tiêu", "fewest observations for a probability of meeting a target"),
    ).id  # fmt: skip
