"""Reading the inputs of a period, each held against what the register says of it.

Puts the plan, the units' workbooks, their evidence and the imported budget together with what was
recorded. Computes no figure and records nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kinerja.bukti import BuktiTercatat, HasilBukti, check_bukti_periode, list_bukti_tercatat
from kinerja.excel.masukan import HasilBaca, Kunci, Tahanan, read_masukan
from kinerja.folder import Folder
from kinerja.kiriman import Diterima, build_hilang, check_salinan, list_diterima, list_tertahan
from kinerja.model import Berkas, Masukan
from kinerja.parameter import Instansi, list_ganti
from kinerja.periode import Periode
from kinerja.register.rencana import check_rencana
from kinerja.temuan import Temuan, TemuanError, Tingkatan

_AKIBAT_TARGET: Final = frozenset({"K-FORMULIR-LAMA", "K-TARGET-BERUBAH"})
"""What only follows where approved targets were changed in the plan."""


@dataclass(frozen=True, slots=True)
class Pembacaan:
    """What was read, every finding but those of evidence, all files, and the evidence by unit."""

    masukan: Masukan
    temuan: tuple[Temuan, ...]
    berkas: tuple[Berkas, ...]
    temuan_bukti: tuple[Temuan, ...] = ()
    bukti: Mapping[str, HasilBukti] = field(default_factory=dict)


def read_pembacaan(
    folder: Folder, opd: str, periode: Periode, instansi: Instansi, *, is_tanpa_register: bool
) -> Pembacaan:
    """Read the inputs of one agency and period.

    Raises:
        SumberError: where there is no plan.
        TemuanError: where the plan is refused, with all that was found; also where a target is not
            the approved one any more.
        KeutuhanError: where the register is damaged.
    """
    ganti = check_ganti(folder, opd, instansi)
    tertahan: dict[Kunci, Tahanan] = {}
    diterima: dict[Kunci, Diterima] = {}
    if not is_tanpa_register:
        tertahan = list_tertahan(folder, opd, periode, instansi.daftar_unit)
        diterima = list_diterima(folder, opd, periode)
    baca = _read(folder, opd, periode, instansi, tertahan, build_hilang(folder, opd, diterima))
    if baca.masukan is None:
        raise TemuanError("Rencana kinerja ditolak", (*ganti, *baca.temuan))
    if not is_tanpa_register:
        berubah = check_rencana(folder, opd, baca.masukan.rencana, periode)
        if berubah:
            # Forms differ from a plan that is to be put back: that is no fault of theirs.
            sisa = (satu for satu in baca.temuan if satu.kode not in _AKIBAT_TARGET)
            raise TemuanError("Rencana kinerja ditolak", (*ganti, *berubah, *sisa))
    dilewati = (*tertahan, *baca.masukan.berkas_hilang)
    beda = check_salinan(folder, opd, diterima, baca.berkas, dilewati)
    tercatat: dict[Kunci, BuktiTercatat] = {}
    if not is_tanpa_register:
        tercatat = list_bukti_tercatat(folder, opd, periode)
    temuan_bukti, bukti = check_bukti_periode(baca.masukan, folder.data(opd), tercatat)
    return Pembacaan(
        _refuse(baca.masukan, temuan_bukti),
        (*ganti, *baca.temuan, *beda),
        baca.berkas,
        temuan_bukti,
        bukti,
    )


def check_ganti(folder: Folder, opd: str, instansi: Instansi) -> tuple[Temuan, ...]:
    """Warn of texts that still ask to be replaced: they would be printed as they are."""
    kunci = list_ganti(instansi)
    if not kunci:
        return ()
    jalur = folder.parameter(opd) / "instansi.yaml"
    return (
        Temuan(
            "K-GANTI",
            Tingkatan.PERINGATAN,
            "Isi bertanda GANTI belum diganti dan akan tercetak pada surat dan laporan",
            jalur.relative_to(folder.akar).as_posix(),
            ditemukan=", ".join(kunci),
            saran="Buka berkas itu dan tulis isinya yang benar.",
        ),
    )


def _read(
    folder: Folder,
    opd: str,
    periode: Periode,
    instansi: Instansi,
    tertahan: Mapping[Kunci, Tahanan],
    hilang: Mapping[Kunci, Tahanan],
) -> HasilBaca:
    return read_masukan(
        folder.data(opd),
        opd=opd,
        periode=periode,
        daftar_unit=instansi.daftar_unit,
        skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
        akar=folder.akar,
        tertahan=tertahan,
        hilang=hilang,
    )


def _refuse(masukan: Masukan, temuan: tuple[Temuan, ...]) -> Masukan:
    """Take out the forms whose evidence holds a galat, as the door would refuse them."""
    nama = {satu.berkas for satu in temuan if satu.tingkatan is Tingkatan.GALAT}
    ditolak = [k for k, satu in masukan.laporan_unit.items() if satu.berkas.nama in nama]
    if not ditolak:
        return masukan
    return replace(
        masukan,
        laporan_unit={k: v for k, v in masukan.laporan_unit.items() if k not in ditolak},
        berkas_ditolak=(*masukan.berkas_ditolak, *ditolak),
    )
