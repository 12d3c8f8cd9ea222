"""What changed is made again, exactly that, and what did not is not even read."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections import Counter
from concurrent.futures import Future

import pytest

from kinerja.berkas import compute_sha256
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.jalankan import ingatan, sidik
from kinerja.jalankan.batch import run_batch
from kinerja.jalankan.jelaskan import explain_kelompok
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.jalankan.potret import Pembanding, Potret, list_beda, read_potret, walk_berkas
from kinerja.jalankan.tugas import BerkasJadi, HasilTugas
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.laporan import JENIS_LAPORAN
from tests.bantuan_excel import set_sel

OPD = "bpkd"
TW2, TW3, TAHUN = Periode(2026, 2), Periode(2026, 3), Periode(2026)
UNIT = ("sekretariat", "bidang-anggaran", "bidang-perbendaharaan", "bidang-aset", "ppkd")
BIDANG = {f"bidang/{unit}" for unit in UNIT}
TRIWULAN = {"laporan-triwulan", *BIDANG}
SEMUA = {TW2.slug: TRIWULAN, TW3.slug: TRIWULAN, TAHUN.slug: {"laporan-tahunan"}}
ASET = {"laporan-triwulan", "bidang/bidang-aset"}


class Tiruan:
    """Makes files of a job's inputs instead of running its notebook."""

    def schedule(self, function, *, args, timeout) -> Future:
        """Write what the job must give."""
        del function, timeout
        (tugas,) = args
        isi = json.dumps(
            {"angka": {}, "identitas": {"isi": [tugas.nama, sorted(tugas.masukan.items())]}}
        )
        berkas = []
        for bentuk, tujuan in (
            ("ipynb", tugas.tujuan_notebook),
            *((satu.bentuk, satu.tujuan) for satu in tugas.keluaran),
        ):
            jalur = tugas.giliran / tujuan
            jalur.parent.mkdir(parents=True, exist_ok=True)
            jalur.write_text(isi)
            berkas.append(BerkasJadi(bentuk, tujuan, compute_sha256(jalur), len(isi)))
        masa_depan = Future()
        masa_depan.set_result(HasilTugas(tugas.nama, tuple(berkas)))
        return masa_depan

    def stop(self) -> None:
        """Have nothing to kill."""


class Batch:
    """Runs the same batch again and again; tells what was made, and what was read."""

    def __init__(self, akar) -> None:
        self.folder = Folder(akar)
        self.dibaca = []
        self.hasil = None

    def run(self, *, bentuk=("html",), paksa=False, teliti=False, periode=(TW2, TW3, TAHUN)):
        """Give the reports made by period."""
        self.dibaca, dibuat = [], {}
        self.hasil = run_batch(
            self.folder,
            [Permintaan(OPD, satu, bentuk) for satu in periode],
            Pilihan(ingat=True, paksa=paksa, teliti=teliti),
            lapor=lambda kabar: (
                kabar.keadaan and dibuat.setdefault(kabar.periode.slug, set()).add(kabar.nama)
            ),
            perkakas=Perkakas(
                read_data=self._read, buka=lambda *_: contextlib.nullcontext(Tiruan())
            ),
        )
        return dibuat

    def _read(self, folder, opd, periode):
        self.dibaca.append(periode)
        return read_data(folder, opd, periode)

    def find(self, nama):
        """Find a file of the folder."""
        return self.folder.akar / nama


@pytest.fixture(scope="module")
def terbuat(asli, tmp_path_factory):
    """A folder whose reports of two quarters and the year are made; never to be changed."""
    akar = tmp_path_factory.mktemp("ingatan") / "kerja"
    shutil.copytree(asli, akar)
    batch = Batch(akar)
    assert batch.run() == SEMUA
    assert batch.dibaca == [TW2, TW3, TAHUN]
    return akar


@pytest.fixture
def batch(terbuat, tmp_path):
    """A copy of it, that keeps times of change."""
    shutil.copytree(terbuat, tmp_path / "kerja")
    return Batch(tmp_path / "kerja")


def set_nilai(jalur):
    """Change one figure of a form."""
    set_sel(jalur, "Indikator", "IKP-3.1", "Realisasi", 11)


def edit(jalur, lama, baru):
    """Change a text file."""
    teks = jalur.read_text(encoding="utf-8")
    assert lama in teks
    jalur.write_text(teks.replace(lama, baru), encoding="utf-8")


def append(jalur, teks="\n# x\n"):
    """Add to a text file, or begin one."""
    with jalur.open("a", encoding="utf-8") as berkas:
        berkas.write(teks)


def test_without_a_change_nothing_is_read(batch) -> None:
    """Neither then, nor where only times of change differ, nor where all is hashed."""
    assert (batch.run(), batch.dibaca) == ({}, [])
    assert batch.hasil.jumlah == Counter({"tetap": 13})
    for jalur in walk_berkas(batch.find("data")):
        os.utime(jalur)
    assert (batch.run(), batch.dibaca) == ({}, [])
    assert (batch.run(teliti=True), batch.dibaca) == ({}, [])


@pytest.mark.parametrize("apa", ["mesin", "versi", "program"])
def test_another_way_of_making_is_never_recalled(batch, monkeypatch, apa) -> None:
    """An engine, a library or the kit that is another one: the period is read and judged."""
    minta = Permintaan(OPD, TW2, ("html",))
    assert ingatan.Ingatan(batch.folder, Pilihan(ingat=True), Perkakas()).recall(minta) is not None
    cara = {"ingat": True, "mesin": "kernel" if apa == "mesin" else "kinerja"}
    if apa == "versi":
        monkeypatch.setattr(ingatan, "build_versi", lambda: {"typst": "0"})
    if apa == "program":
        monkeypatch.setattr(ingatan, "compute_sidik_program", lambda: "0" * 64)
    assert ingatan.Ingatan(batch.folder, Pilihan(**cara), Perkakas()).recall(minta) is None


def test_telling_why_writes_no_cache_either(batch) -> None:
    """Files whose time alone changed are hashed each time; a run notes them as seen."""
    for jalur in walk_berkas(batch.find("data")):
        os.utime(jalur)
    potret = batch.find("outputs/.kinerja/potret")
    semula = {jalur: jalur.read_bytes() for jalur in potret.rglob("*.json")}
    daftar = [Permintaan(OPD, satu, ("html",)) for satu in (TW2, TW3, TAHUN)]
    list(explain_kelompok(batch.folder, daftar, Pilihan(ingat=True)))
    assert {jalur: jalur.read_bytes() for jalur in potret.rglob("*.json")} == semula
    batch.run()
    assert {jalur: jalur.read_bytes() for jalur in potret.rglob("*.json")} != semula


def change_catatan(batch):
    """Record that a unit's report was approved: the year tells how far its quarters are."""
    with open_register(batch.folder, OPD, is_tulis=True) as register:
        isi = {"laporan": "laporan-triwulan", "dari": "draf", "ke": "diperiksa", "sidik": "1" * 64}
        register.append("status", isi | {"jabatan": "Sekban"}, periode=TW3.slug, oleh="Ani")


DATA = f"data/{OPD}/2026"
PARAMETER = f"parameters/{OPD}"
UBAHAN = {
    "formulir triwulan terakhir": (
        lambda b: set_nilai(b.find(f"{DATA}/tw3/bidang-aset.xlsx")),
        {TW3.slug: ASET, TAHUN.slug: {"laporan-tahunan"}},
        [TW3, TAHUN],
    ),
    "formulir triwulan lama": (
        lambda b: set_nilai(b.find(f"{DATA}/tw2/bidang-aset.xlsx")),
        {TW2.slug: ASET, TW3.slug: ASET, TAHUN.slug: {"laporan-tahunan"}},
        [TW2, TW3, TAHUN],
    ),
    "berkas asing": (
        lambda b: append(b.find(f"{DATA}/tw3/catatan.txt")),
        {},
        [TW3, TAHUN],
    ),
    "rencana": (
        lambda b: set_sel(
            b.find(f"{DATA}/rencana.xlsx"), "Indikator", "IKS-3.1", "Sumber Data", "Lain"
        ),
        SEMUA,
        [TW2, TW3, TAHUN],
    ),
    "parameter triwulan": (
        lambda b: append(b.find(f"{PARAMETER}/2026-tw3.yaml")),
        {TW3.slug: TRIWULAN, TAHUN.slug: {"laporan-tahunan"}},
        [TW2, TW3, TAHUN],
    ),
    "instansi": (lambda b: append(b.find(f"{PARAMETER}/instansi.yaml")), SEMUA, None),
    "pejabat": (
        lambda b: shutil.copy(
            b.find(f"{PARAMETER}/pejabat.contoh.yaml"), b.find(f"{PARAMETER}/pejabat.lokal.yaml")
        ),
        SEMUA,
        None,
    ),
    "templat": (lambda b: append(b.find(f"{PARAMETER}/templat.docx")), SEMUA, None),
    "sop": (lambda b: append(b.find(f"{PARAMETER}/sop.yaml")), {}, None),
    "notebook unit": (
        lambda b: edit(b.find("notebooks/laporan_bidang.ipynb"), "# Ringkasan", "# Intisari"),
        {TW2.slug: BIDANG, TW3.slug: BIDANG},
        None,
    ),
    "register": (change_catatan, {TAHUN.slug: {"laporan-tahunan"}}, None),
    "keluaran": (
        lambda b: b.find(f"outputs/{OPD}/2026-tw3/bidang/bidang-aset.html").write_text("x"),
        {TW3.slug: {"bidang/bidang-aset"}},
        [TW3],
    ),
    "terbitan": (
        lambda b: b.find(f"outputs/{OPD}/2026-tw2/hasil.json").unlink(),
        {TW2.slug: {"laporan-triwulan"}},
        [TW2],
    ),
    "manifes": (
        lambda b: b.find(f"outputs/{OPD}/2026-tw2/manifes.json").unlink(),
        {TW2.slug: TRIWULAN},
        [TW2],
    ),
    "tahun lain": (lambda b: append(b.find(f"data/{OPD}/2025/tw1/x.txt")), {}, []),
    "ingatan": (lambda b: shutil.rmtree(b.find("outputs/.kinerja/potret")), {}, None),
}


PANJANG = ("instansi", "pejabat", "rencana", "sop", "ingatan", "parameter triwulan")
"""Kinds of which the others are like."""


@pytest.mark.parametrize(
    "nama", [pytest.param(n, marks=[pytest.mark.panjang] * (n in PANJANG)) for n in UBAHAN]
)
def test_each_kind_of_change_makes_exactly_its_reports(batch, nama) -> None:
    """And the run after that makes, and reads, nothing."""
    ubah, diharapkan, dibaca = UBAHAN[nama]
    ubah(batch)
    assert batch.run() == diharapkan
    assert batch.dibaca == ([TW2, TW3, TAHUN] if dibaca is None else dibaca)
    assert (batch.run(), batch.dibaca) == ({}, [])


def test_evidence_that_comes_later_counts(batch) -> None:
    """Its finding goes from the unit's report, its agency's, and the year's; then it is at rest."""
    set_sel(batch.find(f"{DATA}/tw3/bidang-aset.xlsx"), "Indikator", "IKP-3.1", "Bukti", "a.pdf")
    batch.run()
    jalur = batch.find(f"{DATA}/tw3/bukti/bidang-aset/a.pdf")
    jalur.parent.mkdir(parents=True)
    jalur.write_bytes(b"%PDF")
    assert batch.run() == {TW3.slug: ASET, TAHUN.slug: {"laporan-tahunan"}}
    assert (batch.run(), batch.dibaca) == ({}, [])


def test_a_refused_unit_is_told_again_without_reading(batch) -> None:
    """A form that was received and is gone: exit 2 and a row, each time."""
    batch.find(f"{DATA}/tw3/bidang-aset.xlsx").unlink()
    assert batch.run() == {TW3.slug: {"laporan-triwulan"}, TAHUN.slug: {"laporan-tahunan"}}
    for _ in range(2):
        assert (batch.hasil.kode_keluar, batch.hasil.jumlah["ditolak"]) == (2, 1)
        (baris,) = batch.hasil.gagal
        assert (baris.periode, baris.laporan) == (TW3.slug, "bidang/bidang-aset")
        assert (batch.run(), batch.dibaca) == ({}, [])


def test_another_program_other_formats_and_force_are_no_memory(batch, monkeypatch) -> None:
    """Fewer formats than there are need nothing."""
    satu = {"periode": (TAHUN,)}
    assert batch.run(bentuk=("html", "pdf"), **satu) == {TAHUN.slug: {"laporan-tahunan"}}
    assert (batch.run(bentuk=("pdf",), **satu), batch.dibaca) == ({}, [])
    assert batch.run(paksa=True, **satu) == {TAHUN.slug: {"laporan-tahunan"}}
    monkeypatch.setattr(sidik, "compute_sidik_program", lambda: "lain")
    monkeypatch.setattr(ingatan, "compute_sidik_program", lambda: "lain")
    assert batch.run(**satu) == {TAHUN.slug: {"laporan-tahunan"}}


def test_a_damaged_register_is_found_without_reading_forms(batch) -> None:
    """The chain is checked each time: exit 5."""
    jalur = batch.find(f"data/{OPD}/jurnal.jsonl")
    jalur.write_text(jalur.read_text().replace("folder", "perintah", 1))
    os.utime(batch.find(f"data/{OPD}/register.sqlite"))
    batch.run(periode=(TW2,))
    assert (batch.hasil.kode_keluar, batch.dibaca) == (KeutuhanError.kode_keluar, [])


def test_reports_of_other_periods_in_the_register_say_nothing(batch) -> None:
    """But that one of them was declared final, or no longer, does."""
    for is_final, dibaca in ((False, []), (True, [TW2]), (True, []), (False, [TW2])):
        with open_register(batch.folder, OPD, is_tulis=True) as register:
            isi = {"laporan": {"x": {"a": "0" * 64}}, "dinyatakan_final": is_final}
            register.append(JENIS_LAPORAN, isi, periode="2026-tw1")
        assert (batch.run(periode=(TW2,)), batch.dibaca) == ({}, dibaca)
    with open_register(batch.folder, OPD, is_tulis=True) as register:
        isi = {"laporan": {"x": {"a": "0" * 64}}, "dinyatakan_final": True}
        register.append(JENIS_LAPORAN, isi, periode=TW3.slug)
    assert (batch.run(periode=(TW2,)), batch.dibaca) == ({}, [])  # a later one


def test_what_is_recorded_while_a_period_is_read_is_not_forgotten(batch, monkeypatch) -> None:
    """The snapshot would stand for a register that nobody read."""
    append(batch.find(f"{DATA}/tw3/catatan.txt"))
    asli = batch._read

    def read(*isi):
        data = asli(*isi)
        change_catatan(batch)
        return data

    monkeypatch.setattr(batch, "_read", read)
    batch.run(periode=(TAHUN,))
    monkeypatch.undo()
    assert batch.run(periode=(TAHUN,)) == {TAHUN.slug: {"laporan-tahunan"}}
    assert batch.dibaca == [TAHUN]


def test_same_size_and_time_is_trusted_only_where_it_is_old_enough(tmp_path) -> None:
    """A file that changed just before the snapshot may have changed again in the same tick."""
    jalur = tmp_path / "a"
    jalur.write_text("lama")
    kini = jalur.stat().st_mtime_ns
    awal = Pembanding(tmp_path, None)
    jejak = awal.take([jalur])
    palsu = {"a": (*jejak["a"][:3], "tersimpan")}
    for waktu, sidik_a in ((kini + 10**10, "tersimpan"), (kini + 10**9, jejak["a"][3])):
        banding = Pembanding(tmp_path, Potret("", (), waktu, palsu))
        assert banding.take([jalur])["a"][3] == sidik_a
    teliti = Pembanding(tmp_path, Potret("", (), kini + 10**10, palsu), is_teliti=True)
    assert list_beda(palsu, teliti.take([jalur])) == ("a",)


def test_a_link_among_the_inputs_means_reading(batch, tmp_path) -> None:
    """Nobody knows what it leads to tomorrow."""
    luar = tmp_path / "luar.txt"
    luar.write_text("x")
    batch.find(f"{DATA}/tw3/tautan.txt").symlink_to(luar)
    for _ in range(2):
        assert (batch.run(periode=(TW3,)), batch.dibaca) == ({}, [TW3])


def test_a_damaged_snapshot_is_none(tmp_path) -> None:
    """It is a cache."""
    for isi in ("", "[]", "{}", '{"skema": 1}', '{"skema": 1, "masukan": 3}'):
        (tmp_path / "x").write_text(isi)
        assert read_potret(tmp_path / "x") is None


def read_isi(batch):
    """Read every file of the folder but the caches."""
    semua = walk_berkas(batch.folder.akar, [batch.folder.kit])
    return {satu.as_posix(): satu.read_bytes() for satu in semua}


def test_what_would_be_made_is_told_and_nothing_is_made(batch) -> None:
    """The very reports, with the file that changed; not a byte differs afterwards."""
    jalur = batch.find(f"{DATA}/tw3/bidang-aset.xlsx")
    set_nilai(jalur)
    isi = read_isi(batch)
    daftar = [Permintaan(OPD, satu, ("html",)) for satu in (TAHUN, TW3, TW2)]
    penjelasan = {
        (satu.minta.periode.slug, laporan.nama): (laporan.keadaan, laporan.alasan)
        for satu in explain_kelompok(batch.folder, daftar, Pilihan(ingat=True))
        for laporan in satu.laporan
    }
    assert read_isi(batch) == isi
    dibuat = {kunci for kunci, (keadaan, _) in penjelasan.items() if keadaan == "dibuat"}
    assert dibuat == {(TW3.slug, nama) for nama in ASET} | {(TAHUN.slug, "laporan-tahunan")}
    assert len(penjelasan) == 13
    for kunci in dibuat:
        berkas = f"masukan berubah: {DATA}/tw3/bidang-aset.xlsx"
        assert berkas in penjelasan[kunci][1]
    assert penjelasan[TW2.slug, "bidang/ppkd"] == ("tetap", ("tidak ada yang berubah",))


def test_a_year_whose_quarter_changes_may_change(batch) -> None:
    """And one that cannot be read is told in words."""
    batch.find(f"outputs/{OPD}/2026-tw3/bidang/ppkd.html").unlink()
    daftar = [Permintaan(OPD, satu, ("html",)) for satu in (TW3, TAHUN, Periode(2024))]
    tw3, tahun = list(explain_kelompok(batch.folder, daftar[:2], Pilihan(ingat=True)))
    assert [(s.nama, s.alasan) for s in tw3.laporan if s.keadaan == "dibuat"] == [
        ("bidang/ppkd", ("bidang/ppkd.html hilang",))
    ]
    assert [satu.keadaan for satu in tahun.laporan] == ["mungkin"]
    (lama,) = list(explain_kelompok(batch.folder, daftar[2:], Pilihan(ingat=True)))
    assert (lama.kode_keluar, lama.laporan) == (2, ())
    assert "Rencana kinerja tahun ini belum ada" in lama.gagal
