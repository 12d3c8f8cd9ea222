"""The command `kinerja periksa`: every finding of a period, on the terminal or as a workbook."""

from __future__ import annotations

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json, print_temuan
from kinerja.cli.umum import Umum, open_kerja, opsi_umum
from kinerja.galat import KeutuhanError, SibukError
from kinerja.temuan import TemuanError, build_data_temuan, has_galat


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--xlsx", is_flag=True, help="Tulis juga semua temuan ke temuan.xlsx.")
@opsi_umum
@click.pass_obj
def periksa(umum: Umum, periode: str, xlsx: bool) -> int:  # noqa: FBT001 - click's flag
    """Periksa semua isian satu periode tanpa membuat laporan."""
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.data import read_data
    from kinerja.jalankan.pencatatan import PencatatJalan
    from kinerja.parameter import read_instansi
    from kinerja.terima.bukti_hasil import HasilBukti
    from kinerja.terima.daftar_temuan import check_bukti_periode, write_daftar_temuan

    daftar_unit = read_instansi(folder, opd).daftar_unit
    nama_unit = {unit.slug: unit.nama for unit in daftar_unit}
    pencatat = PencatatJalan(folder, opd, umum.oleh)
    bukti: dict[str, HasilBukti] = {}
    catatan: tuple[str, ...] = ()
    kode = 0
    try:
        pencatat.prepare_salinan(pilihan)
    except (KeutuhanError, SibukError) as galat:
        catatan, kode = (galat.pesan,), galat.kode_keluar
    try:
        data = read_data(folder, opd, pilihan)
        temuan_bukti, bukti = check_bukti_periode(data)
        temuan = (*data.temuan, *temuan_bukti)
    except TemuanError as galat:
        temuan, data = galat.daftar_temuan, None
    kode = kode or (2 if has_galat(temuan) else 0)
    try:
        pencatat.record_masukan(data)
        catatan = (*catatan, *pencatat.catatan)
    except (KeutuhanError, SibukError) as galat:
        # The findings are told all the same.
        catatan = tuple(dict.fromkeys((*catatan, *pencatat.catatan, galat.pesan)))
        kode = galat.kode_keluar
    ditulis = ""
    if xlsx:
        ditulis = write_daftar_temuan(folder, opd, pilihan, daftar_unit, temuan, bukti)
    if umum.json:
        daftar = [build_data_temuan(satu) for satu in temuan]
        isi = {"opd": opd, "periode": periode, "kode_keluar": kode, "temuan": daftar}
        isi["bukti"] = {unit: satu.build_data() for unit, satu in bukti.items()}
        print_json(isi | {"xlsx": ditulis, "catatan": list(catatan)})
        return kode
    print_temuan(temuan, nama_unit)
    print_baris(f"{len(temuan)} temuan." if temuan else "Tidak ada temuan.")
    if bukti:
        print_baris("Bukti:")
    for unit, satu in bukti.items():
        print_baris(f"  {nama_unit.get(unit, unit)}: {satu.kalimat}")
    if ditulis:
        print_baris(f"Daftar temuan: {ditulis}")
    for teks in catatan:
        print_baris(f"Catatan: {teks}")
    return kode
