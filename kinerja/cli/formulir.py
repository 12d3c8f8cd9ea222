"""`kinerja formulir`: step 1, the forms that the units fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import format_jalur, print_baris, print_json, print_temuan
from kinerja.cli.umum import Umum, open_kerja, opsi_umum

if TYPE_CHECKING:
    from kinerja.jalankan.formulir import FormulirUnit


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--unit", default="", metavar="SLUG", help="Hanya formulir unit ini.")
@click.option("--lanjut", is_flag=True, help="Bawa isian yang sudah disetor ke formulir baru.")
@opsi_umum
@click.pass_obj
def formulir(umum: Umum, periode: str, unit: str, lanjut: bool) -> int:
    """Buat formulir Excel tiap unit, nota dinas, dan surat pengantar.

    PERIODE ditulis misalnya 2026-tw2. Formulir berisi target, realisasi sebelumnya, dan definisi;
    unit mengisi sel kuning lalu mengirimnya kembali.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.jalankan.formulir import run_formulir
    from kinerja.temuan import build_data_temuan

    hasil = run_formulir(folder, opd, pilihan, unit=unit, is_lanjut=lanjut, oleh=umum.oleh)
    if umum.json:
        print_json(
            {
                "opd": opd,
                "periode": pilihan.slug,
                "folder": hasil.folder.relative_to(folder.akar).as_posix(),
                "tenggat": hasil.tenggat,
                "nota_dinas": hasil.nota_dinas is not None,
                "kode_keluar": hasil.kode_keluar,
                "catatan": list(hasil.catatan),
                "unit": [
                    {
                        "slug": satu.baris.unit.slug,
                        "dibuat": satu.formulir is not None,
                        "terisi": satu.is_terisi,
                        "indikator": satu.baris.indikator,
                        "sub_kegiatan": satu.baris.sub_kegiatan,
                        "temuan": [build_data_temuan(t) for t in satu.temuan],
                    }
                    for satu in hasil.unit
                ],
            }
        )
        return hasil.kode_keluar
    print_baris(f"Formulir {pilihan.judul} – {opd}")
    print_baris(f"Folder: {format_jalur(hasil.folder)}")
    print_baris(f"Tenggat setor: {hasil.tenggat}")
    print_baris()
    for satu in hasil.unit:
        _print_unit(satu)
    for nama in hasil.tanpa_isi:
        print_baris(f"  {nama}: tidak mempunyai indikator dan sub kegiatan, tanpa formulir")
    temuan = [t for satu in hasil.unit for t in satu.temuan]
    if temuan:
        print_baris()
        print_temuan(temuan, {satu.baris.unit.slug: satu.baris.unit.nama for satu in hasil.unit})
    print_baris()
    if hasil.nota_dinas is not None:
        print_baris(f"Surat: {hasil.nota_dinas.name}, surat-pengantar/")
    for jalur in hasil.nota_disisihkan:
        print_baris(f"Nota dinas yang sudah disunting disisihkan ke {jalur.name}")
    if hasil.tanpa_penanda:
        print_baris(
            f"Penanda tangan belum ditetapkan di {pilihan.slug}.yaml, jadi surat memakai sebutan"
            f" umum: {', '.join(hasil.tanpa_penanda)}"
        )
    for teks in hasil.catatan:
        print_baris(f"Catatan: {teks}")
    print_baris("Berikutnya: kirim formulir ke unit; yang kembali: kinerja terima BERKAS…")
    return hasil.kode_keluar


def _print_unit(satu: FormulirUnit) -> None:
    """Say what was made for a unit, and what was set aside for it."""
    isi = f"{satu.baris.indikator} indikator, {satu.baris.sub_kegiatan} sub kegiatan"
    if satu.formulir is None:
        print_baris(f"  {satu.baris.unit.nama}: tidak dibuat; isian lama tidak terbaca")
    else:
        bawaan = "; isian yang sudah disetor ikut terbawa" if satu.is_terisi else ""
        print_baris(f"  {satu.formulir.name}: {isi}{bawaan}")
    for jalur in satu.disisihkan:
        print_baris(f"    formulir berisi yang ada disisihkan ke {jalur.name}")
    for jalur in satu.surat_disisihkan:
        print_baris(f"    surat pengantar yang sudah disunting disisihkan ke {jalur.name}")
