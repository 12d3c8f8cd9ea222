"""What the register says was received, held against the files that are kept of it.

Every form, disposition sheet, evidence file and import source that an event names must lie under
its hash. Reads and compares; mends nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.gudang import Gudang, open_bukti, open_terima
from kinerja.register.buku import open_register
from kinerja.register.disposisi import JENIS_DISPOSISI
from kinerja.register.impor import JENIS_IMPOR
from kinerja.register.jangkar import SARAN_EKOR, has_kepala
from kinerja.register.laporan import AKHIRAN_HASIL, JENIS_LAPORAN
from kinerja.register.peristiwa import Peristiwa
from kinerja.register.setoran import AKHIRAN_FORMULIR, JENIS_SETORAN

JENIS_BUKTI: Final = "bukti"


def check_diterima(folder: Folder, opd: str) -> tuple[str, ...]:
    """Check every kept file that an event names; gives notes on files that no event names.

    A process killed between storing and recording leaves such a file, so one is no fault by itself.
    More of them without a note of the head (see `jangkar`) to vouch for the register are.

    Raises:
        KeutuhanError: naming the first file that is missing or changed and how many there are, or
            the first form that is kept and not known.
    """
    data = folder.data(opd)
    with open_register(folder, opd) as register:
        daftar = register.list_peristiwa()
    terima, bukti = open_terima(data), open_bukti(data)
    dikenal: set[str] = set()
    rusak: list[tuple[int, str]] = []
    for peristiwa in daftar:
        for gudang, sha256, akhiran in list_tersimpan(peristiwa, terima, bukti):
            if sha256 in dikenal:
                continue
            dikenal.add(sha256)
            if not gudang.has(sha256, akhiran):
                jalur = gudang.build_jalur(sha256, akhiran).relative_to(folder.akar)
                rusak.append((peristiwa.nomor, jalur.as_posix()))
    if rusak:
        nomor, tempat = rusak[0]
        lagi = f", dan {len(rusak) - 1} berkas lain" if len(rusak) > 1 else ""
        raise KeutuhanError(
            f"Berkas yang diterima hilang atau berubah (peristiwa nomor {nomor}){lagi}",
            tempat=tempat,
            saran="Pulihkan dari cadangan, atau minta pengirim mengirim lagi berkas yang sama.",
        )
    asing = [
        jalur
        for jalur in sorted(terima.induk.glob(f"*/*{AKHIRAN_FORMULIR}"))
        if jalur.stem not in dikenal
    ]
    if len(asing) > 1 and not has_kepala(data):
        raise KeutuhanError(
            f"{len(asing)} formulir tersimpan tidak disebut satu peristiwa pun; register dan jurnal"
            " tampaknya diganti dengan yang lama",
            tempat=asing[0].relative_to(folder.akar).as_posix(),
            saran=SARAN_EKOR,
        )
    if not asing:
        return ()
    teks = (
        f"{len(asing)} formulir tersimpan tanpa peristiwa; sisa proses yang terhenti sebelum"
        " mencatatnya."
    )
    return (teks,)


def list_tersimpan(
    peristiwa: Peristiwa, terima: Gudang, bukti: Gudang
) -> Iterator[tuple[Gudang, str, str]]:
    """List store, hash and ending of the files an event names."""
    isi = peristiwa.isi
    match peristiwa.jenis:
        case jenis if jenis in {JENIS_SETORAN, JENIS_DISPOSISI}:
            yield terima, str(isi["sha256"]), AKHIRAN_FORMULIR
        case jenis if jenis == JENIS_LAPORAN:
            for sha256 in isi.get("hasil", {}).values():
                yield terima, str(sha256), AKHIRAN_HASIL
            for nama, sha256 in isi.get("masukan", {}).items():
                yield terima, str(sha256), PurePosixPath(str(nama)).suffix.casefold()
        case jenis if jenis == JENIS_BUKTI:
            for satu in isi["berkas"]:
                akhiran = PurePosixPath(str(satu["nama"]).replace("\\", "/")).suffix.casefold()
                yield bukti, str(satu["sha256"]), akhiran
        case jenis if jenis == JENIS_IMPOR:
            for nama in ("sumber", "peta"):
                satu = isi[nama]
                if satu["sha256"]:
                    akhiran = PurePosixPath(str(satu["nama"])).suffix.casefold()
                    yield terima, str(satu["sha256"]), ".yaml" if nama == "peta" else akhiran
