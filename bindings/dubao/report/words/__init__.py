"""Words of the report that depend on results: phrases chosen by a rule, the same rule for both languages."""
