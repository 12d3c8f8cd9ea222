"""The facade for exploring: `buka_jelajah(opd, periode)` gives views, and a widget that shows them.

A view is blocks, as in a report; every view can also be had without a widget. Computes nothing that
a report would not, and writes only where it is asked to save a view.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kinerja.folder import Folder, find_folder
from kinerja.galat import ParameterError
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Blok, Paragraf, Subjudul
from kinerja.isi.tampilan import Tampilan
from kinerja.jelajah.bagian import DAFTAR_BAGIAN, TANDA_SIMULASI, Penyusun, build_kepala
from kinerja.jelajah.bahan import Bahan
from kinerja.jelajah.pilihan import Pilihan
from kinerja.jelajah.simpan import save_bagian
from kinerja.jelajah.widget import Kendali
from kinerja.laporan.analis import build_paspor
from kinerja.laporan.angka import collect_angka
from kinerja.periode import parse_periode


class Jelajah:
    """The views of one choice."""

    def __init__(self, bahan: Bahan, pilihan: Pilihan) -> None:
        """Take what opens reports, and the choice."""
        self.bahan = bahan
        self.pilihan = pilihan

    def kop(self) -> Tampilan:
        """Title of a page: period, agency, and what it is narrowed to."""
        return Tampilan([build_kepala(self.bahan, self.pilihan)])

    def kartu(self) -> Tampilan:
        """The headline figures as cards."""
        return self.bagian("kartu")

    def tren(self) -> Tampilan:
        """Capaian over quarters and years."""
        return self.bagian("tren")

    def capaian(self) -> Tampilan:
        """Capaian by sasaran; of a unit or a sasaran by indicator."""
        return self.bagian("capaian")

    def kuadran(self) -> Tampilan:
        """Absorption of programs against capaian of their indicators."""
        return self.bagian("kuadran")

    def kelengkapan(self) -> Tampilan:
        """Who reported when."""
        return self.bagian("kelengkapan")

    def tabel(self) -> Tampilan:
        """The indicators with target, realisasi and capaian."""
        return self.bagian("tabel")

    def asal(self) -> Tampilan:
        """The passports of the capaian, down to the source cells."""
        return self.bagian("asal")

    def simulasi(self) -> Tampilan:
        """What would change under the what-if."""
        return self.bagian("simulasi")

    def bagian(self, nama: str) -> Tampilan:
        """Give a view by its name.

        Raises:
            ParameterError: for another name.
        """
        return Tampilan(_find_bagian(nama)[1](self.bahan, self.pilihan))

    def paspor(self, angka_id: str) -> Tampilan:
        """Show how a figure of these views came about.

        Raises:
            ParameterError: where none of them shows it.
        """
        return Tampilan([build_paspor(self._find_angka(angka_id))])

    def _find_angka(self, angka_id: str) -> Angka:
        laporan = self.bahan.open(self.pilihan.periode)
        tren = collect_angka(self.tren()) if angka_id[:4].isdecimal() else {}
        return tren.get(angka_id) or laporan.angka(angka_id)

    def halaman(self) -> Tampilan:
        """Every view one below the other, as a page that needs no widget."""
        blok: list[Blok] = []
        for nama, (judul, _) in DAFTAR_BAGIAN.items():
            if nama == "simulasi" and not self.pilihan.andaian:
                continue
            blok += [Subjudul(judul), *self.bagian(nama)]
            blok.append(Paragraf((f"Kode: {self.pilihan.format_kode(f'{nama}()')}",), "abu"))
        return Tampilan(blok)

    def simpan(self, nama: str, bentuk: str = "html") -> tuple[str, ...]:
        """Save a view under outputs/<opd>/jelajah; gives the files, relative to the folder.

        Args:
            nama: The view: kartu, tren, capaian, kuadran, kelengkapan, tabel, asal or simulasi.
            bentuk: html, png (one file a page), or xlsx for views with a table.
        """
        judul, susun = _find_bagian(nama)
        is_simulasi = nama == "simulasi"
        kepala = build_kepala(self.bahan, self.pilihan, is_simulasi=is_simulasi)
        isi = [kepala, Subjudul(judul), *susun(self.bahan, self.pilihan)]
        dasar = [self.pilihan.periode.slug, TANDA_SIMULASI if is_simulasi else nama]
        dasar += [
            nilai.casefold().replace(".", "-")
            for jenis, nilai in self.pilihan.iter_isian()
            if jenis != "andaian"
        ]
        folder = self.bahan.folder
        berkas = save_bagian(folder, self.pilihan.opd, "-".join(dasar), bentuk, isi)
        return tuple(jalur.relative_to(folder.akar).as_posix() for jalur in berkas)

    def kendali(self) -> Kendali:
        """The widget: choices above, a tab for each view, the figure clicked on below."""
        return Kendali(self)

    def choose(self, **ubah: object) -> Jelajah:
        """Give the views of another choice of the same agency, without reading anew."""
        return Jelajah(self.bahan, replace(self.pilihan, **ubah))  # type: ignore[arg-type]

    def fit(self) -> Jelajah:
        """Give the views without the choices that its period does not have."""
        return Jelajah(self.bahan, self.bahan.fit(self.pilihan))


def _find_bagian(nama: str) -> tuple[str, Penyusun]:
    if nama not in DAFTAR_BAGIAN:
        raise ParameterError(
            "Tampilan tidak dikenal", ditemukan=repr(nama), diharapkan=", ".join(DAFTAR_BAGIAN)
        )
    return DAFTAR_BAGIAN[nama]


def buka_jelajah(
    opd: str,
    periode: str,
    *,
    unit: str = "",
    sasaran: str = "",
    indikator: str = "",
    andaian: str = "",
    folder: str = "",
) -> Jelajah:
    """Open an agency's figures for exploring.

    Args:
        opd: The agency's slug, a folder under `parameters/`.
        periode: A quarter or a year, such as `2026-tw2` or `2025-tahunan`.
        unit: Only the indicators of this unit.
        sasaran: Only the indicators of this sasaran, by its code.
        indikator: Only this indicator, by its code.
        andaian: A what-if, such as `IKS-1.2=50; batas_atas=120`; see docs/analis.md.
        folder: The working folder; the nearest parent holding `parameters/` by default.

    >>> jelajah = buka_jelajah("bpkd", "2026-tw2", indikator="IKS-1.2")
    >>> jelajah.tabel()[0].baris[0].sel[4].isi[0].teks
    '87,60%'

    Raises:
        ParameterError: for an unknown agency, period, unit, sasaran or indicator.
        SumberError: where the plan is missing or cannot be used.
    """
    kerja: Folder = find_folder(Path(folder) if folder else None)
    pilihan = Pilihan(opd, parse_periode(periode), unit, sasaran, indikator, andaian)
    bahan = Bahan(kerja, opd)
    bahan.pick_indikator(pilihan)
    return Jelajah(bahan, pilihan)


__all__ = ["Jelajah", "buka_jelajah"]
