"""Approved targets and pagu: recorded version by version, so that no change passes unseen.

A version that names its document (`dasar`) is approved and recorded by itself. What a recorded
version says may then change only with a document and a reason of its own; a new version of the
plan is the usual way. Compares a plan that was read; reads no workbook.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from kinerja.galat import ParameterError
from kinerja.model import Rencana, Versi
from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.peristiwa import Catatan, Peristiwa
from kinerja.register.target_banding import (
    BAGIAN_TARGET,
    BAGIAN_VERSI,
    IsiVersi,
    PerubahanTarget,
    build_alamat,
    build_isi,
    compare_isi,
)
from kinerja.temuan import Temuan, Tingkatan

JENIS_RENCANA: Final = "rencana"


@dataclass(frozen=True, slots=True)
class VersiTercatat:
    """A version of the plan as recorded last; `alasan` is empty where it recorded itself."""

    kode: str
    isi: IsiVersi
    dokumen: str
    waktu: datetime
    oleh: str
    alasan: str


def list_versi_tercatat(register: Register, tahun: int) -> dict[str, VersiTercatat]:
    """List the recorded versions of a year's plan, each as recorded last, in order of time."""
    per_kode: dict[str, VersiTercatat] = {}
    for satu in register.list_peristiwa(JENIS_RENCANA, Periode(tahun).slug):
        per_kode[str(satu.isi["versi"])] = _parse(satu)
    urut = sorted(per_kode.values(), key=lambda satu: (satu.isi.berlaku_mulai, satu.kode))
    return {satu.kode: satu for satu in urut}


def list_catatan_target(register: Register, tahun: int) -> tuple[VersiTercatat, ...]:
    """List everything recorded about a year's targets, in the order it was recorded."""
    return tuple(
        _parse(satu) for satu in register.list_peristiwa(JENIS_RENCANA, Periode(tahun).slug)
    )


def list_perubahan_target(register: Register, rencana: Rencana) -> tuple[PerubahanTarget, ...]:
    """List what in the recorded versions is no longer as recorded, each change once.

    A value that later versions take over is told for the version it stands in.
    """
    per_kode = {versi.kode: versi for versi in rencana.versi}
    sudah: set[tuple[str, str, str, str]] = set()
    hasil: list[PerubahanTarget] = []
    for kode, tercatat in list_versi_tercatat(register, rencana.tahun).items():
        for satu in _compare(tercatat, rencana, per_kode.get(kode)):
            kunci = (satu.kode, satu.bagian, satu.lama, satu.baru)
            if satu.bagian == BAGIAN_VERSI or kunci not in sudah:
                sudah.add(kunci)
                hasil.append(satu)
    return tuple(hasil)


def check_target(
    register: Register,
    rencana: Rencana,
    terkunci: Iterable[Periode] = (),
    *,
    sampai: Periode | None = None,
) -> tuple[Temuan, ...]:
    """Check a plan against what was recorded; what is found stops the plan.

    Args:
        register: The open register.
        rencana: The plan as read.
        terkunci: The quarters of its year that are final.
        sampai: The period it is read for: a version in force by its end may be no draft. Where
            it is left out drafts are no fault, for those who list them.
    """
    berkas = rencana.berkas.nama if rencana.berkas else ""
    perubahan = tuple(
        Temuan(
            "K-TARGET-DISAHKAN",
            Tingkatan.GALAT,
            f"{satu.sebutan[0].upper()}{satu.sebutan[1:]} berubah sesudah disahkan",
            berkas=satu.alamat.berkas if satu.alamat else berkas,
            lembar=satu.alamat.lembar if satu.alamat else "",
            sel=satu.alamat.sel if satu.alamat else "",
            ditemukan=satu.baru,
            diharapkan=f"{satu.lama}, seperti tercatat",
            saran="Kembalikan nilainya; perubahan ditulis sebagai versi baru pada rencana. Bila"
            f" memang ralat yang disahkan, catat: kinerja rencana {rencana.tahun} --catat"
            ' --dokumen "…" --alasan "…" --oleh "…"',
        )
        for satu in list_perubahan_target(register, rencana)
    )
    if perubahan:
        return perubahan
    konsep = _check_dasar(register, rencana, sampai) if sampai else ()
    if konsep:
        return konsep
    terdampak = set(list_triwulan_terdampak(register, rencana)) & set(terkunci)
    return tuple(
        Temuan(
            "K-TARGET-SURUT",
            Tingkatan.GALAT,
            f"Versi baru mengubah target {periode.judul} yang sudah final",
            berkas=berkas,
            lembar="Versi",
            ditemukan=f"versi {versi.kode} berlaku mulai {versi.berlaku_mulai.isoformat()}",
            saran="Betulkan hari mulai berlakunya, atau buka dahulu triwulan itu: kinerja status"
            f' {periode.slug} --buka --alasan "…" --oleh "…"',
        )
        for periode in sorted(terdampak)
        if (versi := rencana.version_at(periode.akhir))
    )


def _check_dasar(register: Register, rencana: Rencana, sampai: Periode) -> tuple[Temuan, ...]:
    """Refuse versions without a document in force at the end of a quarter up to a period.

    Before any version was recorded the year has no approved target yet, and nothing is refused.
    """
    if not list_versi_tercatat(register, rencana.tahun):
        return ()
    triwulan = [s for s in Periode(rencana.tahun).daftar_triwulan if s.akhir <= sampai.akhir]
    berlaku = {versi.kode: versi for s in triwulan if (versi := rencana.version_at(s.akhir))}
    return tuple(
        Temuan(
            "K-TARGET-DASAR",
            Tingkatan.GALAT,
            f"Versi {versi.kode} berlaku tanpa dasar, padahal targetnya sudah disahkan",
            berkas=rencana.berkas.nama if rencana.berkas else "",
            lembar="Versi",
            ditemukan=f"dasar kosong, berlaku mulai {versi.berlaku_mulai.isoformat()}",
            diharapkan="dokumen yang mengesahkannya",
            saran="Tulis dokumennya pada kolom dasar. Selama masih konsep, simpan versi itu di"
            " luar rencana, atau tulis hari mulai berlaku sesudah periode ini.",
        )
        for versi in berlaku.values()
        if not versi.dasar.strip()
    )


def list_versi_baru(register: Register, rencana: Rencana) -> tuple[Versi, ...]:
    """List the versions that name their document and are not recorded yet."""
    tercatat = list_versi_tercatat(register, rencana.tahun)
    return tuple(s for s in rencana.versi if s.dasar.strip() and s.kode not in tercatat)


def record_versi_baru(register: Register, rencana: Rencana, *, oleh: str = "") -> tuple[Versi, ...]:
    """Record the versions that are new and name their document; gives them."""
    baru = list_versi_baru(register, rencana)
    register.append_semua(
        [_build_catatan(rencana, versi.kode, versi, versi.dasar, oleh=oleh) for versi in baru]
    )
    return baru


def record_perubahan_target(
    register: Register, rencana: Rencana, *, dokumen: str, alasan: str, oleh: str
) -> tuple[PerubahanTarget, ...]:
    """Record the present values of changed versions, with document and reason; gives the changes.

    A version that vanished from the plan is recorded without any target.

    Raises:
        ParameterError: where document, reason or name lack.
    """
    for nilai, apa, pilihan in (
        (dokumen, "dokumen", "--dokumen"),
        (alasan, "alasan", "--alasan"),
        (oleh, "nama", "--oleh"),
    ):
        if not nilai.strip():
            raise ParameterError(
                f"Perubahan target dicatat tanpa {apa}",
                tempat=pilihan,
                saran=f'Ulangi dengan {pilihan} "…".',
            )
    perubahan = list_perubahan_target(register, rencana)
    per_kode = {versi.kode: versi for versi in rencana.versi}
    register.append_semua(
        [
            _build_catatan(rencana, kode, per_kode.get(kode), dokumen, oleh=oleh, alasan=alasan)
            for kode, tercatat in list_versi_tercatat(register, rencana.tahun).items()
            if any(_compare(tercatat, rencana, per_kode.get(kode)))
        ]
    )
    return perubahan


def list_triwulan_terdampak(register: Register, rencana: Rencana) -> tuple[Periode, ...]:
    """List the quarters whose figures would rest on other targets than those recorded.

    Compared are the versions in force on the quarter's last day, of their quarterly targets those
    up to the quarter. Before anything was recorded there is nothing to differ from.
    """
    semua = list_versi_tercatat(register, rencana.tahun).values()
    tercatat = tuple(s for s in semua if s.isi.target or s.isi.pagu_sen)  # not those that vanished
    hasil: list[Periode] = []
    for periode in Periode(rencana.tahun).daftar_triwulan if tercatat else ():
        berlaku = [s for s in tercatat if s.isi.berlaku_mulai <= periode.akhir]
        lama = berlaku[-1] if berlaku else tercatat[0]
        bagian = BAGIAN_TARGET[: 1 + (periode.triwulan or 0)]
        if any(compare_isi("", lama.isi, build_isi(rencana, periode.akhir), bagian=bagian)):
            hasil.append(periode)
    return tuple(hasil)


def _compare(
    tercatat: VersiTercatat, rencana: Rencana, versi: Versi | None
) -> Iterable[PerubahanTarget]:
    lama = tercatat.isi
    if versi is None:
        yield from compare_isi(tercatat.kode, lama, IsiVersi(lama.berlaku_mulai, {}, {}))
        return
    baru = build_isi(rencana, versi.berlaku_mulai)
    if baru.berlaku_mulai != lama.berlaku_mulai:
        yield PerubahanTarget(
            versi.kode,
            "",
            BAGIAN_VERSI,
            lama.berlaku_mulai.isoformat(),
            baru.berlaku_mulai.isoformat(),
        )
    alamat = build_alamat(rencana, versi.berlaku_mulai)
    yield from compare_isi(versi.kode, lama, baru, alamat=alamat)


def _build_catatan(
    rencana: Rencana,
    kode: str,
    versi: Versi | None,
    dokumen: str,
    *,
    oleh: str = "",
    alasan: str = "",
) -> Catatan:
    """Build the event of a version; None stands for one that vanished."""
    tanggal = versi.berlaku_mulai if versi else date(rencana.tahun, 1, 1)
    isi = build_isi(rencana, tanggal) if versi else IsiVersi(tanggal, {}, {})
    data: dict[str, Any] = {
        "tahun": rencana.tahun,
        "versi": kode,
        "berlaku_mulai": tanggal.isoformat(),
        "dokumen": dokumen,
        "target": {satu: dict(nilai) for satu, nilai in isi.target.items()},
        "pagu_sen": dict(isi.pagu_sen),
        "sha256": rencana.berkas.sha256 if rencana.berkas else "",
    }
    return Catatan(JENIS_RENCANA, data, Periode(rencana.tahun).slug, oleh=oleh, alasan=alasan)


def _parse(peristiwa: Peristiwa) -> VersiTercatat:
    isi = peristiwa.isi
    return VersiTercatat(
        str(isi["versi"]),
        IsiVersi(date.fromisoformat(isi["berlaku_mulai"]), isi["target"], isi["pagu_sen"]),
        str(isi["dokumen"]),
        peristiwa.saat,
        peristiwa.oleh,
        peristiwa.alasan,
    )
