"""Recording a step of a follow-up: which may be taken from which state, and what it must bring.

An item closes with proof and the name of another person than the one who proposed it; names are
declarations.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kinerja.galat import ParameterError
from kinerja.model import Butir
from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.nama import normalise_nama
from kinerja.register.peristiwa import Catatan
from kinerja.register.tindak_lanjut import (
    JENIS_TINDAK_LANJUT,
    Asal,
    KeadaanTindakLanjut,
    TindakLanjut,
    find_tindak_lanjut,
)

_BOLEH: Final = {
    KeadaanTindakLanjut.BARU: ("berjalan", "diusulkan", "tidak_dapat_diusulkan", "tidak_dapat"),
    KeadaanTindakLanjut.BERJALAN: ("berjalan", "diusulkan", "tidak_dapat_diusulkan", "tidak_dapat"),
    KeadaanTindakLanjut.DIUSULKAN: ("diverifikasi", "berjalan", "tidak_dapat"),
    KeadaanTindakLanjut.TIDAK_DAPAT_DIUSULKAN: ("tidak_dapat", "berjalan"),
    KeadaanTindakLanjut.DIVERIFIKASI: ("berjalan",),
    KeadaanTindakLanjut.TIDAK_DAPAT: ("berjalan",),
}


_TIDAK_DAPAT: Final = (KeadaanTindakLanjut.TIDAK_DAPAT_DIUSULKAN, KeadaanTindakLanjut.TIDAK_DAPAT)
_PUTUSAN: Final = (KeadaanTindakLanjut.DIVERIFIKASI, KeadaanTindakLanjut.TIDAK_DAPAT)


def build_catatan_tindak_lanjut(
    lama: TindakLanjut,
    ke: KeadaanTindakLanjut,
    *,
    oleh: str,
    kemajuan: str = "",
    bukti: str = "",
    alasan: str = "",
    formulir: Periode | None = None,
) -> Catatan:
    """Build the event of a step, for a caller that commits it together with others.

    `formulir` is the period of the form that a step was read from. Such a step may come without a
    name, but not a proposal: there the unit's name stands for the proposer where nobody gave
    another.

    Raises:
        ParameterError: for a step that is not allowed, saying which are and what lacks.
    """
    asal: Asal = "formulir" if formulir else "perintah"
    kemajuan, bukti, alasan, oleh = (" ".join(s.split()) for s in (kemajuan, bukti, alasan, oleh))
    dari, butir = lama.keadaan, lama.butir
    if ke.value not in _BOLEH[dari]:
        boleh = " atau ".join(KeadaanTindakLanjut(satu).label for satu in _BOLEH[dari])
        raise ParameterError(
            f"Butir {butir.id} tidak dapat menjadi {ke.label}",
            ditemukan=f"keadaannya {dari.label}",
            saran=f"Dari keadaan itu hanya: {boleh}.",
        )
    if not normalise_nama(oleh) and (asal == "perintah" or ke.is_usulan):
        raise _build_kurang(butir, ke, "nama yang menyatakan", "--oleh")
    if ke is KeadaanTindakLanjut.BERJALAN and dari.is_terbuka and not kemajuan and not alasan:
        raise _build_kurang(butir, ke, "uraian kemajuan", "--kemajuan")
    if ke is KeadaanTindakLanjut.DIUSULKAN and not normalise_nama(bukti):
        raise _build_kurang(butir, ke, "bukti", "--bukti")
    is_mundur = ke is KeadaanTindakLanjut.BERJALAN and dari not in {
        KeadaanTindakLanjut.BARU,
        KeadaanTindakLanjut.BERJALAN,
    }
    if not alasan and (is_mundur or ke in _TIDAK_DAPAT):
        raise _build_kurang(butir, ke, "alasan", "--alasan")
    is_putusan = dari.is_usulan and ke in _PUTUSAN
    if is_putusan and normalise_nama(oleh) == normalise_nama(lama.pengusul):
        raise ParameterError(
            f"Butir {butir.id} menjadi {ke.label} oleh pengusulnya sendiri",
            ditemukan=oleh,
            diharapkan="nama orang lain",
            saran="Minta orang lain memeriksa usul itu.",
        )
    isi = {"butir": butir.id, "ke": ke.value, "kemajuan": kemajuan, "bukti": bukti, "asal": asal}
    if formulir:
        isi["formulir"] = formulir.slug
    return Catatan(JENIS_TINDAK_LANJUT, isi, butir.periode.slug, butir.unit, oleh, alasan)


def record_tindak_lanjut(
    register: Register,
    butir_id: str,
    ke: KeadaanTindakLanjut,
    *,
    oleh: str,
    kemajuan: str = "",
    bukti: str = "",
    alasan: str = "",
) -> TindakLanjut:
    """Record a step of an item; see `build_catatan_tindak_lanjut` for what is allowed.

    The very step that the same person took last today is not recorded twice: a command that was
    killed after its commit may be given again.
    """
    lama = find_tindak_lanjut(register, butir_id)
    if _is_ulangan(lama, ke, kemajuan, bukti, alasan, oleh):
        return lama
    catatan = build_catatan_tindak_lanjut(
        lama, ke, oleh=oleh, kemajuan=kemajuan, bukti=bukti, alasan=alasan
    )
    register.append_semua([catatan])
    return find_tindak_lanjut(register, butir_id)


def _is_ulangan(lama: TindakLanjut, ke: KeadaanTindakLanjut, *teks: str) -> bool:
    """Tell whether a step (progress, proof, reason, name) is the item's last, taken today."""
    if not lama.langkah:
        return False
    akhir = lama.langkah[-1]
    return (
        akhir.asal == "perintah"
        and akhir.waktu.date() == datetime.now(akhir.waktu.tzinfo).date()
        and [akhir.keadaan, akhir.kemajuan, akhir.bukti, akhir.alasan, akhir.oleh]
        == [ke, *(" ".join(satu.split()) for satu in teks)]
    )


def _build_kurang(butir: Butir, ke: KeadaanTindakLanjut, apa: str, pilihan: str) -> ParameterError:
    return ParameterError(
        f"Butir {butir.id} tidak dapat menjadi {ke.label} tanpa {apa}",
        tempat=pilihan,
        saran=f'Ulangi dengan {pilihan} "…".',
    )
