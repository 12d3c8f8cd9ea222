"""The bag and its zip: written as RFC 8493 says, and no altered byte passes."""

from __future__ import annotations

import io
import random
import stat
import zipfile

import bagit
import pytest

from kinerja.arsip.bag import build_bag, format_manifes, parse_manifes
from kinerja.arsip.periksa_bag import check_bag
from kinerja.arsip.wadah import build_kerangka, write_wadah
from kinerja.galat import LaporanError

from .bantuan_arsip import read_isi, write_isi

BERKAS = {
    "laporan/a.txt": b"isi a\n",
    "laporan/é baris\nlain.txt": b"x" * 3000,
    "kosong": b"",
    "kerja/data/b.csv": b"1;2\n" * 50,
}


@pytest.fixture
def arsip(tmp_path):
    """A small archive."""
    return build(tmp_path / "a.zip")


def build(jalur, berkas=BERKAS):
    """Build."""
    entri = build_bag("bpkd_2026-tw2", berkas, [("Bagging-Date", "2026-07-20")])
    with jalur.open("wb") as tujuan:
        write_wadah(tujuan.write, entri)
    return jalur


def list_cacat(jalur):
    """List cacat."""
    return [f"{satu.tempat}: {satu.masalah}" for satu in check_bag(jalur).cacat]


def change(arsip, **ganti):
    """Rewrite the archive in its own frame with other entries; None removes one."""
    isi = read_isi(arsip) | {f"bpkd_2026-tw2/{nama}": teks for nama, teks in ganti.items()}
    return write_isi(arsip, {nama: teks for nama, teks in isi.items() if teks is not None})


def test_the_library_of_congress_package_finds_it_valid(arsip, tmp_path) -> None:
    """The library of congress package finds it valid."""
    with zipfile.ZipFile(arsip) as wadah:
        assert wadah.testzip() is None
        wadah.extractall(tmp_path / "buka")
    bag = bagit.Bag(str(tmp_path / "buka" / "bpkd_2026-tw2"))
    bag.validate()
    assert bag.info["Payload-Oxum"] == "3206.4"
    assert bag.version_info == (1, 0)


def test_it_reads_back_whole_and_the_same_files_give_the_same_bytes(arsip, tmp_path) -> None:
    """It reads back whole and the same files give the same bytes."""
    hasil = check_bag(arsip)
    assert hasil.cacat == ()
    assert (hasil.nama, len(hasil.muatan)) == ("bpkd_2026-tw2", 4)
    assert build(tmp_path / "b.zip").read_bytes() == arsip.read_bytes()


@pytest.mark.gangguan(57)
def test_no_flipped_bit_passes(arsip) -> None:
    """No flipped bit passes."""
    asli, acak = arsip.read_bytes(), random.Random(7)  # noqa: S311 - any bit will do
    for letak in range(len(asli)):
        rusak = bytearray(asli)
        rusak[letak] ^= 1 << acak.randrange(8)
        arsip.write_bytes(rusak)
        assert list_cacat(arsip), f"byte {letak}"


@pytest.mark.parametrize("letak", [0, 1, 30, 500, 2000, -1, -22])
def test_no_cut_tail_passes(arsip, letak) -> None:
    """No cut tail passes."""
    arsip.write_bytes(arsip.read_bytes()[:letak])
    assert list_cacat(arsip)


@pytest.mark.parametrize("ubah", [lambda isi: isi + b"x", lambda isi: b"x" + isi])
def test_nothing_hides_before_or_behind(arsip, ubah) -> None:
    """Nothing hides before or behind."""
    arsip.write_bytes(ubah(arsip.read_bytes()))
    (cacat,) = list_cacat(arsip)
    assert "bungkusnya diubah" in cacat


@pytest.mark.gangguan(57)
def test_an_altered_file_is_named(arsip) -> None:
    """An altered file is named."""
    change(arsip, **{"data/kerja/data/b.csv": b"9;9\n"})
    assert list_cacat(arsip)[0] == (
        "data/kerja/data/b.csv: isinya bukan yang dicatat manifest-sha512.txt"
    )


@pytest.mark.gangguan(57)
def test_a_missing_and_an_extra_file_are_named(arsip) -> None:
    """A missing and an extra file are named."""
    change(arsip, **{"data/kosong": None, "data/lain": b"y"})
    assert list_cacat(arsip)[:2] == [
        "data/kosong: hilang; manifest-sha512.txt memuatnya",
        "data/lain: tidak dimuat manifest-sha512.txt",
    ]


@pytest.mark.gangguan(57)
@pytest.mark.parametrize("baris", [b"xyz data/a\n", b"\n", b"abc\n", b"0" * 128 + b"\n"])
def test_a_malformed_manifest_line_is_named(arsip, baris) -> None:
    """A malformed manifest line is named."""
    semula = read_isi(arsip)["bpkd_2026-tw2/manifest-sha512.txt"]
    change(arsip, **{"manifest-sha512.txt": semula + baris})
    assert "manifest-sha512.txt: baris 5 rusak" in list_cacat(arsip)


def test_a_line_that_comes_twice_is_named(arsip) -> None:
    """A line that comes twice is named."""
    semula = read_isi(arsip)["bpkd_2026-tw2/manifest-sha512.txt"]
    change(arsip, **{"manifest-sha512.txt": semula + semula.splitlines(keepends=True)[0]})
    assert "manifest-sha512.txt: baris 5 rusak" in list_cacat(arsip)


@pytest.mark.parametrize("tag", ["bagit.txt", "bag-info.txt", "manifest-sha512.txt"])
def test_a_missing_tag_file_is_named(arsip, tag) -> None:
    """A missing tag file is named."""
    change(arsip, **{tag: None})
    assert f"{tag}: tidak ada" in list_cacat(arsip)


@pytest.mark.gangguan(57)
@pytest.mark.parametrize(
    "nama", ["../keluar.txt", "bpkd_2026-tw2/data/../../x", "/etc/x", "c:/x", "a\\b", "a//b", "."]
)
def test_a_name_that_leads_out_is_named(arsip, nama) -> None:
    """A name that leads out is named."""
    write_isi(arsip, read_isi(arsip) | {nama: b"x"})
    assert any("nama m" in satu for satu in list_cacat(arsip))


def add_entri(arsip, info: zipfile.ZipInfo, isi: bytes = b"/etc/passwd") -> None:
    """Add entri."""
    with zipfile.ZipFile(arsip, "a") as wadah:
        wadah.writestr(info, isi)


@pytest.mark.gangguan(57)
def test_a_link_is_named(arsip) -> None:
    """A link is named."""
    info = zipfile.ZipInfo("bpkd_2026-tw2/data/tautan")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    add_entri(arsip, info)
    assert "bpkd_2026-tw2/data/tautan: tautan atau berkas khusus" in list_cacat(arsip)


def test_a_bomb_is_refused_by_its_compression(arsip) -> None:
    """A bomb is refused by its compression."""
    info = zipfile.ZipInfo("bpkd_2026-tw2/data/bom")
    info.compress_type = zipfile.ZIP_DEFLATED
    add_entri(arsip, info, bytes(50_000_000))
    assert any("dimampatkan" in satu for satu in list_cacat(arsip))


def test_two_tops_and_a_name_in_two_cases_are_named(arsip) -> None:
    """Two tops and a name in two cases are named."""
    isi = read_isi(arsip)
    write_isi(arsip, isi | {"lain/a": b"", "bpkd_2026-tw2/data/KOSONG": b""})
    cacat = list_cacat(arsip)
    assert "(puncak): harus satu folder, ditemukan 2" in cacat
    assert "bpkd_2026-tw2/data/kosong: nama ini muncul lebih dari sekali" in cacat


@pytest.mark.parametrize("isi", [b"", b"bukan zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_told(tmp_path, isi) -> None:
    """What is no archive is told."""
    jalur = tmp_path / "x.zip"
    jalur.write_bytes(isi)
    assert list_cacat(jalur)


def test_a_rewritten_container_is_told_apart_from_altered_files(arsip) -> None:
    """A rewritten container is told apart from altered files."""
    aliran = io.BytesIO()
    with zipfile.ZipFile(aliran, "w") as wadah:
        for nama, teks in read_isi(arsip).items():
            wadah.writestr(nama, teks)
    arsip.write_bytes(aliran.getvalue())
    (cacat,) = list_cacat(arsip)
    assert "isi tiap berkas utuh" in cacat


def test_a_manifest_reads_back_the_names_it_was_given() -> None:
    """A manifest reads back the names it was given."""
    sidik = {"data/100%0Ab": "0" * 128, "data/c\nd": "1" * 128, "data/ spasi": "2" * 128}
    assert parse_manifes(format_manifes(sidik)) == (sidik, ())


def test_more_than_a_plain_zip_holds_is_refused() -> None:
    """More than a plain zip holds is refused."""
    with pytest.raises(LaporanError, match="terlalu besar"):
        build_kerangka([("a", 0, 1 << 32)])
    with pytest.raises(LaporanError, match="terlalu besar"):
        build_kerangka([("a", 0, 0)] * 70_000)
