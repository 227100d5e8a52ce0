"""The annual report: configuration, results, chapters, charts and writers.

``dubao.report.build(config, out=...)`` writes an edition; ``dubao.report.explain(id, report=...)`` answers for a number.
"""
