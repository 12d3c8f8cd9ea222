"""The sample agency, fictional, built from published budget data and made-up performance."""
