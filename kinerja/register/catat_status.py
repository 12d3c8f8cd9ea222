"""Recording a change of a report's status: one step forward at a time, back only with a reason.

Forward by an office that sop.yaml names, of a report as it would be made now. Names and offices are
declarations.
"""

from __future__ import annotations

from kinerja.galat import ParameterError
from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.laporan import AWALAN_BIDANG, list_laporan_dibuat
from kinerja.register.status import (
    JENIS_STATUS,
    StatusLaporan,
    StatusTercatat,
    read_status,
)
from kinerja.sop import Sop
from kinerja.zona import format_waktu


def record_status(  # noqa: PLR0913 - the fields of a change
    register: Register,
    periode: Periode,
    laporan: str,
    ke: StatusLaporan,
    *,
    oleh: str,
    sidik: str,
    sop: Sop,
    sebagai: str = "",
    alasan: str = "",
    dinyatakan: str = "draf",
) -> StatusTercatat:
    """Record a change of status; see `read_status` for the arguments.

    Args:
        register: The register, open for writing.
        periode: The period.
        laporan: The report's name.
        ke: The new status.
        oleh: Who says so.
        sidik: The fingerprint of the present inputs.
        sop: Whose offices may do so.
        sebagai: The office of that person; may be left out where only one is named.
        alasan: Why it goes back; not needed forward.
        dinyatakan: The status in the period's parameters.

    Raises:
        ParameterError: for a change that is not allowed, saying which is.
    """
    oleh, alasan = " ".join(oleh.split()), " ".join(alasan.split())
    kini = read_status(register, periode, laporan, sidik=sidik, dinyatakan=dinyatakan)
    if not oleh:
        raise ParameterError("Status diubah tanpa nama", tempat="--oleh", saran="Sebutkan nama.")
    if kini.asal == "parameter":
        raise ParameterError(
            f"Status {laporan} sudah dinyatakan final",
            tempat=f"{periode.slug}.yaml",
            saran="Ubah status di berkas parameter itu menjadi draf bila hendak dicatat di sini.",
        )
    jabatan = ""
    if ke.urutan > kini.status.urutan:
        _check_maju(kini, ke)
        jabatan = _choose_jabatan(sop, laporan, ke, sebagai)
        _check_dibuat(register, periode, laporan, sidik)
    else:
        _check_mundur(kini, ke, periode, alasan)
    isi = {"laporan": laporan, "dari": kini.status, "ke": ke, "sidik": sidik, "jabatan": jabatan}
    register.append(
        JENIS_STATUS,
        {nama: str(nilai) for nama, nilai in isi.items()},
        periode=periode.slug,
        unit=laporan.removeprefix(AWALAN_BIDANG) if laporan.startswith(AWALAN_BIDANG) else "",
        oleh=oleh,
        alasan=alasan,
    )
    return read_status(register, periode, laporan, sidik=sidik, dinyatakan=dinyatakan)


def _check_maju(kini: StatusTercatat, ke: StatusLaporan) -> None:
    berikut = list(StatusLaporan)[kini.status.urutan + 1]
    if ke is not berikut:
        raise ParameterError(
            f"Status {kini.laporan} tidak dapat langsung menjadi {ke}",
            ditemukan=kini.keterangan,
            saran=f"Langkah berikutnya: --jadikan {berikut}",
        )


def _check_mundur(kini: StatusTercatat, ke: StatusLaporan, periode: Periode, alasan: str) -> None:
    if ke is kini.status and kini.is_sesuai:
        raise ParameterError(f"{kini.laporan} {periode.judul} memang {ke}; tidak ada yang diubah")
    if kini.status is StatusLaporan.FINAL and (ke is not StatusLaporan.DRAF or not alasan):
        raise ParameterError(
            f"{kini.laporan} sudah final",
            ditemukan=kini.keterangan,
            saran=f"Buka dahulu: kinerja status {periode.slug} --buka{_name_unit(kini.laporan)}"
            ' --alasan "…" --oleh "…"',
        )
    if not alasan:
        raise ParameterError(
            f"Status {kini.laporan} turun dari {kini.status} ke {ke} tanpa alasan",
            tempat="--alasan",
            saran='Ulangi dengan --alasan "…".',
        )


def _name_unit(laporan: str) -> str:
    """Give the option by which a unit's report is meant.

    >>> _name_unit("bidang/ppkd"), _name_unit("laporan-triwulan")
    (' --unit ppkd', '')
    """
    slug = laporan.removeprefix(AWALAN_BIDANG)
    return f" --unit {slug}" if slug != laporan else ""


def _choose_jabatan(sop: Sop, laporan: str, ke: StatusLaporan, sebagai: str) -> str:
    peran = sop.peran.bidang if laporan.startswith(AWALAN_BIDANG) else sop.peran.badan
    boleh: tuple[str, ...] = getattr(peran, ke.value)
    if not sebagai.strip() and len(boleh) == 1:
        return boleh[0]
    jabatan = sop.find_jabatan(sebagai) if sebagai.strip() else ""
    if jabatan not in boleh:
        raise ParameterError(
            f"Menurut SOP, {laporan} tidak dijadikan {ke} oleh jabatan itu"
            if jabatan
            else f"Sebutkan jabatan yang menjadikan {laporan} {ke}",
            tempat="--sebagai",
            ditemukan=jabatan,
            diharapkan=" atau ".join(boleh),
        )
    return jabatan


def _check_dibuat(register: Register, periode: Periode, laporan: str, sidik: str) -> None:
    """Refuse to judge a report that was not made, or not from the present inputs."""
    dibuat = list_laporan_dibuat(register, periode).get(laporan)
    if dibuat is None:
        raise ParameterError(
            f"{laporan} belum pernah dibuat", saran=f"Buat dahulu: kinerja laporan {periode.slug}"
        )
    if dibuat.sidik not in {"", sidik}:
        raise ParameterError(
            f"{laporan} yang ada bukan lagi yang akan dibuat sekarang",
            ditemukan=f"dibuat {format_waktu(dibuat.waktu)};"
            " isian, notebook, atau disposisinya berubah sesudah itu",
            saran=f"Buat lagi dan baca dahulu: kinerja laporan {periode.slug}",
        )
