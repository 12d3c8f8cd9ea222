"""The sheets of a lembar disposisi: its head and foot line by line, and its table of instructions.

Head and foot stand as label and cell on the same sheet as the table, as on paper.
"""

from __future__ import annotations

from typing import Final

from kinerja.kolom.dasar import STEMPEL, Kolom, Lembar, Tipe

NAMA_DISPOSISI: Final = "Disposisi"
NAMA_PILIHAN: Final = "Daftar"
"""The hidden sheet that the lists to choose from point at; readers leave it alone."""
SIFAT: Final = ("biasa", "segera", "sangat segera", "rahasia")
CENTANG: Final = "v"
PETUNJUK_CENTANG: Final = f"← ketik {CENTANG} pada kotak unit yang dituju"
PEMISAH_TEMBUSAN: Final = ";"

KEPALA_DISPOSISI: Final = Lembar(
    f"{NAMA_DISPOSISI}, kepala dan kaki",
    "Baris berlabel di atas dan di bawah tabel butir; labelnya di kolom A, isinya di kolom C.",
    (
        Kolom(
            "agenda",
            "Nomor agenda",
            Tipe.TEKS,
            "nomor urut disposisi dalam tahun berjalan, diberi oleh kinerja",
            is_tampilan=True,
        ),
        Kolom(
            "tanggal", "Tanggal disposisi", Tipe.TANGGAL, "hari disposisi diberikan", is_wajib=True
        ),
        Kolom("sifat", "Sifat", Tipe.PILIHAN, "sifat disposisi", pilihan=SIFAT, is_wajib=True),
        Kolom("dari", "Dari", Tipe.TEKS, "jabatan yang memberi disposisi", is_wajib=True),
        Kolom("hal", "Hal", Tipe.TEKS, "laporan yang didisposisi dan statusnya", is_tampilan=True),
        Kolom(
            "laporan",
            "Nomor dan tanggal laporan",
            Tipe.TEKS,
            "nomor surat dan tanggal laporan yang didisposisi",
            is_tampilan=True,
        ),
        Kolom(
            "kepada",
            "Diteruskan kepada",
            Tipe.TEKS,
            f"satu baris tiap unit kerja, nama di kolom C; {CENTANG} di kolom D menandai penerima",
            is_wajib=True,
        ),
        Kolom(
            "ringkasan",
            "Ringkasan laporan",
            Tipe.TEKS,
            "keadaan pokok menurut laporan; boleh disunting",
        ),
        Kolom(
            "tembusan",
            "Tembusan",
            Tipe.TEKS,
            f"yang menerima salinan, dipisah tanda {PEMISAH_TEMBUSAN}",
        ),
        Kolom(
            "paraf", "Paraf", Tipe.TEKS, "ruang paraf pada cetakan; tidak dibaca", is_tampilan=True
        ),
    ),
)

BUTIR_DISPOSISI: Final = Lembar(
    NAMA_DISPOSISI,
    "Satu baris satu arahan untuk satu unit. Baris yang sudah terisi indikatornya boleh dibiarkan "
    "tanpa arahan.",
    (
        Kolom("nomor", "No", Tipe.BULAT, "nomor butir", is_wajib=True, lebar=5, is_tampilan=True),
        Kolom(
            "tentang",
            "Perihal",
            Tipe.TEKS,
            "kode indikator (boleh diikuti – dan namanya), atau kata laporan",
            lebar=22,
        ),
        Kolom(
            "ditunjukkan",
            "Yang ditunjukkan laporan",
            Tipe.TEKS,
            "angka dan sebabnya menurut laporan",
            lebar=32,
            is_tampilan=True,
            is_bebas=True,
        ),
        Kolom("unit", "Unit pelaksana", Tipe.TEKS, "unit kerja yang melaksanakan", lebar=16),
        Kolom("isi", "Isi disposisi", Tipe.TEKS, "yang harus dilakukan", lebar=28),
        Kolom("tenggat", "Batas waktu", Tipe.TANGGAL, "hari terakhir", lebar=12),
    ),
)

LEMBAR_DISPOSISI: Final = (BUTIR_DISPOSISI, STEMPEL)
"""What a reader opens; the head and foot of the first sheet it finds by their labels."""
