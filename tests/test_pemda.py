"""The regency's report: what of each agency is read, trusted or named, and the report itself."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja.cli.utama import run
from kinerja.contoh.baru import write_baru
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.hitung.pemda.bahan import BahanOpd, KeadaanSetor, KeadaanTerbit
from kinerja.isi.pemda.tabel_setor import build_hilang
from kinerja.jalankan.hasil_jalan import KeadaanLaporan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.pemda import run_pemda
from kinerja.jalankan.rancang import JENIS_TRIWULAN
from kinerja.pemda import read_pemda
from kinerja.periode import Periode
from tests.bantuan_buku import recalculate, strip_nilai
from tests.bantuan_formulir import BUTUH_SOFFICE
from tests.bantuan_pemda import change_hasil, write_hasil

pytestmark = pytest.mark.notebook
TW2 = Periode(2026, 2)
JAHAT = "=cmd|' /C calc'!A0 <script>alert(1)</script>"


@pytest.fixture(scope="module")
def asal(tmp_path_factory, asli) -> Folder:
    """The sample with its quarter published, and an agency with nothing but parameters."""
    akar = tmp_path_factory.mktemp("pemda") / "kerja"
    shutil.copytree(asli, akar)
    folder = Folder(akar)
    run_laporan(folder, "bpkd", TW2, bentuk=("html",), daftar_jenis=(JENIS_TRIWULAN,))
    dinas = folder.parameter("dinas-diam")
    dinas.mkdir()
    isi = (folder.parameter("bpkd") / "instansi.yaml").read_text(encoding="utf-8")
    nama = json.dumps(JAHAT)
    isi = isi.replace("nama: Badan Pengelola Keuangan Daerah", f"nama: {nama}", 1)
    (dinas / "instansi.yaml").write_text(isi, encoding="utf-8")
    return folder


@pytest.fixture
def folder(asal, tmp_path) -> Folder:
    """Return a copy to change."""
    shutil.copytree(asal.akar, tmp_path / "kerja")
    return Folder(tmp_path / "kerja")


@pytest.fixture(scope="module")
def jalan(asal, tmp_path_factory):
    """The report made once, in all formats, from a copy."""
    akar = tmp_path_factory.mktemp("jadi") / "kerja"
    shutil.copytree(asal.akar, akar)
    folder = Folder(akar)
    bentuk = ("html", "pdf", "docx", "xlsx", "csv")
    return folder, run_pemda(folder, TW2, bentuk=bentuk, oleh="Ani")


def read_bpkd(folder: Folder) -> BahanOpd:
    """Read what is taken of the sample agency."""
    return next(satu for satu in read_pemda(folder, TW2).bahan if satu.slug == "bpkd")


def test_figures_are_those_published(asal: Folder) -> None:
    """Each figure is the one of hasil.json; the silent agency is there, without any."""
    bahan = {satu.slug: satu for satu in read_pemda(asal, TW2).bahan}
    hasil = json.loads((asal.keluaran("bpkd", TW2) / "hasil.json").read_text(encoding="utf-8"))
    bpkd = bahan["bpkd"].laporan
    assert bpkd.keadaan is KeadaanTerbit.TERKINI
    for nama, angka in bpkd.angka.items():
        assert str(angka.nilai) == str(hasil["angka"][nama]["nilai"])
        assert angka.teks == hasil["angka"][nama]["teks"]
    assert bpkd.status == hasil["status"]
    kategori = hasil["angka"]["pd.rerata"]["jejak"]["kategori"]
    assert bpkd.angka["pd.rerata"].kategori == kategori != ""
    assert {"ang.skpd.deviasi", "pd.jumlah.bertarget"} <= bpkd.angka.keys()
    assert not bpkd.is_realisasi_sebagian("skpd")
    diam = bahan["dinas-diam"]
    assert diam.laporan.keadaan is KeadaanTerbit.BELUM
    assert {satu.keadaan for satu in diam.setoran} == {KeadaanSetor.BELUM}
    assert len(diam.setoran) == 5


def test_a_silent_units_money_is_told_by_the_report_itself(folder: Folder) -> None:
    """Without one form the realisasi is known in part only; the treasury's stays whole."""
    periode = Periode(2025, 2)
    (folder.data("bpkd") / "2025/tw2/bidang-anggaran.xlsx").unlink()
    run_laporan(folder, "bpkd", periode, bentuk=("html",), daftar_jenis=(JENIS_TRIWULAN,))
    data = read_pemda(folder, periode)
    laporan = next(satu for satu in data.bahan if satu.slug == "bpkd").laporan
    assert laporan.angka["ang.skpd.realisasi_sd"].nilai is not None
    assert [laporan.is_realisasi_sebagian(satu) for satu in ("skpd", "skpkd")] == [True, False]
    assert len(data.rekap.lingkup[0].sebagian) == 1


def test_an_earlier_quarters_missing_form_is_named_with_the_published_reason(
    folder: Folder,
) -> None:
    """The report is sementara for want of Triwulan I alone; whoever owes it stands in the table."""
    (folder.data("bpkd") / "2026/tw1/bidang-anggaran.xlsx").unlink()
    run_laporan(folder, "bpkd", TW2, bentuk=("html",), daftar_jenis=(JENIS_TRIWULAN,))
    data = read_pemda(folder, TW2)
    laporan = next(satu for satu in data.bahan if satu.slug == "bpkd").laporan
    manifes = folder.keluaran("bpkd", TW2) / "manifes.json"
    isi = json.loads(manifes.read_text(encoding="utf-8"))
    assert laporan.is_sementara
    assert list(laporan.alasan) == isi["alasan_sementara"] != []
    baris = next(
        satu
        for satu in build_hilang(data.rekap, "")[0].baris
        if satu.sel[0].isi[0] == read_bpkd(folder).nama
    )
    assert "Triwulan I ditolak dan belum diperbaiki: Bidang Anggaran" in "".join(baris.sel[1].isi)
    isi["alasan_sementara"] = ["Sebab lain."]
    manifes.write_text(json.dumps(isi), encoding="utf-8")
    lain = read_pemda(folder, TW2)
    assert [x.sha256 for x in lain.berkas] != [x.sha256 for x in data.berkas]
    edit_hasil(folder)
    assert read_bpkd(folder).laporan.alasan == ()


def drop_hasil(folder: Folder) -> None:
    """Take the figures away."""
    (folder.keluaran("bpkd", TW2) / "hasil.json").unlink()


def edit_hasil(folder: Folder) -> None:
    """Change a figure by hand."""
    jalur = folder.keluaran("bpkd", TW2) / "hasil.json"
    jalur.write_text(jalur.read_text(encoding="utf-8").replace("9", "8", 1), encoding="utf-8")


def drop_manifes(folder: Folder) -> None:
    """Take away what vouches for the figures."""
    (folder.keluaran("bpkd", TW2) / "manifes.json").write_text("{", encoding="utf-8")


def change_skema(folder: Folder) -> None:
    """Publish by another schema."""
    change_hasil(folder, "bpkd", TW2, lambda data: data | {"skema": "kinerja-hasil/0"})


def change_milik(folder: Folder) -> None:
    """Publish another agency's figures in this one's place."""
    lain = {"identitas": {"opd": "dinas-lain", "periode": TW2.slug}}
    change_hasil(folder, "bpkd", TW2, lambda data: data | lain)


def spoil_angka(folder: Folder) -> None:
    """Publish a word for a figure."""

    def ubah(data):
        data["angka"]["pd.rerata"]["nilai"] = "NaN"
        return data

    change_hasil(folder, "bpkd", TW2, ubah)


def spoil_besar(folder: Folder) -> None:
    """Publish a figure that would take forever to write out."""

    def ubah(data):
        data["angka"]["ang.skpd.pagu"]["nilai"] = "1E+999999999"
        return data

    change_hasil(folder, "bpkd", TW2, ubah)


def spoil_isi(folder: Folder) -> None:
    """Publish what is no JSON object."""
    write_hasil(folder.keluaran("bpkd", TW2), b"[1")


@pytest.mark.parametrize(
    ("rusak", "keadaan", "sebab"),
    [
        (drop_hasil, KeadaanTerbit.BELUM, ""),
        (edit_hasil, KeadaanTerbit.BERUBAH, "hasil.json bukan yang dibuat"),
        (drop_manifes, KeadaanTerbit.RUSAK, "manifes.json hilang atau rusak"),
        (change_skema, KeadaanTerbit.SKEMA, "skema kinerja-hasil/0, seharusnya kinerja-hasil/1"),
        (change_milik, KeadaanTerbit.RUSAK, "isinya milik dinas-lain 2026-tw2"),
        (spoil_angka, KeadaanTerbit.RUSAK, "tidak berbentuk kinerja-hasil/1"),
        (spoil_besar, KeadaanTerbit.RUSAK, "tidak berbentuk kinerja-hasil/1"),
        (spoil_isi, KeadaanTerbit.RUSAK, "tidak berbentuk kinerja-hasil/1"),
    ],
)
def test_figures_that_cannot_be_trusted_are_not_taken(
    folder: Folder, rusak, keadaan: KeadaanTerbit, sebab: str
) -> None:
    """The agency is named with the cause, and has no figure."""
    rusak(folder)
    laporan = read_bpkd(folder).laporan
    assert (laporan.keadaan, dict(laporan.angka)) == (keadaan, {})
    assert sebab in laporan.sebab


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("data/bpkd/2026/tw1/sekretariat.xlsx", b"lain"),
        ("data/bpkd/2026/tw2/bidang-anggaran.xlsx", None),
        ("parameters/bpkd/2026-tw2.yaml", b"status: draf\n"),
    ],
)
def test_changed_inputs_make_a_report_out_of_date(
    folder: Folder, nama: str, isi: bytes | None
) -> None:
    """Its figures are still taken, and the changed input is named; new, other or gone."""
    jalur = folder.akar / nama
    if isi is None:
        jalur.unlink()
    else:
        jalur.write_bytes(isi)
    laporan = read_bpkd(folder).laporan
    assert laporan.keadaan is KeadaanTerbit.USANG
    assert nama in laporan.sebab
    assert "pd.rerata" in laporan.angka


def test_a_form_that_came_since_makes_it_out_of_date(folder: Folder) -> None:
    """A unit that was silent hands in: the published figures do not hold it yet."""
    jalur = folder.data("bpkd") / "2026/tw2/bidang-aset.xlsx"
    baru = jalur if not jalur.exists() else folder.data("bpkd") / "2026/tw2/ppkd.xlsx"
    assert not baru.exists() or baru.unlink() is None
    isi = b"formulir"
    manifes = folder.keluaran("bpkd", TW2) / "manifes.json"
    data = json.loads(manifes.read_text(encoding="utf-8"))
    nama = baru.relative_to(folder.akar).as_posix()
    data["tugas"]["laporan-triwulan"]["sidik"]["masukan"].pop(nama, None)
    manifes.write_text(json.dumps(data), encoding="utf-8")
    assert read_bpkd(folder).laporan.keadaan is KeadaanTerbit.TERKINI
    baru.write_bytes(isi)
    assert nama in read_bpkd(folder).laporan.sebab


def test_broken_parameters_of_one_agency_are_told_of_it_alone(folder: Folder) -> None:
    """The others are read; the broken one keeps its place, with the message."""
    (folder.parameter("dinas-diam") / "instansi.yaml").write_text("nama: [", encoding="utf-8")
    bahan = {satu.slug: satu for satu in read_pemda(folder, TW2).bahan}
    assert "parameters/dinas-diam/instansi.yaml" in bahan["dinas-diam"].masalah
    assert bahan["dinas-diam"].laporan.keadaan is KeadaanTerbit.RUSAK
    assert bahan["bpkd"].laporan.keadaan is KeadaanTerbit.TERKINI


@pytest.mark.parametrize(
    ("periode", "berkas", "isi", "wajib"),
    [
        (TW2, "2026-tw2.yaml", "tenggat_setor: [", 5),
        (Periode(2026), "2026-tw3.yaml", "tenggat_setor: [", 20),
    ],
)
def test_forms_that_cannot_be_judged_stay_owed(
    folder: Folder, periode: Periode, berkas: str, isi: str, wajib: int
) -> None:
    """Unreadable parameters of a quarter take no form away: completeness must not rise."""
    sebelum = read_pemda(folder, periode).rekap.jumlah_unit
    (folder.parameter("bpkd") / berkas).write_text(isi, encoding="utf-8")
    data = read_pemda(folder, periode)
    bpkd = next(satu for satu in data.bahan if satu.slug == "bpkd")
    assert berkas in bpkd.masalah
    assert {satu.keadaan for satu in bpkd.setoran} == {KeadaanSetor.TAK_DIKETAHUI}
    kini = data.rekap.jumlah_unit
    assert kini.wajib.nilai == sebelum.wajib.nilai == 2 * wajib
    assert kini.tak_diketahui.nilai == wajib
    assert kini.kelengkapan.nilai < sebelum.kelengkapan.nilai


def test_a_link_out_of_the_folder_is_not_followed(folder: Folder, tmp_path: Path) -> None:
    """The figures of somebody else's folder are none of this regency's."""
    jalur = folder.keluaran("bpkd", TW2) / "hasil.json"
    shutil.move(jalur, tmp_path / "luar.json")
    jalur.symlink_to(tmp_path / "luar.json")
    bahan = read_bpkd(folder)
    assert "Tautan ke luar folder kerja tidak diikuti" in bahan.masalah
    assert dict(bahan.laporan.angka) == {}


def test_without_the_regencys_own_parameters_it_says_how(folder: Folder, capsys) -> None:
    """Missing: the way to one; a wrong key: its nearest name; both before anything runs."""
    jalur = folder.akar / "parameters" / "pemda.yaml"
    isi = jalur.read_text(encoding="utf-8")
    jalur.unlink()
    assert run(["laporan-pemda", TW2.slug, "--folder", str(folder.akar)]) == 2
    assert "kinerja contoh FOLDER --opd 2" in capsys.readouterr().err
    jalur.write_text(isi.replace("tempat:", "tmpat:"), encoding="utf-8")
    with pytest.raises(ParameterError, match="maksud Anda tempat"):
        read_pemda(folder, TW2)


def test_a_year_without_any_plan_is_refused(asal: Folder, capsys) -> None:
    """Nothing is published; the years there are, are named."""
    assert run(["laporan-pemda", "2031-tw1", "--folder", str(asal.akar)]) == 2
    assert "Tahun yang ada: 2025, 2026." in capsys.readouterr().err
    assert not (asal.akar / "outputs/pemda/2031-tw1").exists()


def test_its_command_speaks_indonesian_and_knows_no_single_agency(asal: Folder, capsys) -> None:
    """The help as that of all commands; --opd is refused in words, wherever it stands."""
    assert run(["laporan-pemda", "--help"]) == 0
    bantuan = capsys.readouterr().out
    assert "Pemakaian:" in bantuan
    assert "Usage" not in bantuan
    perintah = ["laporan-pemda", TW2.slug, "--folder", str(asal.akar)]
    for argumen in ([*perintah, "--opd", "bpkd"], ["--opd", "bpkd", *perintah]):
        assert run(argumen) == 2
        galat = capsys.readouterr().err
        assert "Laporan gabungan memuat semua perangkat daerah" in galat
        assert f"kinerja laporan {TW2.slug} --opd bpkd" in galat
    assert not (asal.akar / "outputs/pemda").exists()


def test_no_agency_may_take_the_regencys_name(folder: Folder) -> None:
    """Its reports would lie in the same folder."""
    shutil.copytree(folder.parameter("dinas-diam"), folder.akar / "parameters" / "pemda")
    with pytest.raises(ParameterError, match="Nama perangkat daerah dipakai"):
        read_pemda(folder, TW2)
    with pytest.raises(ParameterError, match="dipakai laporan gabungan"):
        write_baru(folder, "pemda", 2027)


def test_report_names_everyone_and_shows_the_published_figures(jalan) -> None:
    """HTML, PDF and figures agree; the silent agency stands in every table of agencies."""
    folder, hasil = jalan
    assert [(x.nama, x.keadaan) for x in hasil.laporan] == [
        ("laporan-pemda", KeadaanLaporan.DIBUAT)
    ]
    assert hasil.kode_keluar == 0
    keluaran = folder.keluaran("pemda", TW2)
    halaman = BeautifulSoup((keluaran / "laporan-pemda.html").read_bytes(), "html.parser")
    angka = json.loads((keluaran / "hasil.json").read_bytes())["angka"]
    asal = json.loads((folder.keluaran("bpkd", TW2) / "hasil.json").read_bytes())["angka"]
    assert angka["pemda.bpkd.capaian"]["nilai"] == asal["pd.rerata"]["nilai"]
    assert angka["pemda.bpkd.skpd.serapan"]["teks"] == asal["ang.skpd.serapan"]["teks"]
    assert angka["pemda.ang.skpkd.serapan"]["teks"] == asal["ang.skpkd.serapan"]["teks"]
    operan = angka["pemda.bpkd.capaian"]["jejak"]["operan"][0]["alamat"]
    assert operan["sel"] == "pd.rerata"
    assert operan["berkas"] == f"outputs/bpkd/{TW2.slug}/hasil.json"
    for judul in ("Kelengkapan dan ketepatan", "Capaian dan serapan", "Yang belum ada"):
        tabel = next(t for t in halaman.find_all("table") if judul in t.find("caption").text)
        assert JAHAT in tabel.text
    assert "SEMENTARA" in halaman.text.upper()
    assert not [x for x in halaman.find_all("script") if "alert(1)" in x.text and not x.get("type")]
    teks = "".join(satu.extract_text() for satu in PdfReader(keluaran / "laporan-pemda.pdf").pages)
    assert asal["pd.rerata"]["teks"] in teks
    assert (keluaran / "laporan-pemda.docx").stat().st_size > 10_000


def test_recap_is_the_same_in_csv_and_excel_and_computes_nothing_foreign(jalan) -> None:
    """A name that looks like a formula stays a name; a number that lacks is told apart."""
    folder, _ = jalan
    bita = (folder.keluaran("pemda", TW2) / "rekap.csv").read_bytes()
    assert bita.startswith("\ufeffbaris,".encode())
    isi = bita.decode("utf-8-sig")
    baris = {satu["opd"]: satu for satu in csv.DictReader(io.StringIO(isi))}
    assert baris["dinas-diam"]["nama"] == f"'{JAHAT}"
    assert baris["dinas-diam"]["capaian"] == baris["dinas-diam"]["skpd_pagu"] == ""
    assert baris["dinas-diam"]["tanpa_nilai"].startswith("tidak dapat dihitung: capaian, ")
    assert [baris[opd]["baris"] for opd in ("bpkd", "")] == ["perangkat daerah", "JUMLAH"]
    assert (baris["bpkd"]["wajib"], baris[""]["wajib"]) == ("5", "10")
    rekap = read_pemda(folder, TW2).rekap
    jumlah = rekap.lingkup[0]
    assert int(baris[""]["skpd_pagu"]) * 100 == jumlah.pagu.nilai
    assert f"{baris['']['skpd_serapan'].replace('.', ',')}%" == jumlah.serapan.teks
    assert baris[""]["tanpa_nilai"] == ""


def test_numbers_of_the_recap_are_numbers_in_excel(jalan) -> None:
    """Every column but the words holds numbers or formulas, so that Excel can sort by it."""
    folder, _ = jalan
    for is_nilai in (False, True):
        isi = load_workbook(folder.keluaran("pemda", TW2) / "rekap.xlsx", data_only=is_nilai)
        baris = list(isi["Rekap"].iter_rows())
        kepala = next(satu for satu in baris if satu[1].value == "OPD")
        (bpkd,) = (satu for satu in baris if satu[1].value == "bpkd")
        kata = {
            judul.value
            for judul, sel in zip(kepala, bpkd, strict=True)
            if sel.data_type == "s" and sel.value
        }
        assert kata <= {"OPD", "Perangkat daerah", "Laporan", "Kategori", "Kebijakan", "Keterangan"}
        assert bpkd[0].value == 1


@pytest.mark.panjang
@BUTUH_SOFFICE
def test_formulas_give_the_figures_shown(jalan, tmp_path: Path) -> None:
    """LibreOffice computes the sums and shares that the report prints."""
    folder, _ = jalan
    isi = (folder.keluaran("pemda", TW2) / "rekap.xlsx").read_bytes()
    dihitung = recalculate({"rekap": strip_nilai(isi)}, tmp_path)["rekap"]
    lembar = load_workbook(io.BytesIO(dihitung), data_only=True)["Rekap"]
    kepala = next(r for r in lembar.iter_rows() if r[1].value == "OPD")
    letak = {sel.value: sel.column for sel in kepala}
    akhir = next(r for r in lembar.iter_rows() if r[2].value == "Jumlah")
    rekap = read_pemda(folder, TW2).rekap
    assert akhir[letak["Wajib"] - 1].value == rekap.jumlah_unit.wajib.nilai
    assert round(akhir[letak["Lengkap (%)"] - 1].value, 6) == round(
        float(rekap.jumlah_unit.kelengkapan.nilai), 6
    )


def test_made_again_only_where_something_changed(jalan, tmp_path: Path) -> None:
    """Nothing changed: nothing made; a receipt that came: made again, with the reason."""
    folder, _ = jalan
    assert run_pemda(folder, TW2).laporan[0].keadaan is KeadaanLaporan.TETAP
    salinan = Folder(tmp_path / "kerja")
    shutil.copytree(folder.akar, salinan.akar)
    (salinan.akar / "parameters/bpkd/2026-tw2.yaml").write_text("status: draf\n", encoding="utf-8")
    lagi = run_pemda(salinan, TW2, bentuk=("html",))
    assert lagi.laporan[0].keadaan is KeadaanLaporan.DIBUAT
    assert any("keadaan bpkd" in satu for satu in lagi.laporan[0].perubahan)
