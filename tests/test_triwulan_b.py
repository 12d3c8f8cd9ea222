"""A whole quarter as people play it; after every step everyone says the same.

Triwulan III 2026 of the sample. All figures below are worked by hand; those of Triwulan I and II
come from the sample's sources (`kinerja/contoh/data`).

Indicators of tingkat sasaran, s.d. Triwulan III; "–" is not measured, "?" not yet reported:

    S1  IKS-1.1 –     IKS-1.2 ?         IKS-1.3 ?
    S2  IKS-2.1 100   IKS-2.2 95,35     IKS-2.3 ? (since Triwulan II)   IKS-2.4 ?
    S3  IKS-3.1 ?     IKS-3.2 87,4/86 = 101,627907 (Triwulan II)
    S4  IKS-4.1 –     IKS-4.2 ?         IKS-4.3 ?

S2 is weighed 0,4 0,2 0,2 0,2: (40 + 19,07) / 0,6 = 98,45 as long as IKS-2.4 is missing.

Money s.d. Triwulan II by unit, the sums of January to June: Sekretariat 4.141.623.808, Anggaran
52.287.200, Perbendaharaan 6.802.915, Aset 265.307.423, PPKD 166.150.363.344; together
170.616.384.690.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.parameter import read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import compute_ketepatan, list_setoran, open_register
from tests.bantuan_excel import edit_buku, find_sel, set_sel
from tests.bantuan_terima import MERAH, OPD, read_teks, run_json
from tests.bantuan_triwulan import (
    WIB,
    Isi,
    Jam,
    Saat,
    check_hasil,
    check_saat,
    fill_formulir,
    find_tahap,
    list_tanda,
)

TW3 = Periode(2026, 3)
SEKRETARIAT, ANGGARAN, KAS = "sekretariat", "bidang-anggaran", "bidang-perbendaharaan"
ASET, PPKD = "bidang-aset", "ppkd"
BUKTI = {"Bukti": "Laporan realisasi 30 September 2026"}
MELESET = {
    **BUKTI,
    "Kendala": "Petugas kurang",
    "Tindak Lanjut": "Petugas ditambah pada Triwulan IV",
}
"""With a target that is missed a unit says why, and what it will do."""

ISI = {
    SEKRETARIAT: Isi(
        {
            # (61.250 + 96.480 + 115.770) / (418.300 + 549.200 + 400.000) = 20; 20/17,5 = 114,29
            "IKT-1": {"Pembilang": 115_770, "Penyebut": 400_000, **BUKTI},
            # 3,32/4,15 = 80
            "IKS-4.2": {"Realisasi": 3.32, **MELESET},
            # (22 + 31 + 11) / (26 + 32 + 22) = 80, within 80-90: 100
            "IKS-4.3": {"Pembilang": 11, "Penyebut": 22, **BUKTI},
            "IKP-1.1": {"Realisasi": 71.7, **BUKTI},
        },
        uang={"5.02.01.2.02.01": 500_000_000},
    ),
    ANGGARAN: Isi(
        {
            # 60/75 = 80; 5 within 0-10: 100
            "IKS-1.2": {"Realisasi": 60, **MELESET},
            "IKS-1.3": {"Realisasi": 5, **BUKTI},
            "IKP-2.2": {"Realisasi": 3, **BUKTI},
            "IKP-2.3": MELESET,
        },
        # Due 0,05 + 0,10 + 0,20 + 0,15 + 0,20 = 0,70; step 4 (0,15) is late, steps 1 and 2 were
        # told in Triwulan I and II: 0,55/0,70 = 78,57
        {3: date(2026, 7, 9), 4: date(2026, 8, 20), 5: date(2026, 9, 11)},
        {"5.02.02.2.01.01": 10_000_000},
    ),
    ASET: Isi(
        {
            # 1.310/2.000 = 65,5 of 65,5: 100
            "IKS-3.1": {"Pembilang": 1310, "Penyebut": 2000, **BUKTI},
            # (0 + 48 + 12) / (20 + 35 + 20) = 80
            "IKP-3.1": {"Realisasi": 12, **MELESET},
            "IKP-3.2": MELESET,
        },
        # Due 0,15 + 0,20 + 0,30 + 0,20 = 0,85; step 2 (0,20) was late: 0,65/0,85 = 76,47
        {3: date(2026, 7, 28), 4: date(2026, 9, 30)},
        {"5.02.03.2.01.05": 200_000_000},
    ),
    KAS: Isi(
        {
            "IKS-2.4": {"Realisasi": 0, **BUKTI},
            # Mean of 9,5 7,2 7,3 = 8 of 8: 100; largest of 3 2 2 = 3 of 2: (4 - 3)/2 = 50
            "IKP-2.5": {"Realisasi": 7.3, **BUKTI},
            "IKP-2.6": {"Realisasi": 2, **MELESET},
        },
        uang={"5.02.02.2.02.01": 100_000_000},
    ),
    PPKD: Isi(uang={"5.02.02.2.04.08": 50_000_000_000}),
}

SALAH = (
    ("Indikator", "IKS-1.2", "Realisasi", "6o", "K-ANGKA"),
    ("Indikator", "IKS-1.3", "Realisasi", "1.5", "K-ANGKA-RAGU"),
    ("Indikator", "IKP-2.2", "Target Triwulan", 4, "K-TARGET-BERUBAH"),
    ("Indikator", "IKP-2.2", "Realisasi", "#DIV/0!", "K-SEL-GALAT"),
    ("Sub Kegiatan", "5.02.02.2.01.01", "Realisasi Triwulan Ini (Rp)", "=A1+1", "K-RUMUS"),
    ("Sub Kegiatan", "5.02.02.2.01.01", "Fisik s.d. (%)", 140, "K-KISARAN"),
    ("Sub Kegiatan", "5.02.02.2.01.03", "Realisasi Keluaran", True, "K-ANGKA-JENIS"),
    ("Tahapan", 4, "", "31/02/2026", "K-TANGGAL"),
)
"""Eight slips of eight kinds; the last is the day of step 4."""


@dataclass
class Kisah:
    """The quarter so far: what was received and found, and the figures as they should be."""

    akar: Path
    capsys: Any
    setoran: list[tuple[str, int, str, date]] = field(default_factory=list)
    temuan: set[tuple[str, str, str]] = field(default_factory=set)
    ditolak: tuple[str, ...] = ()
    angka: dict[str, str] = field(default_factory=dict)

    def find_formulir(self, unit: str) -> Path:
        """Give the form as it was sent out."""
        return self.akar / f"outputs/{OPD}/{TW3.slug}/formulir/{unit}.xlsx"

    def fill(self, unit: str) -> Path:
        """Let a unit fill its form."""
        tujuan = self.akar / "kiriman" / f"{unit} terisi.xlsx"
        return fill_formulir(self.find_formulir(unit), tujuan, ISI[unit])

    def find_salinan(self, unit: str) -> Path:
        """Give the copy that came back with the verdict."""
        return self.akar / f"outputs/{OPD}/{TW3.slug}/terima/{unit}-hasil-periksa.xlsx"

    def send(self, jalur: Path, *opsi: str) -> tuple[int, dict[str, Any]]:
        """Hand a form in; give exit code and verdict."""
        kode, data = run_json(self.capsys, "terima", str(jalur), *opsi)
        (satu,) = data["berkas"]
        return kode, satu

    def check(self, angka: dict[str, str] | None = None, *, is_laporan: bool = False) -> None:
        """Compare everything with everything; `angka` are the figures that this step changed."""
        self.angka |= angka or {}
        saat = Saat(
            tuple(self.setoran),
            frozenset(self.temuan),
            self.angka,
            self.ditolak,
            2 if self.ditolak else 0,
        )
        data = check_saat(self.akar, TW3, saat, self.capsys)
        if is_laporan:
            check_hasil(self.akar, data, saat, self.capsys)


def set_jam(bulan: int, hari: int) -> date:
    """Set the clock to noon of a day."""
    Jam.sekarang = datetime(2026, bulan, hari, 12, tzinfo=WIB)
    return date(2026, bulan, hari)


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory) -> Path:
    """The sample's working folder before anything of Triwulan III came, made once."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    shutil.rmtree(akar / f"data/{OPD}/2026/tw3")
    return akar


@pytest.fixture
def kisah(asli, tmp_path, monkeypatch, capsys) -> Kisah:
    """A fresh copy of that folder, the current one; the register's clock is set by hand."""
    akar = tmp_path / "kerja"
    shutil.copytree(asli, akar)
    monkeypatch.chdir(akar)
    monkeypatch.setattr("kinerja.register.peristiwa.datetime", Jam)
    return Kisah(akar, capsys)


@pytest.mark.notebook
@pytest.mark.timeout(900)
def test_a_quarter_from_the_forms_to_the_report(kisah: Kisah) -> None:
    """Forms out, filled, refused, corrected, revised, put in by hand and late."""
    send_out(kisah)
    receive_first(kisah)
    refuse_eight_faults(kisah)
    receive_corrected_copy(kisah)
    receive_and_revise(kisah)
    repeat_the_same_file(kisah)
    put_in_by_hand(kisah)
    receive_late(kisah)


def send_out(kisah: Kisah) -> None:
    """Every unit gets its form; nobody has reported, and everyone says so."""
    set_jam(10, 1)
    assert run(["formulir", TW3.slug]) == 0
    formulir = {jalur.stem for jalur in kisah.find_formulir("x").parent.glob("*.xlsx")}
    assert formulir == set(ISI)
    kisah.check(
        {
            # (98,45 + 101,627907) / 2
            "pd.rerata": "100,04%",
            "sas.S1.rerata": "belum lapor",
            "sas.S2.rerata": "98,45%",
            "sas.S3.rerata": "101,63%",
            "sas.S4.rerata": "belum lapor",
            # 1.2 1.3 2.3 2.4 3.1 4.2 4.3; reached are 2.1 and 3.2
            "pd.jumlah.belum_lapor": "7",
            "pd.jumlah.tercapai": "2",
            "ang.total.realisasi_sd": "belum lapor",
            **{f"ang.unit.{unit}.realisasi_sd": "belum lapor" for unit in ISI},
        }
    )


def receive_first(kisah: Kisah) -> None:
    """Sekretariat hands in on the last day: in time."""
    hari = set_jam(10, 8)
    kode, satu = kisah.send(kisah.fill(SEKRETARIAT))
    assert (kode, satu["keadaan"], satu["revisi"], satu["temuan"]) == (0, "diterima", 0, [])
    assert satu["bukti"] == {"jumlah_angka": 4, "jumlah_berbukti": 4, "jumlah_tidak_dapat": 0}
    kisah.setoran.append((SEKRETARIAT, 0, "perintah", hari))
    kisah.check(
        {
            "ik.IKT-1.sd.capaian": "114,29%",
            "ik.IKS-4.2.sd.capaian": "80,00%",
            "ik.IKS-4.3.sd.capaian": "100,00%",
            "ik.IKP-1.1.sd.capaian": "100,00%",
            # (80 + 100) / 2, then (90 + 98,45 + 101,627907) / 3
            "sas.S4.rerata": "90,00%",
            "pd.rerata": "96,69%",
            "pd.jumlah.belum_lapor": "5",
            "pd.jumlah.tercapai": "3",
            # 4.141.623.808 + 500.000.000; of the others the last position is known
            "ang.unit.sekretariat.realisasi_sd": "Rp4.641.623.808",
            "ang.total.realisasi_sd": "Rp171.116.384.690",
        }
    )


def refuse_eight_faults(kisah: Kisah) -> None:
    """Eight cells are told, marked and listed; nothing else changes, nobody else is touched."""
    jalur = kisah.fill(ANGGARAN)
    rusak = jalur.with_name("anggaran final (1).xlsx")
    shutil.copy(jalur, rusak)
    letak = {}
    for lembar, kode, judul, nilai, temuan in SALAH:
        if judul:
            alamat = set_sel(rusak, lembar, kode, judul, nilai)
        else:
            alamat = set_tahap(rusak, kode, nilai)
        letak[lembar, alamat] = temuan
    assert len(set(letak.values())) == len(letak) == 8

    kode, satu = kisah.send(rusak)
    assert (kode, satu["keadaan"], satu["revisi"]) == (2, "ditolak", None)
    assert {(t["lembar"], t["sel"]): t["kode"] for t in satu["temuan"]} == letak
    assert {t["tingkatan"] for t in satu["temuan"]} == {"galat"}

    salinan = kisah.find_salinan(ANGGARAN)
    assert satu["salinan"] == salinan.relative_to(kisah.akar).as_posix()
    isian = ("Indikator", "Tahapan", "Sub Kegiatan")
    merah = list_tanda(salinan, lambda sel: sel.fill.fgColor.rgb == MERAH)
    assert {satu for satu in merah if satu[0] in isian} == letak.keys()
    berkomentar = list_tanda(salinan, lambda sel: sel.comment and "GALAT" in sel.comment.text)
    assert berkomentar == letak.keys()
    buku = openpyxl.load_workbook(salinan)
    for (lembar, alamat), temuan in letak.items():
        assert temuan in buku[lembar][alamat].comment.text
    depan = buku.worksheets[0]
    tautan = [sel.hyperlink.location for baris in depan for sel in baris if sel.hyperlink]
    assert sorted(tautan) == sorted(f"'{lembar}'!{alamat}" for lembar, alamat in letak)
    assert "DITOLAK" in read_teks(depan)
    assert "8 galat" in read_teks(depan)
    # Refused at the door: to register, findings and report the unit has still not reported.
    kisah.check(is_laporan=True)


def set_tahap(jalur: Path, nomor: int, nilai: object) -> str:
    """Type the day of a step; gives the cell's address."""
    buku = openpyxl.load_workbook(jalur)
    alamat = find_tahap(buku["Tahapan"], nomor)
    buku["Tahapan"][alamat].value = nilai
    buku.save(jalur)
    return alamat


def receive_corrected_copy(kisah: Kisah) -> None:
    """The unit mends the eight cells in the copy that came back and sends that."""
    benar = openpyxl.load_workbook(kisah.fill(ANGGARAN))
    perbaikan = kisah.akar / "kiriman" / "anggaran diperbaiki.xlsx"
    shutil.copy(kisah.find_salinan(ANGGARAN), perbaikan)
    merah = list_tanda(perbaikan, lambda sel: sel.comment and "GALAT" in sel.comment.text)

    def mend(buku: openpyxl.Workbook) -> None:
        for lembar, alamat in merah:
            semula = benar[lembar][alamat]
            buku[lembar][alamat].value = semula.value
            buku[lembar][alamat].number_format = semula.number_format

    edit_buku(perbaikan, mend)
    kode, satu = kisah.send(perbaikan)
    assert (kode, satu["keadaan"], satu["temuan"]) == (0, "diterima", [])
    bersih = kisah.find_salinan(ANGGARAN)
    assert not list_tanda(bersih, lambda sel: sel.comment and "GALAT" in sel.comment.text)
    assert not list_tanda(bersih, lambda sel: sel.fill.fgColor.rgb == MERAH)
    kisah.setoran.append((ANGGARAN, 0, "perintah", date(2026, 10, 8)))
    kisah.check(
        {
            "ik.IKS-1.2.sd.capaian": "80,00%",
            "ik.IKS-1.3.sd.capaian": "100,00%",
            "ik.IKP-2.2.sd.capaian": "100,00%",
            "ik.IKP-2.3.sd.realisasi": "5 dari 7 tahap (1 terlambat)",
            "ik.IKP-2.3.sd.capaian": "78,57%",
            # (80 + 100) / 2, then (90 + 98,45 + 101,627907 + 90) / 4
            "sas.S1.rerata": "90,00%",
            "pd.rerata": "95,02%",
            "pd.jumlah.belum_lapor": "3",
            "pd.jumlah.tercapai": "4",
            "ang.unit.bidang-anggaran.realisasi_sd": "Rp62.287.200",
            "ang.total.realisasi_sd": "Rp171.126.384.690",
        }
    )


def receive_and_revise(kisah: Kisah) -> None:
    """A first form, then another: wants a reason, tells each cell, and the figures follow."""
    jalur = kisah.fill(ASET)
    kode, satu = kisah.send(jalur)
    assert (kode, satu["revisi"], satu["temuan"]) == (0, 0, [])
    kisah.setoran.append((ASET, 0, "perintah", date(2026, 10, 8)))
    kisah.check(
        {
            "ik.IKS-3.1.sd.capaian": "100,00%",
            "ik.IKP-3.1.sd.capaian": "80,00%",
            "ik.IKP-3.2.sd.capaian": "76,47%",
            # (100 + 101,627907) / 2, then (90 + 98,45 + 100,813953 + 90) / 4
            "sas.S3.rerata": "100,81%",
            "pd.rerata": "94,82%",
            "pd.jumlah.belum_lapor": "2",
            "pd.jumlah.tercapai": "5",
            "ang.unit.bidang-aset.realisasi_sd": "Rp465.307.423",
            "ang.total.realisasi_sd": "Rp171.326.384.690",
        }
    )

    hari = set_jam(10, 9)
    turun = set_sel(jalur, "Indikator", "IKS-3.1", "Pembilang", 1179)
    terbit = set_sel(jalur, "Indikator", "IKP-3.1", "Realisasi", 27)
    dukung = set_sel(jalur, "Indikator", "IKP-3.1", "Faktor Pendukung", "Petugas ukur bertambah")
    beda = [
        ("Indikator", "IKS-3.1", "Pembilang", turun, "1310", "1179"),
        ("Indikator", "IKP-3.1", "Realisasi", terbit, "12", "27"),
        ("Indikator", "IKP-3.1", "Faktor Pendukung", dukung, "kosong", '"Petugas ukur bertambah"'),
    ]
    kode, satu = kisah.send(jalur)
    assert (kode, satu["keadaan"]) == (2, "ditolak")
    assert satu["temuan"][-1]["kode"] == "K-REVISI-ALASAN"
    assert [tuple(nilai.values()) for nilai in satu["perbedaan"]] == beda
    kisah.check()

    kode, satu = kisah.send(jalur, "--alasan", "berita acara baru", "--oleh", "Petugas Aset")
    assert (kode, satu["keadaan"], satu["revisi"]) == (0, "diterima", 1)
    assert [tuple(nilai.values()) for nilai in satu["perbedaan"]] == beda
    # 1.148, 1.196, then 1.179: a running count that falls, and so misses its target without a
    # word, is told at its cells, and goes in.
    kendala = find_sel(openpyxl.load_workbook(jalur)["Indikator"], "IKS-3.1", "Kendala")
    peringatan = {(ASET, "K-KUMULATIF-TURUN", turun), (ASET, "K-KENDALA-KOSONG", kendala)}
    assert {(t["unit"], t["kode"], t["sel"]) for t in satu["temuan"]} == peringatan
    assert {t["tingkatan"] for t in satu["temuan"]} == {"peringatan"}
    kisah.temuan |= peringatan
    with open_register(Folder(kisah.akar), OPD) as register:
        terakhir = list_setoran(register, TW3)[-1]
    assert (terakhir.alasan, terakhir.oleh) == ("berita acara baru", "Petugas Aset")
    kisah.setoran.append((ASET, 1, "perintah", hari))
    kisah.check(
        {
            # 1.179/2.000 = 58,95 of 65,5: 90; (0 + 48 + 27)/75 = 100
            "ik.IKS-3.1.sd.capaian": "90,00%",
            "ik.IKP-3.1.sd.capaian": "100,00%",
            # (90 + 101,627907) / 2, then (90 + 98,45 + 95,813953 + 90) / 4
            "sas.S3.rerata": "95,81%",
            "pd.rerata": "93,57%",
            "pd.jumlah.tercapai": "4",
        },
        is_laporan=True,
    )


def repeat_the_same_file(kisah: Kisah) -> None:
    """The same bytes again change nothing, with or without a reason."""
    set_jam(10, 10)
    jalur = kisah.akar / "kiriman" / f"{ASET} terisi.xlsx"
    vonis = kisah.find_salinan(ASET).read_bytes()
    jurnal = (kisah.akar / f"data/{OPD}/jurnal.jsonl").read_bytes()
    for opsi in ((), ("--alasan", "sekali lagi")):
        kode, satu = kisah.send(jalur, *opsi)
        assert (kode, satu["keadaan"], satu["revisi"]) == (0, "sama", 1)
    assert kisah.find_salinan(ASET).read_bytes() == vonis
    assert (kisah.akar / f"data/{OPD}/jurnal.jsonl").read_bytes() == jurnal
    kisah.check()


def put_in_by_hand(kisah: Kisah) -> None:
    """Somebody copies PPKD's form into the folder: first with a fault, then without."""
    hari = set_jam(10, 10)
    jalur = kisah.fill(PPKD)
    salinan = kisah.akar / f"data/{OPD}/2026/tw3/{PPKD}.xlsx"
    uang = ("Sub Kegiatan", "5.02.02.2.04.08", "Realisasi Triwulan Ini (Rp)")
    shutil.copy(jalur, salinan)
    sel = set_sel(salinan, *uang, "lima puluh miliar")
    kisah.temuan.add((PPKD, "K-ANGKA", sel))
    kisah.ditolak = (PPKD,)
    # Nothing was received and no figure moves; the unit is refused, no longer merely missing.
    kisah.check(is_laporan=True)

    shutil.copy(jalur, salinan)
    kisah.temuan.remove((PPKD, "K-ANGKA", sel))
    kisah.ditolak = ()
    kisah.setoran.append((PPKD, 0, "folder", hari))
    kisah.check(
        {
            # 166.150.363.344 + 50.000.000.000
            "ang.unit.ppkd.realisasi_sd": "Rp216.150.363.344",
            "ang.total.realisasi_sd": "Rp221.326.384.690",
        }
    )


def receive_late(kisah: Kisah) -> None:
    """The last form comes four days after tenggat_setor; the quarter is complete."""
    hari = set_jam(10, 12)
    kode, satu = kisah.send(kisah.fill(KAS))
    assert (kode, satu["keadaan"]) == (0, "diterima")
    # Of its five indicators two were left blank; that is no finding, the report says "belum lapor".
    assert satu["temuan"] == []
    kisah.setoran.append((KAS, 0, "perintah", hari))
    kisah.check(
        {
            "ik.IKP-2.5.sd.capaian": "100,00%",
            "ik.IKP-2.6.sd.capaian": "50,00%",
            "ik.IKP-2.7.sd.capaian": "belum lapor",
            # (40 + 19,07 + 20) / 0,8 = 98,8375, then (90 + 98,8375 + 95,813953 + 90) / 4
            "sas.S2.rerata": "98,84%",
            "pd.rerata": "93,66%",
            "pd.jumlah.belum_lapor": "1",
            "pd.jumlah.tercapai": "5",
            "ang.unit.bidang-perbendaharaan.realisasi_sd": "Rp106.802.915",
            "ang.total.realisasi_sd": "Rp221.426.384.690",
        },
        is_laporan=True,
    )
    tenggat = read_parameter_periode(Folder(kisah.akar), OPD, TW3).tenggat_setor
    with open_register(Folder(kisah.akar), OPD) as register:
        setoran = list_setoran(register, TW3)
    ketepatan = {
        unit: compute_ketepatan([satu for satu in setoran if satu.unit == unit], tenggat)
        for unit in ISI
    }
    # The deadline is 8 October. A revision after it makes nobody late, and
    # nobody knows when a workbook found in the folder after it came.
    assert {unit: satu.hari_terlambat for unit, satu in ketepatan.items()} == {
        SEKRETARIAT: 0,
        ANGGARAN: 0,
        ASET: 0,
        PPKD: None,
        KAS: 4,
    }
    assert ketepatan[ASET].jumlah_koreksi_terlambat == 1


def test_what_does_not_agree_is_noticed(kisah: Kisah) -> None:
    """Each part of the comparison fails where it should."""
    set_jam(10, 8)
    run(["formulir", TW3.slug, "--unit", SEKRETARIAT])
    kisah.send(kisah.fill(SEKRETARIAT))
    satu = (SEKRETARIAT, 0, "perintah", date(2026, 10, 8))
    benar = Saat((satu,), frozenset(), {"sas.S4.rerata": "90,00%"})
    check_saat(kisah.akar, TW3, benar, kisah.capsys)
    salah: list[dict[str, Any]] = [
        {"setoran": ()},
        {"setoran": ((SEKRETARIAT, 1, *satu[2:]),)},
        {"setoran": ((SEKRETARIAT, 0, "folder", satu[3]),)},
        {"setoran": ((*satu[:3], date(2026, 10, 9)),)},
        {"temuan": frozenset({(SEKRETARIAT, "K-ANGKA", "I5")})},
        {"angka": {"sas.S4.rerata": "90,01%"}},
        {"ditolak": (ANGGARAN,)},
        {"kode": 2},
    ]
    for ubah in salah:
        with pytest.raises(AssertionError):
            check_saat(kisah.akar, TW3, replace(benar, **ubah), kisah.capsys)


def test_a_copy_that_is_not_what_was_received_is_noticed(kisah: Kisah) -> None:
    """Bytes in the folder that no receipt knows, and stored bytes that are gone."""
    set_jam(10, 8)
    run(["formulir", TW3.slug, "--unit", SEKRETARIAT])
    kisah.send(kisah.fill(SEKRETARIAT))
    kisah.setoran.append((SEKRETARIAT, 0, "perintah", date(2026, 10, 8)))
    kisah.check()
    set_sel(
        kisah.akar / f"data/{OPD}/2026/tw3/{SEKRETARIAT}.xlsx",
        *("Indikator", "IKS-4.2", "Realisasi", 4.15),
    )
    with pytest.raises(AssertionError):
        kisah.check()
