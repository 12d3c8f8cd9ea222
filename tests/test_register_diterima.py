"""What the register says was received is held against the files that are kept of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.register import check_diterima, open_register
from tests.bantuan_terima import OPD, UNIT, build_kiriman, remove_isian, run_json

AKAR = Path(__file__).resolve().parent.parent


@pytest.fixture
def akar(asli, tmp_path, monkeypatch, capsys):
    """A working folder in which one form and one evidence file were received."""
    akar = tmp_path / "kerja"
    shutil.copytree(asli, akar)
    monkeypatch.chdir(akar)
    kiriman = build_kiriman(akar)
    remove_isian(akar)
    assert run_json(capsys, "terima", str(kiriman))[0] == 0
    return akar


def list_formulir(akar):
    """List the forms kept by hash."""
    return sorted((akar / f"data/{OPD}/terima").glob("*/*.xlsx"))


def test_what_is_kept_whole_passes(akar, capsys):
    """Nothing to say, exit 0."""
    assert check_diterima(Folder(akar), OPD) == ()
    assert run(["register", "--periksa"]) == 0
    assert "utuh" in capsys.readouterr().out


@pytest.mark.parametrize(
    "rusak", [lambda p: p.unlink(), lambda p: p.write_bytes(p.read_bytes() + b"x")]
)
def test_a_kept_form_that_is_gone_or_changed_is_named(akar, rusak):
    """Exit 5 with the event and the file."""
    (jalur,) = list_formulir(akar)
    rusak(jalur)
    with pytest.raises(
        KeutuhanError, match=r"hilang atau berubah \(peristiwa nomor \d+\)"
    ) as galat:
        check_diterima(Folder(akar), OPD)
    assert jalur.name in galat.value.pesan
    assert run(["register", "--periksa"]) == 5


PASANGAN = ("register.sqlite", "jurnal.jsonl")
PERINTAH = (
    ["periksa", "2026-tw2"],
    ["laporan", "2026-tw2"],
    ["register"],
    ["register", "--periksa"],
    ["register", "--bangun"],
)


@pytest.mark.gangguan(54)
@pytest.mark.parametrize("is_tanpa_jangkar", [False, True])
def test_a_register_lost_with_its_mirror_is_not_silently_begun_anew(akar, is_tanpa_jangkar, capsys):
    """Forms are kept and both files are gone: every command says so, none begins a new one."""
    data = akar / f"data/{OPD}"
    for nama in PASANGAN:
        (data / nama).unlink()
    if is_tanpa_jangkar:
        (data / "terima/kepala.txt").unlink()
    put_ppkd(akar)
    kiriman = str(build_kiriman(akar, unit="ppkd"))
    for perintah in (*PERINTAH, ["terima", kiriman]):
        assert run(list(perintah)) == 5, perintah
        assert "register.sqlite dan jurnal.jsonl dari cadangan" in "".join(capsys.readouterr())
        assert not any((data / nama).exists() for nama in PASANGAN)


def put_ppkd(akar):
    """Give back the sample's form of another unit, which nobody has handed in."""
    shutil.copy(AKAR / f"data/{OPD}/2026/tw2/ppkd.xlsx", akar / f"data/{OPD}/2026/tw2/ppkd.xlsx")


def test_an_older_pair_is_noticed_though_only_one_form_is_missing(akar, capsys):
    """Register and mirror put back from a copy agree with each other, not with the last head."""
    data = akar / f"data/{OPD}"
    lama = {nama: (data / nama).read_bytes() for nama in PASANGAN}
    put_ppkd(akar)
    assert run(["terima", str(build_kiriman(akar, "p.xlsx", "ppkd"))]) == 0
    for nama, isi in lama.items():
        (data / nama).write_bytes(isi)
    for perintah in PERINTAH:
        capsys.readouterr()
        assert run(list(perintah)) == 5, perintah
        assert "kepala.txt" in "".join(capsys.readouterr())
    assert {nama: (data / nama).read_bytes() for nama in PASANGAN} == lama


def test_many_forms_without_an_event_are_no_leftover(akar):
    """Where nothing vouches for the register, more than one crash leaves means an older pair."""
    (akar / f"data/{OPD}/terima/kepala.txt").unlink()
    (jalur,) = list_formulir(akar)
    for angka in "01":
        shutil.copy(jalur, jalur.with_name(f"{angka * 64}.xlsx"))
    with pytest.raises(KeutuhanError, match="2 formulir tersimpan tidak disebut"):
        check_diterima(Folder(akar), OPD)


def test_a_crash_before_the_first_event_is_no_lost_register(akar, capsys):
    """The files are made before anything is stored: empty beside one form, they are no loss."""
    data = akar / f"data/{OPD}"
    for nama in (*PASANGAN, "terima/kepala.txt"):
        (data / nama).unlink()
    simpanan = data / "terima"
    simpanan.rename(data / "lain")
    with open_register(Folder(akar), OPD, is_tulis=True):
        pass
    (data / "lain").rename(simpanan)
    put_ppkd(akar)
    assert run(["terima", str(build_kiriman(akar, "p.xlsx", "ppkd"))]) == 0
    assert run(["register", "--periksa"]) == 0
    assert "Catatan: 1 formulir" in capsys.readouterr().out


def test_a_form_without_an_event_is_a_note(akar, capsys):
    """A process killed between storing and recording leaves one; it is told and no fault."""
    (jalur,) = list_formulir(akar)
    asing = jalur.with_name(f"{'0' * 64}.xlsx")
    shutil.copy(jalur, asing)
    assert "1 formulir tersimpan tanpa peristiwa" in check_diterima(Folder(akar), OPD)[0]
    assert run(["register", "--periksa"]) == 0
    assert "Catatan: 1 formulir" in capsys.readouterr().out


@pytest.mark.parametrize("nama", ["x\x1b[31m", "a" * 201, "a\u202eb"])
def test_a_name_that_cannot_be_printed_is_refused(akar, nama, capsys):
    """What enters the register by --oleh is one printable line."""
    with open_register(Folder(akar), OPD) as register:
        jumlah = register.jumlah
    assert run(["periksa", "2026-tw2", "--oleh", nama]) == 2
    assert "Nama tidak sah" in capsys.readouterr().err
    with open_register(Folder(akar), OPD) as register:
        assert register.jumlah == jumlah
    assert UNIT in (akar / f"data/{OPD}/jurnal.jsonl").read_text()
