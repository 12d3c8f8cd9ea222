"""The regency's figures: sums, league, classes, outliers, and what is never compared."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja.hitung.jejak import Angka
from kinerja.hitung.pemda.bahan import BahanOpd, KeadaanSetor, KeadaanTerbit, LaporanTerbit
from kinerja.hitung.pemda.rekap import build_rekap_pemda
from kinerja.hitung.pemda.sebaran import Suku, compute_kuartil, compute_sebaran
from kinerja.model import Keadaan, Kebijakan
from kinerja.skala import build_skala_kategori
from tests.bantuan_pemda import KEBIJAKAN, PERIODE, build_bahan, lack

TEPAT, TELAT, BELUM = KeadaanSetor.TEPAT, KeadaanSetor.TERLAMBAT, KeadaanSetor.BELUM


def test_absorption_is_a_share_of_sums() -> None:
    """(900 + 10) / (1.000 + 100) = 82,73%, where the mean of 90% and 10% would be 50%."""
    rekap = build_rekap_pemda(PERIODE, [build_bahan("a"), build_bahan("b", uang=(100, 10))])
    skpd, skpkd, total = rekap.lingkup
    assert (skpd.pagu.nilai, skpd.realisasi.nilai) == (1100, 910)
    assert skpd.serapan.teks == "82,73%"
    assert skpkd.serapan.keadaan is Keadaan.TIDAK_DIUKUR
    assert total.serapan.teks == skpd.serapan.teks


def test_lingkup_stay_apart_and_add_up() -> None:
    """SKPKD 50 / 200 beside SKPD 900 / 1.000; together 950 / 1.200 = 79,17%."""
    rekap = build_rekap_pemda(PERIODE, [build_bahan("a", skpkd=(200, 50)), build_bahan("b")])
    assert [satu.serapan.teks for satu in rekap.lingkup] == ["90,00%", "25,00%", "84,09%"]
    assert [satu.pagu.nilai for satu in rekap.lingkup] == [2000, 200, 2200]


def test_unreported_money_is_named_and_never_zero() -> None:
    """Its pagu counts, its realisasi is unknown; an agency without a report counts nowhere."""
    rekap = build_rekap_pemda(
        PERIODE,
        [
            build_bahan("a"),
            build_bahan("b", uang=(1000, None)),
            build_bahan("c", keadaan=KeadaanTerbit.BELUM),
        ],
    )
    skpd = rekap.lingkup[0]
    assert (skpd.pagu.nilai, skpd.realisasi.nilai) == (2000, 900)
    assert skpd.tanpa_realisasi == ("Dinas B",)
    per_opd = {satu.bahan.slug: satu for satu in rekap.baris}
    assert per_opd["b"].skpd.serapan.keadaan is Keadaan.BELUM_LAPOR
    assert per_opd["c"].skpd.serapan.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG
    assert [satu.bahan.slug for satu in rekap.tanpa_angka] == ["c"]
    assert (rekap.jumlah_opd.nilai, rekap.jumlah_terpakai.nilai) == (3, 2)
    assert [(kata, angka.nilai) for kata, angka in rekap.laporan] == [
        ("final", 2),
        ("belum dibuat", 1),
    ]


def test_no_money_at_all_is_not_zero() -> None:
    """Nobody reported: the pagu is known, the rest is not; without any report nothing is."""
    diam = build_rekap_pemda(PERIODE, [build_bahan("a", uang=(1000, None))]).lingkup[0]
    assert diam.pagu.nilai == 1000
    assert diam.realisasi.keadaan is diam.serapan.keadaan is Keadaan.BELUM_LAPOR
    kosong = build_rekap_pemda(PERIODE, [build_bahan("a", keadaan=KeadaanTerbit.RUSAK)])
    assert {satu.pagu.keadaan for satu in kosong.lingkup[:2]} == {Keadaan.TIDAK_DAPAT_DIHITUNG}
    assert {satu.serapan.nilai for satu in kosong.lingkup} == {None}


def test_league_counts_forms_then_those_in_time() -> None:
    """Equal ones share a place and stand by name; nobody is dropped."""
    rekap = build_rekap_pemda(
        PERIODE,
        [
            build_bahan("d", setoran=(TEPAT, BELUM)),
            build_bahan("f", setoran=(TELAT, TELAT)),
            build_bahan("c", setoran=(TEPAT, TELAT)),
            build_bahan("b"),
            build_bahan("a"),
            BahanOpd("e", "Dinas E", "E", LaporanTerbit(KeadaanTerbit.BELUM), masalah="rusak"),
        ],
    )
    assert [(x.peringkat, x.bahan.slug) for x in rekap.liga] == [
        (1, "a"),
        (1, "b"),
        (3, "c"),
        (4, "f"),
        (5, "d"),
        (6, "e"),
    ]
    jumlah = rekap.jumlah_unit
    assert (jumlah.lapor.nilai, jumlah.wajib.nilai, jumlah.tepat.nilai) == (9, 10, 6)
    assert jumlah.kelengkapan.teks == "90,00%"
    assert rekap.liga[2].hari_terlama == 5
    kosong = (rekap.liga[5].wajib, rekap.liga[5].lapor, rekap.liga[5].kelengkapan)
    assert {satu.keadaan for satu in kosong} == {Keadaan.TIDAK_DAPAT_DIHITUNG}
    assert rekap.jumlah_lengkap.nilai == 4


def test_league_takes_no_uncertain_time_for_a_late_one() -> None:
    """In time of those certain: c 1/1, a 1/2, b 0/2; d has none, so the regency's 2/5 stands in."""
    tak = KeadaanSetor.TERCATAT
    daftar = [
        build_bahan("a", setoran=(TEPAT, TELAT)),
        build_bahan("b", setoran=(TELAT, TELAT)),
        build_bahan("c", setoran=(TEPAT, tak)),
        build_bahan("d", setoran=(tak, tak)),
    ]
    liga = build_rekap_pemda(PERIODE, daftar).liga
    assert [(x.peringkat, x.bahan.slug) for x in liga] == [(1, "c"), (2, "a"), (3, "d"), (4, "b")]
    assert [x.tercatat.nilai for x in liga] == [1, 0, 2, 0]
    diam = build_rekap_pemda(PERIODE, [daftar[3], build_bahan("e", setoran=(tak,))]).liga
    assert [x.peringkat for x in diam] == [1, 1]


def test_forms_of_which_nothing_is_known_stay_owed() -> None:
    """4 came, 1 did not, 6 are unknown: 4 of 11 = 36,36%; the last has no count of its own."""
    tak = build_bahan("a", setoran=(KeadaanSetor.TAK_DIKETAHUI,) * 6)
    daftar = [tak, build_bahan("b"), build_bahan("c"), build_bahan("d", setoran=(BELUM,))]
    rekap = build_rekap_pemda(PERIODE, daftar)
    jumlah = rekap.jumlah_unit
    assert (jumlah.lapor.nilai, jumlah.belum.nilai, jumlah.tak_diketahui.nilai) == (4, 1, 6)
    assert (jumlah.wajib.nilai, jumlah.kelengkapan.teks) == (11, "36,36%")
    akhir = rekap.liga[-1]
    assert (akhir.bahan.slug, akhir.peringkat, akhir.wajib.nilai) == ("a", 4, 6)
    kosong = (akhir.lapor, akhir.tepat, akhir.terlambat, akhir.tercatat, akhir.belum)
    assert {satu.nilai for satu in (*kosong, akhir.kelengkapan)} == {None}
    assert rekap.tak_diketahui == (akhir,)
    assert rekap.tanpa_unit == ()


def test_capaian_of_another_policy_is_not_compared() -> None:
    """Its figure is shown and its class counted; the spread leaves it out."""
    daftar = [build_bahan(nama, str(90 + i)) for i, nama in enumerate("abcde")]
    lain = build_bahan("z", "10", kebijakan="lain")
    rekap = build_rekap_pemda(PERIODE, [*daftar, lain])
    assert [satu.bahan.slug for satu in rekap.berkebijakan_lain] == ["z"]
    assert rekap.sebaran_capaian.jumlah == 5
    assert rekap.sebaran_capaian.median.teks == "92,00%"
    assert rekap.sebaran_capaian.pencilan == ()
    assert rekap.sebaran_serapan.jumlah == 6
    assert [(x.label, x.jumlah.nilai) for x in rekap.kategori[0].kelompok] == [
        ("Tinggi", 4),
        ("Rendah", 2),
    ]


def test_class_is_the_published_one_whatever_the_policy_says_today() -> None:
    """95% was published as Tinggi; a bound of 96 set since would call it Rendah."""
    naik = Kebijakan(
        build_skala_kategori("dua", [(">=96", "Tinggi", "hijau"), ("", "Rendah", "merah")])
    )
    lain = Kebijakan(
        build_skala_kategori("dua", [(">=91", "Sangat Tinggi", "hijau"), ("", "Kurang", "merah")])
    )
    a = build_bahan("a", "95")
    tanpa = replace(a.laporan.angka["pd.rerata"], kategori="")
    lama = replace(a.laporan, angka={**a.laporan.angka, "pd.rerata": tanpa})
    sama = replace(lama, kebijakan=KEBIJAKAN.uraian)
    for bahan, label in (
        (a, "Tinggi"),
        (replace(a, kebijakan=naik), "Tinggi"),
        (replace(a, kebijakan=lain), None),
        (replace(a, laporan=lama), None),
        (replace(a, laporan=sama), "Tinggi"),
        (replace(a, laporan=sama, kebijakan=naik), None),
    ):
        rekap = build_rekap_pemda(PERIODE, [bahan])
        (satu,) = rekap.baris
        assert (satu.kategori and satu.kategori.label) == label
        assert satu.is_kategori_lain is (label is None)
        assert satu.capaian.jejak is not None
        kalimat = f"95,00% (dibulatkan ke dua desimal) memenuhi >=91: {label}."
        assert satu.capaian.jejak.kategori == (kalimat if label else "")
        assert [x.opd for y in rekap.kategori for x in y.kelompok if x.opd] == (
            [("Dinas A",)] if label else []
        )


def test_partly_reported_figures_are_compared_with_none() -> None:
    """5 agencies absorb 80 to 88%; 40% of one whose unit is silent is no outlier, but is named."""
    daftar = [build_bahan(x, str(90 + i), (100, 80 + 2 * i)) for i, x in enumerate("abcde")]
    diam = build_bahan("z", "10", (100, 40))
    penuh = build_rekap_pemda(PERIODE, [*daftar, diam])
    assert [nama for nama, _ in penuh.sebaran_serapan.pencilan] == ["Dinas Z"]
    rekap = build_rekap_pemda(PERIODE, [*daftar, lack(diam, indikator=1)])
    for sebaran, median in ((rekap.sebaran_capaian, "92,00%"), (rekap.sebaran_serapan, "84,00%")):
        assert (sebaran.jumlah, sebaran.median.teks) == (5, median)
        assert (sebaran.pencilan, sebaran.kurang) == ((), ("Dinas Z",))
    skpd, _, total = rekap.lingkup
    assert (skpd.sebagian, total.sebagian, skpd.tanpa_realisasi) == (("Dinas Z",), ("Dinas Z",), ())
    assert (skpd.pagu.nilai, skpd.realisasi.nilai) == (600, 460)
    sedikit = build_rekap_pemda(PERIODE, [*daftar[1:], lack(diam, indikator=1)])
    assert (sedikit.sebaran_serapan.median.nilai, sedikit.sebaran_serapan.jumlah) == (None, 4)
    assert sedikit.sebaran_serapan.kurang == ("Dinas Z",)


def test_quartiles_and_fences_are_those_of_excel_and_tukey() -> None:
    """2, 90, 92, 94, 96: Q1 90, Q3 94, so the fences are 84 and 100 and only 2 lies beyond."""
    deret = [Decimal(n) for n in (2, 90, 92, 94, 96)]
    daftar = [Suku(f"D{n}", Angka(f"x{n}", n, "persen")) for n in deret]
    sebaran = compute_sebaran("capaian", "capaian", daftar)
    assert [compute_kuartil(deret, Decimal(b)) for b in ("0", "0.25", "0.5", "1")] == [
        2,
        90,
        92,
        96,
    ]
    assert (sebaran.pagar_bawah.teks, sebaran.pagar_atas.teks) == ("84,00%", "100,00%")
    assert [nama for nama, _ in sebaran.list_pencilan(is_bawah=True)] == ["D2"]
    assert sebaran.list_pencilan(is_bawah=False) == []
    assert sebaran.pagar_bawah.jejak is not None
    assert "1,5 × (Q3 − Q1) = 84,00%" in sebaran.pagar_bawah.jejak.langkah[0]


@pytest.mark.parametrize(
    ("deret", "pagar", "pencilan"),
    [
        (("100", "100", "100", "100", "100", "20"), None, []),
        (("99.9", "100", "100", "100", "100", "98"), ("94,93%", "105,00%"), []),
        (("99.996", "100", "100", "100.001", "100", "99"), None, []),
        (("99.6", "99.8", "100", "100.2", "96", "92"), ("91,90%", "104,95%"), []),
        (("99.6", "99.8", "100", "100.2", "96", "91.8"), ("91,90%", "104,95%"), ["D5"]),
    ],
)
def test_nearly_equal_figures_have_no_outlier(deret, pagar, pencilan) -> None:
    """Equal quartiles as printed: no fence; 96,90 and 99,95 give 1,5 × 3,05 = 4,575, so 5 holds."""
    daftar = [Suku(f"D{i}", Angka(f"x{i}", Decimal(n), "persen")) for i, n in enumerate(deret)]
    sebaran = compute_sebaran("capaian", "capaian", daftar)
    assert sebaran.median.keadaan is Keadaan.TERISI
    batas = (sebaran.pagar_bawah, sebaran.pagar_atas)
    if pagar is None:
        assert {satu.keadaan for satu in batas} == {Keadaan.TIDAK_DAPAT_DIHITUNG}
    else:
        assert tuple(satu.teks for satu in batas) == pagar
        assert f"5 poin, jarak paling dekat, = {pagar[0]}" in sebaran.pagar_bawah.jejak.langkah[0]
    assert [nama for nama, _ in sebaran.pencilan] == pencilan


@pytest.mark.parametrize("jumlah", [0, 4])
def test_a_few_agencies_have_no_quartiles(jumlah: int) -> None:
    """Fewer than five give no median and no outlier."""
    daftar = [Suku(str(n), Angka(str(n), Decimal(n), "persen")) for n in range(jumlah)]
    sebaran = compute_sebaran("capaian", "capaian", daftar)
    assert sebaran.median.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG
    assert sebaran.pencilan == ()


def test_every_figure_leads_to_the_agencys_own() -> None:
    """Ids are unique, and passports end at the published figure's id and hash."""
    rekap = build_rekap_pemda(PERIODE, [build_bahan("a"), build_bahan("b")])
    semua = [
        angka
        for satu in rekap.baris
        for angka in (satu.capaian, satu.skpd.pagu, satu.skpd.realisasi, satu.skpd.serapan)
    ]
    assert len({angka.id for angka in semua}) == len(semua)
    for angka in semua:
        assert angka.jejak is not None
        alamat = angka.jejak.operan[0].alamat
        assert alamat is not None
        assert alamat.sel.startswith(("pd.", "ang."))
        assert alamat.sha256
    jejak = rekap.lingkup[0].pagu.jejak
    assert jejak is not None
    assert [satu.nama for satu in jejak.operan] == ["Dinas A", "Dinas B"]


def test_order_of_agencies_never_matters() -> None:
    """The same agencies in another order give the same figures."""
    daftar = [build_bahan(nama, str(80 + i), (100, 10 * i)) for i, nama in enumerate("abcdef")]
    assert build_rekap_pemda(PERIODE, daftar) == build_rekap_pemda(PERIODE, daftar[::-1])
