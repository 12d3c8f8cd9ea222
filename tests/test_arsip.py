"""A final period archived, verified, recomputed, corrected; and what cannot be."""

from __future__ import annotations

import errno
import hashlib
import json
import lzma
import os
import random
import shutil
import zipfile
from itertools import count
from pathlib import Path

import pytest

from kinerja.arsip.bag import MANIFES, MANIFES_TAG, build_bag
from kinerja.arsip.buat import run_arsip, write_arsip
from kinerja.arsip.periksa_bag import check_bag
from kinerja.arsip.wadah import write_wadah
from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, LaporanError, ParameterError
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.arsip import list_arsip
from kinerja.versi import __version__

from .bantuan_arsip import LAMA, TW2, make_final, read_isi, sign
from .bantuan_bunuh import start_pembunuh

pytestmark = [pytest.mark.notebook, pytest.mark.timeout(300)]
NAMA = "outputs/arsip/bpkd/bpkd_2026-tw2.zip"
ISI_FOLDER = ["bpkd_2026-tw2.zip", "daftar-arsip.pdf", "daftar-arsip.xlsx"]


@pytest.fixture(scope="module")
def dibuat(asli, tmp_path_factory):
    """Triwulan II of the sample: final and made, not archived; never to be changed."""
    return make_final(asli, tmp_path_factory.mktemp("final") / "kerja").akar


@pytest.fixture(scope="module")
def diarsipkan(dibuat, tmp_path_factory):
    """The same, archived."""
    akar = tmp_path_factory.mktemp("arsip") / "kerja"
    shutil.copytree(dibuat, akar)
    folder = Folder(akar)
    hasil = run_arsip(folder, "bpkd", TW2, oleh="Arsiparis")
    assert hasil.is_baru
    assert "Tidak memuat docx, xlsx" in hasil.catatan[0]
    return folder.akar


@pytest.fixture
def kerja(diarsipkan, tmp_path, monkeypatch) -> Path:
    """A copy of the archived working folder, which is also the current one."""
    shutil.copytree(diarsipkan, tmp_path / "kerja")
    monkeypatch.chdir(tmp_path / "kerja")
    return tmp_path / "kerja"


def find_arsip(akar):
    """The recorded archives."""
    with open_register(Folder(akar), "bpkd") as register:
        return list_arsip(register)


def verify(capsys, *lain: str):
    """Run the command; gives its code and data."""
    kode = run(["verifikasi", *(lain or (NAMA,)), "--json"])
    return kode, json.loads(capsys.readouterr().out)


def rebuild(arsip: Path, **ganti: bytes) -> None:
    """Write the archive anew with other payload, its manifests in step: a skilful forger."""
    isi = read_isi(arsip)
    nama = next(iter(isi)).partition("/")[0]
    awalan = f"{nama}/data/"
    muatan = {k.removeprefix(awalan): v for k, v in isi.items() if k.startswith(awalan)} | ganti
    with arsip.open("wb") as berkas:
        write_wadah(berkas.write, build_bag(nama, muatan, [("Bagging-Date", "2026-07-20")]))


def test_it_holds_reports_inputs_received_files_and_versions(diarsipkan) -> None:
    """It holds reports inputs received files and versions."""
    arsip = diarsipkan / NAMA
    (tercatat,) = find_arsip(diarsipkan)
    assert tercatat.sha256 == hashlib.sha256(arsip.read_bytes()).hexdigest()
    assert (tercatat.nama, tercatat.revisi, tercatat.oleh) == ("bpkd_2026-tw2", 1, "Arsiparis")
    isi = {k.removeprefix("bpkd_2026-tw2/data/"): v for k, v in read_isi(arsip).items()}
    for nama in (
        "laporan/laporan-triwulan.pdf",
        "laporan/laporan-triwulan.html",
        "laporan/hasil.json",
        "laporan/manifes.json",
        "laporan/bidang/sekretariat.pdf",
        "laporan/notebook/laporan-triwulan.ipynb",
        "kerja/data/bpkd/2026/rencana.xlsx",
        "kerja/data/bpkd/2026/tw1/ppkd.xlsx",
        "kerja/data/bpkd/jurnal.jsonl",
        "kerja/parameters/bpkd/instansi.yaml",
        "kerja/notebooks/laporan_triwulan.ipynb",
    ):
        assert isi[nama], nama
    assert (
        isi["laporan/laporan-triwulan.pdf"]
        == (diarsipkan / "outputs/bpkd/2026-tw2/laporan-triwulan.pdf").read_bytes()
    )
    for unit in ("sekretariat", "bidang-anggaran", "bidang-perbendaharaan", "bidang-aset", "ppkd"):
        sidik = hashlib.sha256(isi[f"kerja/data/bpkd/2026/tw2/{unit}.xlsx"]).hexdigest()
        assert f"kerja/data/bpkd/terima/{sidik[:2]}/{sidik}.xlsx" in isi
    assert json.loads(isi["lingkungan.json"])["paket_terpasang"]["openpyxl"]
    assert json.loads(isi["arsip.json"])["bidang"]["Nasib akhir"] == "belum ditetapkan"


def test_it_verifies_with_and_without_its_folder(kerja, tmp_path, monkeypatch, capsys) -> None:
    """It verifies with and without its folder."""
    kode, hasil = verify(capsys)
    assert (kode, hasil["utuh"]) == (0, True)
    assert "Sama dengan yang dicatat register" in hasil["catatan"][0]
    (tmp_path / "lain").mkdir()
    shutil.copy(kerja / NAMA, tmp_path / "lain" / "a.zip")
    monkeypatch.chdir(tmp_path / "lain")
    kode, hasil = verify(capsys, "a.zip")
    assert (kode, hasil["utuh"]) == (0, True)
    assert "Tidak dicocokkan dengan register" in hasil["catatan"][0]
    assert [satu.name for satu in Path.cwd().iterdir()] == ["a.zip"]


def test_every_figure_is_computed_again_from_the_archive_alone(
    kerja, tmp_path, monkeypatch, capsys
) -> None:
    """Every figure is computed again from the archive alone."""
    shutil.copy(kerja / NAMA, tmp_path / "a.zip")
    monkeypatch.chdir(tmp_path)
    kode, hasil = verify(capsys, "a.zip", "--hitung-ulang")
    assert kode == 0
    assert hasil["dihitung_ulang"]["beda"] == []
    assert hasil["dihitung_ulang"]["jumlah"] > 1500
    teks = json.loads(read_isi(tmp_path / "a.zip")["bpkd_2026-tw2/data/laporan/hasil.json"])
    angka = "ang.5.02.01.2.01.pagu"
    teks["angka"][angka]["teks"] = "Rp1"
    rebuild(tmp_path / "a.zip", **_forge(tmp_path / "a.zip", teks))
    kode, hasil = verify(capsys, "a.zip", "--hitung-ulang")
    assert kode == 5
    (beda,) = hasil["dihitung_ulang"]["beda"]
    assert (beda["id"], beda["arsip"]) == (angka, "Rp1")


@pytest.mark.parametrize("lama", sorted(LAMA.glob("*.zip.xz")), ids=lambda jalur: jalur.name)
def test_an_archive_of_an_earlier_version_still_verifies(
    lama, tmp_path, monkeypatch, capsys
) -> None:
    """Its bytes, its chain, and every figure from its own inputs; a changed bit still shows."""
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(lzma.decompress(lama.read_bytes()))
    kode, hasil = verify(capsys, "a.zip", "--hitung-ulang")
    assert (kode, hasil["dihitung_ulang"]["beda"]) == (0, [])
    assert hasil["dihitung_ulang"]["jumlah"] > 100
    isi = bytearray(Path("a.zip").read_bytes())
    isi[len(isi) // 2] ^= 1
    Path("a.zip").write_bytes(isi)
    assert verify(capsys, "a.zip")[0] == 5


def test_each_version_keeps_an_archive_for_those_to_come() -> None:
    """The version given out now has one too: `python -m tests.bantuan_arsip` writes it, once."""
    assert (LAMA / f"kinerja-{__version__}.zip.xz").is_file()


@pytest.mark.gangguan(58)
def test_a_signed_report_is_kept_as_it_came(dibuat, tmp_path, monkeypatch, capsys) -> None:
    """Beside the report it continues; a changed bit shows, and the next one is a revision."""
    shutil.copytree(dibuat, tmp_path / "kerja")
    monkeypatch.chdir(tmp_path / "kerja")
    keluaran = Path("outputs/bpkd/2026-tw2")
    pdf = sign((keluaran / "laporan-triwulan.pdf").read_bytes())
    (keluaran / "ditandatangani").mkdir()
    (keluaran / "ditandatangani" / "laporan (ttd).pdf").write_bytes(pdf)
    assert run(["arsip", "2026-tw2", "--oleh", "Arsiparis"]) == 0
    isi = read_isi(Path(NAMA))
    assert isi["bpkd_2026-tw2/data/laporan/ditandatangani/laporan-triwulan.pdf"] == pdf
    capsys.readouterr()
    kode, hasil = verify(capsys)
    assert kode == 0
    assert any("penerbit sertifikat" in teks for teks in hasil["catatan"])
    shutil.copy(NAMA, "palsu.zip")
    rebuild(Path("palsu.zip"), **{"laporan/ditandatangani/laporan-triwulan.pdf": pdf[1:]})
    kode, hasil = verify(capsys, "palsu.zip")
    assert kode == 5
    assert "bukan kelanjutan" in hasil["cacat"][0]["masalah"]
    (keluaran / "ditandatangani" / "laporan (ttd).pdf").write_bytes(sign(pdf))
    assert run(["arsip", "2026-tw2", "--oleh", "Arsiparis"]) == 2
    assert "--alasan" in capsys.readouterr().err


@pytest.mark.gangguan(58)
@pytest.mark.parametrize(
    ("ubah", "sebab"),
    [
        (lambda pdf: pdf, "tidak memuat tanda tangan"),
        (lambda pdf: sign(pdf).replace(b"<3080", b"<0080"), "tidak memuat tanda tangan"),
        (lambda pdf: sign(pdf[:-9]), "bukan kelanjutan"),
        (lambda pdf: sign(pdf, b"9 0 obj <<>> endobj"), "ditambahkan sesudah"),
        (lambda pdf: sign(pdf)[:-9], "terpotong"),
        (lambda pdf: pdf + sign(b""), "tidak mencakup laporan"),
    ],
)
def test_a_pdf_that_is_no_signed_report_is_refused(dibuat, tmp_path, ubah, sebab) -> None:
    """Named with its cause; nothing is archived."""
    akar = tmp_path / "kerja"
    shutil.copytree(dibuat, akar)
    keluaran = akar / "outputs" / "bpkd" / "2026-tw2"
    (keluaran / "ditandatangani").mkdir()
    pdf = (keluaran / "bidang" / "ppkd.pdf").read_bytes()
    (keluaran / "ditandatangani" / "ppkd.pdf").write_bytes(ubah(pdf))
    with pytest.raises(ParameterError) as galat:
        run_arsip(Folder(akar), "bpkd", TW2)
    assert sebab in galat.value.pesan
    assert "ditandatangani/ppkd.pdf" in galat.value.pesan
    assert find_arsip(akar) == ()


def _forge(arsip: Path, hasil: dict) -> dict[str, bytes]:
    """Put figures in place of others and bring the run's manifest in step."""
    isi = json.dumps(hasil).encode()
    manifes = json.loads(read_isi(arsip)["bpkd_2026-tw2/data/laporan/manifes.json"])
    manifes["tugas"]["laporan-triwulan"]["keluaran"]["hasil.json"] |= {
        "sha256": hashlib.sha256(isi).hexdigest(),
        "ukuran": len(isi),
    }
    return {"laporan/hasil.json": isi, "laporan/manifes.json": json.dumps(manifes).encode()}


@pytest.mark.parametrize(
    ("nama", "isi", "sebab"),
    [
        ("kerja/parameters/bpkd/instansi.yaml/a", b"x", "sebagai folder"),
        ("kerja/parameters/bpkd/2026-tw2.yaml", b"status: apa\n", "status"),
    ],
)
def test_inputs_that_give_no_report_are_a_fault_of_the_archive(
    kerja, tmp_path, monkeypatch, capsys, nama, isi, sebab
) -> None:
    """With manifests in step and no folder at hand: exit 5 in words, whatever the inputs are."""
    shutil.copy(kerja / NAMA, tmp_path / "a.zip")
    monkeypatch.chdir(tmp_path)
    data = read_isi(Path("a.zip"))["bpkd_2026-tw2/data/laporan/manifes.json"]
    manifes = json.loads(data)
    for satu in manifes["tugas"].values():
        if nama.removeprefix("kerja/") in satu["sidik"]["masukan"]:
            satu["sidik"]["masukan"][nama.removeprefix("kerja/")] = hashlib.sha256(isi).hexdigest()
    ganti = {nama: isi, "laporan/manifes.json": json.dumps(manifes).encode()}
    rebuild(Path("a.zip"), **ganti)
    assert run(["verifikasi", "a.zip", "--hitung-ulang"]) == 5
    assert sebab in capsys.readouterr().err


def test_a_forger_who_mends_the_manifests_is_found_by_the_register(kerja, capsys) -> None:
    """A forger who mends the manifests is found by the register."""
    rebuild(kerja / NAMA)
    kode, hasil = verify(capsys)
    assert kode == 5
    assert "bukan arsip yang dicatat peristiwa" in hasil["cacat"][0]["masalah"]


@pytest.mark.parametrize(
    ("nama", "masalah"),
    [
        ("laporan/laporan-triwulan.pdf", "bukan berkas yang dipakai atau dibuat"),
        ("kerja/data/bpkd/2026/tw2/ppkd.xlsx", "bukan berkas yang dipakai atau dibuat"),
        ("kerja/data/bpkd/jurnal.jsonl", "Baris 1 rusak"),
        ("arsip.json", "bukan arsip kinerja"),
    ],
)
def test_files_that_contradict_each_other_are_named(kerja, capsys, nama, masalah) -> None:
    """Files that contradict each other are named."""
    rebuild(kerja / NAMA, **{nama: b"{}\n"})
    kode, hasil = verify(capsys)
    assert kode == 5
    assert any(s["tempat"] == nama and masalah in s["masalah"] for s in hasil["cacat"]), hasil


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("arsip.json", b"[" * 100_000),
        ("arsip.json", b'{"skema": 1}'),
        ("arsip.json", None),
        ("laporan/manifes.json", b'{"skema": 1, "tugas": [], "kepala_register": []}'),
    ],
)
def test_whatever_stands_where_the_kit_wrote_is_a_named_fault(kerja, capsys, nama, isi) -> None:
    """Nested too deep, keys missing, a period that is none, lists for text: 5, and no traceback."""
    if isi is None:
        data = json.loads(read_isi(kerja / NAMA)["bpkd_2026-tw2/data/arsip.json"])
        isi = json.dumps(data | {"periode": "abc\nUTUH"}).encode()
    rebuild(kerja / NAMA, **{nama: isi})
    kode, hasil = verify(capsys)
    assert kode == 5
    assert nama in {satu["tempat"] for satu in hasil["cacat"]}


def test_a_special_file_is_not_read(capsys) -> None:
    """A device has no end."""
    assert run(["verifikasi", os.devnull]) == 2
    assert "bukan berkas biasa" in capsys.readouterr().err


@pytest.mark.gangguan(55)
def test_a_shortened_journal_is_named(kerja, capsys) -> None:
    """A shortened journal is named."""
    nama = "kerja/data/bpkd/jurnal.jsonl"
    baris = read_isi(kerja / NAMA)[f"bpkd_2026-tw2/data/{nama}"].splitlines(keepends=True)
    rebuild(kerja / NAMA, **{nama: b"".join(baris[:2])})
    kode, hasil = verify(capsys)
    assert kode == 5
    assert any("tidak memuat peristiwa yang disebut" in s["masalah"] for s in hasil["cacat"])


def test_an_altered_byte_is_told_in_words(kerja, capsys) -> None:
    """An altered byte is told in words."""
    isi = bytearray((kerja / NAMA).read_bytes())
    isi[isi.index(b"%PDF-") + 2000] ^= 1
    (kerja / NAMA).write_bytes(isi)
    assert run(["verifikasi", NAMA]) == 5
    teks = capsys.readouterr().out
    assert "TIDAK UTUH" in teks
    assert ".pdf: isinya berubah atau terpotong" in teks


@pytest.mark.gangguan(59)
def test_archiving_again_changes_nothing(kerja, capsys) -> None:
    """Archiving again changes nothing."""
    semula = (kerja / NAMA).read_bytes()
    assert run(["arsip", "2026-tw2"]) == 0
    assert "tidak ada yang berubah" in capsys.readouterr().out
    assert (kerja / NAMA).read_bytes() == semula
    assert len(find_arsip(kerja)) == 1


def test_a_draft_is_not_archived(akar) -> None:
    """A draft is not archived."""
    with pytest.raises(ParameterError, match="belum final"):
        run_arsip(Folder(akar), "bpkd", TW2)
    assert not (akar / "outputs/arsip/bpkd").exists()


def test_a_report_out_of_date_is_not_archived(kerja) -> None:
    """A report out of date is not archived."""
    jalur = kerja / "notebooks" / "laporan_bidang.ipynb"
    jalur.write_text(jalur.read_text().replace("## ", "## Baru: ", 1))
    with pytest.raises(ParameterError, match=r"tidak dapat diarsipkan.*usang"):
        run_arsip(Folder(kerja), "bpkd", TW2)


@pytest.mark.gangguan(55)
@pytest.mark.parametrize("berkas", ["laporan-triwulan.pdf", "hasil.json"])
def test_an_edited_report_is_not_archived(kerja, berkas) -> None:
    """An edited report is not archived."""
    jalur = kerja / "outputs/bpkd/2026-tw2" / berkas
    jalur.write_bytes(jalur.read_bytes() + b" ")
    with pytest.raises(ParameterError, match="berubah sejak dibuat"):
        run_arsip(Folder(kerja), "bpkd", TW2)


@pytest.mark.gangguan(55)
def test_outputs_and_manifest_changed_together_are_not_archived(kerja) -> None:
    """Outputs and manifest changed together are not archived."""
    keluaran = kerja / "outputs/bpkd/2026-tw2"
    isi = (keluaran / "hasil.json").read_bytes() + b" "
    (keluaran / "hasil.json").write_bytes(isi)
    manifes = json.loads((keluaran / "manifes.json").read_bytes())
    manifes["tugas"]["laporan-triwulan"]["keluaran"]["hasil.json"] |= {
        "sha256": hashlib.sha256(isi).hexdigest(),
        "ukuran": len(isi),
    }
    (keluaran / "manifes.json").write_text(json.dumps(manifes))
    with pytest.raises(KeutuhanError, match="bukan yang dicatat register"):
        run_arsip(Folder(kerja), "bpkd", TW2)


def test_a_lost_or_changed_archive_stops_the_next(kerja) -> None:
    """A lost or changed archive stops the next."""
    (kerja / NAMA).write_bytes(b"x")
    with pytest.raises(KeutuhanError, match=r"Arsip berubah \(peristiwa nomor"):
        run_arsip(Folder(kerja), "bpkd", TW2)
    (kerja / NAMA).unlink()
    with pytest.raises(KeutuhanError, match=r"Arsip hilang"):
        run_arsip(Folder(kerja), "bpkd", TW2)


@pytest.mark.gangguan(59)
def test_a_file_in_its_place_is_never_overwritten(kerja) -> None:
    """Somebody's file under the next archive's name stays, and the run says so."""
    lain = kerja / "outputs/arsip/bpkd/bpkd_2026-tw2.zip"
    jurnal = kerja / "data/bpkd/jurnal.jsonl"
    baris = jurnal.read_bytes().splitlines(keepends=True)
    jurnal.write_bytes(b"".join(baris[:-1]))  # as if the archive had never been recorded
    (kerja / "data/bpkd/register.sqlite").unlink()
    (kerja / "data/bpkd/terima/kepala.txt").unlink()
    assert run(["register", "--bangun"]) == 0
    isi = lain.read_bytes()
    assert run(["arsip", "2026-tw2"]) == 0  # the very archive, left by a killed run: recorded
    assert lain.read_bytes() == isi
    assert len(find_arsip(kerja)) == 1


@pytest.mark.gangguan(59)
def test_a_strange_file_in_its_place_stops_it(kerja) -> None:
    """What is not the archive is neither overwritten nor recorded."""
    jurnal = kerja / "data/bpkd/jurnal.jsonl"
    baris = jurnal.read_bytes().splitlines(keepends=True)
    jurnal.write_bytes(b"".join(baris[:-1]))
    (kerja / "data/bpkd/register.sqlite").unlink()
    (kerja / "data/bpkd/terima/kepala.txt").unlink()
    assert run(["register", "--bangun"]) == 0
    (kerja / NAMA).write_bytes(b"milik orang")
    with pytest.raises(KeutuhanError, match="tidak dicatat register"):
        run_arsip(Folder(kerja), "bpkd", TW2)
    assert (kerja / NAMA).read_bytes() == b"milik orang"
    assert find_arsip(kerja) == ()


def test_received_bytes_that_are_gone_stop_it(kerja) -> None:
    """A form as received is gone, while its working copy is still there."""
    isi = (kerja / "data/bpkd/2026/tw2/ppkd.xlsx").read_bytes()
    (tersimpan,) = (kerja / "data/bpkd/terima").rglob(f"{hashlib.sha256(isi).hexdigest()}.xlsx")
    tersimpan.unlink()
    with pytest.raises(KeutuhanError, match="yang diterima hilang"):
        run_arsip(Folder(kerja), "bpkd", TW2)


def test_a_quarter_without_reports_is_refused(kerja) -> None:
    """The sample's first quarter is declared final, but its reports were not made here."""
    with pytest.raises(ParameterError, match="belum dibuat"):
        run_arsip(Folder(kerja), "bpkd", Periode(2026, 1))


def test_the_manifests_cover_every_entry(diarsipkan) -> None:
    """The manifests cover every entry."""
    isi = read_isi(diarsipkan / NAMA)
    disebut = isi[f"bpkd_2026-tw2/{MANIFES}"] + isi[f"bpkd_2026-tw2/{MANIFES_TAG}"]
    for nama, teks in isi.items():
        if not nama.endswith(MANIFES_TAG):
            baris = f"{hashlib.sha512(teks).hexdigest()}  {nama.partition('/')[2]}\n"
            assert baris.encode() in disebut
    with zipfile.ZipFile(diarsipkan / NAMA) as wadah:
        assert wadah.testzip() is None


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by POSIX signals")
@pytest.mark.parametrize(
    "selang", [19, pytest.param(1, marks=[pytest.mark.panjang, pytest.mark.timeout(1800)])]
)
def test_killed_before_a_writing_call_the_next_run_finishes(dibuat, tmp_path, selang) -> None:
    """Killed before calls that write: nothing half visible, and again makes it whole."""
    with start_pembunuh() as pembunuh:
        for nomor in count(1, selang):
            akhir = kill_sekali(pembunuh, dibuat, tmp_path / str(nomor), nomor=nomor)
            if not akhir.is_mati:
                break
    assert nomor > 40


@pytest.mark.panjang
@pytest.mark.timeout(1800)
def test_killed_at_a_hundred_random_moments(dibuat, tmp_path) -> None:
    """As above, at moments of the run's own length."""
    acak = random.Random(11)  # noqa: S311 - moments, not secrets
    with start_pembunuh() as pembunuh:
        lama = kill_sekali(pembunuh, dibuat, tmp_path / "utuh").lama
        mati = sum(
            kill_sekali(pembunuh, dibuat, tmp_path / str(ke), tunda=acak.uniform(0, lama)).is_mati
            for ke in range(100)
        )
    assert mati > 50


def kill_sekali(pembunuh, dibuat: Path, akar: Path, **saat: float):
    """Kill an archiving run in a folder of its own, check what stands, and let it be finished."""
    shutil.copytree(dibuat, akar)
    perintah = ("arsip", "2026-tw2", "--folder", str(akar))
    akhir = pembunuh.run(perintah, **saat)
    arsip = akar / NAMA
    if arsip.exists():
        assert check_bag(arsip).cacat == (), akhir
    assert len(find_arsip(akar)) in {0, 1}, akhir
    assert pembunuh.run(perintah).kode == 0, akhir
    (satu,) = find_arsip(akar)
    assert satu.sha256 == hashlib.sha256(arsip.read_bytes()).hexdigest(), akhir
    assert sorted(jalur.name for jalur in arsip.parent.iterdir()) == ISI_FOLDER, akhir
    shutil.rmtree(akar)
    return akhir


@pytest.mark.gangguan(49)
def test_a_write_that_fails_at_any_call_leaves_what_was(tmp_path, monkeypatch) -> None:
    """The disk fails at the n-th write, for every n: what was there stays, nothing beside it."""
    induk = tmp_path / "outputs" / "arsip" / "bpkd"
    induk.mkdir(parents=True)
    (induk / "bpkd_2026-tw2.zip").write_bytes(b"arsip lama")
    entri = build_bag("bpkd_2026-tw2-rev2", {"a": b"isi", "b": b"lagi"}, [])
    tujuan = induk / "bpkd_2026-tw2-rev2.zip"
    jumlah = _count_tulis(entri)
    for nomor in range(1, jumlah + 1):
        _fail_at(monkeypatch, nomor)
        with pytest.raises(LaporanError, match="Ruang disk habis"):
            write_arsip(tujuan, entri)
        assert [jalur.name for jalur in induk.iterdir()] == ["bpkd_2026-tw2.zip"], nomor
    assert (induk / "bpkd_2026-tw2.zip").read_bytes() == b"arsip lama"
    _fail_at(monkeypatch, jumlah + 1)
    write_arsip(tujuan, entri)
    assert check_bag(tujuan).cacat == ()


def _count_tulis(entri) -> int:
    daftar: list[bytes] = []
    write_wadah(daftar.append, entri)
    return len(daftar)


def _fail_at(monkeypatch, nomor: int) -> None:
    """Let the n-th write of the next archive find the disk full."""
    ke = 0

    def write(tulis, daftar):
        def count(isi: bytes) -> object:
            nonlocal ke
            ke += 1
            if ke == nomor:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return tulis(isi)

        write_wadah(count, daftar)

    monkeypatch.setattr("kinerja.arsip.buat.write_wadah", write)
