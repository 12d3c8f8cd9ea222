"""The books of a run: what stands in the output folder, job by job, and what became of each.

Turns results of jobs into promoted files, manifest entries and reports for people. The manifest
is written after every report, so that a killed run is taken up where it ended.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kinerja.galat import KinerjaError, LaporanError
from kinerja.jalankan.hasil_jalan import BELUM_DIBUAT, HasilLaporan, KeadaanLaporan
from kinerja.jalankan.manifes import (
    NAMA_MANIFES,
    Catatan,
    read_catatan,
    read_manifes,
    write_manifes,
)
from kinerja.jalankan.promosi import (
    FOLDER_LAMA,
    describe_samping,
    drop_terhalang,
    keep_suntingan,
    remove_gagal,
    write_gagal,
    write_keluaran,
)
from kinerja.jalankan.sidik import Sidik, compute_kunci, describe_perbedaan
from kinerja.jalankan.tugas import HasilTugas, Tugas

_BERHASIL: Final = {KeadaanLaporan.DIBUAT, KeadaanLaporan.TETAP, KeadaanLaporan.SEBAGIAN}


def format_kini() -> str:
    """Format the present time with its offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Buku:
    """The manifest of one output folder while a run works on it."""

    def __init__(self, folder: Path, kepala: Mapping[str, Any]) -> None:
        """Open the books; `kepala` is what the manifest says of the run as a whole."""
        self._folder = folder
        self._kepala = dict(kepala) | {"mulai": format_kini()}
        self._semula = read_manifes(folder)
        self._catatan, self._rusak = read_catatan(self._semula)
        self._is_rusak = not self._semula and (folder / NAMA_MANIFES).exists()
        self._hasil: dict[str, HasilLaporan] = {}
        self._is_tercatat = False

    @property
    def peringatan(self) -> tuple[str, ...]:
        """What of the manifest before could not be used."""
        if self._is_rusak:
            return (f"{NAMA_MANIFES} rusak dan tidak dipakai; semua laporan dibuat ulang.",)
        return tuple(
            f"Catatan {nama} di {NAMA_MANIFES} rusak dan tidak dipakai." for nama in self._rusak
        )

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self._folder

    @property
    def laporan(self) -> tuple[HasilLaporan, ...]:
        """The reports judged so far."""
        return tuple(self._hasil.values())

    @property
    def sidik_per_laporan(self) -> dict[str, dict[str, str]]:
        """The SHA-256 of each file of the reports that stand, by report and path."""
        return {
            nama: {jalur: isi["sha256"] for jalur, isi in self._catatan[nama].keluaran.items()}
            for nama, hasil in sorted(self._hasil.items())
            if hasil.keadaan in _BERHASIL
        }

    @property
    def daftar_dibuat(self) -> frozenset[str]:
        """The reports that this run made."""
        return frozenset(
            nama
            for nama, hasil in self._hasil.items()
            if hasil.keadaan in {KeadaanLaporan.DIBUAT, KeadaanLaporan.SEBAGIAN}
        )

    def set_kepala_register(self, kepala: str, *, is_tercatat: bool) -> None:
        """Take the register's head hash; the manifest is renewed if this run recorded anything."""
        self._kepala["kepala_register"] = kepala
        self._is_tercatat = self._is_tercatat or is_tercatat

    def list_perubahan(self, tugas: Tugas, sidik: Sidik, *, paksa: bool) -> tuple[str, ...]:
        """List why a job must run; empty where its files are still what it would make."""
        catatan = self._catatan.get(tugas.nama)
        if self._is_rusak or tugas.nama in self._rusak:
            return (f"catatannya di {NAMA_MANIFES} rusak",)
        if catatan is None or not catatan.kunci:
            return (BELUM_DIBUAT,)
        alasan: list[str] = []
        if catatan.kunci != compute_kunci(sidik):
            alasan += describe_perbedaan(catatan.sidik, sidik)
        ada = {isi["bentuk"] for isi in catatan.keluaran.values()}
        kurang = [satu.bentuk for satu in tugas.keluaran if satu.bentuk not in ada]
        if kurang:
            alasan.append(f"belum ada format {', '.join(kurang)}")
        kerusakan = catatan.describe_kerusakan(self._folder)
        if kerusakan:
            alasan.append(kerusakan)
        if paksa and not alasan:
            alasan.append("diminta dengan --paksa")
        return tuple(alasan)

    def keep(self, tugas: Tugas) -> None:
        """Note a report whose files still stand."""
        catatan = self._catatan[tugas.nama]
        # Its key fits again: an earlier failure or refusal is over.
        remove_gagal(tugas, self._folder)
        catatan.keadaan, catatan.pesan, catatan.notebook_gagal = KeadaanLaporan.TETAP.value, "", ""
        self._note(tugas.nama, tugas.judul, KeadaanLaporan.TETAP, catatan)

    def refuse(self, tugas: Tugas, sebab: str) -> None:
        """Note a report that is not made because forms of its unit were refused."""
        catatan = self._catatan.setdefault(tugas.nama, Catatan(tugas.judul))
        catatan.keadaan = KeadaanLaporan.DITOLAK.value
        catatan.pesan = f"{sebab}."
        if catatan.keluaran:
            catatan.pesan += f" Berkas yang ada adalah laporan lama, dibuat {catatan.dibuat}."
        self._note(tugas.nama, tugas.judul, KeadaanLaporan.DITOLAK, catatan)

    def mark_lama(self, daftar_nama: Iterable[str], kecuali: tuple[str, ...]) -> None:
        """Note the reports that no job makes any more; their files stay.

        Names that begin with one of `kecuali` are made on their own and never old.
        """
        for nama in sorted(self._catatan.keys() - set(daftar_nama)):
            if nama.startswith(kecuali):
                continue
            catatan = self._catatan[nama]
            catatan.keadaan = KeadaanLaporan.LAMA.value
            catatan.pesan = "Tidak lagi ada dalam daftar unit; berkas dibiarkan."
            self._note(nama, catatan.judul, KeadaanLaporan.LAMA, catatan)

    def take(
        self, tugas: Tugas, hasil: HasilTugas, sidik: Sidik, perubahan: tuple[str, ...]
    ) -> HasilLaporan:
        """Promote the result of a job, or note why there is none, and write the manifest."""
        catatan = self._catatan.get(tugas.nama) or Catatan(tugas.judul)
        if hasil.is_dihentikan:
            return self._note(
                tugas.nama, tugas.judul, KeadaanLaporan.DIHENTIKAN, catatan, perubahan=perubahan
            )
        self._catatan[tugas.nama] = catatan
        try:
            if hasil.gagal:
                keadaan = self._take_gagal(tugas, hasil, catatan)
            else:
                keadaan = self._take_jadi(tugas, hasil, catatan, sidik)
        except KinerjaError as galat:
            keadaan = KeadaanLaporan.GAGAL
            catatan.pesan = galat.pesan
        catatan.judul, catatan.keadaan = tugas.judul, keadaan.value
        self.write()
        return self._note(tugas.nama, tugas.judul, keadaan, catatan, perubahan=perubahan)

    def _take_gagal(self, tugas: Tugas, hasil: HasilTugas, catatan: Catatan) -> KeadaanLaporan:
        catatan.pesan = hasil.gagal
        catatan.notebook_gagal = write_gagal(tugas, hasil, self._folder)
        return KeadaanLaporan.GAGAL

    def _take_jadi(
        self, tugas: Tugas, hasil: HasilTugas, catatan: Catatan, sidik: Sidik
    ) -> KeadaanLaporan:
        hasil = drop_terhalang(hasil, self._folder)
        suntingan = keep_suntingan(tugas, hasil, self._folder, catatan.keluaran)
        catatan.keluaran = write_keluaran(tugas, hasil, self._folder, catatan)
        catatan.kunci, catatan.sidik = compute_kunci(sidik), dict(sidik)
        catatan.dibuat, catatan.pesan, catatan.notebook_gagal = format_kini(), "", ""
        catatan.gagal_bentuk = dict(hasil.gagal_bentuk)
        samping = describe_samping(hasil, catatan.keluaran)
        catatan.peringatan = [*hasil.catatan, *samping, *suntingan]
        # The report stands; a trace that finds no place does not undo it.
        with contextlib.suppress(LaporanError):
            write_gagal(tugas, hasil, self._folder)
        return KeadaanLaporan.SEBAGIAN if hasil.gagal_bentuk else KeadaanLaporan.DIBUAT

    def _note(
        self,
        nama: str,
        judul: str,
        keadaan: KeadaanLaporan,
        catatan: Catatan,
        *,
        perubahan: tuple[str, ...] = (),
    ) -> HasilLaporan:
        self._hasil[nama] = HasilLaporan(
            nama,
            judul,
            keadaan,
            catatan.pesan if keadaan is not KeadaanLaporan.DIHENTIKAN else "",
            tuple(
                sorted(
                    satu for satu, isi in catatan.keluaran.items() if isi["bentuk"] != FOLDER_LAMA
                )
            ),
            tuple(sorted(catatan.gagal_bentuk.items())) if keadaan in _BERHASIL else (),
            perubahan,
            tuple(catatan.peringatan) if keadaan in _BERHASIL else (),
        )
        return self._hasil[nama]

    def write(self) -> None:
        """Write the manifest, unless it would say what it says already."""
        isi = {nama: catatan.build_data() for nama, catatan in sorted(self._catatan.items())}
        for satu in isi.values():
            if satu["keadaan"] == KeadaanLaporan.TETAP:
                satu["keadaan"] = KeadaanLaporan.DIBUAT.value
        data = self._kepala | {"tugas": isi}
        abaikan = {"mulai", "selesai", "sebelumnya", "skema"}
        if not self._is_tercatat:
            abaikan.add("kepala_register")
        if {k: v for k, v in self._semula.items() if k not in abaikan} == {
            k: v for k, v in data.items() if k not in abaikan
        }:
            return
        self._semula = write_manifes(self._folder, data | {"selesai": format_kini()})
