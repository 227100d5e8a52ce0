"""Roles of tables (docs/demo-tables.md) and the data requests that would fill them.

A chapter asks for a role; where the configuration offers no table for it, the boxes of these requests stand in its place.
"""

from __future__ import annotations

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
