"""The output (keluaran) of a sub kegiatan: target of the year, quarter, s.d. and its capaian."""

from __future__ import annotations

from decimal import Decimal

from kinerja.hitung import alasan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.hasil_capaian import HasilCapaian
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.teks import format_operan
from kinerja.model import Jenis, Keadaan, Polaritas
from kinerja.periode import ROMAWI


def build_keluaran(sel: SelAnggaran, dasar: str) -> tuple[Angka, Angka, Angka, Angka]:
    """Give target, quarter, s.d. and capaian of the output; the quarters are increments.

    A blank current quarter is belum_lapor; without a target nothing is measured, nor where pagu is
    0 and nothing was reported: the sub kegiatan was dropped.
    """
    sub, target = sel.sub_kegiatan, sel.versi.target_keluaran
    isi = [None if baris is None else baris.keluaran for baris in sel.isian]
    kini, judul = isi[-1], f"keluaran {sub.nama}"
    is_gugur = kini is None and sel.pagu_sen == 0
    ada = [nilai for nilai in isi if nilai is not None]
    jumlah = compute_total(ada) if kini is not None or (is_gugur and ada) else None
    kosong = _judge_kosong(target, is_gugur=is_gugur)
    operan = _list_operan(sel, isi)
    tujuan = Operan(
        "Target setahun", format_operan(target), sel.versi.alamat.get("target_keluaran")
    )
    rincian = " + ".join(format_operan(nilai) for nilai in ada)
    hasil = compute_capaian(target, jumlah, jenis=Jenis.ANGKA, polaritas=Polaritas.NAIK)
    if is_gugur:
        hasil = HasilCapaian(None, *kosong, None, hasil.aturan, hasil.rumus)
    return (
        _build_target(f"{dasar}.target_keluaran", sel, judul, tujuan, is_gugur=is_gugur),
        _build_isi(
            f"{dasar}.keluaran_tw",
            kini,
            sub.satuan_keluaran,
            kosong,
            Jejak(
                f"Realisasi {judul} (triwulan ini)",
                "Keluaran triwulan ini saja.",
                operan[-1:] if kini is not None else (),
                (f"Keluaran = {format_operan(kini)}",),
            ),
        ),
        _build_isi(
            f"{dasar}.keluaran_sd",
            jumlah,
            sub.satuan_keluaran,
            kosong,
            Jejak(
                f"Realisasi {judul}",
                "Jumlah keluaran triwulan yang dilaporkan.",
                operan,
                (f"{rincian} = {format_operan(jumlah)}",),
            ),
        ),
        Angka(
            f"{dasar}.capaian_keluaran",
            hasil.persen,
            "persen",
            hasil.keadaan,
            "%",
            hasil.alasan,
            Jejak(f"Capaian {judul}", hasil.aturan, (tujuan, *operan), hasil.langkah),
        ),
    )


def _judge_kosong(target: Decimal | None, *, is_gugur: bool) -> tuple[Keadaan, str]:
    """State and reason of an output cell that is blank."""
    if is_gugur:
        return Keadaan.TIDAK_DIUKUR, alasan.TIDAK_DIJALANKAN
    if target is None:
        return Keadaan.TIDAK_DIUKUR, alasan.TANPA_TARGET
    return Keadaan.BELUM_LAPOR, alasan.REALISASI_KOSONG


def _build_target(
    id_angka: str, sel: SelAnggaran, judul: str, tujuan: Operan, *, is_gugur: bool
) -> Angka:
    target = sel.versi.target_keluaran
    kosong, kode = Keadaan.TIDAK_DIUKUR, alasan.TANPA_TARGET
    if is_gugur and target == 0:
        target, kode = None, alasan.TIDAK_DIJALANKAN
    jejak = Jejak(
        f"Target {judul}",
        "Target yang berlaku pada akhir periode.",
        (tujuan,),
        (f"Target = {format_operan(target)}",),
    )
    return _build_isi(id_angka, target, sel.sub_kegiatan.satuan_keluaran, (kosong, kode), jejak)


def _build_isi(
    id_angka: str,
    nilai: Decimal | None,
    satuan: str,
    kosong: tuple[Keadaan, str],
    jejak: Jejak,
) -> Angka:
    """A value with its passport, or its state with the reason in words as the one step."""
    if nilai is not None:
        return Angka(id_angka, nilai, "angka", satuan=satuan, jejak=jejak)
    keadaan, kode = kosong
    sebab = Jejak(jejak.judul, jejak.aturan, jejak.operan, (describe_alasan(kode),))
    return Angka(id_angka, None, "angka", keadaan, satuan, kode, sebab)


def _list_operan(sel: SelAnggaran, isi: list[Decimal | None]) -> tuple[Operan, ...]:
    return tuple(
        Operan(
            f"Keluaran Triwulan {ROMAWI[nomor]}",
            format_operan(nilai),
            baris.alamat.get("keluaran") if baris is not None else None,
        )
        for nomor, (baris, nilai) in enumerate(zip(sel.isian, isi, strict=True))
        if nilai is not None
    )
