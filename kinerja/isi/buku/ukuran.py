"""One indicator on one basis as cells: target, bounds, realisasi, capaian, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.hitung.hasil import Basis, HasilIndikator, Ukuran
from kinerja.hitung.jejak import Angka
from kinerja.isi.buku import rumus
from kinerja.isi.buku.bahan import TAHAPAN, BahanBuku, open_isian
from kinerja.isi.buku.blok import KolomBuku, NilaiBuku, RumusBuku, SelBuku, Tempat, bare, teks
from kinerja.isi.buku.gabung import Gabung
from kinerja.isi.buku.tonggak import Tahapan, Tonggak
from kinerja.isi.susun import describe_kategori, describe_tercapai
from kinerja.model import Agregasi, Jenis, Polaritas, Rentang, RumusTurun


@dataclass(frozen=True, slots=True)
class Ukur:
    """An indicator's row, its place among the inputs, and the last quarter that counts."""

    bahan: BahanBuku
    nomor: int
    hasil: HasilIndikator
    n: int
    tempat: Tempat

    def build_tiga(self, basis: Basis, awalan: str, ukuran: Ukuran) -> dict[str, SelBuku]:
        """Build target, upper bound, realisasi and capaian of a basis as formulas."""
        rumus_sel = self._write(basis, awalan)
        sel: dict[str, SelBuku] = {
            f"{awalan}_target": RumusBuku(rumus_sel["target"], bare(ukuran.target)),
            f"{awalan}_realisasi": RumusBuku(rumus_sel["realisasi"], bare(ukuran.realisasi)),
            f"{awalan}_capaian": RumusBuku(rumus_sel["capaian"], bare(ukuran.capaian)),
        }
        if "atas" in rumus_sel:
            sel[f"{awalan}_atas"] = RumusBuku(rumus_sel["atas"], read_atas(ukuran.target))
        return sel

    def build_utama(self, awalan: str, ukuran: Ukuran) -> dict[str, SelBuku]:
        """Build the value used and the category of the headline basis as formulas."""
        capaian, pakai = self.tempat(f"{awalan}_capaian"), self.tempat(f"{awalan}_pakai")
        return {
            f"{awalan}_pakai": RumusBuku(rumus.build_pakai(capaian), bare(ukuran.capaian_pakai)),
            f"{awalan}_kategori": RumusBuku(
                rumus.build_kategori(pakai, self.bahan.kebijakan),
                NilaiBuku(describe_kategori(self.hasil), "kategori"),
            ),
        }

    def build_putusan(self, basis: Basis, awalan: str, ukuran: Ukuran) -> RumusBuku:
        """Build the verdict on a basis."""
        t, a, r, c = (
            self.tempat(f"{awalan}_{nama}") for nama in ("target", "atas", "realisasi", "capaian")
        )
        indikator = self.hasil.indikator
        if indikator.jenis is Jenis.TONGGAK:
            tahapan = self._tahapan
            isi = tahapan.putusan(basis, c) if tahapan else self._tonggak.putusan(t, r, c)
        elif indikator.jenis is Jenis.PREDIKAT:
            isi = rumus.build_putusan_predikat(t, r, self._skala)
        else:
            toleransi = open_isian(self.nomor)("toleransi")
            isi = rumus.build_putusan(indikator.jenis, indikator.polaritas, t, a, r, toleransi)
            if self._is_menunggu:
                isi = f"IF({self._gabung.rumpang},{rumus.KOSONG},{isi})"
        return RumusBuku(isi, teks(describe_tercapai(ukuran)))

    def _write(self, basis: Basis, awalan: str) -> dict[str, str]:
        t, a, r = (self.tempat(f"{awalan}_{nama}") for nama in ("target", "atas", "realisasi"))
        jenis = self.hasil.indikator.jenis
        if jenis is Jenis.TONGGAK:
            tahapan, tonggak = self._tahapan, self._tonggak
            if tahapan:
                return {
                    "target": tahapan.target(basis),
                    "realisasi": tahapan.realisasi(basis),
                    "capaian": tahapan.capaian(basis),
                }
            return {
                "target": tonggak.target(basis),
                "realisasi": tonggak.realisasi(basis, t),
                "capaian": tonggak.capaian(basis, t, r),
            }
        gabung = self._gabung
        if basis == "tw":
            target, atas = gabung.target_tw(), gabung.target_tw("a")
            realisasi = gabung.realisasi_tw()
        elif basis == "sd":
            target, atas = gabung.target_sd(), gabung.target_sd("a")
            realisasi = gabung.realisasi_sd()
        else:
            isian = open_isian(self.nomor)
            target, atas = (
                f'IF({isian(kolom)}="",{rumus.KOSONG},{isian(kolom)})'
                for kolom in ("tahun", "tahun_a")
            )
            realisasi = gabung.realisasi_tahun(is_tahunan=self.bahan.is_tahunan)
        sel = {"target": target, "realisasi": realisasi, "capaian": self._write_capaian(t, a, r)}
        if basis != "tw" and self._is_menunggu:
            uji = f"AND(ISNUMBER({t}),ISNUMBER({r}),{gabung.rumpang})"
            sel["capaian"] = f"IF({uji},{rumus.TDH},{sel['capaian']})"
        return sel | ({"atas": atas} if jenis is Jenis.RENTANG else {})

    def _write_capaian(self, t: str, a: str, r: str) -> str:
        if self.hasil.indikator.jenis is Jenis.PREDIKAT:
            predikat = self.bahan.kebijakan.predikat
            return rumus.build_capaian_predikat(t, r, self._skala, predikat)
        return rumus.build_capaian(find_rumus_angka(self.bahan, self.hasil), t, a, r)

    @property
    def _is_menunggu(self) -> bool:
        """Whether a blank quarter would flatter, so that the capaian waits for it."""
        indikator = self.hasil.indikator
        return indikator.agregasi is Agregasi.JUMLAH and indikator.polaritas is not Polaritas.NAIK

    @property
    def _skala(self) -> str:
        return self.bahan.name_skala(self.hasil)

    @property
    def _gabung(self) -> Gabung:
        return Gabung(self.hasil.indikator, open_isian(self.nomor), self.n, self._skala)

    @property
    def _tonggak(self) -> Tonggak:
        return Tonggak(open_isian(self.nomor), self.n)

    @property
    def _tahapan(self) -> Tahapan | None:
        letak = self.bahan.letak_tahapan.get(self.nomor)
        if letak is None or self.hasil.versi.is_dihapus:
            return None
        awal, akhir = (Tempat(TAHAPAN, f"h{satu}") for satu in letak)
        return Tahapan(open_isian(self.nomor), awal, akhir, letak[1] - letak[0] + 1, self.n)


def find_rumus_angka(bahan: BahanBuku, hasil: HasilIndikator) -> rumus.Rumus:
    """Find the formula of an indicator of numbers."""
    indikator, kunci = hasil.indikator, ""
    if indikator.polaritas is Polaritas.TURUN:
        kunci = RumusTurun(indikator.rumus_turun or bahan.kebijakan.rumus_turun)
    return rumus.RUMUS[indikator.jenis, indikator.polaritas, kunci]


def read_atas(target: Angka) -> NilaiBuku:
    """Give the upper bound of a range target."""
    if isinstance(target.nilai, Rentang):
        return NilaiBuku(target.nilai.atas, "angka")
    return teks("–")


def build_tetap(hasil: HasilIndikator, awalan: str, ukuran: Ukuran) -> dict[str, SelBuku]:
    """Give the figures of a basis as they are, where its plan is not the one among the inputs."""
    sel: dict[str, SelBuku] = {
        f"{awalan}_target": bare(ukuran.target),
        f"{awalan}_realisasi": bare(ukuran.realisasi),
        f"{awalan}_capaian": bare(ukuran.capaian),
        f"{awalan}_pakai": bare(ukuran.capaian_pakai),
        f"{awalan}_kategori": NilaiBuku(describe_kategori(hasil), "kategori"),
    }
    if isinstance(ukuran.target.nilai, Rentang):
        sel[f"{awalan}_atas"] = read_atas(ukuran.target)
    return sel


def list_kolom(awalan: str, grup: str, bagian: str, *, has_rentang: bool) -> list[KolomBuku]:
    """List the columns of a basis; `bagian` names what stands beside target and realisasi."""
    semua = {
        "target": ("Target", "Target; pada rentang batas bawahnya", "angka", 12),
        "atas": ("Batas atas", "Batas atas target rentang", "angka", 9),
        "realisasi": ("Realisasi", "Realisasi menurut aturan indikator", "angka", 12),
        "capaian": ("Capaian", "Capaian mentah dalam persen", "persen", 11),
        "pakai": ("Dipakai", "Capaian sesudah batas bawah dan atas", "persen", 11),
        "kategori": ("Kategori", "Kelas capaian menurut skala pada Parameter", "kategori", 14),
        "putusan": ("Putusan", "Apakah target tercapai", "teks", 13),
    }
    return [
        KolomBuku(f"{awalan}_{nama}", judul, arti, "rumus", bentuk, lebar, grup)  # type: ignore[arg-type]
        for nama in bagian.split()
        if nama != "atas" or has_rentang
        for judul, arti, bentuk, lebar in (semua[nama],)
    ]
