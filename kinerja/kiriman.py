"""What was received, held against the working copies that reports read.

A copy can be behind its receipt, lie in a final quarter with other bytes, be lost, or have been
changed by hand; each is told with what to do. Moves, records and judges no content.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.excel.beda import Perbedaan, build_perbedaan
from kinerja.excel.masukan import KODE_HILANG, Kunci, Tahanan
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import parse_berkas, read_berkas
from kinerja.folder import Folder, build_jalur_isian
from kinerja.galat import KeutuhanError
from kinerja.gudang import open_terima
from kinerja.model import Berkas, Unit
from kinerja.periode import Periode
from kinerja.register import Setoran, list_setoran, open_register
from kinerja.register import read_berkas as read_tersimpan
from kinerja.register.setoran import AKHIRAN_FORMULIR, describe_urutan, find_berlaku
from kinerja.register.tanda import list_tertunda
from kinerja.register.tersimpan import list_terkunci_berubah
from kinerja.temuan import Temuan
from kinerja.zona import format_waktu

_SEL_DISEBUT: Final = 8


@dataclass(frozen=True, slots=True)
class Diterima:
    """What a unit handed in for a quarter: the last receipt, and the last that was accepted.

    They differ where a working copy was changed in the folder and never received with a reason.
    """

    terakhir: Setoran
    berlaku: Setoran


def list_tertahan(
    folder: Folder, opd: str, periode: Periode, daftar_unit: Iterable[Unit]
) -> dict[Kunci, Tahanan]:
    """List the working copies that are no isian, up to a period.

    Raises:
        KeutuhanError: where the register is damaged.
    """
    per_nomor = {satu.triwulan or 0: satu for satu in periode.daftar_triwulan}
    slug = tuple(satu.slug for satu in daftar_unit)
    hasil = {
        kunci: Tahanan(
            "K-TERKUNCI",
            "Berkas ini bukan yang terakhir dicatat, padahal "
            f"{per_nomor[kunci[1]].judul} sudah final",
            saran,
        )
        for kunci, saran in list_terkunci_berubah(folder, opd, periode, slug).items()
    }
    return hasil | {
        kunci: Tahanan(
            "K-BERKAS-TERTUNDA",
            "Formulir yang diterima terakhir belum menggantikan berkas ini",
            f"Tutup berkas ini di Excel, lalu jalankan: kinerja periksa {per_nomor[kunci[1]].slug}",
        )
        for kunci in list_tertunda(folder, opd, periode)
    }


def list_diterima(folder: Folder, opd: str, periode: Periode) -> dict[Kunci, Diterima]:
    """List what was received, by unit and quarter, up to a period."""
    daftar: dict[Kunci, list[Setoran]] = {}
    with open_register(folder, opd) as register:
        for triwulan in periode.daftar_triwulan:
            for satu in list_setoran(register, triwulan):
                daftar.setdefault((satu.unit, triwulan.triwulan or 0), []).append(satu)
    return {kunci: Diterima(semua[-1], find_berlaku(semua)) for kunci, semua in daftar.items()}


def build_hilang(
    folder: Folder, opd: str, diterima: Mapping[Kunci, Diterima]
) -> dict[Kunci, Tahanan]:
    """Build what to say of each receipt whose working copy is gone, and how it comes back."""
    gudang = open_terima(folder.data(opd))
    hasil: dict[Kunci, Tahanan] = {}
    for kunci, satu in diterima.items():
        jalur = gudang.build_jalur(satu.terakhir.sha256, AKHIRAN_FORMULIR)
        nama = jalur.relative_to(folder.akar).as_posix()
        alasan = "" if satu.terakhir == satu.berlaku else ' --alasan "…"'
        hasil[kunci] = Tahanan(
            KODE_HILANG,
            f"Formulir {_sebut(satu.terakhir)} tidak ada lagi di folder, atau tinggal yang kosong",
            f"Unit ini sudah melapor. Kembalikan isiannya dengan: kinerja terima {nama}{alasan}",
        )
    return hasil


def check_salinan(
    folder: Folder,
    opd: str,
    diterima: Mapping[Kunci, Diterima],
    daftar_berkas: Sequence[Berkas],
    dilewati: Collection[Kunci],
) -> tuple[Temuan, ...]:
    """Warn of each working copy that is not what was accepted last, with the cells that differ.

    Told until the copy is received with a reason. Where no answer differs (it was only saved
    again) it is a catatan.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        diterima: What was received.
        daftar_berkas: The files that were read, with their hashes.
        dilewati: What is no isian anyway.
    """
    sidik = {berkas.nama: berkas.sha256 for berkas in daftar_berkas}
    temuan: list[Temuan] = []
    for kunci, satu in sorted(diterima.items()):
        jalur = build_jalur_isian(folder.data(opd), satu.berlaku.periode, satu.berlaku.unit)
        nama = jalur.relative_to(folder.akar).as_posix()
        if kunci in dilewati or sidik.get(nama, satu.berlaku.sha256) == satu.berlaku.sha256:
            continue
        temuan += _tell_beda(folder, opd, satu.berlaku, nama)
    return tuple(temuan)


def _tell_beda(folder: Folder, opd: str, berlaku: Setoran, nama: str) -> list[Temuan]:
    pencatat = Pencatat(nama, berlaku.unit)
    masalah = f"Berkas di folder berbeda dari formulir {_sebut(berlaku)}"
    saran = f'Bila perubahannya benar, terima dengan: kinerja terima {nama} --alasan "…"'
    beda = _compare(folder, opd, berlaku, nama)
    if beda == ():
        pencatat.catatan("K-SALINAN-BEDA", f"{masalah}, tetapi isiannya sama", saran=saran)
        return pencatat.temuan
    pencatat.peringatan(
        "K-SALINAN-BEDA",
        f"{masalah}, tanpa alasan yang tercatat; yang di folder dipakai",
        ditemukan=_describe(beda) if beda else "selnya tidak dapat dibandingkan",
        saran=saran,
    )
    return pencatat.temuan


def _compare(folder: Folder, opd: str, berlaku: Setoran, nama: str) -> tuple[Perbedaan, ...] | None:
    """Compare a working copy with a stored form; None where one of them cannot be read."""
    try:
        isi = read_tersimpan(folder, opd, berlaku.sha256)
    except KeutuhanError:
        return None
    lama, kini = parse_berkas(isi, Pencatat("")), read_berkas(folder.akar / nama, Pencatat(""))
    return build_perbedaan(lama, kini) if lama and kini else None


def _describe(beda: Sequence[Perbedaan]) -> str:
    sisa = len(beda) - _SEL_DISEBUT
    lagi = f"; dan {sisa} lagi" if sisa > 0 else ""
    return f"{len(beda)} sel: {'; '.join(satu.pesan for satu in beda[:_SEL_DISEBUT])}{lagi}"


def _sebut(setoran: Setoran) -> str:
    """Say which receipt it is and when it came, as what follows the word formulir."""
    kata = "pertama dibaca di folder" if setoran.cara == "folder" else "diterima"
    return f"yang {kata} {format_waktu(setoran.waktu)} ({describe_urutan(setoran.revisi)})"
