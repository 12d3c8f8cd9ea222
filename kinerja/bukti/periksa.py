"""Evidence of figures and of follow-ups: what the Bukti cells name, and whether it is there.

A cell holds file names (in the unit's evidence folder), links, text, or "tidak dapat dipenuhi:
alasan", separated by line ends or semicolons. Links are never followed and files never opened,
only hashed. The date of a file proves nothing and is only noted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.berkas import compute_sha256
from kinerja.bukti.hasil import BerkasBukti, HasilBukti
from kinerja.bukti.sel import JenisBukti, find_tanggal, is_di_luar, parse_bukti
from kinerja.excel.batas import BUKTI_MAKS
from kinerja.excel.masukan import FOLDER_BUKTI
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.folder import build_folder_triwulan
from kinerja.model import BELUM, Alamat, Isian, JawabanTindakLanjut, LaporanUnit
from kinerja.periode import Periode

UKURAN_BUKTI_MAKS: Final = 50 * 1024 * 1024
_HARI_SUSULAN: Final = 45
"""Evidence is often signed or scanned in the weeks after the quarter."""


@dataclass(slots=True)
class _Pemeriksa:
    folder: Path
    akar: Path
    periode: Periode
    pencatat: Pencatat
    per_sidik: dict[str, str]
    berkas: list[BerkasBukti] = field(default_factory=list)


def check_bukti(
    laporan: LaporanUnit,
    folder_data: Path,
    pencatat: Pencatat,
    per_sidik: dict[str, str] | None = None,
    sel_salah: Collection[tuple[str, str]] = (),
) -> HasilBukti:
    """Check the evidence of every filled figure and answered item; findings go to `pencatat`.

    Only figures count as covered or not; the evidence of items is stored with theirs.

    Args:
        laporan: The form.
        folder_data: The agency's data folder; nothing outside it is touched.
        pencatat: Collects the findings.
        per_sidik: Claims by hash of the units before, for files used twice; is added to.
        sel_salah: Cells (sheet, address) that hold something that could not be read; a figure
            there wants evidence all the same.
    """
    pemeriksa = _Pemeriksa(
        build_folder_bukti(folder_data, laporan.periode, laporan.unit),
        folder_data,
        laporan.periode,
        pencatat,
        {} if per_sidik is None else per_sidik,
    )
    jumlah = berbukti = tidak_dapat = 0
    hanya_berkas: set[str] = set()
    for isian in laporan.isian:
        is_terisi = _is_terisi(isian) or _is_salah(isian, sel_salah)
        jumlah += is_terisi
        jenis = _check_sel(pemeriksa, isian.indikator_kode, isian.bukti, _find_tempat(isian))
        if is_terisi and JenisBukti.TIDAK_DAPAT in jenis:
            tidak_dapat += 1
        elif is_terisi and jenis:
            berbukti += 1
            if jenis == {JenisBukti.BERKAS}:
                hanya_berkas.add(isian.indikator_kode)
        elif is_terisi and _is_tanpa_bukti(isian):
            pencatat.peringatan(
                "K-BUKTI-KOSONG",
                f"Angka {isian.indikator_kode} terisi tanpa bukti",
                _find_tempat(isian),
                ditemukan=format_kutipan(isian.bukti.strip()) if isian.bukti.strip() else "",
                saran="Tulis nama berkas, tautan, atau dokumennya; bila tidak ada, tulis "
                '"tidak dapat dipenuhi: alasan".',
            )
    for jawaban in laporan.tindak_lanjut:
        _check_sel(pemeriksa, jawaban.butir, jawaban.bukti, _find_tempat(jawaban))
    return HasilBukti(
        jumlah, berbukti, tidak_dapat, tuple(pemeriksa.berkas), frozenset(hanya_berkas)
    )


def build_folder_bukti(folder_data: Path, periode: Periode, unit: str) -> Path:
    """`data/<opd>/<tahun>/tw<k>/bukti/<unit>`."""
    return build_folder_triwulan(folder_data, periode) / FOLDER_BUKTI / unit


def _is_terisi(isian: Isian) -> bool:
    """Whether there is a figure that wants evidence; "belum" claims nothing."""
    return (
        (isian.nilai is not None and isian.nilai != BELUM)
        or isian.pembilang is not None
        or isian.penyebut is not None
        or any(isinstance(hari, date) for hari in isian.tahap_selesai.values())
    )


def _is_salah(isian: Isian, sel_salah: Collection[tuple[str, str]]) -> bool:
    letak = [isian.alamat.get(nama) for nama in ("nilai", "pembilang", "penyebut")]
    return any(satu is not None and (satu.lembar, satu.sel) in sel_salah for satu in letak)


def _is_tanpa_bukti(isian: Isian) -> bool:
    """Whether a Bukti cell is blank, or holds nothing but words that name no document."""
    return all(satu.jenis is JenisBukti.KOSONG for satu in parse_bukti(isian.bukti))


def _find_tempat(isian: Isian | JawabanTindakLanjut) -> tuple[str, str]:
    alamat: Mapping[str, Alamat] = isian.alamat
    letak = alamat.get("bukti")
    return (letak.lembar, letak.sel) if letak else ("", "")


def _check_sel(
    pemeriksa: _Pemeriksa, kode: str, teks: str, tempat: tuple[str, str]
) -> set[JenisBukti]:
    """Give the kinds of evidence in one cell that hold; `kode` is the figure's or the item's."""
    hasil: set[JenisBukti] = set()
    daftar = parse_bukti(teks)
    if len(daftar) > BUKTI_MAKS:
        pemeriksa.pencatat.peringatan(
            "K-BUKTI-BANYAK",
            f"Satu sel menyebut lebih dari {BUKTI_MAKS} bukti; sisanya tidak diperiksa dan tidak "
            "disimpan",
            tempat,
            ditemukan=f"{len(daftar)} bukti",
            saran="Gabungkan dokumennya menjadi satu berkas, mis. PDF atau ZIP, lalu sebut itu.",
        )
    for satu in daftar[:BUKTI_MAKS]:
        match satu.jenis:
            case JenisBukti.BERKAS:
                if _check_berkas(pemeriksa, kode, satu.isi, tempat):
                    hasil.add(satu.jenis)
            case JenisBukti.TAUTAN_RUSAK:
                pemeriksa.pencatat.peringatan(
                    "K-BUKTI-TAUTAN",
                    "Tautan bukti tidak sah",
                    tempat,
                    ditemukan=format_kutipan(satu.isi),
                    diharapkan="alamat lengkap, mis. https://contoh.go.id/berkas",
                    saran="Salin alamatnya dari peramban; tautan tidak dibuka oleh kinerja.",
                )
            case JenisBukti.KOSONG:
                pass  # said as a figure without evidence
            case JenisBukti.TIDAK_DAPAT if not satu.isi:
                pass  # said where the form is read
            case _:
                hasil.add(satu.jenis)
    return hasil


def _check_berkas(
    pemeriksa: _Pemeriksa, kode: str, nama: str, tempat: tuple[str, str]
) -> BerkasBukti | None:
    pencatat, kutipan = pemeriksa.pencatat, format_kutipan(nama)
    jalur = pemeriksa.folder.joinpath(*nama.replace("\\", "/").split("/"))
    if is_di_luar(nama) or _has_tautan(jalur, pemeriksa.akar):
        pencatat.galat(
            "K-BUKTI-JALUR",
            "Bukti menunjuk ke luar folder bukti unit",
            tempat,
            ditemukan=kutipan,
            diharapkan="nama berkas di folder bukti, tanpa tautan simbolis",
            saran="Salin berkasnya ke folder bukti unit, lalu tulis namanya saja.",
        )
        return None
    try:
        stat = jalur.stat()
        is_ada = jalur.is_file()
        if is_ada and not 0 < stat.st_size <= UKURAN_BUKTI_MAKS:
            pencatat.peringatan(
                "K-BUKTI-BESAR",
                "Berkas bukti kosong atau terlalu besar, tidak disimpan",
                tempat,
                ditemukan=f"{kutipan}, {stat.st_size} bita",
                diharapkan=f"paling besar {UKURAN_BUKTI_MAKS // 1024**2} MB",
                saran="Periksa berkasnya; perkecil pindaian yang terlalu besar.",
            )
            return None
        sidik = compute_sha256(jalur) if is_ada else ""
    except (OSError, ValueError):
        sidik = ""
    if not sidik:
        pencatat.peringatan(
            "K-BUKTI-HILANG",
            "Berkas bukti tidak ada",
            tempat,
            ditemukan=kutipan,
            saran="Letakkan berkasnya di folder bukti unit, atau betulkan namanya.",
        )
        return None
    _check_ganda(pemeriksa, kode, kutipan, sidik, tempat)
    _check_tanggal(
        pemeriksa, nama, datetime.fromtimestamp(stat.st_mtime).astimezone().date(), tempat
    )
    berkas = BerkasBukti(kode, nama, jalur, sidik, stat.st_size, tempat)
    pemeriksa.berkas.append(berkas)
    return berkas


def _has_tautan(jalur: Path, akar: Path) -> bool:
    """Whether a link stands on the way from the data folder to a file."""
    try:
        bagian = jalur.relative_to(akar).parts
    except ValueError:
        return True
    return any(akar.joinpath(*bagian[: i + 1]).is_symlink() for i in range(len(bagian)))


def _check_ganda(
    pemeriksa: _Pemeriksa, kode: str, kutipan: str, sidik: str, tempat: tuple[str, str]
) -> None:
    semula = pemeriksa.per_sidik.setdefault(sidik, kode)
    if semula != kode:
        pemeriksa.pencatat.peringatan(
            "K-BUKTI-GANDA",
            "Satu berkas bukti dipakai untuk lebih dari satu angka atau butir",
            tempat,
            ditemukan=f"{kutipan}, isinya sama dengan bukti {semula}",
            saran="Periksa apakah dokumennya memang membuktikan keduanya; sebut halamannya.",
        )


def _check_tanggal(pemeriksa: _Pemeriksa, nama: str, diubah: date, tempat: tuple[str, str]) -> None:
    """Note a date outside the quarter and the weeks after it; it proves nothing."""
    tertulis = find_tanggal(nama)
    hari, asal = (tertulis, "menurut namanya") if tertulis else (diubah, "menurut berkasnya")
    periode = pemeriksa.periode
    awal = date(periode.tahun, 3 * (periode.triwulan or 1) - 2, 1)
    susulan = 0 if tertulis else _HARI_SUSULAN
    if hari < awal or (hari - periode.akhir).days > susulan:
        pemeriksa.pencatat.catatan(
            "K-BUKTI-TANGGAL",
            "Tanggal berkas di luar periode",
            tempat,
            ditemukan=f"{format_kutipan(nama)}, {format_tanggal(hari)} {asal}",
            saran="Periksa apakah dokumennya memang untuk periode ini.",
        )
