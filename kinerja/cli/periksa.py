"""The command `kinerja periksa`: every finding of a period, on the terminal or as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json, print_temuan
from kinerja.cli.umum import Umum, open_kerja, opsi_umum
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, KinerjaError, SibukError
from kinerja.periode import Periode
from kinerja.temuan import Temuan, TemuanError, build_data_temuan, has_galat

if TYPE_CHECKING:
    from kinerja.data import DataLaporan
    from kinerja.terima.bukti_hasil import HasilBukti


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--xlsx", is_flag=True, help="Tulis juga semua temuan ke temuan.xlsx.")
@opsi_umum
@click.pass_obj
def periksa(umum: Umum, periode: str, xlsx: bool) -> int:  # noqa: FBT001 - click's flag
    """Periksa semua isian satu periode tanpa membuat laporan."""
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.jalankan.pencatatan import PencatatJalan
    from kinerja.parameter import read_instansi
    from kinerja.terima.daftar_temuan import write_daftar_temuan
    from kinerja.terima.pulih import repair_salinan

    daftar_unit = read_instansi(folder, opd).daftar_unit
    nama_unit = {unit.slug: unit.nama for unit in daftar_unit}
    pencatat = PencatatJalan(folder, opd, umum.oleh)
    gangguan: KinerjaError | None = None
    try:
        pencatat.check()
        repair_salinan(folder, opd, pilihan)
    except (KeutuhanError, SibukError) as galat:
        # The findings are told all the same.
        gangguan = galat
    is_rusak = isinstance(gangguan, KeutuhanError)
    data, temuan, bukti = _read_temuan(folder, opd, pilihan, is_rusak=is_rusak)
    if gangguan is None:
        try:
            pencatat.record_masukan(data)
        except (KeutuhanError, SibukError) as galat:
            gangguan = galat
    catatan = (gangguan.pesan,) if gangguan else pencatat.catatan
    kode = gangguan.kode_keluar if gangguan else 2 if has_galat(temuan) else 0
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


def _read_temuan(
    folder: Folder, opd: str, periode: Periode, *, is_rusak: bool
) -> tuple[DataLaporan | None, tuple[Temuan, ...], dict[str, HasilBukti]]:
    """Read the data and all findings; no data where the plan is refused."""
    from kinerja.data import read_data
    from kinerja.terima.daftar_temuan import check_bukti_periode

    try:
        data = read_data(folder, opd, periode, is_tanpa_register=is_rusak)
    except TemuanError as galat:
        return None, galat.daftar_temuan, {}
    temuan, bukti = check_bukti_periode(data)
    return data, (*data.temuan, *temuan), bukti
