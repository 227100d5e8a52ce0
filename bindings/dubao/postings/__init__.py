"""Job postings in: read, cleaned of markup and personal data, counted once, counted by month, with the coverage of each source stated.

What comes out are numbers of advertisements of the sources at hand. They are no vacancies and no demand: see
:func:`dubao.labour.postings.calibrate_postings` for what ties them to official figures.

>>> from dubao import postings
>>> read = postings.read_records([{"title": "Kỹ sư dữ liệu", "text": "Python, SQL", "date": "2026-03-02"}], source="a", as_of="2026-04-01")
>>> postings.coverage(read.postings).sources[0].first_month
'2026-03'
"""

from dubao.postings.candidate_results import CandidateOccupation, Candidates
from dubao.postings.candidates import find_candidates
from dubao.postings.coded import CodedPosting, code_postings, coded_postings
from dubao.postings.coding import Coding, OccupationCoder, Role
from dubao.postings.coding_summary import CodingSummary, summarise_codings
from dubao.postings.counting import PAIR_JOINT, CountedTerms, count_pairs, count_terms
from dubao.postings.coverage import Coverage, SourceCoverage, coverage
from dubao.postings.duplicate_settings import DuplicateSettings
from dubao.postings.monthly_salary import SalaryTerms
from dubao.postings.near_duplicates import REASONS, Deduplicated, Repeat, deduplicate
from dubao.postings.posting import FIELDS, Posting
from dubao.postings.prepare import PreparedPostings, prepare_postings
from dubao.postings.reading import PostingsRead, read_postings, read_records
from dubao.postings.report import KINDS, Place, ReadingReport
from dubao.postings.salary import Salary, read_salary
from dubao.postings.salary_premium import SalaryPremium, SkillPremium, salary_premium
from dubao.postings.share_intervals import share_intervals
from dubao.postings.skills import Skill, SkillMatch, SkillMatcher
from dubao.postings.writing import postings_csv, write_postings

__all__ = [
    "FIELDS",
    "KINDS",
    "PAIR_JOINT",
    "REASONS",
    "CandidateOccupation",
    "Candidates",
    "CodedPosting",
    "Coding",
    "CodingSummary",
    "CountedTerms",
    "Coverage",
    "Deduplicated",
    "DuplicateSettings",
    "OccupationCoder",
    "Place",
    "Posting",
    "PostingsRead",
    "PreparedPostings",
    "ReadingReport",
    "Repeat",
    "Role",
    "Salary",
    "SalaryPremium",
    "SalaryTerms",
    "Skill",
    "SkillMatch",
    "SkillMatcher",
    "SkillPremium",
    "SourceCoverage",
    "code_postings",
    "coded_postings",
    "count_pairs",
    "count_terms",
    "coverage",
    "deduplicate",
    "postings_csv",
    "find_candidates",
    "prepare_postings",
    "read_postings",
    "read_records",
    "read_salary",
    "salary_premium",
    "share_intervals",
    "summarise_codings",
    "write_postings",
]
