"""What to do next, in the order of the procedure, as commands that can be typed.

Capital words stand for what only people know: a name, a reason, a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja.papan.bahan import (
    BahanPapan,
    BahanPeriode,
    BerkasLaporan,
    KeadaanBerkas,
    KeadaanRencana,
)
from kinerja.papan.hasil import (
    LAPOR,
    HasilLangkah,
    KeadaanLangkah,
    KeadaanSetoran,
    Kepatuhan,
    Saran,
    SelKepatuhan,
)
from kinerja.papan.keluaran import (
    DISPOSISI,
    PENCARI,
    build_kunci,
    list_dibuat,
    list_lembar_menunggu,
    needs_arsip,
)
from kinerja.periode import Periode
from kinerja.register.arsip import JENIS_ARSIP
from kinerja.register.langkah import JENIS_FORMULIR
from kinerja.register.laporan import name_laporan
from kinerja.register.status import StatusLaporan
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut

Usul = tuple[str, str]
"""A command without its first word, and why."""


def build_saran(
    bahan: BahanPapan, langkah: Sequence[HasilLangkah], kepatuhan: Kepatuhan
) -> tuple[Saran, ...]:
    """Build the list of what to do next."""
    if bahan.rencana is not KeadaanRencana.ADA:
        semua = [*_suggest_rencana(bahan)]
    elif bahan.periode.triwulan is None:
        semua = [*_suggest_tahun(bahan, langkah)]
    else:
        semua = [*_suggest_triwulan(bahan, langkah, kepatuhan)]
    akhiran = f" --opd {bahan.opd}" if bahan.is_opd_disebut else ""
    return tuple(Saran(f"kinerja {perintah}{akhiran}", alasan) for perintah, alasan in semua)


def _suggest_rencana(bahan: BahanPapan) -> Iterator[Usul]:
    if bahan.rencana is KeadaanRencana.BERUBAH:
        yield (
            f"rencana {bahan.periode.tahun}",
            "target berubah sesudah disahkan; kembalikan nilainya, atau catat dengan --catat",
        )
    elif bahan.rencana is KeadaanRencana.DITOLAK:
        yield (
            f"periksa {bahan.periode.daftar_triwulan[-1].slug}",
            "rencana.xlsx ditolak; betulkan menurut temuannya",
        )
    else:
        yield (
            f"baru {bahan.opd} {bahan.periode.tahun}",
            f"rencana kinerja {bahan.periode.tahun} belum ada",
        )


def _suggest_tahun(bahan: BahanPapan, langkah: Sequence[HasilLangkah]) -> Iterator[Usul]:
    per_triwulan: dict[Periode, list[int]] = {}
    for satu in langkah:
        for periode, keadaan in satu.per_triwulan:
            if keadaan in {KeadaanLangkah.BELUM, KeadaanLangkah.BERJALAN}:
                per_triwulan.setdefault(periode, []).append(satu.langkah.nomor)
    for periode, nomor in sorted(per_triwulan.items()):
        daftar = ", ".join(map(str, nomor))
        yield f"status {periode.slug}", f"{periode.judul} belum selesai: langkah {daftar}"
    utama = bahan.per_periode[bahan.periode].find_laporan(name_laporan(bahan.periode))
    is_final = utama is not None and utama.status.status is StatusLaporan.FINAL
    if utama is not None and is_final and utama.keadaan is KeadaanBerkas.TERKINI:
        yield from _suggest_arsip(bahan.per_periode[bahan.periode])
    elif not per_triwulan:
        yield from _suggest_nyatakan(bahan, langkah)


def _suggest_nyatakan(bahan: BahanPapan, langkah: Sequence[HasilLangkah]) -> Iterator[Usul]:
    """The first open step of the period itself that no other command brings on."""
    terbuka = {KeadaanLangkah.BELUM, KeadaanLangkah.BERJALAN}
    milik = [s for s in langkah if s.periode == bahan.periode and not s.per_triwulan]
    nomor, uraian = next(
        ((s.langkah.nomor, s.langkah.uraian) for s in milik if s.keadaan in terbuka), (0, "")
    )
    if nomor:
        yield (
            f"status {bahan.periode.slug} --selesai {nomor} --oleh NAMA",
            f"nyatakan bila langkah {nomor} sudah selesai: {uraian}",
        )


def _suggest_triwulan(
    bahan: BahanPapan, langkah: Sequence[HasilLangkah], kepatuhan: Kepatuhan
) -> Iterator[Usul]:
    milik = bahan.per_periode[bahan.periode]
    slug = bahan.periode.slug
    utama = milik.find_laporan(name_laporan(bahan.periode))
    if utama is not None and utama.status.status is StatusLaporan.FINAL:
        yield from _suggest_final(bahan, utama)
        yield from _suggest_tindak_lanjut(bahan)
        return
    sel = kepatuhan.list_triwulan(bahan.periode)
    yield from _suggest_setoran(milik, sel, slug)
    yield from _suggest_laporan(milik, sel, slug)
    if any(list_dibuat(milik, satu.nama) for satu in milik.laporan):
        yield from _suggest_disposisi(langkah, milik, slug)
    yield from _suggest_status(bahan, langkah, utama, slug)
    yield from _suggest_tindak_lanjut(bahan)
    lain = [s for s in langkah if build_kunci(s.langkah.keluaran) not in PENCARI]
    yield from _suggest_nyatakan(bahan, lain)


def _suggest_final(bahan: BahanPapan, utama: BerkasLaporan) -> Iterator[Usul]:
    slug = bahan.periode.slug
    if not utama.status.is_sesuai:
        yield (
            f'status {slug} --buka --alasan "ALASAN" --oleh NAMA',
            "laporan final tetap; isian, parameter, notebook, atau disposisi berubah sesudah itu",
        )
    elif utama.keadaan is not KeadaanBerkas.TERKINI:
        yield f"laporan {slug}", f"berkas laporan final {utama.keadaan}; isi yang disahkan tetap"
    else:
        yield from _suggest_arsip(bahan.per_periode[bahan.periode])
    berikut = bahan.periode.berikutnya
    if berikut.tahun == bahan.periode.tahun:
        yield f"status {berikut.slug}", f"{bahan.periode.judul} final; lanjutkan {berikut.judul}"
    else:
        yield f"status {Periode(bahan.periode.tahun).slug}", "keempat triwulan menjadi satu tahun"


def _suggest_arsip(milik: BahanPeriode) -> Iterator[Usul]:
    slug = milik.periode.slug
    if needs_arsip(milik):
        if milik.list_jenis(JENIS_ARSIP):
            yield f'arsip {slug} --alasan "ALASAN"', "diperbaiki sesudah diarsipkan; buat revisinya"
        else:
            yield f"arsip {slug}", "laporan final belum diarsipkan"


def _suggest_setoran(milik: BahanPeriode, sel: Sequence[SelKepatuhan], slug: str) -> Iterator[Usul]:
    diam = {KeadaanSetoran.BELUM, KeadaanSetoran.BELUM_WAKTUNYA}
    belum = [satu.unit.nama for satu in sel if satu.keadaan in diam]
    ditolak = [
        satu.unit.nama
        for satu in sel
        if satu.keadaan is KeadaanSetoran.DITOLAK or satu.unit.slug in milik.folder_ditolak
    ]
    if belum and not milik.list_jenis(JENIS_FORMULIR):
        yield f"formulir {slug}", "formulir belum dikeluarkan"
    elif belum:
        yield "terima BERKAS", f"tagih dan terima formulir: {', '.join(belum)}"
    if ditolak:
        yield f"periksa {slug} --xlsx", f"isian ditolak, kembalikan temuannya: {', '.join(ditolak)}"


def _suggest_laporan(milik: BahanPeriode, sel: Sequence[SelKepatuhan], slug: str) -> Iterator[Usul]:
    is_folder = any(satu.keadaan is KeadaanSetoran.FOLDER for satu in sel)
    is_lapor = is_folder or any(satu.keadaan in LAPOR for satu in sel)
    sudah = {KeadaanBerkas.TERKINI, KeadaanBerkas.DITOLAK}
    perlu = [satu.nama for satu in milik.laporan if satu.keadaan not in sudah]
    if is_lapor and perlu:
        yield f"laporan {slug}", f"{len(perlu)} dari {len(milik.laporan)} laporan belum terkini"
    elif is_folder:
        yield f"laporan {slug}", "ada isian di folder yang belum tercatat"


def _suggest_disposisi(
    langkah: Sequence[HasilLangkah], milik: BahanPeriode, slug: str
) -> Iterator[Usul]:
    for satu in langkah:
        if build_kunci(satu.langkah.keluaran) == DISPOSISI and (
            satu.keadaan is not KeadaanLangkah.SELESAI
        ):
            if list_lembar_menunggu(milik):
                yield (
                    f"disposisi {slug} --baca BERKAS",
                    "lembar disposisi keluar, belum dibaca kembali",
                )
            else:
                yield f"disposisi {slug}", "disposisi pimpinan belum tercatat"


def _suggest_status(
    bahan: BahanPapan, langkah: Sequence[HasilLangkah], utama: BerkasLaporan | None, slug: str
) -> Iterator[Usul]:
    """The next approval, once disposition and report are there."""
    kunci = build_kunci("Draf Laporan Kinerja Triwulan")
    is_rekap = any(
        satu.keadaan is KeadaanLangkah.SELESAI
        for satu in langkah
        if build_kunci(satu.langkah.keluaran) == kunci
    )
    if utama is None or utama.keadaan is not KeadaanBerkas.TERKINI or not is_rekap:
        return
    ke = list(StatusLaporan)[utama.status.status.urutan + 1]
    boleh: tuple[str, ...] = getattr(bahan.sop.peran.badan, ke.value)
    sebagai = f' --sebagai "{boleh[0]}"' if len(boleh) > 1 else ""
    yield (
        f"status {slug} --jadikan {ke} --oleh NAMA{sebagai}",
        f"laporan {utama.status.status}; berikutnya {ke} oleh {' atau '.join(boleh)}",
    )


def _suggest_tindak_lanjut(bahan: BahanPapan) -> Iterator[Usul]:
    terbuka = [satu for satu in bahan.tindak_lanjut if satu.is_terbuka]
    for satu in terbuka:
        if satu.keadaan is KeadaanTindakLanjut.DIUSULKAN:
            yield (
                f"tindaklanjut --butir {satu.butir.id} --jadikan diverifikasi --oleh NAMA",
                f"butir {satu.butir.id} diusulkan selesai oleh {satu.pengusul}; periksa buktinya",
            )
        elif satu.keadaan is KeadaanTindakLanjut.TIDAK_DAPAT_DIUSULKAN:
            yield (
                (
                    f"tindaklanjut --butir {satu.butir.id} --jadikan tidak_dapat --oleh NAMA"
                    ' --alasan "…"'
                ),
                (
                    f"butir {satu.butir.id} diusulkan tidak dapat dipenuhi oleh {satu.pengusul};"
                    " putuskan, atau kembalikan menjadi berjalan"
                ),
            )
    lewat = sum(satu.hari_lewat(bahan.kini.date()) > 0 for satu in terbuka)
    if lewat:
        yield f"tindaklanjut {bahan.periode.slug}", f"{lewat} tindak lanjut lewat tenggat"
