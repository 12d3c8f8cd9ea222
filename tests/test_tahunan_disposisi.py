"""What the register tells the LKjIP: dispositions of the quarters, their follow-up, receipts."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.isi.blok import Paragraf, Tabel
from kinerja.isi.disposisi import read_teks
from kinerja.laporan import LaporanTahunan
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.catat_disposisi import record_disposisi
from kinerja.register.disposisi import Butir, record_lembar
from kinerja.register.setoran import record_setoran
from tests.bantuan_disposisi import build_disposisi, hash_teks

OPD, TAHUN, TW2 = "bpkd", Periode(2025), Periode(2025, 2)
ASET = "data/bpkd/2025/tw2/bidang-aset.xlsx"


def open_laporan(akar):
    """Open the sample's LKjIP."""
    return LaporanTahunan(read_data(Folder(akar), OPD, TAHUN))


def read_isi(blok, id_tabel):
    """Give the rows of a table as texts."""
    tabel = next(satu for satu in blok if isinstance(satu, Tabel) and satu.id == id_tabel)
    return [" | ".join(read_teks(sel.isi) for sel in baris.sel) for baris in tabel.baris]


def test_without_dispositions_the_annex_says_so(akar):
    """One sentence, and the summary speaks of the quarters, not of a disposition on the year."""
    laporan = open_laporan(akar)
    (satu,) = laporan.tindak_lanjut()
    assert read_teks(satu.isi).startswith("Belum ada disposisi atas laporan triwulan tahun ini")
    teks = [read_teks(x.isi) for x in laporan.ringkasan() if isinstance(x, Paragraf)]
    assert "Disposisi pimpinan atas laporan triwulan tahun ini: belum dicatat." in teks


def test_the_annex_holds_the_quarters_dispositions_and_their_state(akar):
    """A sentence for the disposition on Triwulan II, and a row for its item."""
    butir = Butir(TW2, 1, 1, "IKS-2.4", "bidang-perbendaharaan", "Tagih", date(2025, 9, 30))
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        agenda = record_lembar(register, TW2, hash_teks("lembar"))
        baru = replace(build_disposisi(TW2, agenda), butir=(butir,))
        assert record_disposisi(register, baru) is not None
    laporan = open_laporan(akar)
    blok = laporan.tindak_lanjut()
    assert "nomor agenda 1/2025 atas Laporan Triwulan II" in read_teks(blok[0].isi)
    (baris,) = read_isi(blok, "tindak-lanjut")
    assert baris.startswith("2025-tw2/1.1 | ")
    assert "Tagih" in baris
    assert not [x for x in blok if isinstance(x, Tabel) and x.id == "disposisi"]


def test_a_card_names_who_handed_in_when_and_in_what_revision(akar):
    """Only for bytes that this report read: an older form or an edited file has no receipt."""
    isi = (akar / ASET).read_bytes()
    kini = hashlib.sha256(isi).hexdigest()
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        for nomor, sidik in ((4, hash_teks("lama")), (7, kini)):
            record_setoran(
                register,
                periode=TW2,
                unit="bidang-aset",
                sha256=sidik,
                nama_berkas="aset.xlsx",
                ukuran=len(isi),
                cara="perintah",
                oleh="Staf Aset",
                alasan="Angka bidang tanah dibetulkan." if nomor == 7 else "",
                waktu=datetime(2025, 7, nomor, 2, tzinfo=UTC),
            )
    kartu = read_isi(open_laporan(akar).kamus_indikator(), "kartu-indikator")
    tanda = (
        "Diterima: Triwulan II 7 Juli 2025, dinyatakan oleh Staf Aset, revisi ke-1"
        " (Angka bidang tanah dibetulkan)."
    )
    assert sum(tanda in baris for baris in kartu) == 3
    (akar / ASET).write_bytes((akar / "data/bpkd/2025/tw2/ppkd.xlsx").read_bytes())
    kartu = read_isi(open_laporan(akar).kamus_indikator(), "kartu-indikator")
    assert not any("Diterima:" in baris for baris in kartu)


def test_the_foreword_is_signed_by_whoever_signs_the_report(akar):
    """An acting head stands under both, with the same name."""
    jalur = akar / "parameters/bpkd/2025-tahunan.yaml"
    lama = "penanda_tangan: {jabatan: Kepala Badan, cara: definitif, pejabat: kepala}"
    baru = lama.replace("definitif, pejabat: kepala", "plt, pejabat: sekretaris")
    teks = jalur.read_text(encoding="utf-8")
    assert lama in teks
    jalur.write_text(teks.replace(lama, baru), encoding="utf-8")
    akhir = [read_teks(satu.isi) for satu in open_laporan(akar).kata_pengantar()][-2:]
    assert akhir == ["Plt. Kepala Badan", "Nama Sekretaris (contoh)"]
