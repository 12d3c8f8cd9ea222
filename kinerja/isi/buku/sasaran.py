"""Sheet Sasaran: means of sasaran, tujuan, units and the agency, with k of n."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja.hitung.hasil import HasilIndikator, Rerata
from kinerja.isi.buku.bahan import INDIKATOR, SASARAN, BahanBuku
from kinerja.isi.buku.blok import (
    BarisBuku,
    KolomBuku,
    LembarBuku,
    NilaiBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    bare,
    build_baris,
    cacah,
    list_jangkauan,
)
from kinerja.isi.buku.rumus import BELUM, KOSONG, TDH, build_kategori, round_rumus
from kinerja.model import Keadaan

BARIS_PD = "pd"
_KOLOM = (
    KolomBuku("kelompok", "Kelompok", "Apa yang dirata-rata", lebar=18),
    KolomBuku("kode", "Kode", "Kode sasaran, tujuan, atau unit", lebar=14),
    KolomBuku("uraian", "Uraian", "Uraian sasaran atau nama unit", lebar=56),
    KolomBuku("jumlah", "Jumlah", "Banyaknya anggota seluruhnya", "rumus", "cacah", 9),
    KolomBuku("n", "Bertarget (n)", "Anggota bertarget pada periode ini", "rumus", "cacah", 10),
    KolomBuku("k", "Terhitung (k)", "Anggota yang capaiannya terhitung", "rumus", "cacah", 10),
    KolomBuku("m", "Tidak diukur", "Anggota yang tidak diukur", "rumus", "cacah", 9),
    KolomBuku("belum", "Belum lapor", "Anggota yang belum lapor", "rumus", "cacah", 9),
    KolomBuku("rerata", "Rata-rata", "Rata-rata capaian yang dipakai", "rumus", "persen", 12),
    KolomBuku("kategori", "Kategori", "Kelas rata-rata", "rumus", "kategori", 16),
    KolomBuku("catatan", "Catatan", "Catatan saat laporan disusun", lebar=44),
)


@dataclass(frozen=True, slots=True)
class _Rata:
    """A row: what it is called and the members its mean is taken of."""

    kelompok: str
    kode: str
    uraian: str
    rerata: Rerata
    anggota: Sequence[HasilIndikator]


def list_rata(bahan: BahanBuku) -> list[_Rata]:
    """List the means of indicators, in the order of their rows."""
    unit = bahan.rekap.unit if bahan.unit is None else (bahan.unit,)
    hasil: list[_Rata] = []
    if bahan.unit is None:
        for nama, daftar in (("Sasaran", bahan.rekap.sasaran), ("Tujuan", bahan.rekap.tujuan)):
            hasil += [
                _Rata(nama, s.sasaran.kode, s.sasaran.uraian, s.rerata, s.indikator) for s in daftar
            ]
    for satu in unit:
        for isi in satu.rerata:
            tingkat = isi.tingkat.value.replace("_", " ")
            anggota = [h for h in satu.indikator if h.indikator.tingkat is isi.tingkat]
            nama = satu.unit.nama
            hasil.append(_Rata(f"Unit, {tingkat}", satu.unit.slug, nama, isi.rerata, anggota))
    return hasil


def build_sasaran(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of means."""
    letak = {hasil.indikator.kode: nomor for nomor, hasil in enumerate(bahan.daftar)}
    daftar = list_rata(bahan)
    baris = [
        _build_baris(bahan, nomor, satu, sorted(letak[h.indikator.kode] for h in satu.anggota))
        for nomor, satu in enumerate(daftar)
    ]
    baris += _build_pd(bahan, sum(satu.kelompok == "Sasaran" for satu in daftar))
    return LembarBuku(
        SASARAN,
        f"Rata-rata capaian {bahan.rekap.periode.judul}",
        "Rata-rata memakai kolom Dipakai lembar Indikator; yang tidak terhitung tidak ikut.",
        _KOLOM,
        tuple(baris),
        kolom_beku=3,
    )


def _build_baris(bahan: BahanBuku, nomor: int, satu: _Rata, anggota: Sequence[int]) -> BarisBuku:
    tempat = Tempat(SASARAN, f"s{nomor}")
    kepala: dict[str, SelBuku] = {
        "kelompok": satu.kelompok,
        "kode": satu.kode,
        "uraian": satu.uraian,
    }
    if not anggota:
        kosong = NilaiBuku(describe_keadaan(satu.rerata.angka.keadaan), "kategori")
        kepala |= {"kategori": kosong, "catatan": "tanpa indikator"}
        return build_baris(tempat.baris, _KOLOM, kepala | {"rerata": bare(satu.rerata.angka)})
    deret = list_jangkauan(INDIKATOR, "i", f"{bahan.basis_utama}_pakai", anggota)
    bobot = list_jangkauan(INDIKATOR, "i", "bobot", anggota)
    if satu.rerata.is_berbobot:
        rumus = _write_berbobot(bahan, tempat, deret, bobot)
    else:
        rumus = _write_biasa(bahan, tempat, deret)
    isi = _build_isi(bahan, tempat, satu.rerata, deret, rumus)
    belum = sum(h.utama.keadaan is Keadaan.BELUM_LAPOR for h in satu.anggota)
    isi["belum"] = RumusBuku(_count(deret, BELUM), cacah(belum))
    return build_baris(tempat.baris, _KOLOM, isi | kepala)


def _build_pd(bahan: BahanBuku, banyak: int) -> Iterator[BarisBuku]:
    """The agency: plain mean of its sasaran, which stand in the first rows."""
    if not banyak:
        return
    rekap, tempat = bahan.rekap, Tempat(SASARAN, BARIS_PD)
    deret = list_jangkauan(SASARAN, "s", "rerata", range(banyak))
    k = tempat("k")
    rumus = f"IF({k}=0,{_write_kosong(tempat)},{round_rumus(f'SUM({deret[0]})/{k}')})"
    isi = _build_isi(bahan, tempat, rekap.rerata, deret, rumus)
    belum = sum(s.rerata.angka.keadaan is Keadaan.BELUM_LAPOR for s in rekap.sasaran)
    isi["belum"] = RumusBuku(_count(deret, BELUM), cacah(belum))
    isi |= {"kelompok": "Perangkat daerah", "uraian": "Rata-rata semua sasaran yang terhitung"}
    yield build_baris(tempat.baris, _KOLOM, isi, "jumlah")


def _build_isi(
    bahan: BahanBuku, tempat: Tempat, rerata: Rerata, deret: Sequence[str], rumus: str
) -> dict[str, SelBuku]:
    jumlah = "+".join(f"ROWS({satu})" for satu in deret)
    kategori = rerata.kategori.label if rerata.kategori else describe_keadaan(rerata.angka.keadaan)
    return {
        "jumlah": RumusBuku(jumlah, cacah(rerata.n + rerata.m)),
        "n": RumusBuku(f"{tempat('jumlah')}-{tempat('m')}", cacah(rerata.n)),
        "k": RumusBuku(f"COUNT({','.join(deret)})", cacah(rerata.k)),
        "m": RumusBuku(_count(deret, KOSONG), cacah(rerata.m)),
        "rerata": RumusBuku(rumus, bare(rerata.angka)),
        "kategori": RumusBuku(
            build_kategori(tempat("rerata"), bahan.kebijakan), NilaiBuku(kategori, "kategori")
        ),
        "catatan": "; ".join(rerata.catatan),
    }


def describe_keadaan(keadaan: Keadaan) -> str:
    """Say in words why a mean has no class."""
    return {
        Keadaan.BELUM_LAPOR: "belum lapor",
        Keadaan.TIDAK_DIUKUR: "tidak diukur",
    }.get(keadaan, "tidak dapat dihitung")


def _count(deret: Sequence[str], kata: str) -> str:
    return "+".join(f"COUNTIF({satu},{kata})" for satu in deret)


def _write_kosong(tempat: Tempat) -> str:
    return f"IF({tempat('n')}=0,{KOSONG},IF({tempat('belum')}>0,{BELUM},{TDH}))"


def _write_biasa(bahan: BahanBuku, tempat: Tempat, deret: Sequence[str]) -> str:
    pembagi = tempat("k")
    if bahan.kebijakan.is_belum_lapor_nol:
        pembagi = f"({tempat('k')}+{tempat('belum')})"
    isi = round_rumus(f"SUM({','.join(deret)})/{pembagi}")
    return f"IF({pembagi}=0,{_write_kosong(tempat)},{isi})"


def _write_berbobot(
    bahan: BahanBuku, tempat: Tempat, deret: Sequence[str], bobot: Sequence[str]
) -> str:
    """Weights count where there is a number; a belum lapor counts 0 where the policy says so."""
    is_nol = bahan.kebijakan.is_belum_lapor_nol
    pasangan = list(zip(deret, bobot, strict=True))
    masuk = [f"ISNUMBER({d})" + (f"+({d}={BELUM})" if is_nol else "") for d in deret]
    pembagi = "+".join(
        f"SUMPRODUCT(({uji})*{b})" for uji, (_, b) in zip(masuk, pasangan, strict=True)
    )
    jumlah = "+".join(f"SUMPRODUCT({d},{b})" for d, b in pasangan)
    ada = f"{tempat('k')}+{tempat('belum')}>0" if is_nol else f"{tempat('k')}>0"
    kosong = f"IF({ada},{TDH},{_write_kosong(tempat)})"
    return f"IF(({pembagi})=0,{kosong},{round_rumus(f'({jumlah})/({pembagi})')})"
