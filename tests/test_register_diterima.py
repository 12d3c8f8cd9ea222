"""What the register says was received is held against the files that are kept of it."""

from __future__ import annotations

import shutil

import pytest

from kinerja.cli.utama import run
from kinerja.contoh.buat import write_contoh
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.register import check_diterima, open_register
from tests.bantuan_terima import OPD, UNIT, build_kiriman, remove_isian, run_json


@pytest.fixture
def akar(tmp_path, monkeypatch, capsys):
    """A working folder in which one form and one evidence file were received."""
    akar = tmp_path / "kerja"
    write_contoh(Folder(akar))
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


def test_a_register_lost_with_its_mirror_is_not_silently_begun_anew(akar):
    """Forms are kept and no event names them: the register was lost."""
    for nama in ("register.sqlite", "jurnal.jsonl"):
        (akar / f"data/{OPD}" / nama).unlink()
    with pytest.raises(KeutuhanError, match="Register kosong, padahal 1 formulir"):
        check_diterima(Folder(akar), OPD)
    assert run(["register", "--periksa"]) == 5


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
