"""Running: the papermill engine, jobs in worker processes, staging, promotion and manifest."""
