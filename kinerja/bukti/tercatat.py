"""Evidence as it was stored with its form, to be held against what lies in the folder now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kinerja.bukti.hasil import BerkasBukti
from kinerja.excel.masukan import Kunci
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.folder import Folder
from kinerja.periode import Periode
from kinerja.register import JENIS_BUKTI, open_register


@dataclass(frozen=True, slots=True)
class BuktiTercatat:
    """The evidence of one form: its hash, and the hash of each file by indicator and name."""

    formulir: str
    sidik: Mapping[tuple[str, str], str] = field(default_factory=dict)


def list_bukti_tercatat(folder: Folder, opd: str, periode: Periode) -> dict[Kunci, BuktiTercatat]:
    """List what was stored last, by unit and quarter, up to a period.

    Raises:
        KeutuhanError: where the register is damaged.
    """
    hasil: dict[Kunci, BuktiTercatat] = {}
    with open_register(folder, opd) as register:
        for triwulan in periode.daftar_triwulan:
            for satu in register.list_peristiwa(JENIS_BUKTI, triwulan.slug):
                berkas = satu.isi["berkas"]
                hasil[satu.unit, triwulan.triwulan or 0] = BuktiTercatat(
                    str(satu.isi["formulir"]),
                    {(str(b["kode"]), str(b["nama"])): str(b["sha256"]) for b in berkas},
                )
    return hasil


def check_tercatat(
    daftar: Iterable[BerkasBukti], tercatat: BuktiTercatat, pencatat: Pencatat
) -> None:
    """Warn of each file that is no longer what was stored with the same form."""
    for satu in daftar:
        if tercatat.sidik.get((satu.kode, satu.nama), satu.sha256) != satu.sha256:
            pencatat.peringatan(
                "K-BUKTI-LAIN",
                f"Berkas bukti {satu.kode} diganti sesudah formulirnya diterima",
                satu.tempat,
                ditemukan=format_kutipan(satu.nama),
                saran="Yang diterima tetap tersimpan. Bila yang baru memang benar, kirim revisi "
                "formulirnya dengan alasan; bila tidak, kembalikan berkasnya.",
            )
