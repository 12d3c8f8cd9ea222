"""The budget: sen, states, groups, lingkup, physical progress, outputs, codes, efficiency."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja.hitung.kode import compute_padanan
from kinerja.hitung.rekap import build_rekap
from kinerja.model import (
    JenisAnggaran,
    Keadaan,
    Lingkup,
    RealisasiAnggaran,
    Tingkat,
    VersiPagu,
)
from kinerja.periode import Periode
from tests.bantuan_hitung import (
    KEBIJAKAN,
    MURNI,
    PERUBAHAN,
    buat_indikator,
    buat_isian,
    buat_kebijakan,
    buat_masukan,
    buat_sub,
)

A, B, C = (f"5.02.01.2.01.000{i}" for i in (1, 2, 3))


def isi(kode, sen=None, fisik=None, keluaran=None):
    """One answered line of the budget sheet."""
    return RealisasiAnggaran(
        kode,
        sen,
        None if fisik is None else Decimal(fisik),
        None if keluaran is None else Decimal(keluaran),
    )


def buat(sub, *triwulan, periode=None, **ubah):
    """Recap of sub kegiatan with the lines of each quarter in order."""
    anggaran = {("anggaran", nomor): baris for nomor, baris in enumerate(triwulan, start=1)}
    periode = periode or Periode(2026, len(triwulan))
    return build_rekap(buat_masukan((), None, sub, anggaran, periode=periode, **ubah), KEBIJAKAN)


def test_serapan_deviasi_and_belum_terserap():
    """Pagu 1.000, kas 500, spent 200 + 100: 30%, (300-500)/500 = -40%, not absorbed 40%."""
    total = buat([buat_sub(A)], [isi(A, 200_00)], [isi(A, 100_00)]).anggaran.total
    assert total.pagu.teks == "Rp1.000"
    assert (total.realisasi_tw.teks, total.realisasi_sd.teks) == ("Rp100", "Rp300")
    assert (total.serapan.teks, total.deviasi.teks) == ("30,00%", "-40,00%")
    assert (total.belum_terserap.teks, total.sisa.teks) == ("40,00%", "Rp700")


def test_a_blank_current_quarter_is_not_reported():
    """Money of earlier quarters does not stand in for the current one."""
    total = buat([buat_sub(A)], [isi(A, 200_00)], []).anggaran.total
    assert total.realisasi_sd.keadaan is Keadaan.BELUM_LAPOR
    assert total.serapan.teks == total.sisa.teks == "belum lapor"
    assert (total.k, total.n) == (0, 1)


def test_a_reported_zero_is_a_value():
    """0 spent is 0,00%, not "belum lapor"."""
    total = buat([buat_sub(A)], [isi(A, 0)]).anggaran.total
    assert (total.serapan.teks, total.k) == ("0,00%", 1)


def test_a_group_sums_what_is_known_and_names_that_it_is_partial():
    """A 100 + 50, B 30 in TW I and blank in TW II: 180 known, 1 dari 2."""
    total = buat(
        [buat_sub(A), buat_sub(B)], [isi(A, 100_00), isi(B, 30_00)], [isi(A, 50_00)]
    ).anggaran.total
    assert (total.realisasi_sd.teks, total.serapan.teks) == ("Rp180", "9,00%")
    assert (total.k, total.n) == (1, 2)
    assert total.catatan == (
        "sebagian: 1 dari 2 sub kegiatan berpagu sudah lapor",
        "termasuk Rp30 posisi terakhir dari 1 sub kegiatan yang belum lapor",
    )


def test_money_not_reported_is_no_under_absorption():
    """Kas 1.000 against 180 known would be -82%; B has not said what it spent, so neither do we."""
    rekap = buat([buat_sub(A), buat_sub(B)], [isi(A, 100_00), isi(B, 30_00)], [isi(A, 50_00)])
    total = rekap.anggaran.total
    for angka in (total.deviasi, total.belum_terserap):
        assert (angka.teks, angka.alasan) == ("t.d.h.", "kuartal_belum_lengkap")
        assert angka.jejak.langkah == ("Isian sampai dengan periode ini belum lengkap dilaporkan.",)
    assert total.sisa.teks == "Rp1.820"  # 2.000 - 180


def test_a_missing_earlier_quarter_gives_no_deviasi_either():
    """TW I was never reported: 50 of kas 500 is not 90% unspent."""
    total = buat([buat_sub(A)], [], [isi(A, 50_00)]).anggaran.total
    assert (total.k, total.n, total.deviasi.teks) == (1, 1, "t.d.h.")
    assert total.catatan == ("1 dari 2 triwulan",)


def test_rows_not_reported_show_the_money_the_total_holds():
    """Total 180 = A 150 + B's last position 30, which stands on B's own blank row."""
    rekap = buat([buat_sub(A), buat_sub(B)], [isi(A, 100_00), isi(B, 30_00)], [isi(A, 50_00)])
    baris = [b.anggaran for b in rekap.anggaran.program[0].kelompok[0].sub_kegiatan]
    assert [b.realisasi_sd.teks for b in baris] == ["Rp150", "belum lapor"]
    assert baris[1].catatan == (
        "1 dari 2 triwulan",
        "posisi terakhir Rp30 dari 1 sub kegiatan yang belum lapor",
    )


def test_physical_progress_covers_the_same_sub_kegiatan_as_the_money():
    """B's last value stands: (1.000 x 60 + 3.000 x 20) / 4.000 = 30, not 60 of A alone."""
    sub = [buat_sub(A), buat_sub(B, 3000_00)]
    total = buat(sub, [isi(A, 0, 50), isi(B, 0, 20)], [isi(A, 0, 60)]).anggaran.total
    assert total.fisik.nilai == 30
    assert total.fisik.jejak.operan[1].nama.endswith("(Triwulan I)")
    assert total.fisik.jejak.langkah[1] == (
        "termasuk posisi terakhir dari 1 sub kegiatan yang belum lapor"
    )


def test_a_dropped_sub_kegiatan_owes_nothing_but_keeps_its_money():
    """B spent 30, then pagu 0: 30 stays known, the total 150 + 30 is complete, 1 of 1."""
    nol = VersiPagu(PERUBAHAN, 0, (0, 0, 0, 0))
    gugur = buat_sub(B, versi_pagu=(VersiPagu(MURNI, 1000_00, (250_00,) * 4), nol))
    rekap = buat(
        [buat_sub(A), gugur],
        [isi(A, 50_00), isi(B, 30_00)],
        [isi(A, 50_00), isi(B, 0)],
        [isi(A, 50_00)],
    )
    total = rekap.anggaran.total
    assert (total.realisasi_sd.teks, total.k, total.n, total.catatan) == ("Rp180", 1, 1, ())
    baris = rekap.anggaran.program[0].kelompok[0].sub_kegiatan[1].anggaran
    assert (baris.realisasi_sd.teks, baris.realisasi_tw.teks) == ("Rp30", "–")


def test_pagu_zero_is_neither_failure_nor_late():
    """Blank with pagu 0 is not counted; spent without pagu is a finding, serapan a dash."""
    nol = buat_sub(B, 0, (0, 0, 0, 0))
    rekap = buat([buat_sub(A), nol], [isi(A, 100_00)])
    baris = rekap.anggaran.program[0].kelompok[0].sub_kegiatan[1].anggaran
    assert (baris.realisasi_sd.keadaan, baris.serapan.teks) == (Keadaan.TIDAK_DIUKUR, "–")
    assert (rekap.anggaran.total.k, rekap.anggaran.total.n) == (1, 1)
    lebih = buat([nol], [isi(B, 5_00)])
    assert [temuan.kode for temuan in lebih.temuan] == ["K-LEBIH-PAGU"]


def test_skpd_and_skpkd_stand_beside_the_total():
    """One dwarfs the other: 10% and 90% give 89,2% of the total, so all three are printed."""
    besar = buat_sub("5.02.02.2.01.0001", 99_000_00, lingkup=Lingkup.SKPKD)
    rekap = buat([buat_sub(A), besar], [isi(A, 100_00), isi(besar.kode, 89_100_00)])
    nama = [(b.nama, b.serapan.teks) for b in rekap.anggaran.lingkup]
    assert nama == [("Belanja SKPD", "10,00%"), ("Belanja SKPKD/PPKD", "90,00%")]
    assert rekap.anggaran.total.serapan.teks == "89,20%"  # 89.200/100.000


def test_the_tree_adds_up_program_to_sub_kegiatan():
    """Program and kegiatan hold the sums of what stands below them."""
    rekap = buat([buat_sub(A), buat_sub(B)], [isi(A, 100_00), isi(B, 200_00)])
    (program,) = rekap.anggaran.program
    assert program.baris.nama == "Program Penunjang"
    assert (program.baris.kode, program.kelompok[0].baris.kode) == ("5.02.01", "5.02.01.2.01")
    assert program.baris.realisasi_sd.nilai == 300_00
    assert [b.sub_kegiatan.kode for b in program.kelompok[0].sub_kegiatan] == [A, B]
    assert rekap.unit[0].anggaran.realisasi_sd.nilai == 300_00


def test_physical_progress_is_weighed_by_pagu():
    """(1.000 x 50 + 3.000 x 10) / 4.000 = 20."""
    total = buat([buat_sub(A), buat_sub(B, 3000_00)], [isi(A, 0, 50), isi(B, 0, 10)]).anggaran.total
    assert total.fisik.nilai == 20


def test_the_pagu_in_force_counts_and_murni_stands_beside():
    """The change of August holds for TW III, not for TW II."""
    versi = (
        VersiPagu(MURNI, 1000_00, (250_00,) * 4),
        VersiPagu(PERUBAHAN, 2000_00, (500_00,) * 4),
    )
    sub = buat_sub(A, versi_pagu=versi)
    dua = buat([sub], [isi(A, 100_00)], [isi(A, 100_00)]).anggaran.total
    tiga = buat([sub], *[[isi(A, 100_00)]] * 3).anggaran.total
    assert (dua.pagu.teks, dua.serapan.teks) == ("Rp1.000", "20,00%")
    assert (tiga.pagu.teks, tiga.pagu_murni.teks) == ("Rp2.000", "Rp1.000")
    assert tiga.serapan.teks == "15,00%"


def test_a_refund_is_accepted_with_a_note():
    """200 - 50 = 150, and a catatan, not a refusal."""
    rekap = buat([buat_sub(A)], [isi(A, 200_00)], [isi(A, -50_00)])
    assert rekap.anggaran.total.realisasi_sd.teks == "Rp150"
    assert [(t.kode, t.tingkatan.value) for t in rekap.temuan] == [("K-PENGEMBALIAN", "catatan")]


@pytest.mark.parametrize(
    ("triwulan", "kode"),
    [
        ([[isi(A, 0, 50)], [isi(A, 0, 40)]], "K-FISIK-TURUN"),
        ([[isi(A, 0, 101)]], "K-FISIK"),
        ([[isi(A, 2000_00)]], "K-LEBIH-PAGU"),
        ([[isi(A, 0), isi("5.02.01.2.01.01", 5)]], "K-KODE"),
    ],
)
def test_odd_money_is_a_finding(triwulan, kode):
    """Falling progress, more than 100, overspending, and a code the plan writes otherwise."""
    assert [temuan.kode for temuan in buat([buat_sub(A)], *triwulan).temuan] == [kode]


def test_a_parent_that_is_not_the_sum_of_its_children_is_a_finding():
    """The plan says 3.000, the children hold 2.000."""
    rekap = buat(
        [buat_sub(A), buat_sub(B)],
        [isi(A, 0), isi(B, 0)],
        induk_pagu_sen={"5.02.01": 3000_00, "5.02.01.2.01": 2000_00},
    )
    (temuan,) = rekap.temuan
    assert temuan.pesan == (
        "Pagu 5.02.01 tidak sama dengan jumlah 2 sub kegiatannya: Rp3.000, seharusnya Rp2.000."
        " Betulkan pagu induk atau lengkapi sub kegiatannya."
    )


def test_income_is_never_added_to_spending():
    """Pendapatan stands in a group of its own."""
    masuk = buat_sub("4.01.01.1.01.0001", 500_00, jenis_anggaran=JenisAnggaran.PENDAPATAN)
    rekap = buat([buat_sub(A), masuk], [isi(A, 100_00), isi(masuk.kode, 600_00)])
    assert rekap.anggaran.total.pagu.teks == "Rp1.000"
    assert [k.baris.nama for k in rekap.anggaran.selain_belanja] == ["Total Pendapatan"]
    assert rekap.anggaran.selain_belanja[0].baris.serapan.teks == "120,00%"
    assert rekap.temuan == ()  # more income than planned is no overspending


def test_outputs_add_up_to_their_own_capaian():
    """Target 12 documents, 3 + 3: 50%; a blank current quarter is not reported."""
    sub = buat_sub(A, target_keluaran=Decimal(12), satuan_keluaran="dokumen")
    (program,) = buat([sub], [isi(A, 0, None, 3)], [isi(A, 0, None, 3)]).anggaran.program
    baris = program.kelompok[0].sub_kegiatan[0]
    assert (baris.keluaran_sd.teks, baris.capaian_keluaran.teks) == ("6", "50,00%")
    (program,) = buat([sub], [isi(A, 0, None, 3)], [isi(A, 0)]).anggaran.program
    assert program.kelompok[0].sub_kegiatan[0].keluaran_sd.teks == "belum lapor"


@pytest.mark.parametrize("target", [0, 12])
def test_the_output_of_a_dropped_sub_kegiatan_is_not_measured(target):
    """Pagu 0 and a blank cell: neither "belum lapor" nor t.d.h., whatever the target."""
    sub = buat_sub(A, 0, (0, 0, 0, 0), target_keluaran=Decimal(target))
    baris = buat([sub, buat_sub(B)], [isi(B, 0)]).anggaran.program[0].kelompok[0].sub_kegiatan[0]
    angka = (baris.keluaran_tw, baris.keluaran_sd, baris.capaian_keluaran)
    assert [satu.teks for satu in angka] == ["–"] * 3
    assert baris.target_keluaran.teks == ("12" if target else "–")
    assert baris.keluaran_sd.jejak.langkah == (
        "Pagu 0 dan tidak ada isian: sub kegiatan tidak dijalankan.",
    )


def test_codes_match_by_zero_padding_only_if_the_names_agree():
    """06 and 0006 are the same sub kegiatan only under the same name."""
    rencana = {"5.02.01.2.01.06": "Evaluasi Kinerja"}
    sama = compute_padanan("5.02.01.2.01.0006", "evaluasi  kinerja", rencana)
    beda = compute_padanan("5.02.01.2.01.0006", "Administrasi", rencana)
    asing = compute_padanan("5.02.01.2.01.0007", "Evaluasi Kinerja", rencana)
    assert sama.kode == "5.02.01.2.01.06"
    assert (beda.alasan, asing.alasan) == ("nama_berbeda", "kode_tidak_dikenal")


def buat_tahun(nilai, cara="sisa_anggaran"):
    """A year with one sasaran, its supporting program, pagu 1.000 and 800 spent."""
    indikator = [
        buat_indikator((10, 20, 30, 40), 40, kode="A"),
        buat_indikator((1, 1, 1, 1), 1, kode="P", tingkat=Tingkat.PROGRAM, program_kode="5.02.01"),
    ]
    isian = {
        ("anggaran", tw): [buat_isian(nilai, kode="A", triwulan=tw), buat_isian(1, kode="P")]
        for tw in (1, 2, 3, 4)
    }
    anggaran = {("anggaran", tw): [isi(A, 200_00)] for tw in (1, 2, 3, 4)}
    masukan = buat_masukan(indikator, isian, [buat_sub(A)], anggaran, periode=Periode(2026))
    return masukan, buat_kebijakan(efisiensi=cara)


@pytest.mark.parametrize(
    ("nilai", "cara", "hasil", "is_efisien"),
    [
        (40, "sisa_anggaran", "20,00%", True),  # (1.000 - 800)/1.000, tercapai
        (38, "sisa_anggaran", "20,00%", False),  # money left, target missed: not "efisien"
        (38, "selisih_capaian_serapan", "15,00", True),  # 95 - 80
        (38, "rasio_capaian_serapan", "118,75%", True),  # 95/80
    ],
)
def test_efficiency_is_a_figure_of_the_year(nilai, cara, hasil, is_efisien):
    """Money left over is called efisien only where every measured indicator is tercapai."""
    (satu,) = build_rekap(*buat_tahun(nilai, cara)).efisiensi
    assert (satu.efisiensi.teks, satu.is_efisien) == (hasil, is_efisien)


def test_within_the_year_there_is_no_efficiency():
    """A quarter speaks of "belum terserap" only."""
    masukan, kebijakan = buat_tahun(40)
    assert build_rekap(replace(masukan, periode=Periode(2026, 3)), kebijakan).efisiensi == ()


def test_money_not_reported_is_not_called_efficient():
    """TW III was left out of the budget: 600 of 1.000 known, and no verdict."""
    masukan, kebijakan = buat_tahun(40)
    laporan = dict(masukan.laporan_unit)
    laporan["anggaran", 3] = replace(laporan["anggaran", 3], anggaran=())
    (satu,) = build_rekap(replace(masukan, laporan_unit=laporan), kebijakan).efisiensi
    assert (satu.anggaran.realisasi_sd.teks, satu.is_efisien) == ("Rp600", None)
