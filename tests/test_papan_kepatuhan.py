"""The matrix of units and quarters, and what to do next, state by state."""

from __future__ import annotations

import shlex

import click
import pytest

from kinerja.papan import (
    KeadaanBerkas,
    KeadaanRencana,
    KeadaanSetoran,
    build_data_papan,
    build_papan,
)
from kinerja.papan.kata import list_usang
from kinerja.periode import Periode
from tests.bantuan_papan import (
    TAHUN,
    TW2,
    A,
    B,
    at,
    build,
    build_bahan,
    build_laporan,
    build_periode,
    build_status,
    catat,
    lapor,
    read_sop_bawaan,
    setor,
    tell,
    tolak,
    with_status,
)

LENGKAP = (setor(A, at(6)), setor(B, at(7)))
DISPOSISI = catat("disposisi", at(9), agenda=1)


@pytest.fixture(scope="module")
def sop(tmp_path_factory):
    """The shipped procedure."""
    return read_sop_bawaan(tmp_path_factory.mktemp("sop"))


def sel(papan, unit=A):
    """Give the cell of a unit in the board's quarter."""
    (satu,) = [s for s in papan.kepatuhan.list_triwulan(TW2) if s.unit == unit]
    return satu


@pytest.mark.parametrize(
    ("catatan", "kini", "keadaan", "hari", "label"),
    [
        ((), at(30, bulan=6), KeadaanSetoran.BELUM_WAKTUNYA, None, "belum waktunya"),
        ((), at(8), KeadaanSetoran.BELUM, None, "belum lapor"),
        ((), at(10), KeadaanSetoran.BELUM, 2, "belum lapor, lewat 2 hari"),
        ((setor(A, at(8, 23)),), at(20), KeadaanSetoran.TEPAT, None, "tepat waktu"),
        ((setor(A, at(11)),), at(20), KeadaanSetoran.TERLAMBAT, 3, "terlambat 3 hari"),
        ((setor(A, at(11), cara="folder"),), at(20), KeadaanSetoran.TERCATAT, None, "tercatat"),
        ((setor(A, at(8), cara="folder"),), at(20), KeadaanSetoran.TEPAT, None, "tepat waktu"),
    ],
)
def test_each_way_to_hand_in(sop, catatan, kini, keadaan, hari, label) -> None:
    """In time, late by days, unknown, not yet, not yet due."""
    satu = sel(build(sop, *catatan, kini=kini))
    assert (satu.keadaan, satu.hari, satu.label) == (keadaan, hari, label)


def test_no_deadline_is_no_lateness(sop) -> None:
    """Where nobody set a day, a receipt is only recorded."""
    satu = sel(build(sop, setor(A, at(20)), tenggat_setor=None, kini=at(25)))
    assert (satu.keadaan, satu.hari) == (KeadaanSetoran.TERCATAT, None)
    assert sel(build(sop, tenggat_setor=None, kini=at(25))).hari is None


def test_the_folder_tells_of_what_has_no_receipt(sop) -> None:
    """A workbook that only lies there, and one that is refused."""
    papan = build(
        sop,
        folder_terisi=frozenset({A.slug, B.slug}),
        folder_ditolak=frozenset({B.slug}),
        kini=at(10),
    )
    assert (sel(papan).keadaan, sel(papan).hari) == (KeadaanSetoran.FOLDER, None)
    assert (sel(papan, B).keadaan, sel(papan, B).hari) == (KeadaanSetoran.DITOLAK, 2)
    dicatat = build(sop, *LENGKAP, folder_terisi=frozenset(), folder_ditolak=frozenset({B.slug}))
    assert sel(dicatat).catatan == "isian tidak ada lagi di folder"
    assert sel(dicatat, B).catatan == "isian di folder ditolak"


def test_returns_and_corrections_are_counted(sop) -> None:
    """Forms sent back, accepted replacements, and those of them after the deadline."""
    revisi = (setor(A, at(6)), setor(A, at(7)), setor(A, at(12)))
    satu = sel(build(sop, *revisi, ditolak=(tolak(A, 1), tolak(A, 2), tolak(B, 3))))
    assert (satu.jumlah_kembali, satu.jumlah_revisi, satu.jumlah_koreksi_terlambat) == (2, 2, 1)
    assert satu.keadaan is KeadaanSetoran.TEPAT
    assert satu.rincian == "2 kali dikembalikan, 2 revisi, 1 sesudah tenggat"
    assert sel(build(sop, ditolak=(tolak(B, 1),)), B).rincian == "1 kali dikembalikan"


def test_the_matrix_covers_the_quarters_so_far(sop) -> None:
    """Every unit in every quarter up to the board's, each with its own deadline."""
    kepatuhan = build(sop).kepatuhan
    assert [satu.slug for satu in kepatuhan.tenggat] == ["2026-tw1", "2026-tw2"]
    assert [[s.periode.slug for s in baris] for baris in kepatuhan.baris] == [
        ["2026-tw1", "2026-tw2"]
    ] * 2


def perintah(papan):
    """Give the commands that a board proposes."""
    return [satu.perintah for satu in papan.saran]


FORMULIR = catat("formulir", at(1), unit={})
BERIKUTNYA = [
    ((), ["kinerja formulir 2026-tw2"]),
    ((FORMULIR,), ["kinerja terima BERKAS"]),
    ((FORMULIR, LENGKAP[0]), ["kinerja terima BERKAS", "kinerja laporan 2026-tw2"]),
    (LENGKAP, ["kinerja laporan 2026-tw2"]),
    ((*LENGKAP, lapor(at(8))), ["kinerja disposisi 2026-tw2"]),
    (
        (*LENGKAP, lapor(at(8)), catat("lembar_disposisi", at(9), agenda=1)),
        ["kinerja disposisi 2026-tw2 --baca BERKAS"],
    ),
    (
        (*LENGKAP, DISPOSISI, lapor(at(9))),
        ['kinerja status 2026-tw2 --jadikan diperiksa --oleh NAMA --sebagai "Sekban"'],
    ),
]


@pytest.mark.parametrize(("catatan", "diharapkan"), BERIKUTNYA)
def test_the_next_commands(sop, catatan, diharapkan) -> None:
    """Each state asks for what brings it on, and for nothing else."""
    assert perintah(build(sop, *catatan)) == diharapkan


def build_final(sop, *, is_sesuai=True, keadaan=KeadaanBerkas.TERKINI):
    """Give the board of a quarter that is final."""
    status = build_status("final", is_sesuai=is_sesuai)
    utama = build_laporan("laporan-triwulan", keadaan, status)
    milik = build_periode(tell(*LENGKAP, DISPOSISI, lapor(at(9))), laporan=(utama,))
    return build_papan(build_bahan(sop, milik))


def test_a_final_quarter_leads_on_and_is_not_remade_in_silence(sop) -> None:
    """Final leads to the next quarter; changed inputs ask for the opening, not for a new report."""
    assert perintah(build_final(sop)) == ["kinerja arsip 2026-tw2", "kinerja status 2026-tw3"]
    assert perintah(build_final(sop, keadaan=KeadaanBerkas.USANG))[0] == "kinerja laporan 2026-tw2"
    buka = perintah(build_final(sop, is_sesuai=False, keadaan=KeadaanBerkas.USANG))
    assert buka[0] == 'kinerja status 2026-tw2 --buka --alasan "ALASAN" --oleh NAMA'
    assert "kinerja laporan 2026-tw2" not in buka


def test_refused_forms_and_missing_plans_come_first(sop) -> None:
    """Without a plan nothing else can be done; refused forms go back with their findings."""
    papan = build(sop, folder_ditolak=frozenset({A.slug}), kini=at(10))
    assert "kinerja periksa 2026-tw2 --xlsx" in perintah(papan)
    for keadaan, diharapkan in (
        (KeadaanRencana.BELUM, "kinerja baru uji 2026"),
        (KeadaanRencana.DITOLAK, "kinerja periksa 2026-tw2"),
    ):
        assert perintah(build_papan(build_bahan(sop, rencana=keadaan))) == [diharapkan]


def test_several_agencies_are_named_in_every_command(sop) -> None:
    """A command that could mean two agencies names the one."""
    papan = build_papan(build_bahan(sop, build_periode(tell(*LENGKAP)), is_opd_disebut=True))
    assert perintah(papan) == ["kinerja laporan 2026-tw2 --opd uji"]


def test_a_year_asks_for_its_quarters_then_for_its_own_steps(sop) -> None:
    """Open quarters first; when all are done, the first open step of the year."""
    kini = at(20, bulan=1).replace(year=2027)
    papan = build_papan(build_bahan(sop, periode=TAHUN, kini=kini))
    assert perintah(papan) == [f"kinerja status 2026-tw{n}" for n in range(1, 5)]
    jadi = [
        with_status(
            build_periode(
                tell(
                    *LENGKAP,
                    catat("langkah", at(8), nomor=1, saat="selesai"),
                    DISPOSISI,
                    lapor(at(9)),
                ),
                periode=Periode(2026, n),
            ),
            build_status("final"),
        )
        for n in range(1, 5)
    ]
    papan = build_papan(build_bahan(sop, *jadi, periode=TAHUN, kini=kini))
    assert perintah(papan) == ["kinerja status 2026-tahunan --selesai 6 --oleh NAMA"]


def find_opsi_asing(baris: str) -> list[str]:
    """Name what of a proposed command the command line does not know."""
    from kinerja.cli.utama import kinerja

    _, nama, *lain = shlex.split(baris)
    perintah_click = kinerja.commands.get(nama)
    if perintah_click is None:
        return [nama]
    opsi = {o for p in perintah_click.params if isinstance(p, click.Option) for o in p.opts}
    return [kata for kata in lain if kata.startswith("--") and kata not in opsi]


def test_an_unknown_proposal_is_found() -> None:
    """The guard is tripped once for a command and once for an option."""
    assert find_opsi_asing("kinerja tidakada x") == ["tidakada"]
    assert find_opsi_asing("kinerja laporan x --ngawur") == ["--ngawur"]


def test_reasons_of_outdated_reports_stand_once(sop) -> None:
    """One changed file behind many reports is told once, with the reports."""
    sebab = ("masukan berubah: x.xlsx",)
    laporan = [
        build_laporan(nama, KeadaanBerkas.USANG, sebab=sebab)
        for nama in ("laporan-triwulan", "bidang/sekretariat")
    ]
    papan = build(sop, *LENGKAP, laporan=(*laporan, build_laporan("bidang/anggaran")))
    assert list_usang(papan) == ["masukan berubah: x.xlsx – laporan-triwulan, bidang/sekretariat"]
    assert papan.saran[0].alasan == "2 dari 3 laporan belum terkini"


def test_the_board_as_data_has_every_part(sop) -> None:
    """The JSON says the same as the board, with where each time comes from."""
    selesai = catat("langkah", at(9), nomor=2, saat="selesai")
    papan = build(sop, *LENGKAP, lapor(at(8)), selesai)
    data = build_data_papan(papan)
    assert [satu["nomor"] for satu in data["langkah"]] == list(range(1, 9))
    assert data["langkah"][1]["selesai"] == {
        "waktu": at(9).isoformat(),
        "oleh": "Petugas",
        "asal": "dinyatakan",
    }
    assert data["langkah"][0]["mulai"]["asal"] == "register"
    assert data["kepatuhan"][1]["keadaan"] == "tepat waktu"
    assert data["tenggat_setor"] == {"2026-tw1": None, "2026-tw2": "2026-07-08"}
    assert [satu["keadaan"] for satu in data["laporan"]] == ["terkini"] * 3
    assert data["berikutnya"][0]["perintah"].startswith("kinerja status 2026-tw2 --jadikan")
