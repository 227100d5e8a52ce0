"""Names of keys that no classification holds: levels of training, routes, causes, concepts, classes of organisations, scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dubao.report.text import Text

if TYPE_CHECKING:
    from dubao.report.chapters.context import Context

KEYS: dict[str, Text] = {
    "other": Text("khác", "other"),
    "bachelor": Text("đại học", "bachelor"),
    "college": Text("cao đẳng", "college"),
    "master_plus": Text("thạc sĩ trở lên", "master or higher"),
    "state": Text("nhà nước", "state"),
    "private": Text("tư nhân", "private"),
    "foreign": Text("có vốn đầu tư nước ngoài", "foreign-invested"),
    "retirement": Text("nghỉ hưu", "retirement"),
    "mortality": Text("tử vong", "death"),
    "care": Text("chăm sóc gia đình, sức khỏe", "care and health"),
    "emigration": Text("ra nước ngoài", "emigration"),
    "transfer_out": Text("chuyển sang nghề khác", "transfer out"),
    "transfer_in": Text("chuyển từ nghề khác đến", "transfer in"),
    "retraining": Text("đào tạo lại", "retraining"),
    "immigration": Text("lao động nước ngoài đến", "immigration"),
    "return": Text("trở về từ nước ngoài", "return from abroad"),
    "degree": Text("đào tạo văn bằng", "degree"),
    "upskilling": Text("nâng cao kỹ năng", "upskilling"),
    "reskilling": Text("đào tạo lại", "reskilling"),
    "state_central": Text("cơ quan trung ương", "central state bodies"),
    "state_provincial": Text("cơ quan cấp tỉnh", "provincial state bodies"),
    "critical_infrastructure": Text("hạ tầng quan trọng", "critical infrastructure"),
    "large_enterprise": Text("doanh nghiệp lớn", "large enterprises"),
    "staff_10_49": Text("tổ chức 10–49 người", "organisations of 10–49 persons"),
    "staff_50_249": Text("tổ chức 50–249 người", "organisations of 50–249 persons"),
    "staff_250_up": Text("tổ chức từ 250 người", "organisations of 250 persons and more"),
    "public": Text("khu vực công", "public sector"),
    "employed": Text("đang làm việc", "employed"),
    "funded_vacancies": Text("vị trí trống có ngân sách", "funded vacancies"),
    "declared_need": Text("nhu cầu tổ chức tự khai", "declared need"),
    "norm": Text("nhu cầu theo định mức", "normative need"),
    "low": Text("thấp", "low"),
    "base": Text("cơ sở", "base"),
    "high": Text("cao", "high"),
    "market_services": Text("dịch vụ thị trường", "market services"),
    "manufacturing": Text("công nghiệp chế biến, chế tạo", "manufacturing"),
    "total": Text("toàn bộ lao động", "all employment"),
    "isco08_2": Text("nhóm nghề chuyên môn bậc cao", "professionals"),
    "observed": Text("quan sát", "observed"),
}  # fmt: skip


def key_name(key: str) -> Text:
    return KEYS.get(key, Text.same(key))


def code_name(context: Context, code: str, classification: str) -> Text:
    """Name of a code of a classification; of a key where the classification has none."""
    if code in KEYS:
        return KEYS[code]
    vi = context.catalogue.label(code, "vi", classification)
    en = context.catalogue.label(code, "en", classification)
    return Text(vi or code, en or code)


def programme_name(context: Context, field: str, level: str) -> Text:
    name, tier = code_name(context, field, "majors"), key_name(level)
    if field == "other":
        name = Text("Ngành đào tạo khác", "Other fields")
    return Text(f"{name.vi}, {tier.vi}", f"{name.en}, {tier.en}")


def occupation_name(context: Context, code: str) -> Text:
    if code == "other":
        return Text("Nghề khác", "Other occupations")
    return code_name(context, code, "occupations")


def industry_name(context: Context, code: str) -> Text:
    if code == "other":
        return Text("Các ngành khác", "All other industries")
    return code_name(context, code, "activities")
