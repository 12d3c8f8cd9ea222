"""The list of an agency's archives, as a workbook and as a PDF for the paper copies.

Says what the register holds; fields that the archivist has not decided yet say so.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from nbformat.v4 import new_code_cell, new_notebook, new_output

from kinerja.angka import format_tanggal
from kinerja.arsip.keterangan import read_data_arsip
from kinerja.berkas import write_berkas
from kinerja.ekspor.dokumen import Dokumen, build_dokumen
from kinerja.ekspor.pdf import export_pdf
from kinerja.excel.tulis import LembarTulis, write_buku
from kinerja.folder import Folder
from kinerja.galat import EksporError
from kinerja.isi.blok import Baris, Judul, Kolom, Sel, Tabel
from kinerja.isi.kepala import build_kop
from kinerja.isi.tampilan import Tampilan
from kinerja.kolom import Kolom as KolomBuku
from kinerja.kolom import Lembar, Tipe
from kinerja.parameter import Instansi, read_instansi, read_parameter_arsip
from kinerja.register import Register
from kinerja.register.arsip import Arsip, list_arsip
from kinerja.versi import __version__

NAMA_DAFTAR: Final = "daftar-arsip"
_JUDUL: Final = "Daftar Arsip Laporan Kinerja"
_KOLOM: Final = (
    ("no", "No", Tipe.BULAT, 5),
    ("kode_klasifikasi", "Kode klasifikasi", Tipe.TEKS, 18),
    ("uraian", "Uraian informasi arsip", Tipe.TEKS, 44),
    ("kurun", "Kurun waktu", Tipe.TEKS, 20),
    ("jumlah", "Jumlah", Tipe.TEKS, 12),
    ("tingkat", "Tingkat perkembangan", Tipe.TEKS, 16),
    ("retensi_aktif", "Retensi aktif", Tipe.TEKS, 18),
    ("retensi_inaktif", "Retensi inaktif", Tipe.TEKS, 18),
    ("nasib_akhir", "Nasib akhir", Tipe.TEKS, 14),
    ("keamanan", "Tingkat keamanan", Tipe.TEKS, 16),
    ("pengesah", "Disahkan (dinyatakan)", Tipe.TEKS, 26),
    ("berkas", "Berkas", Tipe.TEKS, 30),
    ("sidik", "SHA-256", Tipe.TEKS, 68),
)
"""Name, heading, type and width in the workbook."""
_KERTAS: Final = (
    ("No", 0.5, ("{no}",)),
    ("Kode klasifikasi", 1.4, ("{kode_klasifikasi}",)),
    ("Uraian informasi arsip", 2.6, ("{uraian}", "{jumlah}, {tingkat}")),
    ("Retensi", 2.0, ("aktif: {retensi_aktif}", "inaktif: {retensi_inaktif}")),
    ("Nasib akhir", 1.3, ("{nasib_akhir}",)),
    ("Keamanan", 1.3, ("{keamanan}",)),
    ("Disahkan", 1.5, ("{pengesah}",)),
    ("Berkas dan awal SHA-256", 2.2, ("{berkas}", "{sidik:.16}")),
)
"""Heading, relative width and lines of each column on paper."""


def write_daftar_arsip(
    folder: Folder, opd: str, register: Register, induk: Path
) -> tuple[str, ...]:
    """Write the list as `daftar-arsip.xlsx` and `.pdf`; gives notes on what could not be made.

    Raises:
        LaporanError: where the folder cannot be written.
    """
    instansi = read_instansi(folder, opd)
    arsip = list_arsip(register)
    baris = [_build_baris(folder, opd, induk, nomor, satu) for nomor, satu in enumerate(arsip, 1)]
    aliran = io.BytesIO()
    kolom = tuple(
        KolomBuku(nama, judul, tipe, judul, lebar=lebar) for nama, judul, tipe, lebar in _KOLOM
    )
    lembar = Lembar("Daftar Arsip", f"{instansi.nama}, {instansi.pemerintah}", kolom)
    petunjuk = (
        "Isi kolom klasifikasi, retensi, nasib akhir, dan keamanan berasal dari"
        f" parameters/{opd}/arsip.yaml; yang belum ditetapkan arsiparis tidak dikarang."
    )
    write_buku(aliran, _JUDUL, [petunjuk], [LembarTulis(lembar, kolom, baris, halaman_lebar=1)])
    write_berkas(induk / f"{NAMA_DAFTAR}.xlsx", aliran.getvalue(), is_samping=True)
    try:
        isi = export_pdf(_build_dokumen(instansi, opd, arsip, baris))
    except EksporError as galat:
        return (f"PDF daftar arsip tidak dibuat: {galat.pesan}",)
    write_berkas(induk / f"{NAMA_DAFTAR}.pdf", isi, is_samping=True)
    return ()


def _build_baris(
    folder: Folder, opd: str, induk: Path, nomor: int, satu: Arsip
) -> dict[str, str | int]:
    bidang = dict(read_parameter_arsip(folder, opd, satu.periode).daftar)
    # What an archive says of itself stands, whatever is decided for later ones.
    bidang |= read_data_arsip(induk / f"{satu.nama}.zip")["bidang"]
    pengesah = ", ".join(filter(None, (satu.pengesah, satu.jabatan)))
    perbaikan = f"; revisi ke-{satu.revisi}: {satu.alasan}" if satu.revisi > 1 else ""
    return {
        "no": nomor,
        "kode_klasifikasi": bidang["Kode klasifikasi"],
        "uraian": f"Laporan kinerja {satu.periode.judul} beserta bahannya{perbaikan}",
        "kurun": satu.periode.judul,
        "jumlah": "1 berkas",
        "tingkat": "elektronik",
        "retensi_aktif": bidang["Retensi aktif"],
        "retensi_inaktif": bidang["Retensi inaktif"],
        "nasib_akhir": bidang["Nasib akhir"],
        "keamanan": bidang["Tingkat keamanan"],
        "pengesah": pengesah or "di luar kit",
        "berkas": f"{satu.nama}.zip",
        "sidik": satu.sha256,
    }


def _build_dokumen(
    instansi: Instansi,
    opd: str,
    arsip: Sequence[Arsip],
    baris: Sequence[dict[str, str | int]],
) -> Dokumen:
    """Lay the list out through the same blocks as every document of the kit."""
    tanggal = arsip[-1].waktu.date()
    judul = Judul(
        judul=_JUDUL,
        anak_judul=f"{instansi.nama}, {instansi.pemerintah}",
        status="final",
        keterangan=(f"Keadaan per {format_tanggal(tanggal)}",),
        label=instansi.label_contoh.upper(),
        identitas=(
            ("opd", opd),
            ("tanggal_laporan", tanggal.isoformat()),
            ("kinerja", __version__),
        ),
        gaya="lembar",
    )
    tabel = Tabel(
        NAMA_DAFTAR,
        _JUDUL,
        tuple(Kolom(judul, "kiri", lebar) for judul, lebar, _ in _KERTAS),
        tuple(
            Baris(tuple(Sel(("; ".join(pola).format(**satu),)) for _, _, pola in _KERTAS))
            for satu in baris
        ),
        sumber="register; bidang kearsipan dari arsip.yaml. SHA-256 lengkap ada pada buku kerjanya",
        is_kolom_bernomor=True,
    )
    tampilan = Tampilan([build_kop(instansi), judul, tabel])
    keluaran = new_output("display_data", data=tampilan._repr_mimebundle_())
    return build_dokumen(new_notebook(cells=[new_code_cell(outputs=[keluaran])]))
