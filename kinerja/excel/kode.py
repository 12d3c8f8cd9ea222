"""The stable codes of the findings raised at the Office boundary, with their meaning.

Every finding of `kinerja.excel` carries one of these; `Pencatat` refuses any other. The table is
printed in docs/buku-kerja.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ARTI_KODE: Final[Mapping[str, str]] = MappingProxyType(
    {
        # the file as a whole
        "K-BERKAS-HILANG": "berkas tidak ada atau bukan berkas biasa",
        "K-BERKAS-KOSONG": "berkas berukuran 0 bita",
        "K-BERKAS-TERBUKA": "berkas tidak boleh dibaca, biasanya masih terbuka di Excel",
        "K-BERKAS-BERUBAH": "berkas berubah selagi dibaca",
        "K-BERKAS-LAMA": "buku kerja Excel format lama (.xls) atau biner (.xlsb)",
        "K-BERKAS-SANDI": "berkas dilindungi kata sandi",
        "K-BERKAS-JENIS": "isinya bukan buku kerja Excel (.xlsx)",
        "K-BERKAS-RUSAK": "berkas terpotong atau rusak",
        "K-BERKAS-MAKRO": "berkas memuat makro",
        "K-BERKAS-BESAR": "berkas atau isinya terlalu besar",
        "K-BERKAS-BOM": "isi mengembang jauh melebihi ukuran berkas",
        "K-BERKAS-ENTRI": "bagian dalam berkas bernama ganda atau menunjuk ke luar berkas",
        "K-BERKAS-XML": "bagian dalam berkas memuat DOCTYPE, ENTITY, atau sandi aksara asing",
        "K-BERKAS-TAUTAN": "tautan luar, sambungan data, atau objek tertanam; tidak diikuti",
        "K-BERKAS-JANGKAUAN": "ada isi jauh di luar wilayah data",
        "K-BERKAS-LUAR": "berkas adalah tautan ke luar folder data",
        "K-BERKAS-KUNCI": "berkas kunci sementara dilewati",
        "K-BERKAS-ASING": "berkas tidak dikenal dilewati",
        "K-BERKAS-BELUM": "buku kerja unit belum ada",
        "K-DATA-KOSONG": "buku kerja belum berisi data",
        # sheets and columns
        "K-LEMBAR-HILANG": "lembar tidak ada atau berganti nama",
        "K-LEMBAR-LEBIH": "lembar tambahan tidak dibaca",
        "K-LEMBAR-TERSEMBUNYI": "lembar tersembunyi dibaca juga",
        "K-JUDUL-HILANG": "baris judul kolom tidak ditemukan",
        "K-KOLOM-HILANG": "kolom tidak ada atau berganti judul",
        "K-KOLOM-GANDA": "judul kolom muncul lebih dari sekali",
        "K-KOLOM-LEBIH": "kolom tambahan tidak dibaca",
        "K-KOLOM-TERSEMBUNYI": "kolom tersembunyi dibaca juga",
        "K-BARIS-TERSEMBUNYI": "baris tersembunyi dibaca juga",
        "K-GABUNG": "sel digabung pada baris data",
        # single cells
        "K-WAJIB": "sel wajib kosong",
        "K-SEL-GALAT": "sel berisi galat Excel seperti #DIV/0!",
        "K-RUMUS": "rumus tanpa nilai tersimpan",
        "K-ANGKA": "bukan angka",
        "K-ANGKA-RAGU": "angka berupa teks yang dapat dibaca dua macam",
        "K-ANGKA-TEKS": "angka berupa teks, dibaca sesudah dirapikan",
        "K-ANGKA-BATAS": "angka terlalu besar atau bukan angka terhingga",
        "K-ANGKA-JENIS": "tanggal atau BENAR/SALAH pada kolom angka",
        "K-ANGKA-RELASI": "kata atau tanda pembanding pada kolom angka",
        "K-PERSEN": "sel berformat persen, dikalikan 100",
        "K-RUPIAH": "rupiah lebih halus daripada sen",
        "K-KISARAN": "angka di luar batas yang mungkin",
        "K-BULAT": "bukan bilangan bulat",
        "K-RENTANG": "rentang tidak sah",
        "K-PREDIKAT": "predikat tidak ada pada skalanya",
        "K-NIHIL": "target nihil bukan 0",
        "K-TANGGAL": "bukan tanggal yang ada di kalender",
        "K-TANGGAL-RAGU": "tanggal berupa teks yang dapat dibaca dua macam",
        "K-TANGGAL-TEKS": "tanggal berupa teks, dibaca sesudah dirapikan",
        "K-TEKS-JENIS": "angka, tanggal, atau BENAR/SALAH pada kolom teks",
        "K-TEKS-KENDALI": "karakter kendali di dalam teks",
        "K-TEKS-PANJANG": "teks melebihi 32.767 karakter",
        "K-KODE-ANGKA": "kode tersimpan sebagai angka",
        "K-PILIHAN": "bukan salah satu pilihan",
        # what the cells say together
        "K-IDENTITAS": "identitas buku kerja tidak sesuai dengan tempatnya",
        "K-VERSI-FORMULIR": "versi formulir lain",
        "K-KODE-GANDA": "kode muncul lebih dari sekali",
        "K-KODE-ASING": "kode tidak dikenal",
        "K-KODE-UNIT-LAIN": "kode milik unit lain",
        "K-KODE-HILANG": "kode yang wajib dilaporkan tidak ada",
        "K-KODE-BENTUK": "kode tidak berbentuk bagian-bagian angka bertitik",
        "K-KODE-PADAN": "kode dicocokkan lewat angka nol di depan",
        "K-UNIT-ASING": "unit tidak dikenal",
        "K-KOMBINASI": "gabungan jenis, polaritas, dan agregasi tidak sah",
        "K-AGREGASI": "persentase, indeks, atau rasio dijumlahkan",
        "K-TARGET-HILANG": "indikator tanpa target tahun",
        "K-TARGET-BERUBAH": "target atau pagu pada formulir berbeda dari rencana",
        "K-TARGET-VERSI": "formulir memakai target atau pagu dari versi lain",
        "K-BOBOT": "bobot tidak sah atau tidak berjumlah 1",
        "K-KAS": "jumlah anggaran kas berbeda dari pagu",
        "K-INDUK-HILANG": "program atau kegiatan induk tidak tercantum",
        "K-TAK-BERUBAH": "baris perubahan tidak mengubah apa pun",
        "K-RASIO": "pembilang dan penyebut tidak sesuai dengan aturan agregasi",
        # budget that came by import
        "K-CSV-RUSAK": "tabel CSV tidak dapat dibaca: pengodean, tanda kutip, atau byte NUL",
        "K-CSV-SANDI": "tabel CSV bukan UTF-8, dibaca sebagai Windows-1252",
        "K-IMPOR-BEDA": "uang atau fisik pada formulir unit berbeda dari impor anggaran",
        "K-IMPOR-BULAN": "bulan pada triwulan itu belum lengkap pada berkas sumber",
        "K-IMPOR-FISIK": "fisik berjalan turun pada berkas sumber",
        "K-IMPOR-INDUK": "baris induk berbeda dari jumlah anaknya",
        "K-IMPOR-JUMLAH": "baris jumlah berbeda dari jumlah sub kegiatan",
        "K-IMPOR-KEMBALI": "realisasi negatif, dianggap pengembalian",
        "K-IMPOR-LALU": "triwulan lalu pada berkas berbeda dari yang tersimpan",
        "K-IMPOR-NAMA": "kode sama atau mirip, tetapi namanya berbeda",
        "K-IMPOR-PAGU": "pagu pada berkas berbeda dari rencana",
        "K-IMPOR-SD": "bulanan, triwulan, dan s.d. pada satu baris saling bertentangan",
        "K-IMPOR-SUMBER": "berkas sumber impor tidak tersimpan utuh",
        "K-IMPOR-TURUN": "realisasi s.d. turun dari periode sebelumnya",
    }
)
