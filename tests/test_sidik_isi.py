"""What an approval is about: inputs, notebook, dispositions; and what comes after belongs later."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kinerja.catatan import CatatanRegister, read_catatan_register
from kinerja.jalankan.sidik_isi import compute_sidik_isi, map_sidik_isi
from kinerja.model import Berkas
from kinerja.parameter import read_parameter_periode
from kinerja.register import open_register
from kinerja.register.catat_status import record_status
from kinerja.register.catat_tindak_lanjut import record_tindak_lanjut
from kinerja.register.kunci import TerkunciError
from kinerja.register.laporan import name_laporan
from kinerja.register.status import StatusLaporan
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut
from kinerja.sop import read_sop
from tests.bantuan_disposisi import TW1, TW2, fill_disposisi, hash_teks
from tests.bantuan_jalankan import build_bidang, build_kantor, build_triwulan
from tests.bantuan_register import OPD, build_folder
from tests.test_kunci import lock_periode, run_kantor

LAPORAN = name_laporan(TW2)
BIDANG = name_laporan(TW2, "sekretariat")
S = StatusLaporan


@pytest.fixture
def folder(tmp_path):
    """A working folder with notebooks; its agency's name is all it has besides."""
    folder = build_folder(tmp_path)
    (folder.akar / "notebooks").mkdir()
    for nama, isi in (("laporan_triwulan", build_triwulan()), ("laporan_bidang", build_bidang())):
        folder.notebook(nama).write_text(isi, encoding="utf-8")
    return folder


def build_data(*berkas: tuple[str, str], catatan: CatatanRegister | None = None):
    """Build what was read: files by name and content, and the register's part."""
    daftar = berkas or (("rencana", "r"), ("tw2/sekretariat", "s"), ("tw2/bidang-aset", "b"))
    return SimpleNamespace(
        masukan=SimpleNamespace(opd=OPD, periode=TW2),
        berkas=tuple(Berkas(f"data/{OPD}/2026/{n}.xlsx", hash_teks(isi), 1) for n, isi in daftar),
        catatan=catatan or CatatanRegister(),
    )


def test_the_fingerprint_covers_what_the_report_says(folder) -> None:
    """Parameters but not the status; for a unit not the other units' workbooks."""
    semula = map_sidik_isi(folder, build_data(), (LAPORAN, BIDANG))
    assert len(set(semula.values())) == 2
    parameter = folder.parameter(OPD) / "2026-tw2.yaml"
    parameter.write_text("status: final\n")
    assert map_sidik_isi(folder, build_data(), semula) == semula
    parameter.write_text("status: final\nnomor: '1'\n")
    assert compute_sidik_isi(folder, build_data(), BIDANG) != semula[BIDANG]
    parameter.unlink()
    isi = {"rencana": "r", "tw2/sekretariat": "s", "tw2/bidang-aset": "b"}
    for nama, berubah in (
        ("rencana", {LAPORAN, BIDANG}),
        ("tw2/sekretariat", {LAPORAN, BIDANG}),
        ("tw2/bidang-aset", {LAPORAN}),
    ):
        kini = map_sidik_isi(folder, build_data(*(isi | {nama: "lain"}).items()), semula)
        assert {n for n in kini if kini[n] != semula[n]} == berubah


@pytest.mark.parametrize(
    ("nama", "laporan"), [("laporan_triwulan", LAPORAN), ("laporan_bidang", BIDANG)]
)
def test_the_fingerprint_covers_the_notebook(folder, nama, laporan) -> None:
    """Prose is part of what is approved; outputs are not, and a missing one is another."""
    semula = map_sidik_isi(folder, build_data(), (LAPORAN, BIDANG))
    jalur = folder.notebook(nama)
    teks = jalur.read_text("utf-8")
    jalur.write_text(teks.replace('"execution_count": null', '"execution_count": 1'), "utf-8")
    assert map_sidik_isi(folder, build_data(), semula) == semula
    jalur.write_text(teks.replace("# Laporan", "# Laporan yang lain"), "utf-8")
    kini = map_sidik_isi(folder, build_data(), semula)
    assert {n for n in kini if kini[n] != semula[n]} == {laporan}
    jalur.unlink()
    hilang = map_sidik_isi(folder, build_data(), semula)
    assert len({semula[laporan], kini[laporan], hilang[laporan]}) == 3


def read_catatan(folder) -> CatatanRegister:
    """Read what the quarter's reports take from the register."""
    return read_catatan_register(folder, OPD, TW2, read_parameter_periode(folder, OPD, TW2))


def test_a_disposition_is_part_of_the_agencys_report_and_finality_is_not(folder) -> None:
    """A unit's report was approved before there was one."""
    semula = map_sidik_isi(folder, build_data(), (LAPORAN, BIDANG))
    with open_register(folder, OPD, is_tulis=True) as register:
        fill_disposisi(register)
    catatan = read_catatan(folder)
    kini = map_sidik_isi(folder, build_data(catatan=catatan), semula)
    assert {n for n in kini if kini[n] != semula[n]} == {LAPORAN}
    lock_periode(folder)
    final = read_catatan(folder)
    assert final.final
    assert final.berkas != catatan.berkas
    assert map_sidik_isi(folder, build_data(catatan=final), semula) == kini


def test_steps_after_the_first_approval_belong_to_later_reports(folder) -> None:
    """Told by their order, for all are of one second; a report sent back takes them in."""
    sop = read_sop(folder, OPD)

    def approve(register, ke):
        record_status(
            register, TW2, LAPORAN, ke, oleh="Ani", sidik="", sop=sop, sebagai=SEBAGAI[ke],
            alasan="ralat",
        )  # fmt: skip

    def move(register, kata):
        record_tindak_lanjut(
            register, "2026-tw1/1.1", KeadaanTindakLanjut.BERJALAN, oleh="Budi", kemajuan=kata
        )

    def list_kemajuan():
        return [langkah.kemajuan for langkah in read_catatan(folder).tindak_lanjut[0].langkah]

    with open_register(folder, OPD, is_tulis=True) as register:
        fill_disposisi(register, TW1)
        register.append("laporan", {"laporan": {LAPORAN: {}}, "versi": "1"}, periode=TW2.slug)
        move(register, "satu")
        approve(register, S.DIPERIKSA)
        move(register, "dua")
        approve(register, S.DISETUJUI)
    assert list_kemajuan() == ["satu"]
    with open_register(folder, OPD, is_tulis=True) as register:
        approve(register, S.FINAL)
        move(register, "tiga")
    assert list_kemajuan() == ["satu"]
    with open_register(folder, OPD, is_tulis=True) as register:
        approve(register, S.DRAF)
    assert list_kemajuan() == ["satu", "dua", "tiga"]


SEBAGAI = {S.DIPERIKSA: "Sekban", S.DISETUJUI: "", S.FINAL: "Sekban", S.DRAF: ""}


@pytest.mark.parametrize("nama", ["laporan_triwulan", "laporan_bidang"])
def test_a_final_report_is_not_made_again_from_another_notebook(tmp_path, nama) -> None:
    """Nothing is touched; with the notebook put back the run goes through."""
    kantor = build_kantor(tmp_path)
    run_kantor(kantor)
    lock_periode(kantor.folder, "contoh", TW2)
    run_kantor(kantor)
    jalur = kantor.folder.notebook(nama)
    semula, sebelum = jalur.read_text("utf-8"), kantor.snapshot()
    kantor.write_notebook(nama, semula.replace("# Laporan", "# Laporan PROSABARU"))
    with pytest.raises(TerkunciError, match=r"notebook.*tidak disengaja.*--buka") as galat:
        run_kantor(kantor)
    assert {"laporan_triwulan": LAPORAN, "laporan_bidang": BIDANG}[nama] in galat.value.pesan
    assert kantor.snapshot() == sebelum
    kantor.write_notebook(nama, semula)
    assert run_kantor(kantor).kode_keluar == 0
