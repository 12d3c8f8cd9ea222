"""The reviu list: shipped, replaceable, answered with evidence, open where a person must."""

from __future__ import annotations

from types import SimpleNamespace
from typing import get_args

import pytest

from kinerja.daftar_reviu import Uji, read_daftar_reviu
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.hitung.rekap import build_rekap
from kinerja.isi.reviu import build_reviu
from kinerja.laporan.reviu import PEMERIKSA, answer_reviu
from kinerja.periode import Periode
from tests.bantuan_hitung import KEBIJAKAN, buat_indikator, buat_isian, buat_masukan

SENDIRI = """bagian:
  - judul: Daftar kami
    sumber: kesepakatan badan
    butir:
      - {kode: A1, uraian: "Target ada.", uji: target}
      - {kode: A2, uraian: "Sudah dibahas."}
"""


@pytest.fixture
def folder(tmp_path):
    """A working folder with an agency."""
    (tmp_path / "parameters" / "bkd").mkdir(parents=True)
    return Folder(tmp_path)


def write_daftar(folder, teks):
    """Put the agency's own list there."""
    (folder.parameter("bkd") / "reviu.yaml").write_text(teks, encoding="utf-8")


def build_data(nilai=(8, 9, 10, 11), **ubah):
    """Give what the checks look at, of a year with one indicator."""
    indikator = buat_indikator((10,) * 4, 40, agregasi="jumlah", **ubah)
    isian = {
        ("anggaran", nomor): [buat_isian(satu, triwulan=nomor, bukti="Register" if satu else "")]
        for nomor, satu in enumerate(nilai, start=1)
        if satu is not None
    }
    masukan = buat_masukan([indikator], isian, periode=Periode(2026))
    return SimpleNamespace(
        masukan=masukan,
        rekap=build_rekap(masukan, KEBIJAKAN),
        instansi=SimpleNamespace(gambaran=("a",), dasar_hukum=(), unit=("x",)),
        parameter=SimpleNamespace(
            rekomendasi=(), penanda_tangan_unit={"anggaran": None}, tanggal_laporan=None
        ),
        catatan=SimpleNamespace(
            status_triwulan=((1, "final"), (2, "final"), (3, "final"), (4, "draf"))
        ),
        rekonsiliasi=(),
        temuan=(),
    )


def test_the_shipped_list_is_marked_as_the_kits_own_summary(folder):
    """Every group says so, and names the annex only where it is about the reviu."""
    daftar = read_daftar_reviu(folder, "bkd")
    assert all("ringkasan kit" in bagian.sumber for bagian in daftar.bagian)
    reviu = [bagian for bagian in daftar.bagian if bagian.judul.startswith("Reviu")]
    assert len(reviu) == 3
    assert all("lampiran III PermenPANRB 53/2014" in bagian.sumber for bagian in reviu)
    terbuka = [b for bagian in daftar.bagian for b in bagian.butir if not b.uji]
    assert len(terbuka) >= 5


def test_every_check_of_the_model_has_a_function():
    """A name in a list can always be answered, and no function is left without a name."""
    assert set(get_args(Uji)) == set(PEMERIKSA)


def test_an_agency_replaces_the_list(folder):
    """Its own file is printed instead, answered the same way."""
    write_daftar(folder, SENDIRI)
    (bagian,) = answer_reviu(read_daftar_reviu(folder, "bkd"), build_data())
    assert [satu.jawaban.nilai for satu in bagian.baris] == ["ya", "orang"]
    assert (
        bagian.baris[0].jawaban.bukti == "1 dari 1 indikator tujuan dan sasaran bertarget setahun"
    )
    paragraf, tabel = build_reviu([bagian], "uji")
    assert "1 dari 2 butir dijawab dari data" in paragraf.isi[0]
    assert [baris.sel[2].isi[0] for baris in tabel.baris] == ["ya", "☐ diisi penilai"]


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        (SENDIRI.replace("uji: target", "uji: targett"), "uji"),
        (SENDIRI.replace("A2", "A1"), "Kode butir berulang"),
        (SENDIRI.replace("sumber:", "sumbr:"), "maksud Anda sumber"),
        ("bagian: []\n", "tidak boleh kosong"),
    ],
)
def test_a_wrong_list_is_refused_with_its_place(folder, teks, pesan):
    """Unknown checks and keys, codes used twice, an empty list."""
    write_daftar(folder, teks)
    with pytest.raises(ParameterError, match=pesan) as galat:
        read_daftar_reviu(folder, "bkd")
    assert "reviu.yaml" in galat.value.pesan


@pytest.mark.parametrize(
    ("uji", "data", "nilai", "bukti"),
    [
        ("data_organisasi", build_data(), "sebagian", "2 dari 3"),
        ("target_triwulan", build_data(), "ya", "1 dari 1"),
        ("capaian", build_data(), "ya", "1 dari 1"),
        ("capaian", build_data((8, 9, 10, None)), "tidak", "0 dari 1"),
        ("bukti", build_data(), "ya", "4 dari 4"),
        ("gabungan", build_data((8, None, 10, 11)), "sebagian", "3 dari 4"),
        ("definisi", build_data(), "tidak", "0 dari 1"),
        ("definisi", build_data(definisi="a", rumus="b", sumber_data="c"), "ya", "1 dari 1"),
        ("renstra", build_data(), "tidak", "0 dari 1"),
        ("status_triwulan", build_data(), "sebagian", "3 dari 4"),
        ("tanggal", build_data(), "tidak", "belum diisi"),
        ("perbaikan", build_data(), "tidak", "0 dari 1 target yang terlewat"),
        ("keandalan", build_data(), "orang", "0 galat"),
        ("perjanjian", build_data(), "orang", "PK perubahan 2026"),
    ],
)
def test_an_answer_stands_on_its_evidence(uji, data, nilai, bukti):
    """Counts decide; what needs judgement stays open with what is known beside it."""
    jawaban = PEMERIKSA[uji](data)
    assert jawaban.nilai == nilai
    assert bukti in jawaban.bukti
