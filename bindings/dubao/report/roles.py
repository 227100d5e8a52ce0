"""Roles of tables (docs/demo-tables.md) and the data requests that would fill them.

A chapter asks for a role; where the configuration offers no table for it, the boxes of these requests stand in its place.
"""

from __future__ import annotations

# Every role that a configuration may give a table for.
ROLES: tuple[str, ...] = (
    "employment_by_activity",
    "employment_by_occupation",
    "labour_force",
    "survey_design",
    "employment_age_proxy",
    "mortality",
    "retirement_age",
    "gdp",
    "value_added",
    "digital_economy",
    "wages",
    "education",
    "claims",
    "targets",
    "legal_bases",
    "assumptions",
    "requests",
    "terms",
    "employment_by_activity_occupation",
    "employment_by_age",
    "exit_rates",
    "employment_by_qualification",
    "employment_by_ownership",
    "employment_by_province",
    "provincial_indicator",
    "vacancies",
    "postings",
    "drivers",
    "scenario_factors",
    "security_organisations",
    "security_norms",
    "security_demand",
    "entrants_by_field",
    "students_by_year_of_study",
    "progression_rates",
    "graduates_by_field",
    "transition_rates",
    "field_to_occupation",
    "other_entrants",
    "initial_imbalance",
    "recruitment_difficulty",
    "skills",
    "skill_importance",
    "new_titles",
    "legal_capacity",
    "training_routes",
    "training_durations",
    "earlier_forecasts",
    "overrides",
)

# What an assumption of the register may be used for.
ASSUMPTION_USES: tuple[str, ...] = (
    "design_effect",
    "standard_error_scale",
    "retirement_take_up",
    "exit_after_legal_age",
    "early_exit",
    "emigration_of_stock",
    "age_profile",
    "graduation_rate",
    "on_time_share",
    "standard_length",
    "further_study",
    "participation",
    "emigration_of_graduates",
)

# Role → ids in the table of data requests, the most useful first.
REQUESTS_OF_ROLE: dict[str, tuple[str, ...]] = {
    "key_findings": ("key_findings_sign_off",),
    "digital_skills": ("digital_skills_population",),
    "drivers": ("vsic_2025_back_series", "output_by_division"),
    "provincial_value_added": ("province_gva",),
    "occupation_detail": ("occupation_4_digit",),
    "employment_by_age": ("age_by_occupation", "age_by_industry"),
    "employment_by_province": ("province_employment",),
    "provincial_indicator": ("province_employment",),
    "employment_by_qualification": ("occupation_4_digit",),
    "employment_by_ownership": ("ownership_and_foreign",),
    "wages_by_occupation": ("wages_by_occupation",),
    "vacancies": ("vacancies",),
    "registers": ("social_insurance", "ict_industry_workforce", "quarterly_industry"),
    "employment_by_activity_occupation": ("industry_by_occupation",),
    "scenario_factors": ("occupation_back_series",),
    "exit_rates": ("registered_workers",),
    "standard_errors": ("standard_errors",),
    "security_demand": ("cybersecurity_posts",),
    "security_organisations": ("organisations_by_level",),
    "entrants_by_field": ("entrants_by_major",),
    "students_by_year_of_study": ("students_by_year_of_study",),
    "progression_rates": ("dropout_by_major",),
    "graduates_by_field": ("graduates_by_major",),
    "other_entrants": ("tvet_enrolment", "migration_ict"),
    "field_to_occupation": ("field_by_occupation", "graduate_tracer"),
    "recruitment_difficulty": ("skills_survey",),
    "skills": ("postings_archive", "skills_survey"),
    "new_titles": ("new_occupations",),
    "legal_capacity": ("lecturers_by_field", "standards_coefficients_2026", "scheme_programme_numbers"),
    "training_routes": ("retraining_programmes",),
    "earlier_forecasts": ("earlier_reports",),
}


def requests_of(role: str) -> tuple[str, ...]:
    """Ids of the requests that would fill a role; the role itself when it is a request id."""
    return REQUESTS_OF_ROLE.get(role, (role,))
