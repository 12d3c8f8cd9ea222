# Tasks only. Setting up .venv is the work of alat/siapkan.py, which returns at once when
# nothing changed; on a machine without make, run the same lines by hand.
PYTHON ?= python3
# Parallel test workers: 0 = none. Many tests wait for other processes, so one more than two cores pays.
PEKERJA ?= 3
# Agencies of the regency that `make ukur` measures.
OPD ?= 2

DI_LAPORAN = $(PYTHON) alat/siapkan.py --
DI_UJI = $(PYTHON) alat/siapkan.py --uji --
UV_KUNCI = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra bangun

.PHONY: laporan lab uji uji-panjang ukur lint peramban kunci bersih

laporan: ## the sample's current quarter, end to end; prints where the reports are
	@$(DI_LAPORAN) kinerja laporan 2026-tw2 --opd bpkd --folder .

lab: ## JupyterLab in Indonesian, with beranda open
	@$(DI_LAPORAN) jupyter lab --ServerApp.root_dir=. --LabApp.app_settings_dir=$(CURDIR)/alat/lab notebooks/beranda.ipynb

uji: lint peramban ## all checks and tests
	@$(DI_UJI) pytest -n $(PEKERJA)

ukur: ## measure making reports; OPD=50 is a whole regency
	@$(DI_UJI) python benchmarks/semua.py --opd $(OPD)

uji-panjang: peramban ## the long runs only
	@$(DI_UJI) pytest -m panjang --timeout 3600

lint: ## style, types, layers
	@$(DI_UJI) ruff check .
	@$(DI_UJI) ruff format --check .
	@$(DI_UJI) mypy
	@$(DI_UJI) lint-imports

peramban: ## what the tests in a real browser need, where chromium, node, npm and java are there
	@$(PYTHON) alat/peramban.py

kunci: ## renew the pinned packages and environment.yml from pyproject.toml
	@$(DI_UJI) $(UV_KUNCI) --extra uji --upgrade --output-file kunci-uji.txt pyproject.toml
	@$(DI_UJI) $(UV_KUNCI) --constraint kunci-uji.txt --upgrade --output-file kunci.txt pyproject.toml
	@$(DI_UJI) python alat/lingkungan.py

bersih: ## remove the environment and caches; reports and data stay
	@rm -rf .venv .venv.giliran .peramban .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
