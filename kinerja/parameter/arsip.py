"""What an agency's archivist decides about kept reports (`arsip.yaml`); none of it is invented."""

from __future__ import annotations

from typing import Final

from kinerja.parameter.dasar import ModelKetat

BELUM: Final = "belum ditetapkan"
NAMA_ARSIP: Final = "arsip.yaml"


class BidangArsip(ModelKetat):
    """The archive's fields for one kind of report; empty means not yet decided.

    `retensi_aktif` and `retensi_inaktif` are words from the agency's own schedule ("2 tahun sesudah
    tahun anggaran berakhir"), `nasib_akhir` what follows ("musnah", "permanen"), `dasar` the
    document that says so.
    """

    kode_klasifikasi: str = ""
    retensi_aktif: str = ""
    retensi_inaktif: str = ""
    nasib_akhir: str = ""
    tingkat_keamanan: str = ""
    dasar: str = ""

    @property
    def daftar(self) -> tuple[tuple[str, str], ...]:
        """Each field as people read it, with its value or that it is not decided yet.

        >>> BidangArsip(nasib_akhir="permanen").daftar[3]
        ('Nasib akhir', 'permanen')
        """
        return tuple(
            (nama.replace("_", " ").capitalize(), getattr(self, nama) or BELUM)
            for nama in BidangArsip.model_fields
        )


class ParameterArsip(ModelKetat):
    """The fields for the reports of a quarter and for that of the year."""

    triwulan: BidangArsip = BidangArsip()
    tahunan: BidangArsip = BidangArsip()
