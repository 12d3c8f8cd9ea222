"""Project file, conda file and lock files say the same."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from alat import lingkungan, periksa_berkas, siapkan

AKAR = Path(__file__).resolve().parent.parent
PROYEK = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(syarat) for syarat in PROYEK["dependencies"]]
BANGUN = [Requirement(syarat) for syarat in PROYEK["optional-dependencies"]["bangun"]]
UJI = [Requirement(syarat) for syarat in PROYEK["optional-dependencies"]["uji"]]


def describe_beda(daftar_syarat: list[Requirement], environment: str) -> list[str]:
    """Return one line per package whose range differs between the project and conda files."""
    isi = yaml.safe_load(environment)["dependencies"]
    lewat_pip = next(bagian["pip"] for bagian in isi if isinstance(bagian, dict))
    baris = [b for b in isi if isinstance(b, str)] + [b for b in lewat_pip if b != "-e ."]
    di_conda = {canonicalize_name(Requirement(b).name): Requirement(b).specifier for b in baris}
    di_conda = {nama: di_conda[nama] for nama in di_conda if nama not in {"python", "pip"}}
    di_proyek = {canonicalize_name(syarat.name): syarat.specifier for syarat in daftar_syarat}
    return [
        f"{nama}: pyproject.toml {di_proyek.get(nama)}, environment.yml {di_conda.get(nama)}"
        for nama in sorted(di_proyek | di_conda)
        if di_proyek.get(nama) != di_conda.get(nama)
    ]


def parse_kunci(teks: str) -> dict[str, list[str]]:
    """Return name → locked versions (several where they differ by Python version)."""
    versi_per_nama: dict[str, list[str]] = {}
    for nama, versi in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", teks, re.MULTILINE):
        versi_per_nama.setdefault(canonicalize_name(nama), []).append(versi)
    return versi_per_nama


def describe_kunci_salah(daftar_syarat: list[Requirement], teks: str) -> list[str]:
    """Return one line per requirement that a lock misses or breaks."""
    kunci = parse_kunci(teks)
    masalah = []
    for syarat in daftar_syarat:
        daftar_versi = kunci.get(canonicalize_name(syarat.name), [])
        if not daftar_versi:
            masalah.append(f"{syarat.name}: tidak ada di kunci")
        masalah += [f"{syarat}: kunci {v}" for v in daftar_versi if v not in syarat.specifier]
    return masalah


def describe_tanpa_hash(teks: str) -> list[str]:
    """Return the locked packages that carry no hash, and every line that is neither."""
    gabung = teks.replace("\\\n", " ")
    return [
        baris
        for baris in gabung.splitlines()
        if baris.strip()
        and not re.match(r"[A-Za-z0-9._-]+==\S+.*--hash=sha256:[0-9a-f]{64}", baris)
    ]


def describe_rilis_di_luar(daftar_syarat: list[Requirement]) -> list[str]:
    """Return the packages of this very environment that lie outside their range."""
    return [
        f"{syarat}: terpasang {version(syarat.name)}"
        for syarat in daftar_syarat
        if version(syarat.name) not in syarat.specifier
    ]


@pytest.fixture(scope="module")
def environment() -> str:
    """Return the conda file as stored."""
    return (AKAR / "environment.yml").read_text(encoding="utf-8")


@pytest.fixture(params=["kunci.txt", "kunci-uji.txt"])
def kunci(request: pytest.FixtureRequest) -> str:
    """Return one lock file as stored."""
    return (AKAR / request.param).read_text(encoding="utf-8")


@pytest.mark.gangguan(37)
def test_environment_has_the_ranges_of_pyproject(environment: str) -> None:
    """Each runtime dependency has the same range on the conda route."""
    assert describe_beda(RUNTIME, environment) == []


@pytest.mark.gangguan(37)
def test_environment_is_fresh(environment: str) -> None:
    """The stored file is what the generator writes; `make kunci` renews it."""
    teks = (AKAR / "pyproject.toml").read_text(encoding="utf-8")
    assert environment == lingkungan.build_environment(teks)


def test_environment_bounds_python(environment: str) -> None:
    """Conda gets the floor of pyproject and a tested upper end."""
    python = next(b for b in yaml.safe_load(environment)["dependencies"] if "python" in b)
    assert python == f"python{PROYEK['requires-python']},<3.15"


@pytest.mark.gangguan(37)
@pytest.mark.parametrize(
    ("lama", "baru", "nama"),
    [
        ("papermill>=2.6", "papermill>=2.5", "papermill"),
        ("  - seaborn>=0.13.2\n", "", "seaborn"),
        ("typst>=0.15,<0.16", "typst>=0.15", "typst"),
        ("  - pip\n", "  - polars>=1\n  - pip\n", "polars"),
    ],
)
def test_a_differing_package_is_named(environment: str, lama: str, baru: str, nama: str) -> None:
    """A changed, missing or extra line in the conda file is reported by its package."""
    assert lama in environment
    masalah = describe_beda(RUNTIME, environment.replace(lama, baru, 1))
    assert [baris.split(":")[0] for baris in masalah] == [nama]


@pytest.mark.parametrize("syarat", RUNTIME + BANGUN + UJI, ids=lambda syarat: syarat.name)
def test_every_dependency_has_a_floor(syarat: Requirement) -> None:
    """A dependency without a lower bound could resolve to anything."""
    assert any(bagian.operator in {">=", "=="} for bagian in syarat.specifier)


def test_security_floors_stand() -> None:
    """Releases with known holes are below the floors."""
    rentang = {syarat.name: syarat.specifier for syarat in RUNTIME}
    assert "2.17.0" not in rentang["jupyter-server"]
    assert "7.17.0" not in rentang["nbconvert"]
    assert "3.13.0" not in rentang["matplotlib"]


def test_locks_satisfy_pyproject(kunci: str) -> None:
    """Each lock covers every runtime and build dependency within its range."""
    assert describe_kunci_salah(RUNTIME + BANGUN, kunci) == []


def test_test_lock_covers_the_test_tools() -> None:
    """The larger lock covers the test tools too."""
    teks = (AKAR / "kunci-uji.txt").read_text(encoding="utf-8")
    assert describe_kunci_salah(UJI, teks) == []


def test_both_locks_agree() -> None:
    """What both locks pin, they pin alike: reports are tested with what users install."""
    kecil = parse_kunci((AKAR / "kunci.txt").read_text(encoding="utf-8"))
    besar = parse_kunci((AKAR / "kunci-uji.txt").read_text(encoding="utf-8"))
    assert {nama: besar.get(nama) for nama in kecil} == kecil


def test_locks_hold_hashes_and_nothing_else(kunci: str) -> None:
    """Every line pins a package with hashes; no option, address or path stands there."""
    assert describe_tanpa_hash(kunci) == []
    assert "://" not in kunci
    assert periksa_berkas.check_teks(kunci) == []


def test_bad_locks_are_noticed() -> None:
    """Missing package, broken range, missing hash and index option are each reported."""
    hash_contoh = "--hash=sha256:" + "0" * 64
    assert describe_kunci_salah([Requirement("click>=8.1")], f"clik==8.1 {hash_contoh}\n") == [
        "click: tidak ada di kunci"
    ]
    assert describe_kunci_salah([Requirement("click>=8.1")], f"click==7.0 {hash_contoh}\n") == [
        "click>=8.1: kunci 7.0"
    ]
    assert describe_tanpa_hash("click==8.1\n") == ["click==8.1"]
    assert describe_tanpa_hash("--index-url x\n") == ["--index-url x"]


def test_this_environment_is_within_the_ranges() -> None:
    """The tests run with packages that pyproject allows."""
    assert describe_rilis_di_luar(RUNTIME + UJI) == []
    assert describe_rilis_di_luar([Requirement("pytest<1")]) != []


def test_uv_is_pinned_for_the_set_up() -> None:
    """The set-up finds uv with its hashes in the lock, and only uv."""
    teks = (AKAR / "kunci.txt").read_text(encoding="utf-8")
    kunci_uv = siapkan.parse_kunci_paket(teks, "uv")
    assert re.match(r"uv==\d", kunci_uv)
    assert kunci_uv.count("==") == 1
    assert "--hash=sha256:" in kunci_uv
    assert siapkan.parse_kunci_paket(teks, "tidak-ada") == ""


def test_stamp_is_refused_when_anything_differs() -> None:
    """Another lock, project file, Python or folder, and a smaller level, all rebuild."""
    diharapkan = siapkan.keadaan_diharapkan()
    stempel = {**diharapkan, "tingkat": "uji"}
    assert siapkan.is_siap(stempel, diharapkan, "uji")
    assert siapkan.is_siap(stempel, diharapkan, "laporan")
    assert not siapkan.is_siap({**stempel, "tingkat": "laporan"}, diharapkan, "uji")
    assert not siapkan.is_siap({}, diharapkan, "laporan")
    for nama in diharapkan:
        assert not siapkan.is_siap({**stempel, nama: "lain"}, diharapkan, "uji"), nama


@pytest.mark.parametrize(
    ("keluaran", "kalimat"),
    [
        ("error: dns error: failed to lookup", "Periksa sambungan internet"),
        ("OSError: [Errno 28] No space left on device", "Ruang simpan habis"),
        ("Permission denied (os error 13)", "Tidak ada izin menulis"),
        ("Hash mismatch for `click==8`", "tidak sama dengan yang dikunci"),
        ("apa saja", "kirimkan baris di bawah ini"),
    ],
)
def test_set_up_says_what_to_do(keluaran: str, kalimat: str) -> None:
    """Each way the installer fails has its own advice, with the place and the last lines."""
    pesan = siapkan.describe_kegagalan("memasang paket", keluaran)
    assert pesan.startswith("Gagal memasang paket di ")
    assert kalimat in pesan
    assert keluaran in pesan


def test_set_up_refuses_unknown_arguments() -> None:
    """A mistyped option prints the usage and touches nothing."""
    hasil = subprocess.run(
        [sys.executable, str(AKAR / "alat" / "siapkan.py"), "--ujii"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert hasil.returncode == 2
    assert "Pemakaian" in hasil.stderr
