"""The words of the regency's report: what is missing is said, and never shown as a zero."""

from __future__ import annotations

import re
from dataclasses import replace

from kinerja.hitung.pemda.bahan import BahanOpd, KeadaanSetor, KeadaanTerbit, LaporanTerbit
from kinerja.hitung.pemda.rekap import build_rekap_pemda
from kinerja.isi.blok import Daftar, KartuRingkas, Paragraf, Tabel, encode_blok
from kinerja.isi.gaya_grafik import write_svg
from kinerja.isi.html import GAYA_BLOK
from kinerja.isi.html_tabel import render_tabel
from kinerja.isi.html_teks import KELAS_NADA
from kinerja.isi.pemda import grafik
from kinerja.isi.pemda.buku import build_buku_pemda
from kinerja.isi.pemda.perhatian import list_perhatian
from kinerja.isi.pemda.ringkasan import build_ringkasan, build_uang
from kinerja.isi.pemda.tabel_hasil import build_kategori, build_pencilan, build_tabel_capaian
from kinerja.isi.pemda.tabel_setor import build_hilang, build_tabel_liga
from kinerja.isi.pemda.tabel_uang import build_tabel_belanja, build_tabel_lingkup
from kinerja.model import Kebijakan
from kinerja.skala import build_skala_kategori
from tests.bantuan_pemda import PERIODE, build_angka, build_bahan, lack

TEPAT, TELAT, BELUM = KeadaanSetor.TEPAT, KeadaanSetor.TERLAMBAT, KeadaanSetor.BELUM


def read_teks(teks) -> str:
    """Read words and figures as one text."""
    return "".join(satu if isinstance(satu, str) else satu.teks for satu in teks)


def read_rekap(rekap) -> dict[str, dict]:
    """Read the rows of the recap's sheet by the agency's name, each by its columns."""
    lembar = build_buku_pemda(rekap).lembar[0]
    kunci = [satu.kunci for satu in lembar.kolom]
    baris = [dict(zip(kunci, satu.sel, strict=True)) for satu in lembar.baris]
    return {satu["nama"]: satu for satu in baris}


def read_perhatian(*daftar) -> list[str]:
    """Read what a regency of these agencies says needs attention."""
    return [read_teks(satu) for satu in list_perhatian(build_rekap_pemda(PERIODE, daftar))]


def meet(bahan, tercapai: int, bertarget: int = 5):
    """Change how many targets an agency met."""
    angka = {
        "pd.jumlah.tercapai": build_angka("pd.jumlah.tercapai", tercapai),
        "pd.jumlah.bertarget": build_angka("pd.jumlah.bertarget", bertarget),
    }
    laporan = replace(bahan.laporan, angka={**bahan.laporan.angka, **angka})
    return replace(bahan, laporan=laporan)


def test_without_any_report_there_is_no_money_not_zero() -> None:
    """Card, sentence and tables say that there is none yet, and how many agencies they cover."""
    tanpa = [build_bahan(nama, keadaan=KeadaanTerbit.BELUM) for nama in "ab"]
    rekap = build_rekap_pemda(PERIODE, tanpa)
    blok = build_ringkasan(rekap)
    kartu = next(satu for satu in blok if isinstance(satu, KartuRingkas)).kartu[-1]
    assert (read_teks(kartu.isi), read_teks(kartu.keterangan)) == (
        "belum ada",
        "realisasi 0 dari 2 perangkat daerah",
    )
    kalimat = [read_teks(satu.isi) for satu in blok if isinstance(satu, Paragraf)]
    assert any("belum ada: angkanya baru dari 0 dari 2" in satu for satu in kalimat)
    tabel = build_tabel_lingkup(rekap, "")
    assert read_teks(build_tabel_capaian(rekap, "").baris[-1].sel[-1].isi) == "belum ada"
    for baris in (*tabel.baris, build_tabel_belanja(rekap, "").baris[-1]):
        assert [read_teks(sel.isi) for sel in baris.sel[1:]] == ["belum ada"] * 3
    cakupan = "0 dari 2 perangkat daerah; realisasi 0 dari 2 perangkat daerah"
    assert f"Mencakup pagu {cakupan} untuk Belanja SKPD." in tabel.catatan


def test_charts_hold_every_agency_once_with_its_figures(monkeypatch) -> None:
    """Split evenly over pages; the mark of another policy is explained where it is used, only."""
    lukisan = []
    monkeypatch.setattr(grafik, "write_svg", lambda figure: lukisan.append(figure) or "<svg/>")
    daftar = [build_bahan(f"o{i}", str(100 - i), (1000, 500 + i)) for i in range(30)]
    rekap = build_rekap_pemda(PERIODE, [*daftar, build_bahan("z", "160", kebijakan="lain")])
    blok = grafik.draw_capaian(rekap, "sumber")
    nama, isi, lain = [], [], []
    for figure in lukisan:
        (axes,) = figure.axes
        nama += [satu.get_text() for satu in axes.get_yticklabels()]
        isi += [satu.get_text() for satu in axes.texts]
        lain.append("* kebijakan hitung lain" in axes.get_xlabel())
    assert nama == ["Dinas Z *", *(f"Dinas O{i}" for i in range(30))]
    assert [len(figure.axes[0].get_yticks()) for figure in lukisan] == [16, 15]
    assert isi.count("160,00%") == isi.count("71,00%") == 1
    assert {f"{(500 + i) / 10:.2f}%".replace(".", ",") for i in range(30)} <= set(isi)
    assert lain == [True, False]
    assert "Dinas Z * capaian 160,00%, serapan 90,00%" in blok[0].alt


def test_charts_mark_what_was_reported_in_part(monkeypatch) -> None:
    """The mark stands at the figure that lacks something, and is explained where it is used."""
    lukisan = []
    monkeypatch.setattr(grafik, "write_svg", lambda figure: lukisan.append(figure) or "<svg/>")
    kurang = lack(build_bahan("b", "80"))
    for daftar in ([build_bahan("a"), kurang], [build_bahan("a")]):
        grafik.draw_capaian(build_rekap_pemda(PERIODE, daftar), "sumber")
    isi = [[satu.get_text() for satu in figure.axes[0].texts] for figure in lukisan]
    assert [[x for x in satu if "†" in x] for satu in isi] == [["90,00% †"], []]
    assert "80,00%" in isi[0]
    assert ["†" in figure.axes[0].get_xlabel() for figure in lukisan] == [True, False]


def test_what_the_chart_explains_is_not_cut_off(monkeypatch) -> None:
    """The words under the axis stay inside the drawing, with both marks and a long name."""
    kotak = []

    def measure(figure) -> str:
        svg = write_svg(figure)
        label = figure.axes[0].xaxis.label
        assert {"*", "†"} <= set(label.get_text())
        kotak.append((label.get_window_extent(figure.canvas.get_renderer()), figure.bbox))
        return svg

    monkeypatch.setattr(grafik, "write_svg", measure)
    lain = replace(
        build_bahan("c", kebijakan="lain"), nama="Dinas Pekerjaan Umum dan Penataan Ruang"
    )
    daftar = [build_bahan("a"), build_bahan("d"), lack(build_bahan("b")), lain]
    grafik.draw_capaian(build_rekap_pemda(PERIODE, daftar), "sumber")
    ((label, gambar),) = kotak
    assert gambar.x0 <= label.x0 < label.x1 <= gambar.x1
    assert gambar.y0 <= label.y0


def test_sums_say_how_many_agencies_they_cover() -> None:
    """A sum over some of the agencies is not one over all."""
    daftar = [build_bahan("a"), build_bahan("b", keadaan=KeadaanTerbit.BELUM)]
    blok = build_ringkasan(build_rekap_pemda(PERIODE, daftar))
    kartu = next(satu for satu in blok if isinstance(satu, KartuRingkas)).kartu[-1]
    assert read_teks(kartu.keterangan) == "dari pagu Rp10, realisasi 1 dari 2 perangkat daerah"


def test_absorption_covers_only_whose_realisasi_it_holds() -> None:
    """Of 4 agencies 2 have none and 1 has part: 2 of 4; who lacks is named beside the sums."""
    daftar = [
        build_bahan("a"),
        lack(build_bahan("b")),
        build_bahan("c", uang=(1000, None)),
        build_bahan("d", uang=(1000, None)),
    ]
    rekap = build_rekap_pemda(PERIODE, daftar)
    assert rekap.lingkup[0].terhitung == rekap.lingkup[-1].terhitung == ("Dinas A", "Dinas B")
    blok = build_ringkasan(rekap)
    kartu = next(satu for satu in blok if isinstance(satu, KartuRingkas)).kartu[-1]
    cakupan = "realisasi 2 dari 4 perangkat daerah, 1 baru sebagian"
    assert read_teks(kartu.keterangan) == f"dari pagu Rp40, {cakupan}"
    catatan = build_tabel_lingkup(rekap, "").catatan
    assert catatan[1] == f"Mencakup pagu 4 dari 4 perangkat daerah; {cakupan} untuk Belanja SKPD."
    akhir = "sedangkan pagunya ikut terjumlah."
    assert catatan[2:] == (
        f"Belanja SKPD: realisasi Dinas C dan Dinas D belum diketahui, {akhir}",
        f"Belanja SKPD: realisasi Dinas B baru diketahui sebagian, {akhir}",
    )


def test_an_agency_that_cannot_be_read_is_no_zero() -> None:
    """Its row holds dashes, the sum says that it is not in it, and it needs attention."""
    rusak = BahanOpd("e", "Dinas E", "E", LaporanTerbit(KeadaanTerbit.BELUM), masalah="rusak")
    for daftar, sel, catatan in (
        ([build_bahan("a"), rusak], ["–"] * 4, 2),
        ([build_bahan("a"), build_bahan("b")], ["2 dari 2", "100,00%", "2", "0"], 1),
    ):
        rekap = build_rekap_pemda(PERIODE, daftar)
        tabel = build_tabel_liga(rekap, "")
        assert [read_teks(satu.isi) for satu in tabel.baris[1].sel[2:6]] == sel
        assert read_teks(tabel.baris[0].sel[2].isi) == "2 dari 2"
        assert len(tabel.catatan) == catatan
        tak_terbaca = [satu for satu in read_perhatian(*daftar) if "tidak terbaca" in satu]
        assert [satu.endswith("Dinas E.") for satu in tak_terbaca] == [True] * (catatan - 1)


def test_headline_says_which_forms_are_not_known_and_who_is_not_in_it() -> None:
    """Card and sentence: 2 of 8, of which 6 are unknown, without one agency; the row holds 6."""
    tak = build_bahan("b", setoran=(KeadaanSetor.TAK_DIKETAHUI,) * 6)
    tak = replace(tak, laporan=LaporanTerbit(KeadaanTerbit.BELUM), masalah="tenggat rusak")
    rusak = BahanOpd("e", "Dinas E", "E", LaporanTerbit(KeadaanTerbit.BELUM), masalah="rusak")
    rekap = build_rekap_pemda(PERIODE, [build_bahan("a"), tak, rusak])
    blok = build_ringkasan(rekap)
    kartu = next(satu for satu in blok if isinstance(satu, KartuRingkas)).kartu[0]
    assert read_teks(kartu.isi) == "25,00%"
    akhir = "6 tidak diketahui, tanpa 1 perangkat daerah"
    assert read_teks(kartu.keterangan) == f"2 dari 8 formulir, {akhir}"
    kalimat = next(read_teks(satu.isi) for satu in blok if isinstance(satu, Paragraf))
    assert kalimat.endswith(f"0 belum diterima, {akhir}.")
    baris = build_tabel_liga(rekap, "").baris
    assert [read_teks(satu.isi) for satu in baris[1].sel[2:6]] == ["– dari 6", "–", "–", "–"]
    unit = {
        read_teks(x.sel[0].isi): read_teks(x.sel[2].isi) for x in build_hilang(rekap, "")[0].baris
    }
    assert unit == {"Dinas B": "tidak diketahui", "Dinas E": "–"}
    butir = [read_teks(satu) for satu in list_perhatian(rekap)]
    assert "Setorannya tidak diketahui karena tidak terbaca, 1 perangkat daerah: Dinas B." in butir
    assert not [satu for satu in butir if "satu pun formulir" in satu]


def test_partly_reported_figures_are_marked_and_named_wherever_they_stand() -> None:
    """Sentence, table, notes, attention and recap say whose figures lack something, and what."""
    daftar = [build_bahan(x, str(90 + i), (100, 80 + 2 * i)) for i, x in enumerate("abcd")]
    daftar.append(build_bahan("e", "94", (100, 88), skpkd=(500, 100)))
    rekap = build_rekap_pemda(PERIODE, [*daftar, lack(build_bahan("z", "10"), indikator=1)])
    blok = build_ringkasan(rekap)
    kartu = next(satu for satu in blok if isinstance(satu, KartuRingkas)).kartu[2]
    assert read_teks(kartu.keterangan).endswith("berkebijakan sama, tanpa 1 yang belum lengkap")
    uang = [read_teks(satu.isi) for satu in build_uang(rekap)]
    kalimat = "; realisasi Dinas Z baru diketahui sebagian, sedangkan pagunya ikut terjumlah."
    assert [satu.count(kalimat) for satu in uang] == [1, 0, 0]
    tabel = build_tabel_capaian(rekap, "")
    (z,) = [satu for satu in tabel.baris if read_teks(satu.sel[0].isi) == "Dinas Z"]
    assert (read_teks(z.sel[1].isi), read_teks(z.sel[-1].isi)) == ("10,00% †", "90,00% †")
    assert sum("†" in read_teks(sel.isi) for satu in tabel.baris for sel in satu.sel) == 2
    assert "† sebagian isiannya" in tabel.catatan[-1]
    assert "†" not in "".join(build_tabel_capaian(build_rekap_pemda(PERIODE, daftar), "").catatan)
    catatan = build_pencilan(rekap, "")[0].catatan
    assert [satu.split(" tanpa ")[0] for satu in catatan if "tanpa Dinas Z" in satu] == [
        "Rata-rata capaian",
        "Serapan belanja SKPD",
    ]
    butir = [read_teks(satu) for satu in list_perhatian(rekap)]
    jauh = read_perhatian(lack(build_bahan("z", "10"), indikator=1))[-1]
    assert jauh.endswith("Dinas Z (3 dari 4 indikator, 1 belum lapor).")
    banding = [satu for satu in butir if "tidak dibandingkan karena" in satu]
    assert [satu.endswith(", 1 perangkat daerah: Dinas Z.") for satu in banding] == [True, True]
    baris = read_rekap(rekap)
    assert baris["Dinas Z"]["keterangan"] == (
        "capaian tanpa 1 indikator yang belum lapor; realisasi Belanja SKPD baru sebagian"
    )
    assert baris["Dinas A"]["keterangan"] == ""


def test_uncertain_times_are_counted_apart_where_there_are_any() -> None:
    """A column, a note and words on the first page; none of it where every time is certain."""
    tak = build_bahan("b", setoran=(KeadaanSetor.TERCATAT,) * 2)
    rekap = build_rekap_pemda(PERIODE, [build_bahan("a"), tak])
    tabel = build_tabel_liga(rekap, "")
    letak = [satu.judul for satu in tabel.kolom].index("Tak pasti")
    assert [read_teks(satu.sel[letak].isi) for satu in tabel.baris] == ["0", "2", "2"]
    assert sum("Tak pasti" in satu for satu in tabel.catatan) == 1
    blok = build_ringkasan(rekap)
    kartu = next(satu for satu in blok if isinstance(satu, KartuRingkas)).kartu[1]
    assert read_teks(kartu.keterangan) == "0 terlambat, 2 waktunya tidak pasti"
    kalimat = next(read_teks(satu.isi) for satu in blok if isinstance(satu, Paragraf))
    assert "0 terlambat, 2 waktunya tidak pasti, 0 belum diterima." in kalimat
    pasti = build_rekap_pemda(PERIODE, [build_bahan("a")])
    assert "pasti" not in "".join(satu.judul for satu in build_tabel_liga(pasti, "").kolom)


def test_the_sentence_on_capaian_keeps_its_two_countings_apart() -> None:
    """The median is of the 5 of one policy, the classes of all 7; a second scale stands apart."""
    satu = [build_bahan(x, str(90 + i)) for i, x in enumerate("abcde")]
    lain = build_bahan("y", "99", kebijakan="lain")
    skala = build_skala_kategori("tiga", [(">=50", "Cukup", "hijau"), ("", "Kurang", "merah")])
    berskala = build_bahan("z", "60", kebijakan="lain", hitungan=Kebijakan(skala))
    (kalimat,) = [
        teks
        for blok in build_ringkasan(build_rekap_pemda(PERIODE, [*satu, lain, berskala]))
        if isinstance(blok, Paragraf) and "separuh" in (teks := read_teks(blok.isi))
    ]
    assert kalimat.endswith(
        " Dari 5 perangkat daerah berkebijakan sama, separuh mencapai rata-rata capaian 92,00% atau"
        " lebih. 2 perangkat daerah memakai kebijakan hitung lain, jadi capaiannya tidak"
        " dibandingkan dengan yang lain. Menurut kategori, 7 perangkat daerah: 5 Tinggi, 1 Rendah;"
        " menurut skala lain 1 Cukup."
    )


def test_a_median_of_zero_is_a_median() -> None:
    """Three of five agencies achieved nothing: the spread is there, and says 0."""
    daftar = [build_bahan(x, str(n)) for x, n in zip("abcde", (0, 0, 0, 40, 90), strict=True)]
    daftar = [replace(x, laporan=replace(x.laporan, angka=drop_uang(x))) for x in daftar]
    (tabel,) = build_pencilan(build_rekap_pemda(PERIODE, daftar), "")
    assert isinstance(tabel, Tabel)
    assert [read_teks(sel.isi) for sel in tabel.baris[0].sel[:4]] == [
        "Rata-rata capaian",
        "5",
        "0,00%",
        "0,00%",
    ]
    sedikit = "hanya 0 perangkat daerah yang dapat dibandingkan, paling sedikit 5."
    assert tabel.catatan[-1] == f"Serapan belanja SKPD tidak disebar: {sedikit}"
    (kosong,) = build_pencilan(build_rekap_pemda(PERIODE, [lack(build_bahan("a"))]), "")
    assert read_teks(kosong.isi).count("tidak disebar") == 2
    assert "Serapan belanja SKPD tanpa Dinas A, yang isiannya" in read_teks(kosong.isi)


def test_without_a_spread_it_says_why_nobody_is_far() -> None:
    """Equal quartiles: a dash for the fences, the reason in words, and nothing under attention."""
    daftar = [build_bahan(f"o{i}", "99.9" if i else "100") for i in range(9)]
    rekap = build_rekap_pemda(PERIODE, daftar)
    baris = build_pencilan(rekap, "")[0].baris[0]
    assert [read_teks(satu.isi) for satu in baris.sel[-2:]] == [
        "–",
        "tidak dicari: kedua kuartilnya sama, jadi tidak ada sebaran",
    ]
    assert not [satu for satu in list_perhatian(rekap) if "yang lain" in read_teks(satu)]


def test_a_class_that_cannot_be_told_is_left_out_with_its_reason() -> None:
    """The scale was changed after publication: words in the row, a note, and the recap says it."""
    skala = build_skala_kategori("lain", [(">=50", "Cukup", "hijau"), ("", "Kurang", "merah")])
    bahan = replace(build_bahan("a"), kebijakan=Kebijakan(skala))
    rekap = build_rekap_pemda(PERIODE, [bahan])
    tabel = build_tabel_capaian(rekap, "")
    assert read_teks(tabel.baris[0].sel[2].isi) == "kebijakan berubah"
    assert sum(satu.startswith("Kebijakan berubah:") for satu in tabel.catatan) == 1
    baris = read_rekap(rekap)["Dinas A"]
    assert baris["kategori"] == ""
    assert "kebijakan berubah" in baris["keterangan"]


def drop_uang(bahan) -> dict:
    """Give an agency's figures without its money."""
    return {k: v for k, v in bahan.laporan.angka.items() if not k.startswith("ang.")}


def test_attention_names_who_is_missing_late_provisional_or_far_from_target() -> None:
    """Each cause with its count and names; who is well is not named."""
    sementara = build_bahan("d")
    sementara = replace(sementara, laporan=replace(sementara.laporan, status="sementara"))
    butir = read_perhatian(
        build_bahan("a", keadaan=KeadaanTerbit.BELUM),
        meet(build_bahan("b", setoran=(TEPAT, TELAT)), 0),
        meet(build_bahan("c", setoran=(TEPAT, BELUM)), 3),
        meet(sementara, 5),
        meet(build_bahan("e"), 5),
        meet(build_bahan("f", keadaan=KeadaanTerbit.USANG), 5),
    )
    assert butir == [
        "Belum ada laporan yang dapat dipakai, 1 perangkat daerah: Dinas A.",
        "Sebagian unit belum lapor, 1 perangkat daerah: Dinas C.",
        "Laporannya usang, 1 perangkat daerah: Dinas F.",
        "Laporannya sementara, 1 perangkat daerah: Dinas D.",
        "Terlambat menyetor, 1 perangkat daerah: Dinas B (1 formulir, paling lama 5 hari).",
        (
            "Belum mencapai semua target, 2 perangkat daerah, yang terjauh dahulu:"
            " Dinas B (0 dari 5 indikator); Dinas C (3 dari 5 indikator)."
        ),
    ]


def test_attention_is_short_and_honest() -> None:
    """Of many the gravest five, and how many more; where all is well nothing stands out."""
    (butir,) = read_perhatian(*(meet(build_bahan(nama), i) for i, nama in enumerate("gfedcba")))[:1]
    assert butir.startswith("Belum mencapai semua target, 5 perangkat daerah")
    tanpa = [build_bahan(nama, keadaan=KeadaanTerbit.BELUM) for nama in "abcdefg"]
    assert read_perhatian(*tanpa)[0].endswith(
        "7 perangkat daerah: " + ", ".join(f"Dinas {nama}" for nama in "ABCDE") + ", dan 2 lagi."
    )
    assert read_perhatian(meet(build_bahan("a"), 5)) == ["Tidak ada yang menonjol."]
    assert isinstance(build_ringkasan(build_rekap_pemda(PERIODE, []))[-1], Daftar)


def test_who_is_sementara_stands_among_the_missing_with_its_reasons() -> None:
    """All forms came and the report is there: why it is sementara is said, cut where long."""
    baik, kurang, usang = (build_bahan(nama) for nama in "abc")
    alasan = ("Belum melapor Triwulan I: Unit X.", "Panjang " * 40, "Lain.")
    kurang, usang = (
        replace(satu, laporan=replace(satu.laporan, status="sementara", alasan=isi))
        for satu, isi in ((kurang, alasan), (usang, ()))
    )
    usang = replace(
        usang, laporan=replace(usang.laporan, keadaan=KeadaanTerbit.USANG, sebab="berubah: x")
    )
    (tabel,) = build_hilang(build_rekap_pemda(PERIODE, [baik, kurang, usang]), "")
    assert isinstance(tabel, Tabel)
    assert [[read_teks(sel.isi) for sel in satu.sel[:2]] for satu in tabel.baris] == [
        ["Dinas B", "sementara: Belum melapor Triwulan I: Unit X; dan 2 sebab lagi"],
        ["Dinas C", "usang (berubah: x); sementara"],
    ]
    (kalimat,) = build_hilang(build_rekap_pemda(PERIODE, [baik]), "")
    assert isinstance(kalimat, Paragraf)


def test_days_late_are_no_decimals() -> None:
    """How many were late and by how many days stand apart, also in the sum."""
    tabel = build_tabel_liga(build_rekap_pemda(PERIODE, [build_bahan("a", setoran=(TELAT,))]), "")
    assert [read_teks(satu.sel[5].isi) for satu in tabel.baris] == ["1 (5 hari)"] * 2
    assert "dalam kurung hari terlama" in tabel.satuan


def test_the_card_says_why_there_is_no_median() -> None:
    """Four agencies are too few; five are not."""
    teks = []
    for banyak in (4, 5):
        rekap = build_rekap_pemda(PERIODE, [build_bahan(nama) for nama in "abcde"[:banyak]])
        kartu = next(x for x in build_ringkasan(rekap) if isinstance(x, KartuRingkas)).kartu[2]
        teks.append(read_teks(kartu.keterangan))
    assert teks == [
        "terlalu sedikit, 4 perangkat daerah berkebijakan sama",
        "5 perangkat daerah berkebijakan sama",
    ]


def test_money_of_one_lingkup_is_said_once() -> None:
    """Without a treasury the sum is the same line; with one it is told."""
    for skpkd, lingkup in ((None, ["SKPD"]), ((500, 100), ["SKPD", "SKPKD/PPKD", "Jumlah"])):
        blok = build_uang(build_rekap_pemda(PERIODE, [build_bahan("a", skpkd=skpkd)]))
        awal = [read_teks(satu.isi).split(":")[0].removeprefix("Belanja ") for satu in blok]
        assert [satu.removesuffix(" belanja") for satu in awal] == lingkup


def test_agencies_of_the_same_name_are_told_apart_everywhere() -> None:
    """Both get their folder's name, in tables, sentences and the recap; others do not."""
    kembar = [replace(build_bahan(x, setoran=(BELUM,)), nama="Dinas  Sama") for x in "ab"]
    kembar[1] = replace(kembar[1], nama="Dinas sama")
    rekap = build_rekap_pemda(PERIODE, [*kembar, build_bahan("c")])
    nama = {"Dinas  Sama (a)", "Dinas sama (b)", "Dinas C"}
    for tabel in (build_tabel_liga(rekap, ""), build_tabel_capaian(rekap, "")):
        kolom = 1 if tabel.id == "pemda-liga" else 0
        assert {read_teks(satu.sel[kolom].isi) for satu in tabel.baris[:-1]} == nama
    assert read_rekap(rekap).keys() == {*nama, "Jumlah"}
    perhatian = " ".join(read_teks(satu) for satu in list_perhatian(rekap))
    assert "Dinas  Sama (a) dan Dinas sama (b)" in perhatian
    assert len(rekap.lingkup[0].terhitung) == 3


def test_money_by_agency_stands_in_a_table_of_its_own() -> None:
    """Beside capaian it would not fit a screen; each agency and the sum are there, marked."""
    rusak = BahanOpd("e", "Dinas E", "E", LaporanTerbit(KeadaanTerbit.BELUM), masalah="rusak")
    daftar = [build_bahan("a", "90", (2_000_00_000, 1_000_00_000)), lack(build_bahan("b")), rusak]
    rekap = build_rekap_pemda(PERIODE, daftar)
    capaian, belanja = build_tabel_capaian(rekap, ""), build_tabel_belanja(rekap, "")
    assert [len(satu.kolom) for satu in (capaian, belanja)] == [5, 4]
    assert [[read_teks(sel.isi) for sel in satu.sel] for satu in belanja.baris] == [
        ["Dinas B", "0", "0", "90,00% †"],
        ["Dinas A", "2.000", "1.000", "50,00%"],
        ["Dinas E", "rusak"],
        ["Jumlah", "2.000", "1.000", "50,00%"],
    ]
    for tabel in (capaian, belanja):
        lebar = {sum(sel.rentang for sel in satu.sel) for satu in tabel.baris}
        assert lebar == {len(tabel.kolom)}
    assert any("sebagian" in satu for satu in belanja.catatan)
    assert not build_tabel_belanja(build_rekap_pemda(PERIODE, daftar[:1]), "").catatan


def test_a_class_has_its_colour_in_html_though_it_heads_its_row() -> None:
    """The class stands in a row header; the stylesheet colours headers of every tone."""
    rekap = build_rekap_pemda(PERIODE, [build_bahan("a")])
    html = render_tabel(encode_blok(build_kategori(rekap, ""))[0])
    assert '<th scope=row class="h x">Tinggi' in html
    (daftar,) = re.findall(r"tr>th:is\(([^)]*)\)\{background:var\(--b\)", GAYA_BLOK)
    assert {satu.removeprefix(".") for satu in daftar.split(",")} == {*KELAS_NADA.values()} - {""}
