"""Whether a period is still as it was when its reports were last made, without reading it.

Keeps a snapshot where everything of a period went well, and recalls its result while neither
inputs, outputs, register nor program changed. Whatever is in doubt is not recalled.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from kinerja.berkas import compute_sha256_isi, format_json
from kinerja.folder import Folder
from kinerja.galat import KinerjaError
from kinerja.gudang import open_terima
from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan, KeadaanLaporan
from kinerja.jalankan.manifes import NAMA_MANIFES, read_catatan, read_manifes
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.jalankan.potret import (
    Jejak,
    Pembanding,
    Potret,
    build_jalur_potret,
    list_beda,
    read_potret,
    write_potret,
)
from kinerja.jalankan.siap import PeriodeSiap
from kinerja.jalankan.sidik import build_versi, compute_sidik_program
from kinerja.periode import Periode
from kinerja.register import JENIS_BUKTI, Peristiwa, check_register, open_register
from kinerja.register.arsip import JENIS_ARSIP
from kinerja.register.disposisi import JENIS_LEMBAR
from kinerja.register.impor import JENIS_IMPOR
from kinerja.register.langkah import JENIS_FORMULIR, JENIS_LANGKAH
from kinerja.register.laporan import JENIS_LAPORAN
from kinerja.register.setoran import AKHIRAN_FORMULIR, JENIS_SETORAN
from kinerja.register.setoran_ditolak import JENIS_SETORAN_DITOLAK
from kinerja.register.simpanan import NAMA_REGISTER
from kinerja.register.target import JENIS_RENCANA

_BERES: Final = frozenset(
    {KeadaanLaporan.DIBUAT, KeadaanLaporan.TETAP, KeadaanLaporan.DITOLAK, KeadaanLaporan.LAMA}
)
_DICATAT: Final = frozenset({JENIS_IMPOR, JENIS_LAPORAN, JENIS_RENCANA, JENIS_SETORAN})
"""Kinds of events that a run records itself, after files whose traces are compared."""
_MENJADI: Final = {KeadaanLaporan.DIBUAT: KeadaanLaporan.TETAP}
_RAGU: Final = frozenset({"K-IMPOR-SUMBER"})
"""A finding that goes when a file comes back to the store, whose name no snapshot holds."""

_MILIK_PERIODE: Final = frozenset(
    {
        JENIS_ARSIP,
        JENIS_BUKTI,
        JENIS_FORMULIR,
        JENIS_IMPOR,
        JENIS_LANGKAH,
        JENIS_LEMBAR,
        JENIS_SETORAN,
        JENIS_SETORAN_DITOLAK,
    }
)
"""Kinds of events that concern their own period only, and its year."""


class Ingatan:
    """The snapshots of one run."""

    def __init__(
        self, folder: Folder, pilihan: Pilihan, perkakas: Perkakas, *, is_baca: bool = False
    ) -> None:
        """Take the working folder and how the run works; with `is_baca` nothing is written."""
        self._folder = folder
        self._is_baca = is_baca
        self._pilihan = pilihan
        self._perkakas = perkakas

    def recall(self, minta: Permintaan) -> HasilJalan | None:
        """Give what became of a period that is as it was; None where it must be read.

        Raises:
            KeutuhanError: where its register is not what was recorded.
        """
        is_paksa = self._pilihan.paksa and not minta.is_sudah
        if not self._pilihan.ingat or is_paksa or minta.daftar_jenis:
            return None
        jalur = build_jalur_potret(self._folder, minta.opd, minta.periode)
        lama = read_potret(jalur)
        if lama is None or not set(minta.bentuk) <= set(lama.bentuk):
            return None
        banding = Pembanding(self._folder.akar, lama, is_teliti=self._pilihan.teliti)
        masukan = self._take_masukan(minta, banding, tuple(lama.masukan))
        if masukan is None or list_beda(lama.masukan, masukan):
            return None
        keluaran = banding.take_nama(lama.keluaran)
        if list_beda(lama.keluaran, keluaran) or lama.kunci != self._compute_kunci(minta):
            return None
        if banding.jumlah_dihitung and not self._is_baca:
            baru = Potret(lama.kunci, lama.bentuk, banding.waktu_ns, masukan, keluaran, lama.hasil)
            with contextlib.suppress(KinerjaError):
                write_potret(jalur, baru)
        return _build_hasil(self._folder, minta, lama.hasil)

    def look(self, minta: Permintaan) -> Potret | None:
        """Take the traces of a period's inputs before it is read."""
        if minta.daftar_jenis:
            return None
        lama = read_potret(build_jalur_potret(self._folder, minta.opd, minta.periode))
        banding = Pembanding(self._folder.akar, lama)
        masukan = self._take_masukan(minta, banding)
        if masukan is None:
            return None
        register = len(_list_peristiwa(self._folder, minta.opd, minta.periode))
        return Potret("", (), banding.waktu_ns, masukan, hasil={"register": register})

    def keep(self, siap: PeriodeSiap, hasil: HasilJalan) -> None:
        """Keep a snapshot of a period where all went well and its inputs stayed what they were."""
        minta, awal = siap.minta, siap.awal
        if awal is None or not siap.is_lengkap or not _is_beres(hasil):
            return
        sejak = _list_peristiwa(self._folder, minta.opd, minta.periode)[awal.hasil["register"] :]
        if any(satu.jenis not in _DICATAT for satu in sejak):
            return  # somebody else recorded something after it was read
        folder_keluaran = self._folder.keluaran(minta.opd, minta.periode)
        banding = Pembanding(self._folder.akar, awal)
        masukan = self._take_masukan(minta, banding)
        if masukan is None or list_beda(awal.masukan, masukan):
            return
        # Stored by hash: what was read besides, and the forms that working copies are held against.
        tambahan = {*siap.berkas_dibaca, *_list_setoran(self._folder, minta)}
        masukan |= banding.take_nama(sorted(tambahan - masukan.keys()))
        catatan, _ = read_catatan(read_manifes(folder_keluaran))
        sidik = {
            nama: isi["sha256"] for satu in catatan.values() for nama, isi in satu.keluaran.items()
        }
        awalan = folder_keluaran.relative_to(self._folder.akar).as_posix()
        keluaran = banding.take_nama(f"{awalan}/{nama}" for nama in (*sidik, NAMA_MANIFES))
        for nama, satu in sidik.items():
            jejak = keluaran[f"{awalan}/{nama}"]
            if jejak is None or jejak[3] != satu:
                return
        potret = Potret(
            self._compute_kunci(minta),
            tuple(sorted(minta.bentuk)),
            banding.waktu_ns,
            masukan,
            keluaran,
            _build_data(hasil),
        )
        with contextlib.suppress(KinerjaError):
            write_potret(build_jalur_potret(self._folder, minta.opd, minta.periode), potret)

    def _take_masukan(
        self, minta: Permintaan, banding: Pembanding, tambahan: tuple[str, ...] = ()
    ) -> dict[str, Jejak | None] | None:
        """Take the traces of all inputs, and of files that are named besides."""
        daftar = self._perkakas.list_jalur(self._folder, minta.opd, minta.periode)
        if daftar is None:
            return None
        masukan = banding.take(daftar)
        return masukan | banding.take_nama(nama for nama in tambahan if nama not in masukan)

    def _compute_kunci(self, minta: Permintaan) -> str:
        isi = {
            "mesin": self._pilihan.mesin,
            "program": compute_sidik_program(),
            "register": [
                satu.hash for satu in _list_peristiwa(self._folder, minta.opd, minta.periode)
            ],
            "versi": build_versi(),
        }
        return compute_sha256_isi(format_json(isi))


def _list_setoran(folder: Folder, minta: Permintaan) -> Iterator[str]:
    """Name the stored forms of a period's quarters."""
    gudang = open_terima(folder.data(minta.opd))
    milik = {satu.slug for satu in minta.periode.daftar_triwulan}
    for satu in _read_register(folder, minta.opd):
        if satu.jenis == JENIS_SETORAN and satu.periode in milik:
            jalur = gudang.build_jalur(str(satu.isi["sha256"]), AKHIRAN_FORMULIR)
            yield jalur.relative_to(folder.akar).as_posix()


def _list_peristiwa(folder: Folder, opd: str, periode: Periode) -> list[Peristiwa]:
    """List the events that reports of a period can depend on."""
    semua = _read_register(folder, opd)
    milik = {satu.slug for satu in (periode, *periode.daftar_triwulan)}
    final: dict[str, bool] = {}
    hasil: list[Peristiwa] = []
    for satu in semua:
        if satu.jenis == JENIS_LAPORAN and satu.periode != periode.slug:
            # That another period was made says nothing; that a quarter was declared final does.
            kini = bool(satu.isi.get("dinyatakan_final", False))
            is_lain = satu.periode not in milik or final.get(satu.periode, False) == kini
            final[satu.periode] = kini
        elif satu.jenis == JENIS_RENCANA:
            is_lain = satu.periode != Periode(periode.tahun).slug
        else:
            is_lain = satu.jenis in _MILIK_PERIODE and satu.periode not in milik
        if not is_lain:
            hasil.append(satu)
    return hasil


def _read_register(folder: Folder, opd: str) -> tuple[Peristiwa, ...]:
    jalur = folder.data(opd) / NAMA_REGISTER
    stat = jalur.stat() if jalur.exists() else None
    return _read_peristiwa(folder, opd, (stat.st_size, stat.st_mtime_ns) if stat else None)


@lru_cache(maxsize=2)
def _read_peristiwa(folder: Folder, opd: str, _: tuple[int, int] | None) -> tuple[Peristiwa, ...]:
    """Check and read a register once for each state of its file: an agency's periods follow."""
    check_register(folder, opd)
    with open_register(folder, opd) as register:
        return register.list_peristiwa()


def _is_beres(hasil: HasilJalan) -> bool:
    """Whether a run left nothing that another one would mend."""
    if any(satu.keadaan not in _BERES or satu.gagal_bentuk for satu in hasil.laporan):
        return False
    if any(temuan.kode in _RAGU for temuan in hasil.temuan):
        return False
    return hasil.kode_keluar == 0 or bool(hasil.unit_ditolak)


def _build_data(hasil: HasilJalan) -> dict[str, Any]:
    return {
        "laporan": [
            [satu.nama, satu.judul, _MENJADI.get(satu.keadaan, satu.keadaan).value, satu.pesan]
            for satu in hasil.laporan
        ],
        "unit_ditolak": [list(satu) for satu in hasil.unit_ditolak],
        "belum_lapor": list(hasil.belum_lapor),
        "is_sementara": hasil.is_sementara,
        "alasan_sementara": list(hasil.alasan_sementara),
    }


def _build_hasil(folder: Folder, minta: Permintaan, isi: Any) -> HasilJalan:  # noqa: ANN401 - from JSON
    """Build the result again, in which nothing was made."""
    return HasilJalan(
        folder=folder.keluaran(minta.opd, minta.periode),
        opd=minta.opd,
        periode=minta.periode,
        laporan=tuple(
            HasilLaporan(
                nama,
                judul,
                KeadaanLaporan(keadaan),
                pesan,
            )
            for nama, judul, keadaan, pesan in isi["laporan"]
        ),
        temuan=(),
        unit_ditolak=tuple((slug, nama) for slug, nama in isi["unit_ditolak"]),
        belum_lapor=tuple(isi["belum_lapor"]),
        is_sementara=isi["is_sementara"],
        alasan_sementara=tuple(isi["alasan_sementara"]),
    )
