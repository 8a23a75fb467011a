"""Forms that editors define and people fill in: templates, worksheets, ratings."""
