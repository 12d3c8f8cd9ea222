"""The lock of a period whose agency report is final: what would change it is refused.

Names who made it final and how it is opened again. Follow-ups stay possible: they belong to later
periods.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from kinerja.folder import Folder
from kinerja.galat import KinerjaError
from kinerja.parameter import read_parameter_periode
from kinerja.periode import Periode
from kinerja.register.buku import Register, open_register
from kinerja.register.laporan import list_laporan_dibuat, name_laporan
from kinerja.register.periksa import check_register
from kinerja.register.status import (
    DINYATAKAN_FINAL,
    StatusLaporan,
    StatusTercatat,
    read_status,
)


class TerkunciError(KinerjaError):
    """A period is final and would be changed (exit 2)."""

    kode_keluar = 2


def find_kunci(
    folder: Folder, opd: str, periode: Periode, register: Register | None = None
) -> StatusTercatat | None:
    """Find what locks a period; None where nothing does.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The period.
        register: The register where the caller has it open.
    """
    dinyatakan = read_parameter_periode(folder, opd, periode).status
    with contextlib.ExitStack() as tumpukan:
        if register is None:
            register = tumpukan.enter_context(open_register(folder, opd))
        kini = read_status(register, periode, name_laporan(periode), dinyatakan=dinyatakan)
    return kini if kini.status is StatusLaporan.FINAL else None


def refuse_terkunci(
    folder: Folder, opd: str, periode: Periode, perintah: str, register: Register | None = None
) -> None:
    """Refuse a command that would change a final period.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The period it would change.
        perintah: What it would do, as the subject of a sentence ("Formulir unit").
        register: The register where the caller has it open.

    Raises:
        TerkunciError: naming who made it final, and how it is opened again.
    """
    kunci = find_kunci(folder, opd, periode, register)
    if kunci is not None:
        raise build_terkunci(kunci, opd, periode, f"{perintah} tidak diubah")


@contextlib.contextmanager
def open_untuk_ubah(
    folder: Folder, opd: str, periode: Periode, perintah: str
) -> Iterator[Register]:
    """Open the register for a change of one period: the gate that a final period keeps shut.

    Checked and held for writing until the change is recorded, so that nobody can make the period
    final in between. Commands that learn only later which period they change ask
    `refuse_terkunci` inside, with the register that they hold.

    Raises:
        TerkunciError: as `refuse_terkunci`.
        KeutuhanError: where the register is not what was recorded.
        SibukError: where another writer holds it.
    """
    check_register(folder, opd)
    with open_register(folder, opd, is_tulis=True) as register:
        refuse_terkunci(folder, opd, periode, perintah, register)
        yield register


def refuse_isi_lain(
    folder: Folder,
    opd: str,
    periode: Periode,
    sidik: Mapping[str, str],
    register: Register | None = None,
) -> None:
    """Refuse to make the reports of a final period anew with other content than the final ones.

    Content is what an approval is about: inputs, notebook, and what comes of the register. Of the
    agency's report the final one counts; of a unit's the last one made. Where the parameters
    declare the period final, those made while they did.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The period.
        sidik: The fingerprint of the present content by report.
        register: The register where the caller has it open.

    Raises:
        TerkunciError: as `refuse_terkunci`.
    """
    with contextlib.ExitStack() as tumpukan:
        if register is None:
            register = tumpukan.enter_context(open_register(folder, opd))
        kunci = find_kunci(folder, opd, periode, register)
        if kunci is None:
            return
        semula = {
            nama: satu.sidik
            for nama, satu in list_laporan_dibuat(register, periode).items()
            if kunci.akhir is not None or satu.is_dinyatakan_final
        }
    if kunci.akhir is not None:
        semula[name_laporan(periode)] = kunci.akhir.sidik
    lain = [nama for nama, satu in sidik.items() if semula.get(nama, "") not in {"", satu}]
    if lain:
        raise build_terkunci(
            kunci,
            opd,
            periode,
            f"Isi {', '.join(lain)} akan lain (isian, parameter, notebook, atau disposisi berubah),"
            " jadi tidak ada yang dibuat ulang. Kembalikan yang berubah itu bila tidak disengaja",
        )


def build_terkunci(kunci: StatusTercatat, opd: str, periode: Periode, akibat: str) -> TerkunciError:
    """Build the refusal, with the way to open the period again."""
    buka = f'kinerja status {periode.slug} --buka --alasan "…" --oleh "…" --opd {opd}'
    if kunci.asal == "parameter":
        berkas = f"parameters/{opd}/{periode.slug}.yaml"
        saran = (
            f"Bila harus diubah, tulis status: draf (bukan {DINYATAKAN_FINAL}) di {berkas}; bila "
            f"laporannya sudah pernah dibuat final, lalu: {buka}"
        )
    else:
        saran = f"Buka dahulu: {buka}"
    return TerkunciError(
        f"{periode.judul} terkunci", ditemukan=kunci.keterangan, saran=f"{akibat}. {saran}"
    )
