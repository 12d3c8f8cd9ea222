"""The output (keluaran) of a sub kegiatan: target of the year, quarter, s.d. and its capaian."""

from __future__ import annotations

from decimal import Decimal

from kinerja.hitung import alasan
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.teks import format_operan
from kinerja.model import Jenis, Keadaan, Polaritas
from kinerja.periode import ROMAWI


def build_keluaran(sel: SelAnggaran, dasar: str) -> tuple[Angka, Angka, Angka, Angka]:
    """Give target, quarter, s.d. and capaian of the output; the quarters are increments.

    A blank current quarter is belum_lapor; without a target nothing is measured.
    """
    sub, target = sel.sub_kegiatan, sel.versi.target_keluaran
    satuan = sub.satuan_keluaran
    isi = [None if baris is None else baris.keluaran for baris in sel.isian]
    kini = isi[-1]
    kosong = Keadaan.TIDAK_DIUKUR if target is None else Keadaan.BELUM_LAPOR
    kode = alasan.TANPA_TARGET if target is None else alasan.REALISASI_KOSONG
    ada = [nilai for nilai in isi if nilai is not None]
    jumlah = compute_total(ada) if kini is not None else None
    hasil = compute_capaian(target, jumlah, jenis=Jenis.ANGKA, polaritas=Polaritas.NAIK)
    operan = _list_operan(sel, isi)
    tujuan = Operan(
        "Target setahun", format_operan(target), sel.versi.alamat.get("target_keluaran")
    )
    judul = f"keluaran {sub.nama}"
    rincian = " + ".join(format_operan(nilai) for nilai in ada)
    jejak_sd = Jejak(
        f"Realisasi {judul}",
        "Jumlah keluaran triwulan yang dilaporkan.",
        operan,
        (f"{rincian} = {format_operan(jumlah)}",) if jumlah is not None else (),
    )
    jejak = Jejak(f"Capaian {judul}", hasil.aturan, (tujuan, *operan), hasil.langkah)
    return (
        Angka(
            f"{dasar}.target_keluaran",
            target,
            "angka",
            Keadaan.TERISI if target is not None else Keadaan.TIDAK_DIUKUR,
            satuan,
            "" if target is not None else alasan.TANPA_TARGET,
            Jejak(f"Target {judul}", "Target yang berlaku pada akhir periode.", (tujuan,)),
        ),
        _build_isi(f"{dasar}.keluaran_tw", kini, satuan, (kosong, kode), None),
        _build_isi(f"{dasar}.keluaran_sd", jumlah, satuan, (kosong, kode), jejak_sd),
        Angka(
            f"{dasar}.capaian_keluaran",
            hasil.persen,
            "persen",
            hasil.keadaan,
            "%",
            hasil.alasan,
            jejak,
        ),
    )


def _build_isi(
    id_angka: str,
    nilai: Decimal | None,
    satuan: str,
    kosong: tuple[Keadaan, str],
    jejak: Jejak | None,
) -> Angka:
    keadaan, kode = (Keadaan.TERISI, "") if nilai is not None else kosong
    return Angka(id_angka, nilai, "angka", keadaan, satuan, kode, jejak)


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
