"""Options of the test command."""

import pytest


def pytest_addoption(parser):
    """`--update-golden` rewrites tests/golden/ from what the reports show now."""
    parser.addoption("--update-golden", action="store_true", help="tulis ulang tests/golden")


@pytest.fixture
def check_golden(request):
    """Compare text with a stored file, or rewrite that file where asked to."""

    def check(jalur, teks):
        if request.config.getoption("--update-golden"):
            jalur.parent.mkdir(exist_ok=True)
            jalur.write_text(teks, encoding="utf-8")
        assert jalur.read_text(encoding="utf-8") == teks

    return check
