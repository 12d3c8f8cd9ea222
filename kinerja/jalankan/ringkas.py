"""Summing up a run: what the manifest says of it as a whole, and what the caller gets back.

Only puts together; decides and computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kinerja.folder import Folder
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.hasil_jalan import HasilJalan
from kinerja.jalankan.sidik import build_versi, compute_sidik_program
from kinerja.jalankan.tugas import Tugas
from kinerja.model import Berkas, Masukan
from kinerja.periode import ROMAWI
from kinerja.temuan import Tingkatan
from kinerja.versi import __version__

if TYPE_CHECKING:
    from kinerja.data import DataLaporan


def build_kepala(data: DataLaporan, masukan: Mapping[str, Berkas], oleh: str) -> dict[str, Any]:
    """Build what the manifest says of the run as a whole."""
    return {
        "opd": data.masukan.opd,
        "periode": data.masukan.periode.slug,
        "dinyatakan_oleh": oleh,
        "masukan": [
            {"nama": berkas.nama, "sha256": berkas.sha256, "ukuran": berkas.ukuran}
            for _, berkas in sorted(masukan.items())
        ],
        "program": {"versi": __version__, "sha256": compute_sidik_program()},
        "versi": build_versi(),
        "sementara": data.rekap.is_sementara,
        "alasan_sementara": list(data.rekap.alasan_sementara),
        "peringatan": [
            temuan.pesan for temuan in data.temuan if temuan.tingkatan is not Tingkatan.CATATAN
        ],
    }


def build_hasil(
    folder: Folder,
    data: DataLaporan,
    buku: Buku,
    daftar_tugas: Iterable[Tugas],
    *,
    catatan: tuple[str, ...] = (),
    is_dihentikan: bool,
) -> HasilJalan:
    """Build what a run gives back, its reports in the order of the jobs."""
    masukan, daftar_unit = data.masukan, data.instansi.daftar_unit
    urutan = {tugas.nama: nomor for nomor, tugas in enumerate(daftar_tugas)}
    return HasilJalan(
        folder=folder.keluaran(masukan.opd, masukan.periode),
        opd=masukan.opd,
        periode=masukan.periode,
        laporan=tuple(
            sorted(buku.laporan, key=lambda satu: (urutan.get(satu.nama, len(urutan)), satu.nama))
        ),
        temuan=tuple(data.temuan),
        unit_ditolak=tuple(
            (unit.slug, unit.nama) for unit in daftar_unit if unit.slug in masukan.unit_ditolak
        ),
        belum_lapor=tuple(unit.nama for unit in daftar_unit if _is_belum(masukan, unit.slug)),
        is_sementara=data.rekap.is_sementara,
        alasan_sementara=tuple(data.rekap.alasan_sementara),
        is_dihentikan=is_dihentikan,
        peringatan=buku.peringatan,
        catatan=catatan,
    )


def _is_belum(masukan: Masukan, unit: str) -> bool:
    """Whether a unit owes the quarter, or in a year any quarter of it; a refused form is there."""
    periode = masukan.periode
    nomor = [periode.triwulan] if periode.triwulan else range(1, len(ROMAWI) + 1)
    sudah = {*masukan.laporan_unit, *masukan.berkas_ditolak}
    return any((unit, satu) not in sudah for satu in nomor)
