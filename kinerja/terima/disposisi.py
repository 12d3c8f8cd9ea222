"""Takes a filled lembar disposisi: reads it, answers it, and records what is without a fault.

Bytes are stored before the event; the same bytes again record nothing and are answered as they
were, for a run that was killed may have recorded them without an answer. A sheet that is refused
is answered with a copy of itself whose cells are marked, and nothing of it is recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import write_berkas
from kinerja.excel.disposisi_baca import parse_disposisi
from kinerja.excel.disposisi_isi import BacaanDisposisi, DisposisiTerbaca
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import BerkasTerbaca, format_nama, read_berkas
from kinerja.excel.salinan import build_hasil_periksa
from kinerja.excel.tulis_temuan import IsiPeriksa
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.model import Butir, format_agenda
from kinerja.periode import Periode
from kinerja.register import Register, store_berkas
from kinerja.register.catat_disposisi import check_disposisi, record_disposisi
from kinerja.register.disposisi import Disposisi, DisposisiBaru, find_disposisi
from kinerja.register.kunci import open_untuk_ubah
from kinerja.temuan import Temuan, Tingkatan, build_data_temuan
from kinerja.terima.baca import open_pembaca
from kinerja.terima.disposisi_nilai import note_nilai
from kinerja.terima.hasil import KeadaanTerima
from kinerja.terima.jalan import parse_alasan
from kinerja.terima.vonis import AKHIRAN_VONIS, build_slug
from kinerja.zona import format_waktu

FOLDER_VONIS_DISPOSISI: Final = "disposisi"
_KODE_DITOLAK: Final = 2


@dataclass(frozen=True, slots=True)
class HasilBacaDisposisi:
    """The verdict on a sheet; `agenda` is 0 where it could not be read, `salinan` the copy."""

    nama: str
    keadaan: KeadaanTerima
    agenda: int = 0
    temuan: tuple[Temuan, ...] = ()
    disposisi: Disposisi | None = None
    pesan: str = ""
    salinan: str = ""
    kode: int = 0

    def build_data(self) -> dict[str, Any]:
        """Build the verdict as JSON data."""
        return {
            "berkas": self.nama,
            "keadaan": self.keadaan.value,
            "agenda": self.agenda,
            "revisi": self.disposisi.revisi if self.disposisi else None,
            "butir": [satu.id for satu in self.disposisi.butir] if self.disposisi else [],
            "pesan": self.pesan,
            "salinan": self.salinan,
            "temuan": [build_data_temuan(satu) for satu in self.temuan],
        }


def receive_disposisi(
    folder: Folder, opd: str, periode: Periode, jalur: Path, *, alasan: str = "", oleh: str = ""
) -> HasilBacaDisposisi:
    """Receive a filled sheet; gives the verdict.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: The quarter whose report the sheet is about.
        jalur: The file.
        alasan: Why it replaces one that was recorded under the same number.
        oleh: Who hands it in, as declared.

    Raises:
        TerkunciError: where the report is final.
        KinerjaError: where register or disk fail.
    """
    alasan = parse_alasan(alasan)
    pembaca = open_pembaca(folder, opd)
    with open_untuk_ubah(folder, opd, periode, "Disposisi") as register:
        nama = format_nama(jalur, folder.akar)
        pencatat = Pencatat(nama)
        terbaca = read_berkas(jalur, pencatat)
        bacaan = BacaanDisposisi()
        rencana = pembaca.read_rencana(periode, pencatat) if terbaca else None
        if terbaca is not None and rencana is not None:
            bacaan = parse_disposisi(
                terbaca,
                pencatat,
                opd=opd,
                periode=periode,
                daftar_unit=pembaca.daftar_unit,
                kode_indikator=[satu.kode for satu in rencana.indikator],
            )
        ditolak = KeadaanTerima.DITOLAK
        hasil = HasilBacaDisposisi(nama, ditolak, bacaan.agenda, kode=_KODE_DITOLAK)
        if bacaan.isi is not None and terbaca is not None:
            try:
                baru = _build_baru(periode, bacaan.isi, terbaca)
                note_nilai(register, baru, bacaan.isi, pencatat)
                if not pencatat.is_ditolak:
                    simpan = partial(store_berkas, folder, opd, terbaca.isi)
                    hasil = _record(register, baru, simpan, hasil, alasan=alasan, oleh=oleh)
            except ParameterError as galat:
                hasil = replace(hasil, pesan=galat.pesan)
        hasil = replace(hasil, temuan=tuple(pencatat.temuan))
        is_tercatat = find_disposisi(register, periode, hasil.agenda) is not None
    salinan = _write_vonis(folder, opd, periode, hasil, terbaca, is_tercatat=is_tercatat)
    return replace(hasil, salinan=salinan)


def _build_baru(periode: Periode, isi: DisposisiTerbaca, terbaca: BerkasTerbaca) -> DisposisiBaru:
    return DisposisiBaru(
        periode=periode,
        agenda=isi.agenda,
        sha256=terbaca.berkas.sha256,
        nama_berkas=Path(terbaca.berkas.nama).name,
        tanggal=isi.tanggal,
        sifat=isi.sifat,
        dari=isi.dari,
        kepada=isi.kepada,
        butir=tuple(
            Butir(periode, isi.agenda, satu.nomor, satu.tentang, satu.unit, satu.isi, satu.tenggat)
            for satu in isi.butir
        ),
        tembusan=isi.tembusan,
        ringkasan=isi.ringkasan,
    )


def _record(
    register: Register,
    baru: DisposisiBaru,
    simpan: Callable[[], object],
    hasil: HasilBacaDisposisi,
    *,
    alasan: str,
    oleh: str,
) -> HasilBacaDisposisi:
    """Store and record a sheet without a fault; of one that may not be recorded nothing stays."""
    if check_disposisi(register, baru, alasan=alasan):
        simpan()
    tercatat = record_disposisi(register, baru, oleh=oleh, alasan=alasan)
    disposisi = tercatat or find_disposisi(register, baru.periode, baru.agenda)
    hasil = replace(hasil, keadaan=KeadaanTerima.DITERIMA, disposisi=disposisi, kode=0)
    if tercatat is None:
        pesan = "Lembar yang sama sudah dicatat; tidak ada yang diubah."
        return replace(hasil, keadaan=KeadaanTerima.SAMA, pesan=pesan)
    return hasil


def _write_vonis(
    folder: Folder,
    opd: str,
    periode: Periode,
    hasil: HasilBacaDisposisi,
    terbaca: BerkasTerbaca | None,
    *,
    is_tercatat: bool,
) -> str:
    """Write the verdict beside the sheets; gives its path relative to the working folder."""
    induk = folder.keluaran(opd, periode) / FOLDER_VONIS_DISPOSISI
    nama = f"lembar-{hasil.agenda}" if hasil.agenda else build_slug(hasil.nama)
    if hasil.kode and is_tercatat:
        nama += "-revisi"  # what was recorded keeps its own answer
    buku, _ = build_hasil_periksa(
        terbaca.isi if terbaca else None,
        IsiPeriksa("Hasil Periksa", _list_kepala(periode, hasil), hasil.temuan),
    )
    return write_berkas(induk / f"{nama}{AKHIRAN_VONIS}", buku).relative_to(folder.akar).as_posix()


def _list_kepala(periode: Periode, hasil: HasilBacaDisposisi) -> list[tuple[str, str]]:
    jumlah = Counter(satu.tingkatan for satu in hasil.temuan)
    kepala = [("Berkas", hasil.nama), ("Laporan", f"Laporan Kinerja {periode.judul}")]
    if hasil.agenda:
        kepala.append(("Nomor agenda", format_agenda(hasil.agenda, periode)))
    if hasil.disposisi is not None:
        dicatat = format_waktu(hasil.disposisi.waktu)
        kepala.append(("Keputusan", "DICATAT"))
        kepala.append(("Dicatat", f"{dicatat}, {len(hasil.disposisi.butir)} butir"))
    else:
        saran = "perbaiki sel merah di lembar ini, lalu baca kembali"
        if not jumlah[Tingkatan.GALAT]:
            saran = "lihat keterangan"
        kepala.append(("Keputusan", f"DITOLAK: {saran}"))
    kepala.append(("Temuan", ", ".join(f"{jumlah[satu]} {satu}" for satu in Tingkatan)))
    if hasil.pesan:
        kepala.append(("Keterangan", hasil.pesan))
    return kepala
