"""How a batch ends: what is kept, told and taken up again when not all of it can be made."""

from __future__ import annotations

import contextlib
import json

import pytest

from kinerja.cli.utama import run
from kinerja.galat import LingkunganError
from kinerja.jalankan import batch, siap
from kinerja.jalankan.catatan_batch import CatatanBatch
from kinerja.jalankan.ingatan import Ingatan
from kinerja.jalankan.manifes import read_catatan, read_manifes
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.jalankan.periksa import shorten
from kinerja.jalankan.pilihan import Pilihan
from tests.bantuan_batch import TW, ask, build_kota, run_kota
from tests.bantuan_jalankan import Serial, build_bidang, build_triwulan


@pytest.fixture
def kota(tmp_path):
    """A working folder with three agencies."""
    return build_kota(tmp_path / "kerja", ("a", "b", "c"))


@pytest.fixture
def di_kota(kota, monkeypatch):
    """The folder as the current one, and its own tools for the command line."""
    monkeypatch.chdir(kota.folder.akar)
    monkeypatch.setattr(batch, "Perkakas", kota.perkakas)
    return kota


class Putus(Serial):
    """Runs some jobs; then no report can be made here any more."""

    def __init__(self, sisa):
        self.sisa = sisa

    def schedule(self, function, *, args, timeout):
        """Run the job, or find that this is over."""
        self.sisa -= 1
        if self.sisa < 0:
            raise LingkunganError("Sambungan ke klaster terputus")
        return super().schedule(function, args=args, timeout=timeout)


def read_gagal(kota):
    """Read the list of failures as lines."""
    jalur = kota.folder.akar / "outputs/gagal.csv"
    return jalur.read_text(encoding="utf-8-sig").splitlines()[1:] if jalur.exists() else []


def list_sisa(kota):
    """List what is left of the last batch, and whether it was made already."""
    return [(satu.opd, satu.is_sudah) for satu in CatatanBatch(kota.folder).read().sisa]


def test_where_no_report_can_be_made_any_more_all_is_told_and_kept(kota) -> None:
    """In mid-batch: what was made is recorded, the rest listed, and --lanjut makes just that."""
    alat = {"buka": lambda *_: contextlib.nullcontext(Putus(4))}
    selesai = []
    with pytest.raises(LingkunganError, match="terputus"):
        run_kota(
            kota,
            ask("a", "b", "c"),
            alat=alat,
            pekerja=1,
            selesai=lambda satu: selesai.append((satu.minta.opd, dict(satu.jumlah))),
        )
    assert selesai == [("a", {"dibuat": 3}), ("b", {"dibuat": 1, "dihentikan": 2}), ("c", {})]
    assert [baris.split(",")[:3] for baris in read_gagal(kota)] == [
        ["b", "2026-tw1", "bidang/anggaran"],
        ["b", "2026-tw1", "bidang/sekretariat"],
        ["c", "2026-tw1", ""],
    ]
    catatan, rusak = read_catatan(read_manifes(kota.folder.keluaran("b", TW[0])))
    assert (rusak, catatan["laporan-triwulan"].keadaan) == ((), "dibuat")
    sisa = CatatanBatch(kota.folder).read().sisa
    hasil = run_kota(kota, sisa, is_lanjut=True)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 5, "tetap": 1})


def test_events_end_with_the_fault_on_one_line(di_kota, capsys, monkeypatch) -> None:
    """A reader of lines is told what ended the batch, and the exit code."""
    perkakas = di_kota.perkakas(buka=lambda *_: contextlib.nullcontext(Putus(0)))
    monkeypatch.setattr(batch, "Perkakas", lambda: perkakas)
    assert run(["batch", "--semua", "2026-tw1", "--format", "html", "--json"]) == 3
    baris = [json.loads(satu) for satu in capsys.readouterr().out.splitlines()]
    assert [satu.get("peristiwa") for satu in baris] == ["mulai", *["periode"] * 3, None]
    assert baris[-1] == {"galat": "Sambungan ke klaster terputus.", "kode_keluar": 3}


def test_a_fault_of_the_batch_itself_is_no_fault_of_a_period(kota, monkeypatch) -> None:
    """Progress that cannot be noted ends the batch; no period is told twice."""
    run_kota(kota, ask("a", "b"), ingat=True)
    selesai = []

    def finish(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(CatatanBatch, "finish", finish)
    with pytest.raises(OSError, match="No space"):
        run_kota(kota, ask("a", "b"), ingat=True, selesai=selesai.append)
    assert selesai == []


def test_a_snapshot_that_cannot_be_kept_fails_nothing(kota, monkeypatch) -> None:
    """It is a cache."""

    def keep(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Ingatan, "keep", keep)
    hasil = run_kota(kota, ask("a"), ingat=True)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 3})


def test_what_the_register_could_not_take_is_told_and_not_finished(
    di_kota, capsys, monkeypatch
) -> None:
    """In words, as an event, and once more with --lanjut."""
    monkeypatch.setattr(siap.PeriodeSiap, "is_lengkap", property(lambda _: False))
    monkeypatch.setattr(PencatatJalan, "catatan", property(lambda _: ("Laporan belum dicatat.",)))
    perintah = ["batch", "--semua", "2026-tw1", "--opd", "a", "--format", "html", "--pekerja", "1"]
    assert run(perintah) == 0
    assert "a 2026-tw1: catatan: Laporan belum dicatat.\n" in capsys.readouterr().err
    assert len(CatatanBatch(di_kota.folder).read().sisa) == 1
    assert run([*perintah, "--json"]) == 0
    periode = [json.loads(satu) for satu in capsys.readouterr().out.splitlines()][-2]
    assert periode["catatan"] == ["Laporan belum dicatat."]
    monkeypatch.undo()
    assert len(CatatanBatch(di_kota.folder).read().sisa) == 1


def test_lanjut_after_paksa_forces_only_what_was_not_made(kota) -> None:
    """A refused form is looked at again each time; the other reports of its agency stay."""
    kota.ditolak = ("anggaran",)
    kota.write_notebook("laporan_triwulan", build_triwulan("if opd == 'b': 1/0"))
    run_kota(kota, ask("a", "b"), paksa=True)
    jumlah = []
    for _ in range(2):
        tercatat = CatatanBatch(kota.folder).read()
        assert list_sisa(kota) == [("a", True), ("b", False)]
        run_kota(
            kota,
            tercatat.sisa,
            is_lanjut=True,
            paksa=tercatat.pilihan.paksa,
            selesai=lambda satu: jumlah.append(dict(satu.jumlah)),
        )
    sekali = [{"tetap": 2, "ditolak": 1}, {"gagal": 1, "dibuat": 1, "ditolak": 1}]
    assert jumlah == sekali * 2


def test_lanjut_keeps_who_made_it_and_how(di_kota, monkeypatch) -> None:
    """Unless the command says otherwise."""
    terlihat, asli = [], batch.run_kelompok

    def run_kelompok(folder, daftar, pilihan, *lain, **lagi):
        terlihat.append((pilihan.oleh, pilihan.teliti, pilihan.paksa))
        return asli(folder, daftar, pilihan, *lain, **lagi)

    monkeypatch.setattr(batch, "run_kelompok", run_kelompok)
    di_kota.write_notebook("laporan_triwulan", build_triwulan("1/0"))
    perintah = ["batch", "--semua", "2026-tw1", "--opd", "a", "--format", "html", "--paksa"]
    run([*perintah, "--teliti", "--oleh", "Perencana", "--pekerja", "1"])
    run(["batch", "--lanjut", "--pekerja", "1"])
    run(["batch", "--lanjut", "--pekerja", "1", "--oleh", "Sekretaris"])
    assert terlihat == [("Perencana", True, True)] * 2 + [("Sekretaris", True, True)]


def test_what_a_fault_says_of_itself_is_bounded(kota) -> None:
    """A message of megabytes is cut in the list, and says how long it was."""
    kota.write_notebook("laporan_bidang", build_bidang("raise ValueError('A' * 3_000_000)"))
    hasil = run_kota(kota, ask("a"))
    assert len(hasil.gagal) == 2
    assert all(len(baris.sebab) < 2300 for baris in hasil.gagal)
    assert "dipotong, semuanya 3000000 karakter" in hasil.gagal[0].sebab
    assert shorten("pendek") == "pendek"


def test_the_options_of_a_batch_are_remembered(kota) -> None:
    """Those that say what is made, not those of the machine."""
    pilihan = Pilihan(mesin="kernel", oleh="Perencana", paksa=True, teliti=True, pekerja=3)
    catatan = CatatanBatch(kota.folder)
    catatan.start(ask("a", "b"), pilihan)
    catatan.finish(ask("a")[0], is_penuh=False)
    assert catatan.read().pilihan == Pilihan(
        mesin="kernel", oleh="Perencana", paksa=True, teliti=True, ingat=True
    )
    assert [(satu.opd, satu.is_sudah) for satu in catatan.read().sisa] == [
        ("a", True),
        ("b", False),
    ]
