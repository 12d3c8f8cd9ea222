"""Approved targets in the commands: journalled by themselves, their change stops everything."""

from __future__ import annotations

import shutil

import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.laporan import buka_laporan
from kinerja.register import open_register
from kinerja.register.langkah import list_formulir
from kinerja.register.target import list_versi_tercatat
from kinerja.temuan import TemuanError
from tests.bantuan_excel import edit_buku, set_sel
from tests.bantuan_terima import OPD, PERIODE, build_kiriman, run_json

CATAT = ("--catat", "--dokumen", "Ralat PK", "--alasan", "salah ketik", "--oleh", "Ani")


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory):
    """The sample's working folder, made once; Triwulan I is not final."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    jalur = akar / f"parameters/{OPD}/2026-tw1.yaml"
    jalur.write_text(jalur.read_text("utf-8").replace("status: final", "status: draf"), "utf-8")
    return akar


def list_versi(akar):
    """List the recorded versions of 2026."""
    with open_register(Folder(akar), OPD) as register:
        return list(list_versi_tercatat(register, 2026))


def change_target(akar, nilai=77):
    """Change a target of Triwulan II in the first version."""
    rencana = akar / f"data/{OPD}/2026/rencana.xlsx"
    return set_sel(rencana, "Indikator", "IKP-2.6", "Target TW II", nilai)


def test_sending_forms_records_targets_and_forms(akar, capsys) -> None:
    """The versions with their documents, then each form with its hash; the same forms only once."""
    assert list_versi(akar) == []
    assert run(["formulir", "2026-tw2", "--oleh", "Ani"]) == 0
    assert list_versi(akar) == ["murni", "perubahan"]
    with open_register(Folder(akar), OPD) as register:
        (keluar,) = list_formulir(register, PERIODE)
        jumlah = register.jumlah
    assert len(keluar.sidik_per_unit) == 5
    assert keluar.oleh == "Ani"
    assert run(["formulir", "2026-tw2"]) == 0
    with open_register(Folder(akar), OPD) as register:
        assert register.jumlah == jumlah
    capsys.readouterr()


def test_a_version_in_force_without_a_document_stops_check_and_report(akar, capsys) -> None:
    """The dasar of `perubahan` is emptied: Triwulan II stands before it, III after."""
    assert run(["formulir", "2026-tw2"]) == 0
    set_sel(akar / f"data/{OPD}/2026/rencana.xlsx", "Versi", "perubahan", "Dasar", None)
    assert run(["periksa", "2026-tw2"]) == 0
    capsys.readouterr()
    for perintah in ("periksa", "laporan"):
        assert run([perintah, "2026-tw3"]) == 2
        keluar, galat = capsys.readouterr()
        assert "K-TARGET-DASAR" in keluar + galat


def test_receiving_a_form_records_targets(akar) -> None:
    """Checking does not: a plan may still be in the making."""
    assert run(["periksa", "2026-tw2"]) == 0
    assert list_versi(akar) == []
    kiriman = build_kiriman(akar)
    assert run(["terima", str(kiriman)]) == 0
    assert list_versi(akar) == []  # the same bytes as in the folder: nothing was received
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    assert run(["terima", str(kiriman), "--alasan", "ralat"]) == 0
    assert list_versi(akar) == ["murni", "perubahan"]


def test_a_version_without_a_document_is_a_draft(akar, capsys) -> None:
    """It is left alone until it names one."""
    rencana = akar / f"data/{OPD}/2026/rencana.xlsx"

    def kosongkan(buku):
        for baris in buku["Versi"].iter_rows():
            for sel in baris:
                if "Perubahan dan DPPA" in str(sel.value):
                    sel.value = None

    edit_buku(rencana, kosongkan)
    assert run(["formulir", "2026-tw2"]) == 0
    assert list_versi(akar) == ["murni"]
    capsys.readouterr()
    assert run(["rencana", "2026"]) == 0
    assert "versi perubahan belum menyebut dasarnya" in capsys.readouterr().out


def test_a_changed_target_stops_every_command_until_it_is_recorded(akar, capsys) -> None:
    """Exit 2 with the cell; after --catat they go on, and the journal names the document."""
    kiriman = build_kiriman(akar)
    assert run(["formulir", "2026-tw2"]) == 0
    sel = change_target(akar)
    for perintah in (["formulir", "2026-tw2"], ["laporan", "2026-tw2"], ["periksa", "2026-tw2"]):
        capsys.readouterr()
        assert run(perintah) == 2
        teks = "".join(capsys.readouterr())
        assert "K-TARGET-DISAHKAN" in teks
        # The forms differ from the plan too, but that is no fault of theirs.
        assert "K-FORMULIR-LAMA" not in teks
        assert "K-TARGET-BERUBAH" not in teks
        assert f'lembar "Indikator", sel {sel}' in teks
        assert "kinerja rencana 2026 --catat" in teks
    assert run(["terima", str(kiriman), "--alasan", "x"]) == 2
    assert "target yang berubah sesudah disahkan" in capsys.readouterr().out
    with pytest.raises(TemuanError, match="K-TARGET-DISAHKAN"):
        buka_laporan(OPD, "2026-tw2", folder=str(akar))
    assert run(["rencana", "2026"]) == 2
    assert run(["rencana", "2026", *CATAT]) == 0
    assert "Dicatat: target Triwulan II IKP-2.6 pada versi murni: " in capsys.readouterr().out
    kode, isi = run_json(capsys, "rencana", "2026")
    assert (kode, isi["temuan"], isi["belum_tercatat"]) == (0, [], [])
    akhir = isi["catatan"][-1]
    assert (akhir["dokumen"], akhir["alasan"], akhir["oleh"]) == ("Ralat PK", "salah ketik", "Ani")
    assert run(["formulir", "2026-tw2"]) == 0


@pytest.mark.parametrize("kurang", ["--dokumen", "--alasan", "--oleh"])
def test_recording_needs_document_reason_and_name(akar, capsys, kurang) -> None:
    """Each by the name of its option."""
    assert run(["formulir", "2026-tw2"]) == 0
    change_target(akar)
    tempat = CATAT.index(kurang)
    capsys.readouterr()
    assert run(["rencana", "2026", *CATAT[:tempat], *CATAT[tempat + 2 :]]) == 2
    assert kurang in "".join(capsys.readouterr())
    assert run(["rencana", "2026"]) == 2


def test_a_year_that_is_none_is_refused(akar, capsys) -> None:
    """Text, a quarter, a year out of reach, and one without a plan."""
    del akar
    for tahun in ("x", "2026-tw2", "26", "2030"):
        assert run(["rencana", tahun]) == 2, tahun
    capsys.readouterr()


def test_findings_are_told_where_the_register_is_damaged(akar, capsys) -> None:
    """`periksa` cannot hold the plan against it and says so, exit 5; `laporan` makes nothing."""
    assert run(["formulir", "2026-tw2"]) == 0
    change_target(akar)
    (akar / f"data/{OPD}/jurnal.jsonl").unlink()
    capsys.readouterr()
    assert run(["periksa", "2026-tw2"]) == 5
    teks = "".join(capsys.readouterr())
    assert "Jurnal hilang" in teks
    assert "K-TARGET-DISAHKAN" not in teks
    assert "temuan." in teks
    assert run(["laporan", "2026-tw2"]) == 5
    assert run(["formulir", "2026-tw2"]) == 5
