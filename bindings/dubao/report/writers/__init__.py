"""Writers: one document in, one format out. They escape every label and add no content."""
