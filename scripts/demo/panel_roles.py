"""What is planted in the simulated job advertisements of the demo country: roles, skills, sources, and what changes when.

Everything here is invented. Skills are named by the ids of ``datasets/skills`` and roles by those of
``datasets/occupation-coding`` so that tables join; their shares are no estimate of anything. Months are counted from 0 (2020-01) to 59 (2024-12).
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST_YEAR = 2020
MONTHS = 60


@dataclass(frozen=True)
class Role:
    """A role: occupation it is coded to, weight among advertisements, million đồng a month, share of its advertisements by skill."""

    occupation: str
    weight: float
    wage: float
    skills: dict[str, float]


@dataclass(frozen=True)
class NewOccupation:
    """An occupation that no classification knows yet: what a coder makes of it, when it appears, what it asks for and pays."""

    name_vi: str
    name_en: str
    coded_as: str
    appears: int
    ceiling: float
    premium: float
    skills: dict[str, float]


# Named by many advertisements whatever the role.
COMMON = {"english": 0.30, "git": 0.16, "agile": 0.14, "team_leadership": 0.06, "japanese": 0.05}

ROLES = {
    "backend_developer": Role("2512", 0.26, 22.0, {
        "java": 0.42, "spring": 0.36, "sql": 0.45, "web_api": 0.45, "microservices": 0.26, "python": 0.24, "nodejs": 0.16, "docker": 0.18,
        "postgresql": 0.20, "mysql": 0.22, "redis": 0.14, "message_queue": 0.10, "object_oriented": 0.22, "kubernetes": 0.05}),
    "web_developer": Role("2513", 0.17, 18.0, {
        "javascript": 0.68, "react": 0.42, "html": 0.45, "css": 0.45, "typescript": 0.28, "nodejs": 0.26, "web_api": 0.34, "jquery": 0.50,
        "php": 0.22, "laravel": 0.16, "ui_design": 0.18, "mysql": 0.18}),
    "data_engineer": Role("2511", 0.11, 24.0, {
        "sql": 0.72, "python": 0.60, "etl": 0.42, "data_warehouse": 0.40, "spark": 0.28, "kafka": 0.18, "airflow": 0.22,
        "business_intelligence": 0.30, "data_analysis": 0.36, "statistics": 0.18, "machine_learning": 0.14, "cloud_computing": 0.18}),
    "system_administrator": Role("2522", 0.10, 20.0, {
        "linux": 0.66, "docker": 0.36, "ci_cd": 0.38, "monitoring": 0.40, "aws": 0.32, "terraform": 0.18, "ansible": 0.20,
        "virtualisation": 0.26, "shell": 0.28, "nginx": 0.22, "cloud_computing": 0.30, "kubernetes": 0.12}),
    "network_engineer": Role("2523", 0.08, 17.0, {
        "routing_switching": 0.68, "cisco": 0.56, "network_security": 0.40, "tcp_ip": 0.44, "network_administration": 0.46,
        "windows_server": 0.24, "voip": 0.14, "linux": 0.20}),
    "security_engineer": Role("2529", 0.06, 24.0, {
        "penetration_testing": 0.46, "security_operations": 0.48, "incident_response": 0.38, "vulnerability_management": 0.38,
        "network_security": 0.42, "application_security": 0.30, "cryptography": 0.20, "linux": 0.34, "security_governance": 0.24}),
    "electronics_engineer": Role("2152", 0.09, 21.0, {
        "embedded_systems": 0.62, "c": 0.60, "cpp": 0.52, "microcontrollers": 0.46, "rtos": 0.32, "device_drivers": 0.28,
        "serial_buses": 0.32, "pcb_design": 0.26, "automotive_software": 0.20, "linux": 0.22}),
    "it_support": Role("3512", 0.11, 11.0, {
        "it_support": 0.74, "windows_server": 0.36, "network_administration": 0.34, "erp": 0.20, "virtualisation": 0.10, "sql": 0.12}),
    "telecom_technician": Role("3522", 0.03, 13.0, {
        "optical_networks": 0.62, "mobile_networks": 0.58, "radio_frequency": 0.34, "routing_switching": 0.26, "voip": 0.22}),
}  # fmt: skip

NEW_OCCUPATIONS = {
    "language_model_engineer": NewOccupation(
        "Kỹ sư ứng dụng mô hình ngôn ngữ", "Language-model application engineer", "backend_developer", 30, 0.110, 0.20,
        {"large_language_models": 0.88, "generative_ai": 0.72, "python": 0.86, "fastapi": 0.58, "natural_language_processing": 0.50,
         "cloud_computing": 0.30, "web_api": 0.30, "docker": 0.20}),
    "vehicle_security_engineer": NewOccupation(
        "Kỹ sư an ninh phần mềm ô tô", "Vehicle software security engineer", "electronics_engineer", 34, 0.100, 0.15,
        {"automotive_software": 0.86, "penetration_testing": 0.74, "cryptography": 0.66, "embedded_systems": 0.62, "serial_buses": 0.48,
         "c": 0.30, "vulnerability_management": 0.24}),
}  # fmt: skip

# Growth of the log-odds a year from a month on, wherever the skill is named: no new occupation.
RISING = {"kubernetes": (12, 1.10)}
FADING = {"jquery": (12, -1.20)}
# Half the swing of the log-odds over a year, largest in this month of the year (0 = January).
CYCLICAL = {"erp": (0.9, 11)}


@dataclass(frozen=True)
class Source:
    """A site: first and last month, advertisements a month in its first, growth a year, roles it leans to, skills its form asks for."""

    first: int
    last: int
    size: float
    growth: float
    leans: dict[str, float]
    asks: dict[str, float]
    pays: float


SOURCES = {
    "mo_phong_a": Source(0, 59, 50.0, 0.01, {}, {}, 0.0),
    "mo_phong_b": Source(0, 33, 12.0, 0.00, {"it_support": 2.0, "network_engineer": 1.6}, {"docker": -0.8}, -0.06),
    # It enters late and its form has a box for tools: raw shares of these rise with it, though no employer asks for more of them.
    "mo_phong_c": Source(27, 59, 13.0, 0.10, {"system_administrator": 1.8, "data_engineer": 1.5},
                         {"docker": 0.9, "git": 1.0, "agile": 0.8, "ci_cd": 0.6}, 0.05),
}  # fmt: skip

# Logarithms: an advertisement that names the skill pays so much more, all else equal. All other skills: nothing.
SKILL_PREMIUM = {"terraform": 0.10, "japanese": 0.12, "spark": 0.08, "jquery": -0.06}
YEAR_OF_EXPERIENCE = 0.07
MONTH_OF_INFLATION = 0.004
PLACES = {
    "01": (0.34, 0.0),
    "79": (0.40, 0.04),
    "48": (0.10, -0.12),
    "31": (0.06, -0.10),
    "24": (0.06, -0.08),
    "92": (0.04, -0.14),
}
EMPLOYERS = 240
EMPLOYER_SPREAD, NOISE, BAND = 0.08, 0.15, (0.08, 0.20)
STATES_SALARY, STATES_ONE_FIGURE, STATES_EXPERIENCE = 0.62, 0.10, 0.80
