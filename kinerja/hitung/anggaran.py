"""The budget of a period: total, per lingkup, per unit, and the tree by program (rumus.md 6).

Belanja, pendapatan and pembiayaan are never added up: total, lingkup, unit and tree hold belanja;
the others stand in `selain_belanja`, one group each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kinerja.hitung.anggaran_baris import KepalaBaris, TingkatBaris, build_baris
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.hasil import BarisAnggaran, BarisSubKegiatan, KelompokAnggaran, RekapAnggaran
from kinerja.hitung.keluaran import build_keluaran
from kinerja.model import JenisAnggaran, Lingkup, Unit

_NAMA_LINGKUP = {Lingkup.SKPD: "SKPD", Lingkup.SKPKD: "SKPKD/PPKD"}
_NAMA_JENIS = {
    JenisAnggaran.BELANJA: "Belanja",
    JenisAnggaran.PENDAPATAN: "Pendapatan",
    JenisAnggaran.PEMBIAYAAN: "Pembiayaan",
}


def build_rekap_anggaran(
    daftar: Sequence[SelAnggaran],
    daftar_unit: Sequence[Unit],
    nama_program: Mapping[str, str],
    awalan: str = "",
) -> RekapAnggaran:
    """Build every budget row of the period; both lingkup always stand beside the total."""
    belanja = [s for s in daftar if s.sub_kegiatan.jenis_anggaran is JenisAnggaran.BELANJA]
    dasar = f"{awalan}ang"
    per_lingkup = _group(belanja, lambda sel: sel.sub_kegiatan.lingkup)
    per_unit = _group(belanja, lambda sel: sel.sub_kegiatan.unit)
    return RekapAnggaran(
        build_baris(KepalaBaris(f"{dasar}.total", "", "Total Belanja", "total"), belanja),
        tuple(
            _build_lingkup(dasar, lingkup, per_lingkup[lingkup])
            for lingkup in Lingkup
            if lingkup in per_lingkup
        ),
        tuple(
            build_baris_unit(unit, per_unit[unit.slug], awalan)
            for unit in daftar_unit
            if unit.slug in per_unit
        ),
        build_pohon(belanja, nama_program, dasar),
        tuple(
            (unit.slug, build_pohon(per_unit[unit.slug], nama_program, f"{dasar}.{unit.slug}"))
            for unit in daftar_unit
            if unit.slug in per_unit
        ),
        tuple(_build_selain(dasar, jenis, daftar) for jenis in _list_jenis_lain(daftar)),
    )


def build_baris_unit(unit: Unit, daftar: Sequence[SelAnggaran], awalan: str = "") -> BarisAnggaran:
    """Add up the belanja of one unit."""
    kepala = KepalaBaris(
        f"{awalan}ang.unit.{unit.slug}", unit.slug, unit.nama, "unit", unit.slug, unit.lingkup
    )
    return build_baris(kepala, daftar)


def build_pohon(
    daftar: Iterable[SelAnggaran], nama_program: Mapping[str, str], dasar: str
) -> tuple[KelompokAnggaran, ...]:
    """Build program, kegiatan and sub kegiatan in order of code."""
    return tuple(
        KelompokAnggaran(
            _build_induk(dasar, kode, "program", nama_program, isi),
            tuple(
                KelompokAnggaran(
                    _build_induk(dasar, kegiatan, "kegiatan", nama_program, anak),
                    sub_kegiatan=tuple(build_baris_sub_kegiatan(sel, dasar) for sel in anak),
                )
                for kegiatan, anak in sorted(
                    _group(isi, lambda sel: sel.sub_kegiatan.kegiatan_kode).items()
                )
            ),
        )
        for kode, isi in sorted(_group(daftar, lambda sel: sel.sub_kegiatan.program_kode).items())
    )


def build_baris_sub_kegiatan(sel: SelAnggaran, dasar: str) -> BarisSubKegiatan:
    """Give the budget and output figures of one sub kegiatan."""
    sub = sel.sub_kegiatan
    id_baris = f"{dasar}.{sub.kode}"
    kepala = KepalaBaris(id_baris, sub.kode, sub.nama, "sub_kegiatan", sub.unit, sub.lingkup)
    return BarisSubKegiatan(
        sub, build_baris(kepala, [sel]), *build_keluaran(sel, id_baris), sel.kini
    )


def _build_induk(
    dasar: str,
    kode: str,
    tingkat: TingkatBaris,
    nama_program: Mapping[str, str],
    isi: Sequence[SelAnggaran],
) -> BarisAnggaran:
    nama = nama_program.get(kode, f"{tingkat.capitalize()} {kode}")
    unit = {sel.sub_kegiatan.unit for sel in isi}
    lingkup = {sel.sub_kegiatan.lingkup for sel in isi}
    kepala = KepalaBaris(
        f"{dasar}.{kode}",
        kode,
        nama,
        tingkat,
        unit.pop() if len(unit) == 1 else "",
        lingkup.pop() if len(lingkup) == 1 else None,
    )
    return build_baris(kepala, isi)


def _build_lingkup(dasar: str, lingkup: Lingkup, isi: Sequence[SelAnggaran]) -> BarisAnggaran:
    nama = f"Belanja {_NAMA_LINGKUP[lingkup]}"
    kepala = KepalaBaris(f"{dasar}.{lingkup}", lingkup, nama, "lingkup", lingkup=lingkup)
    return build_baris(kepala, isi)


def _list_jenis_lain(daftar: Sequence[SelAnggaran]) -> list[JenisAnggaran]:
    ada = {sel.sub_kegiatan.jenis_anggaran for sel in daftar}
    return [jenis for jenis in JenisAnggaran if jenis in ada and jenis is not JenisAnggaran.BELANJA]


def _build_selain(
    dasar: str, jenis: JenisAnggaran, daftar: Sequence[SelAnggaran]
) -> KelompokAnggaran:
    isi = [sel for sel in daftar if sel.sub_kegiatan.jenis_anggaran is jenis]
    kepala = KepalaBaris(f"{dasar}.{jenis}", jenis, f"Total {_NAMA_JENIS[jenis]}", "total")
    return KelompokAnggaran(
        build_baris(kepala, isi),
        sub_kegiatan=tuple(build_baris_sub_kegiatan(sel, f"{dasar}.{jenis}") for sel in isi),
    )


def _group(
    daftar: Iterable[SelAnggaran], pilih: Callable[[SelAnggaran], str]
) -> dict[str, list[SelAnggaran]]:
    kelompok: dict[str, list[SelAnggaran]] = {}
    for sel in daftar:
        kelompok.setdefault(pilih(sel), []).append(sel)
    return kelompok
