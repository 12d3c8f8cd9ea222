"""What changed between two runs or two submissions: figures, forms, targets, files, page."""

from __future__ import annotations

import json

import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, ParameterError
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.laporan import AKHIRAN_HASIL, JENIS_LAPORAN
from kinerja.riwayat import compare_jalan, compare_kiriman
from kinerja.riwayat.hasil import compare_angka
from tests.bantuan_riwayat import ASET, build_angka, edit, record_jalan

TW2 = Periode(2026, 2)
RENCANA = "data/bpkd/2026/rencana.xlsx"


def test_figures_are_compared_by_id_value_and_state() -> None:
    """Equal text with another value differs; wording of the passport does not."""
    lama = {
        "a": build_angka("1,00", "1.001"),
        "b": build_angka("2"),
        "c": build_angka("3", jejak={"judul": "Tiga"}),
        "d": build_angka("4", jejak={"judul": "Empat"}),
    }
    baru = {
        "a": build_angka("1,00", "1.002"),
        "c": build_angka("3", jejak={"judul": "Tiga, lain kata"}),
        "d": build_angka("–", keadaan="kosong", jejak={"judul": "Empat"}),
        "e": build_angka("5"),
    }
    beda = [(b.id, b.sebutan, b.lama, b.baru) for b in compare_angka("laporan", lama, baru)]
    assert beda == [
        ("a", "a", "1,00", "1,00"),
        ("b", "b", "2", "tidak ada"),
        ("d", "Empat", "4", "–"),
        ("e", "e", "tidak ada", "5"),
    ]


def test_two_runs_tell_figures_forms_and_targets(akar) -> None:
    """A form, a target and a figure changed; the unit's report was not made anew."""
    satu = record_jalan(
        akar,
        {
            "laporan-triwulan": {"pd.rerata": build_angka("90")},
            "bidang/ppkd": {"x": build_angka("1")},
        },
        (ASET, RENCANA),
    )
    edit(akar / ASET, "Indikator", "IKS-3.1", "Pembilang", 1206)
    edit(akar / RENCANA, "Indikator", "IKS-3.1", "Target TW II", 66)
    dua = record_jalan(
        akar, {"laporan-triwulan": {"pd.rerata": build_angka("91")}}, (ASET, RENCANA)
    )
    beda = compare_jalan(Folder(akar), "bpkd", TW2)
    assert (beda.nomor_dari, beda.nomor_ke) == (str(satu), str(dua))
    assert [(b.laporan, b.id, b.lama, b.baru) for b in beda.angka] == [
        ("laporan-triwulan", "pd.rerata", "90", "91")
    ]
    assert [(b.sumber, b.tempat, b.lama, b.baru) for b in beda.isian] == [
        ("bidang-aset, Triwulan II 2026", "Indikator, IKS-3.1, Pembilang", "1196", "1206")
    ]
    assert [(b.sumber, b.lama, b.baru) for b in beda.rencana] == [("target", "64.5", "66")]
    assert "target Triwulan II IKS-3.1" in beda.rencana[0].tempat
    assert [(b.nama, b.keadaan) for b in beda.berkas] == [(RENCANA, "berubah"), (ASET, "berubah")]
    assert compare_jalan(Folder(akar), "bpkd", TW2, str(dua), str(dua)).is_sama


def test_a_run_is_chosen_by_number_or_day(akar) -> None:
    """Of three runs any two; a day stands for the last run up to it."""
    nomor = [
        str(record_jalan(akar, {"laporan-triwulan": {"a": build_angka(str(ke))}}))
        for ke in range(3)
    ]
    folder = Folder(akar)
    assert compare_jalan(folder, "bpkd", TW2, nomor[0]).angka[0].lama == "0"
    assert compare_jalan(folder, "bpkd", TW2, ke=nomor[1]).angka[0].baru == "1"
    assert compare_jalan(folder, "bpkd", TW2, nomor[0], "2099-01-01").angka[0].baru == "2"
    for salah in ("7777", "2001-01-01", "2001-13-01", "x", "-1"):
        with pytest.raises(ParameterError, match=rf"yang ada: {nomor[0]} \("):
            compare_jalan(folder, "bpkd", TW2, salah)


def test_one_run_is_not_enough(akar) -> None:
    """Nothing to compare with; a run of an earlier version keeps no figures and does not count."""
    with open_register(Folder(akar), "bpkd", is_tulis=True) as register:
        register.append(JENIS_LAPORAN, {"laporan": {"laporan-triwulan": {}}}, periode="2026-tw2")
    record_jalan(akar, {"laporan-triwulan": {}})
    with pytest.raises(ParameterError, match=r"Belum ada dua laporan.*1 kali dibuat"):
        compare_jalan(Folder(akar), "bpkd", TW2)


def test_figures_that_are_gone_from_the_store_are_told(akar) -> None:
    """A comparison of what was lost is no comparison."""
    record_jalan(akar, {"laporan-triwulan": {"a": build_angka("1")}})
    record_jalan(akar, {"laporan-triwulan": {"a": build_angka("2")}})
    for jalur in (akar / "data/bpkd/terima").rglob(f"*{AKHIRAN_HASIL}"):
        jalur.write_bytes(b"")
    with pytest.raises(KeutuhanError, match="berubah"):
        compare_jalan(Folder(akar), "bpkd", TW2)
    assert run(["register", "--periksa"]) == 5


def test_two_submissions_of_a_unit_are_compared(akar, capsys) -> None:
    """By revision; with the reason; and what cannot be is said."""
    assert run(["terima", ASET]) == 0
    baru = akar / "baru.xlsx"
    baru.write_bytes((akar / ASET).read_bytes())
    edit(baru, "Indikator", "IKS-3.1", "Pembilang", 1206)
    assert run(["terima", str(baru), "--alasan", "sertifikat tambahan"]) == 0
    beda = compare_kiriman(Folder(akar), "bpkd", TW2, "bidang-aset")
    assert "sertifikat tambahan" in beda.ke
    assert [(b.lama, b.baru) for b in beda.isian] == [("1196", "1206")]
    with pytest.raises(ParameterError, match="nomor revisi: 0, 1"):
        compare_kiriman(Folder(akar), "bpkd", TW2, "bidang-aset", "5")
    with pytest.raises(ParameterError, match="Belum ada dua kiriman ppkd"):
        compare_kiriman(Folder(akar), "bpkd", TW2, "ppkd")
    capsys.readouterr()
    assert run(["beda", "2026-tw2", "--unit", "tidak-ada"]) == 2
    assert "Unit tidak dikenal" in capsys.readouterr().err


@pytest.mark.notebook
def test_the_page_is_made(akar, capsys) -> None:
    """HTML and PDF beside the reports, and the same as data."""
    record_jalan(akar, {"laporan-triwulan": {"pd.rerata": build_angka("90")}})
    edit(akar / ASET, "Indikator", "IKS-3.1", "Pembilang", 1206)
    record_jalan(akar, {"laporan-triwulan": {"pd.rerata": build_angka("91")}})
    assert run(["beda", "2026-tw2", "--json"]) == 0
    hasil = json.loads(capsys.readouterr().out)
    assert hasil["angka"][0]["baru"] == "91"
    nama = f"perubahan/{hasil['nomor_dari']}-{hasil['nomor_ke']}"
    assert {f"{nama}.html", f"{nama}.pdf"} <= set(hasil["halaman"])
    keluaran = akar / "outputs/bpkd/2026-tw2"
    teks = (keluaran / f"{nama}.html").read_text(encoding="utf-8")
    for kata in ("Bidang Pengelolaan Aset Daerah", "1196", "1206", "pd.rerata", ">91<"):
        assert kata in teks
