"""A whole regency, made up and seeded, to try the kit under load; no line of it is real data."""
