"""A rich fake notebook with every block, built without running anything."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.isi.blok import (
    MIME_BLOK,
    Baris,
    Blok,
    Daftar,
    DaftarJejak,
    Grafik,
    Judul,
    Kartu,
    KartuRingkas,
    Kolom,
    Kop,
    Panel,
    Paraf,
    Paragraf,
    Pengesahan,
    Sel,
    Selesai,
    Subjudul,
    Tabel,
    encode_blok,
)
from kinerja.model import Alamat, Keadaan

MARKAH = (
    "#let x = 1",
    "*tebal* _miring_",
    "$x^2$",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "@rujukan <label>",
    "C:\\folder\\berkas",
    "https://contoh.invalid/a_b-c/d.e?f=g",
)
"""Texts that would do something in a format that took them for markup."""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="160" viewBox="0 0 480 160">'
    '<rect x="20" y="60" width="80" height="90" fill="#12395b"/>'
    '<rect x="140" y="30" width="80" height="120" fill="#3b8046"/>'
    '<path d="M10 150H470" stroke="#55606b" stroke-width="2"/></svg>'
)

RATA_NADA = (("hijau_tua", "Sangat tinggi"), ("hijau", "Tinggi"), ("kuning", "Sedang"))


def build_angka(id_angka: str, nilai: str, bentuk: Any = "persen") -> Angka:
    """A figure with a full passport."""
    operan = (
        Operan("Target TW II", "80", Alamat("rencana.xlsx", "Target", "F12")),
        Operan("Realisasi s.d. TW II", "68,188", Alamat("tw2/bidang.xlsx", "Indikator", "D7")),
    )
    jejak = Jejak(
        f"Capaian {id_angka}",
        "Polaritas naik: realisasi ÷ target × 100.",
        operan,
        ("68,188 ÷ 80 × 100 = 85,235", "dibulatkan untuk ditampilkan: 85,24%"),
        kategori="85,24 ada di 75–90: Tinggi.",
    )
    return Angka(id_angka, Decimal(nilai), bentuk, jejak=jejak)


def build_tabel_panjang(banyak: int = 300) -> Tabel:
    """A long upright table full of markup, with group rows and a total."""
    kolom = (
        Kolom("No", "tengah", 0.4),
        Kolom("Indikator kinerja", lebar=3.0),
        Kolom("Target", "kanan", grup="Triwulan II"),
        Kolom("Capaian", "kanan", grup="Triwulan II"),
        Kolom("Kategori", lebar=1.2),
    )
    baris = []
    for i in range(1, banyak + 1):
        if i % 50 == 1:
            sasaran = Sel(
                (f"Sasaran {i // 50 + 1}: meningkatnya mutu laporan keuangan",), rentang=5
            )
            baris.append(Baris((sasaran,), "grup"))
        nada, kata = RATA_NADA[i % 3]
        sel = (
            Sel((str(i),)),
            Sel((f"Indikator {i} {MARKAH[i % len(MARKAH)]}",)),
            Sel((Angka(f"p{i}.target", Decimal(80), "angka"),)),
            Sel((Angka(f"p{i}.capaian", Decimal(i) / 3, "persen"),)),
            Sel((kata,), nada=nada),  # type: ignore[arg-type]
        )
        baris.append(Baris(sel))
    jumlah = Angka("p.rata", Decimal("50.17"), "persen")
    baris.append(
        Baris((Sel(("Rata-rata",), rentang=3), Sel((jumlah,)), Sel(("Rendah",))), "jumlah")
    )
    return Tabel(
        "panjang",
        "Capaian indikator menurut sasaran strategis",
        kolom,
        tuple(baris),
        satuan="persen",
        sumber="formulir unit, diolah",
        catatan=("“belum lapor”: ada target tetapi nilainya belum dilaporkan.",),
        is_kolom_bernomor=True,
        kolom_kunci=2,
    )


def build_tabel_lebar() -> Tabel:
    """A table of 20 columns, half of them rupiah."""
    kolom = [Kolom("Kode", lebar=1.4), Kolom("Program dan kegiatan", lebar=2.4)]
    for tw in ("I", "II", "III", "IV"):
        grup = f"Triwulan {tw}"
        kolom += [Kolom("Anggaran kas", "kanan", grup=grup), Kolom("Realisasi", "kanan", grup=grup)]
        kolom += [Kolom("%", "kanan", 0.6, grup), Kolom("Fisik", "kanan", 0.6, grup)]
    kolom += [Kolom("Pagu", "kanan"), Kolom("Keterangan", lebar=1.6)]
    baris = []
    for i in range(24):
        sel = [Sel((f"5.02.02.2.{i:02d}",)), Sel((f"Koordinasi penyusunan dokumen {'x' * 40}",))]
        for tw in range(1, 5):
            uang = Angka(f"l{i}.tw{tw}.kas", 37_186_078_742_900 + i, "uang")
            nyata = Angka(f"l{i}.tw{tw}.nyata", 1_234_567_890_00 + i * 100, "uang")
            sel += [Sel((uang,)), Sel((nyata,))]
            sel += [Sel((Angka(f"l{i}.tw{tw}.p", Decimal("33.5"), "angka"),), "kuning")]
            sel += [
                Sel((Angka(f"l{i}.tw{tw}.f", None, "angka", Keadaan.BELUM_LAPOR),))
                if tw > 2
                else Sel((Angka(f"l{i}.tw{tw}.f", Decimal(40), "angka"),))
            ]
        sel += [Sel((Angka(f"l{i}.pagu", 37_186_078_742_900, "uang"),)), Sel(("lelang ulang",))]
        baris.append(Baris(tuple(sel)))
    return Tabel(
        "lebar",
        "Realisasi anggaran menurut program dan kegiatan",
        (*kolom, Kolom("Unit", lebar=0.8), Kolom("Sisa", "kanan"))[:20],
        tuple(Baris((*satu.sel, Sel(("Sekretariat",)), Sel(("0",)))[:20]) for satu in baris),
        satuan="rupiah",
        sumber="impor anggaran",
        orientasi="lanskap",
        kolom_kunci=2,
    )


def build_laporan(*, panjang: int = 300) -> list[tuple[str, Sequence[Blok]]]:
    """Pairs of markdown and blocks in the order of a report."""
    utama = build_angka("opd.capaian", "85.235")
    serapan = build_angka("opd.serapan", "41.2")
    uang = Angka("opd.realisasi", 371_860_787_429_00, "rupiah")
    belum = Angka("opd.belum", None, "angka", Keadaan.BELUM_LAPOR, alasan="")
    butir = tuple((satu,) for satu in MARKAH)
    pokok: list[Blok] = [
        KartuRingkas(
            (
                Kartu("Capaian kinerja", (utama,), ("12 dari 20 indikator",), "hijau"),
                Kartu("Realisasi anggaran", (uang,), (serapan, " dari pagu")),
                Kartu("Belum lapor", (belum,), ("Bidang Akuntansi",), "merah"),
                Kartu("Predikat", ("Sangat Baik",), ("skala lima kelas",)),
            )
        ),
        Paragraf(("Capaian rata-rata ", utama, " dengan realisasi ", uang, ".")),
        Paragraf(("Satu unit belum melapor.",), "jingga"),
        Panel("Perlu diputuskan", (("Serapan ", serapan, " di bawah rencana."), ("Baris dua.",))),
        Daftar(butir, is_bernomor=True, judul="Tindak lanjut"),
    ]
    judul = Judul(
        "Laporan Kinerja Triwulan",
        "Triwulan II Tahun 2026",
        "sementara",
        ("Badan Contoh Keuangan", "Posisi data 30 Juni 2026"),
        "Data contoh",
        (("opd", "contoh"), ("periode", "2026-tw2"), ("tanggal_laporan", "2026-06-30")),
    )
    tanda_tangan = Pengesahan(
        "Kota Contoh, 10 Juli 2026",
        ("Plt. Kepala Badan Contoh Keuangan,",),
        "NAMA LENGKAP CONTOH, S.E.",
        "Pembina Utama Muda",
        "00000000 000000 0 000",
        (Paraf("Sekretaris", "Nama Satu"), Paraf("Perencana Ahli Muda", "Nama Dua")),
    )
    jejak = [utama, serapan] + [build_angka(f"i{i}.capaian", "85.235") for i in range(30)]
    return [
        (
            "# Laporan\n\nNotebook ini untuk penyunting.",
            [
                Kop(("Pemerintah Kabupaten Contoh", "Badan Contoh Keuangan"), ("Jl. Contoh 7",)),
                judul,
            ],
        ),
        ("# Ringkasan\n\nJawaban lebih dahulu, *lalu* **rinciannya**.", pokok),
        (
            "# Capaian indikator\n\n## Menurut sasaran\n\nLihat `kode` dan <b>teks</b>.",
            [
                build_tabel_panjang(panjang),
                Subjudul("Sasaran 1 & 2"),
                Grafik(
                    "g1", "Capaian per sasaran", SVG, "Sasaran 1 75%, sasaran 2 100%.", "diolah"
                ),
            ],
        ),
        ("## Kosong", []),
        (
            "# Anggaran\n\n| istilah | arti |\n|---|--:|\n| pagu | batas |\n\n- satu\n- dua",
            [
                Paragraf(("Serapan ", serapan, ".")),
            ],
        ),
        ("## Rincian", [build_tabel_lebar()]),
        ("# Pengesahan\n\nLaporan ini disahkan.", [tanda_tangan]),
        ("# Jejak hitung", [DaftarJejak("jejak", "Dari mana angka berasal", tuple(jejak))]),
        ("# Tanpa isi", [Selesai("laporan_triwulan")]),
    ]


def build_notebook(laporan: Sequence[tuple[str, Sequence[Blok]]] | None = None) -> Any:
    """An executed notebook whose cells show the given blocks."""
    sel = [new_code_cell('periode = "2026-tw2"', metadata={"tags": ["parameters"]})]
    for teks, daftar_blok in laporan or build_laporan():
        sel.append(new_markdown_cell(teks))
        sel.append(build_sel(encode_blok(daftar_blok)) if daftar_blok else new_code_cell("x"))
    for urutan, satu in enumerate(sel):
        satu["id"] = f"sel-{urutan}"
    return new_notebook(cells=sel)


def build_sel(daftar_blok: Any) -> Any:
    """An executed cell that shows encoded blocks."""
    data = {MIME_BLOK: daftar_blok, "text/plain": "blok"}
    return new_code_cell("laporan.bagian", outputs=[new_output("display_data", data)])
