"""Forms that are stale, stray or tampered with: each is a finding with its place."""

from __future__ import annotations

import errno
import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kinerja.excel.sidik_definisi import Banding, Sidik, compute_sidik
from kinerja.excel.stempel import build_stempel
from kinerja.jalankan.formulir import run_formulir
from kinerja.kolom import LEMBAR_UNIT
from kinerja.model import Rencana, Tahap
from kinerja.periode import Periode
from kinerja.temuan import Tingkatan
from tests.bantuan_formulir import (
    OPD,
    PERIODE,
    UNIT,
    copy_contoh,
    edit,
    find,
    list_isi,
    read_contoh,
    read_formulir,
)


@pytest.fixture
def formulir(tmp_path: Path) -> Path:
    """Give a copy of a filled form of the sample."""
    folder = copy_contoh(tmp_path)
    return folder.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx"


KEPALA = 4
TAHAP = Tahap("IKP-2.6", 1, "Naskah", Decimal(1), date(2026, 6, 1))


def change(kode: str = "IKP-2.6", **ubah: object) -> Rencana:
    """Give the sample's plan with one indicator changed."""
    rencana = read_contoh().rencana
    return replace(
        rencana,
        indikator=tuple(
            replace(i, **ubah) if i.kode == kode else i  # type: ignore[arg-type]
            for i in rencana.indikator
        ),
    )


def only(jalur: Path, kode: str, **argumen: object) -> str:
    """Read a form that has one finding of this code; give its message."""
    _, temuan = read_formulir(jalur, **argumen)  # type: ignore[arg-type]
    cocok = [satu for satu in temuan if satu.kode == kode]
    assert len(cocok) == 1, [satu.pesan for satu in temuan]
    return cocok[0].pesan


@pytest.mark.gangguan(27)
def test_stale_definition_is_named(formulir: Path) -> None:
    """The definition that changed is named, and the way out with it."""
    baru = change(rumus="Jumlah SP2D tepat waktu.")
    laporan, temuan = read_formulir(formulir, rencana=baru)
    assert laporan is None
    (satu,) = temuan
    assert satu.pesan == (
        "Formulir dibuat untuk definisi atau target yang sudah tidak berlaku "
        f'({UNIT}.xlsx, lembar "_kinerja"): indikator IKP-2.6 (berubah), seharusnya rencana versi '
        f"murni. Minta formulir baru: kinerja formulir 2026-tw2 --unit {UNIT} --lanjut (isian lama "
        "ikut terbawa), atau salin isiannya ke formulir baru."
    )


def test_corrected_wording_is_only_told(formulir: Path) -> None:
    """A mended spelling in definition, name or source keeps every answer; the report says so."""
    baru = change(definisi="Sejak SPM lengkap diterima.")
    laporan, temuan = read_formulir(formulir, rencana=baru)
    assert laporan is not None
    (satu,) = temuan
    assert satu.tingkatan is Tingkatan.PERINGATAN
    assert satu.pesan == (
        "Redaksi definisi diubah sesudah formulir dibuat; satuan, rumus, dan target tetap "
        f'({UNIT}.xlsx, lembar "_kinerja"): indikator IKP-2.6. Pastikan jawabannya sesuai redaksi '
        "sekarang; formulir tidak perlu diganti."
    )
    for ubah in ({"nama": "Lain"}, {"sumber_data": "Lain"}):
        assert "IKP-2.6" in only(formulir, "K-FORMULIR-REDAKSI", rencana=change(**ubah))


def test_wording_and_meaning_changed_at_once(formulir: Path) -> None:
    """Each is told for its own indicator; the form is refused for the one that matters."""
    rencana = change(definisi="Lain")
    rencana = replace(
        rencana,
        indikator=tuple(
            replace(i, satuan="hari") if i.kode == "IKP-2.5" else i for i in rencana.indikator
        ),
    )
    assert "indikator IKP-2.5 (berubah)" in only(formulir, "K-FORMULIR-LAMA", rencana=rencana)
    assert ": indikator IKP-2.6." in only(formulir, "K-FORMULIR-REDAKSI", rencana=rencana)
    assert read_formulir(formulir, rencana=rencana)[0] is None


def hash_lama(*bagian: object) -> str:
    """Hash as earlier versions did: plain numbers, white space that does not count."""
    teks = (
        f"{satu.normalize() + 0:f}" if isinstance(satu, Decimal) else str(satu or "")
        for satu in bagian
    )
    rapi = "\x1f".join(" ".join(satu.split()) for satu in teks)
    return hashlib.sha256(rapi.encode()).hexdigest()[:16]


def build_sidik_lama() -> dict[str, str]:
    """Give the one hash that earlier stamps held for each definition of the sample."""
    sidik = {}
    for satu in read_contoh().rencana.indikator:
        versi = satu.version_at(PERIODE.akhir)
        sidik[f"indikator {satu.kode}"] = hash_lama(
            *(satu.nama, satu.satuan, satu.jenis, satu.polaritas, satu.agregasi),
            *(satu.skala_predikat, satu.pengali, satu.definisi, satu.rumus),
            *(versi.tahunan, *versi.triwulan),
            *(f"{t.nomor} {t.uraian} {t.bobot.normalize():f} {t.tenggat}" for t in satu.tahapan),
        )
    for sub in read_contoh().rencana.sub_kegiatan:
        pagu = sub.version_at(PERIODE.akhir)
        sidik[f"sub kegiatan {sub.kode}"] = hash_lama(
            *(sub.nama, sub.keluaran, sub.satuan_keluaran),
            *(str(pagu.pagu_sen), pagu.target_keluaran),
        )
    return sidik


def write_stempel_lama(jalur: Path) -> None:
    """Give a form the stamp of earlier versions: one hash a definition, none of what it shows."""
    sidik = build_sidik_lama()

    def ubah(buku: openpyxl.Workbook) -> None:
        isi = {}
        lembar = buku["_kinerja"]
        for nomor in range(lembar.max_row, KEPALA, -1):
            if str(lembar.cell(nomor, 1).value).startswith("tampilan "):
                lembar.delete_rows(nomor)
        for kunci, nilai in lembar.iter_rows(min_row=KEPALA + 1, max_col=2):
            nilai.value = sidik.get(kunci.value, nilai.value)
            if kunci.value == "Sidik stempel":
                nilai.value = hash_lama(*(f"{k}={v}" for k, v in isi.items()))
            isi[kunci.value] = nilai.value

    edit(jalur, ubah)


@pytest.mark.parametrize("unit", [UNIT, "bidang-aset"])
def test_an_earlier_stamp_is_still_read(tmp_path: Path, unit: str) -> None:
    """A form handed out before the upgrade is accepted; any change of its definition refuses it."""
    folder = copy_contoh(tmp_path)
    jalur = folder.data(OPD) / "2026" / "tw2" / f"{unit}.xlsx"
    write_stempel_lama(jalur)
    nilai = [sel.value for sel in openpyxl.load_workbook(jalur)["_kinerja"]["B"]]
    assert not any(" " in str(satu) for satu in nilai[4:])
    laporan, temuan = read_formulir(jalur, unit)
    assert (laporan is not None, temuan) == (True, [])
    if unit == UNIT:
        baru = change(definisi="Lain")
        assert "IKP-2.6 (berubah)" in only(jalur, "K-FORMULIR-LAMA", rencana=baru)


def test_new_and_dropped_indicators_are_named(formulir: Path) -> None:
    """An indicator that came or went makes a form stale too."""
    rencana = read_contoh().rencana
    tanpa = replace(rencana, indikator=tuple(i for i in rencana.indikator if i.kode != "IKP-2.5"))
    assert "indikator IKP-2.5 (tidak berlaku lagi)" in only(
        formulir, "K-FORMULIR-LAMA", rencana=tanpa
    )
    contoh = next(i for i in rencana.indikator if i.kode == "IKP-2.5")
    tambah = replace(
        rencana, indikator=(*rencana.indikator, replace(contoh, kode="IKP-9.9", nama="Lain"))
    )
    assert "indikator IKP-9.9 (baru)" in only(formulir, "K-FORMULIR-LAMA", rencana=tambah)


@pytest.mark.gangguan(29)
def test_changed_target_is_named_with_its_cell(formulir: Path) -> None:
    """A target that changed makes the form stale, and the shown cell is told too."""
    satu = next(i for i in read_contoh().rencana.indikator if i.kode == "IKP-2.6")
    versi = replace(satu.versi_target[0], triwulan=(Decimal(1),) * 4)
    baru = change(versi_target=(versi,))
    assert "IKP-2.6 (berubah)" in only(formulir, "K-FORMULIR-LAMA", rencana=baru)
    lembar = openpyxl.load_workbook(formulir)["Indikator"]
    sel = find(lembar, "IKP-2.6", "Target Triwulan")
    assert f"sel {sel}" in only(formulir, "K-TARGET-BERUBAH", rencana=baru)


def test_pagu_belongs_to_the_stamp(formulir: Path) -> None:
    """A sub kegiatan whose pagu changed without a version is named."""
    rencana = read_contoh().rencana
    satu = next(s for s in rencana.sub_kegiatan if s.unit == UNIT)
    lain = replace(satu, versi_pagu=(replace(satu.versi_pagu[0], pagu_sen=100),))
    baru = replace(
        rencana, sub_kegiatan=tuple(lain if s is satu else s for s in rencana.sub_kegiatan)
    )
    assert f"sub kegiatan {satu.kode} (berubah)" in only(formulir, "K-FORMULIR-LAMA", rencana=baru)


def test_later_version_leaves_the_old_quarter_alone() -> None:
    """A change in force from July does not make the forms of Triwulan II stale."""
    rencana = read_contoh().rencana
    murni = replace(
        rencana,
        indikator=tuple(replace(i, versi_target=i.versi_target[:1]) for i in rencana.indikator),
    )
    unit = "bidang-aset"
    assert compute_sidik(murni, unit, PERIODE) == compute_sidik(rencana, unit, PERIODE)
    tiga = Periode(2026, 3)
    assert compute_sidik(murni, unit, tiga) != compute_sidik(rencana, unit, tiga)


@pytest.mark.parametrize(
    ("ubah", "banding"),
    [
        ({"satuan": "hari"}, Banding.BERUBAH),
        ({"jenis": "nihil"}, Banding.BERUBAH),
        ({"rumus": "Lain"}, Banding.BERUBAH),
        ({"pengali": Decimal(1)}, Banding.BERUBAH),
        ({"agregasi": "akhir"}, Banding.BERUBAH),
        ({"polaritas": None}, Banding.BERUBAH),
        ({"skala_predikat": "opini"}, Banding.BERUBAH),
        ({"tahapan": (TAHAP,)}, Banding.BERUBAH),
        ({"nama": "Lain"}, Banding.REDAKSI),
        ({"definisi": "Lain"}, Banding.REDAKSI),
        ({"sumber_data": "Lain"}, Banding.REDAKSI),
        ({"pemilik_pk": "Lain"}, Banding.SAMA),
    ],
)
def test_sidik_follows_what_the_answer_means(ubah: dict[str, object], banding: Banding) -> None:
    """What the figures rest on is in one hash, wording in the other; owners are in none."""
    kunci = "indikator IKP-2.6"
    lama = compute_sidik(read_contoh().rencana, UNIT, PERIODE)
    baru = compute_sidik(change(**ubah), UNIT, PERIODE)
    assert baru[kunci].compare(lama[kunci].teks) is banding
    assert {k: v for k, v in baru.items() if k != kunci} == {
        k: v for k, v in lama.items() if k != kunci
    }


def test_the_wording_of_a_step_is_wording() -> None:
    """Its day and weight are not; white space is nothing at all."""

    def compute(satu: Tahap) -> Sidik:
        rencana = change(tahapan=(satu,))
        return compute_sidik(rencana, UNIT, PERIODE)["indikator IKP-2.6"]

    lama = compute(TAHAP).teks
    assert compute(replace(TAHAP, uraian="Naskah akhir")).compare(lama) is Banding.REDAKSI
    assert compute(replace(TAHAP, tenggat=date(2026, 6, 2))).compare(lama) is Banding.BERUBAH
    assert compute(replace(TAHAP, uraian=" Naskah\u00a0\n")).compare(lama) is Banding.SAMA


def test_stamp_that_was_changed(formulir: Path) -> None:
    """One letter of the stamp, or a line of it, and the form is refused."""
    edit(formulir, lambda b: setattr(b["_kinerja"]["B6"], "value", "bidang-aset"))
    assert only(formulir, "K-STEMPEL") == (
        f'Stempel formulir berubah ({UNIT}.xlsx, lembar "_kinerja"). Minta formulir baru: kinerja '
        f"formulir 2026-tw2 --unit {UNIT} --lanjut, lalu salin isiannya."
    )
    assert read_formulir(formulir)[0] is None


def test_stamp_line_removed(formulir: Path) -> None:
    """A line taken out of the stamp shows as well."""
    edit(formulir, lambda b: b["_kinerja"].delete_rows(12))
    assert "Stempel formulir berubah" in only(formulir, "K-STEMPEL")


def test_missing_stamp_is_a_warning(formulir: Path) -> None:
    """A hand-made workbook is taken with a warning where its Identitas fits."""
    edit(formulir, lambda b: b.remove(b["_kinerja"]))
    laporan, temuan = read_formulir(formulir)
    assert laporan is not None
    assert [(satu.kode, satu.tingkatan) for satu in temuan] == [("K-STEMPEL", Tingkatan.PERINGATAN)]


def test_missing_stamp_and_wrong_identity(formulir: Path) -> None:
    """Without a stamp a wrong Identitas stays a galat."""

    def ubah(b: openpyxl.Workbook) -> None:
        b.remove(b["_kinerja"])
        b["Identitas"]["B6"] = "bidang-aset"

    laporan, temuan = read_formulir(edit(formulir, ubah))
    assert laporan is None
    assert [satu.kode for satu in temuan] == ["K-IDENTITAS"]


def test_old_plain_form_is_still_read(formulir: Path) -> None:
    """A workbook without the columns for orientation and without stamp gives the same answers."""
    utuh, _ = read_formulir(formulir)
    assert utuh is not None

    def polos(b: openpyxl.Workbook) -> None:
        b.remove(b["_kinerja"])
        for lembar in LEMBAR_UNIT[1:4]:
            if lembar.nama in b.sheetnames:
                for nomor in range(len(lembar.kolom), 0, -1):
                    if lembar.kolom[nomor - 1].is_bebas:
                        b[lembar.nama].delete_cols(nomor)

    laporan, temuan = read_formulir(edit(formulir, polos))
    assert laporan is not None
    assert [satu.kode for satu in temuan] == ["K-STEMPEL"]
    assert list_isi(laporan) == list_isi(utuh)


@pytest.mark.gangguan(27)
def test_form_of_another_unit(formulir: Path) -> None:
    """Another unit's file in this place is refused by Identitas; a forged one by the stamp."""
    assert "Unit pada buku kerja tidak cocok" in only(formulir, "K-IDENTITAS", unit="bidang-aset")
    edit(formulir, lambda b: setattr(b["Identitas"]["B6"], "value", "bidang-aset"))
    assert "Unit pada stempel formulir tidak cocok" in only(
        formulir, "K-STEMPEL", unit="bidang-aset"
    )


@pytest.mark.gangguan(27)
def test_form_of_another_period(formulir: Path) -> None:
    """Last quarter's form with its Identitas rewritten is known by its stamp."""
    tiga = Periode(2026, 3)
    edit(formulir, lambda b: setattr(b["Identitas"]["B9"], "value", "3"))
    assert only(formulir, "K-STEMPEL", periode=tiga).startswith(
        f'Periode pada stempel formulir tidak cocok ({UNIT}.xlsx, lembar "_kinerja"): "2026-tw2", '
        'seharusnya "2026-tw3". '
    )


@pytest.mark.gangguan(27)
def test_other_version_of_the_form(formulir: Path) -> None:
    """A form of another version is refused."""
    edit(formulir, lambda b: setattr(b["Identitas"]["B10"], "value", "0"))
    assert 'sel B10): "0", seharusnya "1"' in only(formulir, "K-VERSI-FORMULIR")


def test_renamed_sheet(formulir: Path) -> None:
    """A renamed sheet is named with the nearest found."""
    edit(formulir, lambda b: setattr(b["Indikator"], "title", "Indikator 2"))
    assert 'yang terdekat: "Indikator 2"' in only(formulir, "K-LEMBAR-HILANG")


def test_moved_columns_are_found(formulir: Path) -> None:
    """Columns moved around give the same answers."""
    utuh, _ = read_formulir(formulir)
    assert utuh is not None
    edit(formulir, lambda b: b["Sub Kegiatan"].insert_cols(3))
    laporan, temuan = read_formulir(formulir)
    assert temuan == []
    assert laporan is not None
    assert list_isi(laporan) == list_isi(utuh)


@pytest.mark.gangguan(17, 18, 19)
@pytest.mark.parametrize(
    ("isi", "bentuk", "kode", "tingkatan"),
    [
        ("7,5", "@", "K-ANGKA-TEKS", Tingkatan.PERINGATAN),
        ("1.5", "@", "K-ANGKA-RAGU", Tingkatan.GALAT),
        ("tujuh", "@", "K-ANGKA", Tingkatan.GALAT),
        (0.075, "0.0%", "K-ANGKA-JENIS", Tingkatan.GALAT),
    ],
)
def test_pasted_text_and_percent(
    formulir: Path, isi: object, bentuk: str, kode: str, tingkatan: Tingkatan
) -> None:
    """What gets past Excel's rules by pasting is a finding with its cell."""

    def tempel(b: openpyxl.Workbook) -> None:
        lembar = b["Indikator"]
        sel = lembar[find(lembar, "IKP-2.5", "Realisasi")]
        sel.value, sel.number_format = isi, bentuk

    edit(formulir, tempel)
    letak = find(openpyxl.load_workbook(formulir)["Indikator"], "IKP-2.5", "Realisasi")
    _, temuan = read_formulir(formulir)
    assert [(satu.kode, satu.tingkatan, satu.sel) for satu in temuan] == [(kode, tingkatan, letak)]


@pytest.mark.gangguan(25)
def test_hidden_rows_are_told(formulir: Path) -> None:
    """Hidden rows are read and named."""
    edit(formulir, lambda b: setattr(b["Indikator"].row_dimensions[6], "hidden", True))
    assert "sel baris 6" in only(formulir, "K-BARIS-TERSEMBUNYI")


def test_evidence_that_cannot_be_given_needs_a_reason(formulir: Path) -> None:
    """The words tidak dapat dipenuhi alone are asked back; with a reason it is fine."""

    def tulis(isi: str) -> None:
        def ubah(b: openpyxl.Workbook) -> None:
            lembar = b["Indikator"]
            lembar[find(lembar, "IKP-2.5", "Bukti")].value = isi

        edit(formulir, ubah)

    tulis("Tidak dapat dipenuhi.")
    assert "Tulis alasannya" in only(formulir, "K-BUKTI-ALASAN")
    tulis("Tidak dapat dipenuhi: hasil reviu belum terbit.")
    assert read_formulir(formulir)[1] == []


def test_stamp_holds_no_chance() -> None:
    """The stamp of one plan is always the same."""
    rencana = read_contoh().rencana
    assert build_stempel(OPD, UNIT, PERIODE, rencana) == build_stempel(OPD, UNIT, PERIODE, rencana)


# --- renewing a form -------------------------------------------------------------------------


def test_lanjut_carries_what_was_handed_in(tmp_path: Path) -> None:
    """A stale form is renewed with every answer in its place, and is then sound."""
    folder = copy_contoh(tmp_path)
    disetor = folder.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx"
    lama, _ = read_formulir(disetor)
    rencana = folder.data(OPD) / "2026" / "rencana.xlsx"

    def ubah(b: openpyxl.Workbook) -> None:
        lembar = b["Indikator"]
        lembar[find(lembar, "IKP-2.6", "Rumus")].value = "Rumus yang baru."

    edit(rencana, ubah)
    hasil = run_formulir(folder, OPD, PERIODE, unit=UNIT, is_lanjut=True)
    assert hasil.kode_keluar == 0
    assert [satu.kode for satu in hasil.unit[0].temuan] == ["K-FORMULIR-LAMA"]
    assert hasil.unit[0].is_terisi
    assert hasil.unit[0].formulir is not None
    baru = change(rumus="Rumus yang baru.")
    laporan, temuan = read_formulir(hasil.unit[0].formulir, rencana=baru)
    assert temuan == []
    assert laporan is not None
    assert lama is not None
    assert list_isi(laporan) == list_isi(lama)


def test_lanjut_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    """Where the old form has a fault, no new one is made that would lose it."""
    folder = copy_contoh(tmp_path)
    disetor = folder.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx"

    def ubah(b: openpyxl.Workbook) -> None:
        lembar = b["Indikator"]
        lembar[find(lembar, "IKP-2.5", "Realisasi")].value = "1.5"

    edit(disetor, ubah)
    hasil = run_formulir(folder, OPD, PERIODE, is_lanjut=True)
    assert hasil.kode_keluar == 2
    assert [satu.baris.unit.slug for satu in hasil.unit if satu.formulir is None] == [UNIT]
    assert not (hasil.folder / f"{UNIT}.xlsx").exists()


def test_a_form_somebody_typed_into_is_never_overwritten(tmp_path: Path) -> None:
    """A filled form in the output folder is moved aside; with --lanjut its answers go on."""
    folder = copy_contoh(tmp_path)
    (folder.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx").unlink()
    jalur = run_formulir(folder, OPD, PERIODE, unit=UNIT).unit[0].formulir
    assert jalur is not None

    def ubah(b: openpyxl.Workbook) -> None:
        lembar = b["Indikator"]
        lembar[find(lembar, "IKP-2.5", "Realisasi")].value = 7

    edit(jalur, ubah)
    lanjut = run_formulir(folder, OPD, PERIODE, unit=UNIT, is_lanjut=True).unit[0]
    assert lanjut.disisihkan == ()
    laporan, _ = read_formulir(jalur)
    assert laporan is not None
    assert {i.indikator_kode: i.nilai for i in laporan.isian}["IKP-2.5"] == 7
    kosong = run_formulir(folder, OPD, PERIODE, unit=UNIT).unit[0]
    assert kosong.disisihkan == (jalur.with_name(f"{UNIT}.lama-1.xlsx"),)
    aman, _ = read_formulir(kosong.disisihkan[0])
    assert aman is not None
    assert list_isi(aman) == list_isi(laporan)


def test_a_form_typed_into_while_the_first_was_open_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form open in Excel stays; the copy beside it, once filled, is moved aside and not lost."""
    folder = copy_contoh(tmp_path)
    (folder.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx").unlink()
    jalur = run_formulir(folder, OPD, PERIODE, unit=UNIT).unit[0].formulir
    assert jalur is not None

    def ubah(b: openpyxl.Workbook) -> None:
        lembar = b["Indikator"]
        lembar[find(lembar, "IKP-2.5", "Realisasi")].value = 7

    edit(jalur, ubah)
    terisi = jalur.read_bytes()
    with monkeypatch.context() as tambalan:
        rename, replace = Path.rename, Path.replace

        def is_terbuka(asal: Path, tujuan: Path) -> None:
            if jalur in {asal, tujuan}:
                raise PermissionError(errno.EACCES, "open elsewhere")

        def hold_rename(asal: Path, tujuan: Path) -> Path:
            is_terbuka(asal, tujuan)
            return rename(asal, tujuan)

        def hold_replace(asal: Path, tujuan: Path) -> Path:
            is_terbuka(asal, tujuan)
            return replace(asal, tujuan)

        tambalan.setattr(Path, "rename", hold_rename)
        tambalan.setattr(Path, "replace", hold_replace)
        terbuka = run_formulir(folder, OPD, PERIODE, unit=UNIT).unit[0]
    samping = jalur.with_name(f"{UNIT}-baru.xlsx")
    assert (terbuka.formulir, terbuka.disisihkan) == (samping, ())
    assert jalur.read_bytes() == terisi
    edit(samping, ubah)
    isi_samping = samping.read_bytes()
    akhir = run_formulir(folder, OPD, PERIODE, unit=UNIT).unit[0]
    lama = tuple(jalur.with_name(f"{UNIT}.lama-{nomor}.xlsx") for nomor in (1, 2))
    assert (akhir.formulir, akhir.disisihkan) == (jalur, lama)
    assert [satu.read_bytes() for satu in lama] == [terisi, isi_samping]
    assert not samping.exists()
