"""Parameters: YAML traps, validation, scales and the working folder."""

import shutil
from pathlib import Path

import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder, check_slug, find_folder
from kinerja.galat import ParameterError
from kinerja.parameter import read_instansi, read_parameter_periode, read_pejabat
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat, build_skala_kategori
from kinerja.yaml_ketat import _Pemuat, parse_yaml, read_yaml
from tests.bantuan_excel import set_sel
from tests.bantuan_terima import build_kiriman, remove_isian

DASAR = """\
nama: "Badan Contoh"
singkatan: "BC"
pemerintah: "Pemerintah Kabupaten Contoh"
tempat: "Contoh"
unit:
  - slug: sekretariat
    nama: "Sekretariat"
"""


def write_instansi(tmp_path, isi):
    """Write an agency and give its working folder."""
    induk = tmp_path / "parameters" / "bc"
    induk.mkdir(parents=True)
    (induk / "instansi.yaml").write_bytes(isi if isinstance(isi, bytes) else isi.encode())
    return Folder(tmp_path)


def read_galat(tmp_path, isi):
    """Give the message that an instansi.yaml is refused with."""
    folder = write_instansi(tmp_path, isi)
    with pytest.raises(ParameterError) as galat:
        read_instansi(folder, "bc").kebijakan.build_kebijakan()
    return str(galat.value)


def test_a_minimal_agency_is_read_with_defaults(tmp_path):
    """Only identity and units are required; the policy has defaults."""
    instansi = read_instansi(write_instansi(tmp_path, DASAR), "bc")
    kebijakan = instansi.kebijakan.build_kebijakan()
    assert instansi.daftar_unit[0].slug == "sekretariat"
    assert kebijakan.kategori.kelas[0].label == "Sangat Tinggi"
    assert kebijakan.skala_predikat["opini"].compute_peringkat("WTP-DPP") == 4


@pytest.mark.gangguan(33, 35, 36)
@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        (DASAR + "singkaton: x\n", "singkaton: tidak dikenal; maksud Anda singkatan?"),
        (DASAR.replace("slug: sekretariat", "slug: con"), "Nama tidak sah"),
        (DASAR.replace("slug: sekretariat", 'slug: "../luar"'), "Nama tidak sah"),
        (DASAR.replace('nama: "Badan Contoh"', "nama: no"), "baris 1): no. Tulis"),
        (DASAR.replace('nama: "Badan Contoh"', "nama: true"), "nama: harus teks"),
        (DASAR + "kebijakan: {batas_atas: 0120}\n", "baris 8): 0120. Tulis"),
        (DASAR + "kebijakan: {batas_atas: 1:30}\n", "baris 8): 1:30. Tulis"),
        (DASAR + "kebijakan: {batas_atas: 0b11}\n", "baris 8): 0b11. Tulis"),
        (DASAR + "kebijakan: {batas_atas: 0x1F}\n", "baris 8): 0x1F. Tulis"),
        (DASAR + "kebijakan: {batas_atas: 1_000}\n", "baris 8): 1_000. Tulis"),
        (DASAR + "kebijakan: {batas_atas: 1e3}\n", "baris 8): 1e3. Tulis"),
        (DASAR + 'kebijakan: {batas_atas: "1_000"}\n', "harus angka"),
        (DASAR + 'kebijakan: {batas_atas: !!int "0x1F"}\n', "Penanda jenis"),
        (DASAR + "kebijakan: {target_nol_tidak_diukur: yes}\n", "baris 8): yes. Tulis"),
        (DASAR + "kebijakan: 3\n", "kebijakan: harus pasangan kunci dan nilai"),
        (DASAR + "kebijakan: {skala_predikat: {1: {urutan: [a, b]}}}\n", "harus teks; tulis"),
        (DASAR + 'alamat: ["Jalan\\a"]\n', "alamat.0: U+0007"),
        (DASAR + "alamat: [x\x00]\n", "karakter kendali (parameters/bc/instansi.yaml, baris 8)"),
        (DASAR + "alamat: " + "[" * 5000 + "\n", "bersarang terlalu dalam"),
        (DASAR + "  - slug: lain\n    nama: sekretariat\n", "Nama unit berulang"),
        (
            DASAR + "kebijakan: {skala_predikat: {mutu: {urutan: [C, B, A], alias: {b: A}}}}\n",
            "Alias predikat sama dengan nama kelas",
        ),
        (DASAR + "kebijakan: {rumus_turun: rasio}\n", "memerlukan batas_atas"),
        (DASAR + "kebijakan: {batas_atas: .nan}\n", "kebijakan.batas_atas"),
        (DASAR + "kebijakan: {kategori: lain}\n", "Skala kategori tidak dikenal"),
        (DASAR + "  - slug: sekretariat\n    nama: x\n", "Slug unit berulang"),
        (DASAR + 'nama: "Lagi"\n', "instansi.yaml, baris 8): nama. Hapus salah satunya."),
        (DASAR + "alamat: &a [x]\ngambaran: *a\n", "Alias (*) tidak dipakai"),
        (DASAR + "\talamat: x\n", "karakter tab"),
        (DASAR.encode() + b'alamat: ["Jal\xe9"]\n', "baris 8): Simpan"),
        ("- a\n- b\n", "bukan pasangan kunci"),
    ],
)
def test_every_fault_of_a_parameter_file_is_told(tmp_path, isi, potongan):
    """Unknown keys, YAML traps and contradictions are refused with what to do."""
    pesan = read_galat(tmp_path, isi)
    if potongan == "baris 8): Simpan":
        assert "bukan UTF-8 (parameters/bc/instansi.yaml, baris 8)" in pesan
    else:
        assert potongan in pesan


@pytest.mark.gangguan(33)
def test_all_faults_stand_in_one_message(tmp_path):
    """A planner mends a file once, not fault by fault."""
    pesan = read_galat(tmp_path, "nama: 5\nwarna: biru\n")
    for kata in ("nama: harus teks", "warna: tidak dikenal", "singkatan: wajib diisi"):
        assert kata in pesan


@pytest.mark.gangguan(36)
def test_a_byte_order_mark_is_accepted(tmp_path):
    """Notepad writes one."""
    folder = write_instansi(tmp_path, b"\xef\xbb\xbf" + DASAR.encode())
    assert read_instansi(folder, "bc").singkatan == "BC"


def test_period_parameters_are_optional_and_strict(tmp_path):
    """A missing file means defaults; a wrong key in it is refused."""
    folder = write_instansi(tmp_path, DASAR)
    assert read_parameter_periode(folder, "bc", Periode(2026, 2)).status == "draf"
    jalur = folder.parameter("bc") / "2026-tw2.yaml"
    jalur.write_text("tanggal_laporan: 2026-07-20\nstatus: final\n")
    assert read_parameter_periode(folder, "bc", Periode(2026, 2)).status == "final"
    jalur.write_text("tanggal_laporan: 31/02/2026\n")
    with pytest.raises(ParameterError, match="harus tanggal"):
        read_parameter_periode(folder, "bc", Periode(2026, 2))


@pytest.mark.gangguan(33)
@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ("tanggal_laporan: 0", "harus tanggal"),
        ("tanggal_laporan: 1784505600", "harus tanggal"),
        ('tanggal_laporan: "0"', "harus tanggal"),
        ("tanggal_laporan: 2026-02-31", r"tidak ada di kalender .*baris 1\): 2026-02-31"),
        ("penanda_tangan_unit: {sekretaris: {jabatan: Sekretaris}}", "Maksud Anda sekretariat"),
        ("penanda_tangan: {jabatan: Kepala, pejabat: kepla}", "Maksud Anda kepala"),
    ],
)
def test_dates_units_and_people_of_a_period_are_checked(tmp_path, isi, pesan):
    """A number is no date; a name that nothing else knows is a slip."""
    folder = write_instansi(tmp_path, DASAR)
    jalur = folder.parameter("bc") / "2026-tw2.yaml"
    jalur.write_text(isi + "\n")
    jalur.with_name("pejabat.lokal.yaml").write_text('pejabat: {kepala: {nama: "Nama"}}\n')
    with pytest.raises(ParameterError, match=pesan):
        read_parameter_periode(folder, "bc", Periode(2026, 2))


@pytest.mark.gangguan(35)
def test_links_out_of_the_working_folder_are_refused(tmp_path):
    """Folders and instansi.yaml alike; a link within the folder is followed."""
    folder = write_instansi(tmp_path / "kerja", DASAR)
    luar = write_instansi(tmp_path / "luar", DASAR).parameter("bc")
    induk = folder.akar / "parameters"
    (induk / "lain").symlink_to(luar)
    (induk / "dalam").symlink_to(induk / "bc")
    (induk / "putar").symlink_to(induk / "putar")
    (folder.akar / "data").symlink_to(luar)
    assert read_instansi(folder, "dalam").nama == "Badan Contoh"
    for opd in ("lain", "putar"):
        with pytest.raises(ParameterError, match="Tautan ke luar"):
            folder.parameter(opd)
    with pytest.raises(ParameterError, match="Tautan ke luar"):
        folder.data("bc")
    (induk / "bc" / "instansi.yaml").unlink()
    (induk / "bc" / "instansi.yaml").symlink_to(luar / "instansi.yaml")
    with pytest.raises(ParameterError, match="Tautan ke luar"):
        read_instansi(folder, "bc")


@pytest.mark.gangguan(35)
@pytest.mark.parametrize(
    ("tautan", "perintah"),
    [
        ("data/bpkd/terima", ["terima"]),
        ("data/bpkd/terima", ["periksa", "2026-tw2"]),
        ("data/bpkd/bukti", ["terima"]),
        ("outputs", ["laporan", "2026-tw2"]),
        ("outputs", ["periksa", "2026-tw2", "--xlsx"]),
        ("outputs/bpkd", ["terima"]),
        ("outputs/bpkd", ["formulir", "2026-tw3"]),
        ("outputs/bpkd/2026-tw3", ["formulir", "2026-tw3"]),
    ],
)
def test_nothing_is_written_through_a_link_out_of_the_folder(akar, tmp_path, tautan, perintah):
    """The stores by hash and the outputs: refused with exit 2, the place outside stays empty."""
    luar = tmp_path / "luar"
    luar.mkdir()
    jalur = akar / tautan
    jalur.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(jalur, ignore_errors=True)
    jalur.symlink_to(luar)
    kiriman = [str(build_kiriman(akar))] if perintah == ["terima"] else []
    bukti = akar / "data/bpkd/2026/tw2/bukti/sekretariat/a.pdf"
    bukti.parent.mkdir(parents=True)
    bukti.write_bytes(b"%PDF-1.7")
    if kiriman:
        set_sel(Path(kiriman[0]), "Indikator", "IKS-4.2", "Bukti", "a.pdf")
        remove_isian(akar)
    assert run([*perintah, *kiriman]) == 2
    assert list(luar.rglob("*")) == []


def test_names_come_from_the_local_file_first(tmp_path):
    """The git-ignored file wins over the sample's fictional people; none is fine too."""
    folder = write_instansi(tmp_path, DASAR)
    assert read_pejabat(folder, "bc") == {}
    contoh = folder.parameter("bc") / "pejabat.contoh.yaml"
    contoh.write_text('pejabat: {kepala: {nama: "Contoh"}}\n')
    assert read_pejabat(folder, "bc")["kepala"].nama == "Contoh"
    contoh.with_name("pejabat.lokal.yaml").write_text('pejabat: {kepala: {nama: "Lokal"}}\n')
    assert read_pejabat(folder, "bc")["kepala"].nama == "Lokal"


def test_the_working_folder_is_the_nearest_parent_with_parameters(tmp_path):
    """A notebook opened in notebooks/ finds its folder; elsewhere the message tells."""
    (tmp_path / "kerja" / "parameters").mkdir(parents=True)
    dalam = tmp_path / "kerja" / "notebooks" / "lagi"
    dalam.mkdir(parents=True)
    assert find_folder(dalam).akar == (tmp_path / "kerja").resolve()
    with pytest.raises(ParameterError, match="kinerja contoh"):
        find_folder(tmp_path)


@pytest.mark.gangguan(35)
@pytest.mark.parametrize("slug", ["", "A", "a b", "../x", "com1", "a" * 42, "-a", "a/b", "é"])
def test_slugs_that_no_system_could_store_are_refused(slug):
    """Names of folders and files are checked before any path is built."""
    with pytest.raises(ParameterError):
        check_slug(slug)


@pytest.mark.parametrize(
    "baris",
    [
        [(">=76", "B", "hijau"), (">=91", "A", "hijau"), ("", "C", "merah")],
        [(">=91", "A", "hijau"), (">=91", "B", "hijau"), ("", "C", "merah")],
        [(">=91", "A", "hijau"), (">=76", "B", "hijau")],
        [("91-100", "A", "hijau"), ("", "C", "merah")],
        [(">=91", "A", "hijau"), ("", "A", "merah")],
        [("", "A", "hijau")],
    ],
)
def test_malformed_category_scales_are_refused(baris):
    """Bounds descend strictly to one open last class with labels of its own."""
    with pytest.raises(ParameterError):
        build_skala_kategori("uji", baris)


def test_malformed_predikat_scales_are_refused():
    """A scale needs two distinct classes, and aliases must lead somewhere."""
    with pytest.raises(ParameterError):
        SkalaPredikat("uji", ("A",))
    with pytest.raises(ParameterError):
        SkalaPredikat("uji", ("A", "a"))
    with pytest.raises(ParameterError):
        SkalaPredikat("uji", ("B", "A"), {"X": "Z"})


def test_yaml_reads_missing_and_empty_files(tmp_path):
    """A missing file is named; an empty one holds nothing."""
    with pytest.raises(ParameterError, match="tidak ada"):
        read_yaml(tmp_path / "x.yaml")
    (tmp_path / "k.yaml").write_text("")
    assert read_yaml(tmp_path / "k.yaml") == {}


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ("nomor_nota_dinas: 17\n", "nomor_nota_dinas: harus teks; tulis dalam tanda kutip"),
        (f'nomor_nota_dinas: "{"1" * 101}"\n', "nomor_nota_dinas: terlalu panjang"),
        ("tanggal_nota_dinas: Juni\n", "tanggal_nota_dinas: harus tanggal"),
        ("tanggal_notadinas: 2026-06-24\n", "maksud Anda tanggal_nota_dinas?"),
        (
            "tanggal_nota_dinas: 2026-07-09\ntenggat_setor: 2026-07-08\n",
            "tanggal_nota_dinas): 2026-07-09, seharusnya paling lambat 2026-07-08",
        ),
    ],
)
def test_number_and_date_of_the_nota_dinas_are_judged(tmp_path, isi, potongan):
    """Text for the number, a date for the date, not after the deadline it announces."""
    (tmp_path / "parameters" / "bc").mkdir(parents=True)
    (tmp_path / "parameters" / "bc" / "2026-tw2.yaml").write_text(isi)
    with pytest.raises(ParameterError) as galat:
        read_parameter_periode(Folder(tmp_path), "bc", Periode(2026, 2))
    assert potongan in galat.value.pesan


def test_a_nota_dinas_on_the_day_of_the_deadline_is_fine(tmp_path):
    """Short notice, but possible; without a deadline any date is."""
    induk = tmp_path / "parameters" / "bc"
    induk.mkdir(parents=True)
    for isi in ("tenggat_setor: 2026-07-08\n", ""):
        (induk / "2026-tw2.yaml").write_text(f"tanggal_nota_dinas: 2026-07-08\n{isi}")
        parameter = read_parameter_periode(Folder(tmp_path), "bc", Periode(2026, 2))
        assert parameter.tanggal_nota_dinas is not None
        assert parameter.nomor_nota_dinas == ""


def test_the_same_text_is_loaded_once_and_each_reader_has_his_own(monkeypatch):
    """What one reader changes no other sees; a fault names the file of the one who asks."""
    isi = b"a: {b: [1]}  # hanya di sini"
    parse_yaml(isi, "satu")["a"]["b"].append(2)
    for nama in ("satu", "dua"):
        with pytest.raises(ParameterError, match=f"{nama}, baris 1"):
            parse_yaml(b"a: *b", nama)
    monkeypatch.delattr(_Pemuat, "construct_mapping")
    monkeypatch.setattr(_Pemuat, "get_single_data", None)
    assert parse_yaml(isi, "dua") == {"a": {"b": [1]}}
