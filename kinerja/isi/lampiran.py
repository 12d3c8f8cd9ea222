"""Annexes: how figures are computed, completeness, findings, source files, passports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kinerja.angka import format_angka, format_cacah
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import (
    Baris,
    Blok,
    Daftar,
    DaftarJejak,
    Kolom,
    Panel,
    Paragraf,
    Sel,
    Tabel,
)
from kinerja.isi.susun import build_sel
from kinerja.model import Berkas, KeadaanFormulir, Kebijakan, Masukan, RumusTurun
from kinerja.periode import ROMAWI
from kinerja.temuan import Temuan, Tingkatan

_BATAS_TEMUAN = 50


def build_cara_menghitung(kebijakan: Kebijakan) -> list[Blok]:
    """Every choice of the policy in words, and the category scale as a table."""
    turun = {
        RumusTurun.SELISIH: "(2 × target − realisasi) ÷ target",
        RumusTurun.RASIO: "target ÷ realisasi",
    }[kebijakan.rumus_turun]
    batas = [
        f"batas bawah {format_angka(kebijakan.batas_bawah)}%"
        if kebijakan.batas_bawah is not None
        else "tanpa batas bawah",
        f"batas atas {format_angka(kebijakan.batas_atas)}%"
        if kebijakan.batas_atas is not None
        else "tanpa batas atas",
    ]
    butir = [
        "Capaian indikator “makin tinggi makin baik”: realisasi ÷ target × 100.",
        f"Capaian indikator “makin rendah makin baik”: {turun} × 100.",
        (
            "Capaian indikator “makin dekat target makin baik”:"
            " (1 − |realisasi − target| ÷ |target|) × 100."
        ),
        "Target rentang: di dalam rentang 100%; di luar rentang memakai batas yang terlewati.",
        "Predikat: "
        + (
            "peringkat realisasi ÷ peringkat target × 100."
            if kebijakan.predikat == "bertingkat"
            else "100% bila mencapai target, selain itu 0%."
        ),
        (
            "Nihil: 100% bila realisasi 0, selain itu 0%. Tonggak: 100% bila selesai sampai"
            f" tenggat, {format_angka(kebijakan.terlambat)}% bila terlambat, 0% bila belum."
        ),
        f"Nilai mentah ditunjukkan apa adanya; rata-rata memakai {' dan '.join(batas)}.",
        (
            "Pada triwulan, penilaian memakai dasar s.d. triwulan: realisasi dan target digabung"
            " menurut aturan agregasi tiap indikator (lihat kamus indikator)."
        ),
        (
            "Rata-rata sasaran adalah rata-rata berbobot (tanpa bobot: rata-rata biasa) capaian"
            " indikator tingkat sasaran yang dapat dihitung, selalu dicetak “k dari n”; rata-rata"
            " perangkat daerah adalah rata-rata sasaran. Tingkat yang berbeda tidak dicampur."
        ),
        (
            "Bobot indikator dipakai bila semua indikator sebuah sasaran mempunyai bobot; rata-rata"
            " unit kerja selalu tanpa bobot. Indikator stabil tercapai bila selisihnya tidak"
            " melebihi toleransi."
        ),
        "Target triwulan 0 pada indikator naik yang target tahunannya di atas 0 berarti "
        + (
            "tidak diukur."
            if kebijakan.is_target_nol_tidak_diukur
            else "tidak dapat dihitung (pembagi 0)."
        ),
        (
            "Tonggak bertahap: jumlah bobot × nilai tahap ÷ jumlah bobot tahap yang jatuh tempo"
            " atau sudah selesai; terhadap target tahunan pembaginya semua tahap."
        ),
        (
            "Serapan = realisasi s.d. ÷ pagu yang berlaku. Deviasi = (realisasi s.d. − anggaran"
            " kas s.d.) ÷ anggaran kas s.d.; penyimpangan di atas"
            f" {format_angka(kebijakan.batas_deviasi)}% disebut pada ringkasan. Fisik dirata-rata"
            " dengan bobot pagu."
        ),
        "Belum lapor "
        + (
            "dihitung sebagai capaian 0 pada rata-rata."
            if kebijakan.is_belum_lapor_nol
            else "tidak masuk rata-rata dan tidak pernah dianggap 0."
        ),
        "Pembulatan sekali saat ditampilkan, setengah ke atas, dua desimal; kategori dari "
        + (
            "nilai dua desimal."
            if kebijakan.pembulatan_kategori == "dua_desimal"
            else "nilai yang dibulatkan ke bilangan bulat."
        ),
    ]
    return [
        Daftar(tuple((satu,) for satu in butir), is_bernomor=True),
        _build_tabel_kategori(kebijakan),
    ]


def _build_tabel_kategori(kebijakan: Kebijakan) -> Tabel:
    return Tabel(
        "skala-kategori",
        "Skala kategori capaian",
        (Kolom("Capaian (%)", "kiri", 1.0), Kolom("Kategori", "kiri", 2.0)),
        tuple(
            Baris(
                (
                    build_sel(_describe_batas(kelas.batas_teks)),
                    build_sel(kelas.label, nada=kelas.warna),
                )
            )
            for kelas in kebijakan.kategori.kelas
        ),
        satuan="Persen",
        sumber=kebijakan.kategori.sumber or "kebijakan instansi",
    )


def _describe_batas(batas: str) -> str:
    return batas.replace(">=", "≥ ").replace(">", "> ").replace("lainnya", "di bawahnya")


def build_kelengkapan(rekap: Rekap, masukan: Masukan) -> Tabel:
    """Units by quarters: reported, not reported, refused."""
    kini = masukan.periode.triwulan or len(ROMAWI)
    kolom = (
        Kolom("Unit kerja", "kiri", 3.0),
        *(Kolom(f"Triwulan {romawi}", "kiri", 1.2) for romawi in ROMAWI[:kini]),
    )
    baris = []
    for hasil in rekap.unit:
        slug = hasil.unit.slug
        isi = [_build_sel_lapor(masukan, (slug, nomor)) for nomor in range(1, kini + 1)]
        baris.append(Baris((build_sel(hasil.unit.nama), *isi)))
    return Tabel(
        "kelengkapan",
        f"Kelengkapan laporan unit kerja sampai {masukan.periode.judul}",
        kolom,
        tuple(baris),
        sumber="buku kerja unit dan impor anggaran pada folder data"
        if masukan.anggaran_impor
        else "buku kerja unit pada folder data",
    )


def _build_sel_lapor(masukan: Masukan, kunci: tuple[str, int]) -> Sel:
    """Say what became of one unit's form of one quarter."""
    keadaan = masukan.find_keadaan(*kunci)
    if keadaan is KeadaanFormulir.LAPOR:
        return build_sel(keadaan.value, nada="hijau")
    impor = "; anggaran dari impor" if kunci in masukan.anggaran_impor else ""
    is_belum = keadaan is KeadaanFormulir.BELUM
    return build_sel(f"{keadaan}{impor}", nada="jingga" if is_belum else "merah")


def build_temuan(daftar_temuan: Sequence[Temuan]) -> list[Blok]:
    """The findings that a reader must know: galat and peringatan, gravest first."""
    urutan = {Tingkatan.GALAT: 0, Tingkatan.PERINGATAN: 1}
    dicetak = sorted(
        (temuan for temuan in daftar_temuan if temuan.tingkatan in urutan),
        key=lambda t: (urutan[t.tingkatan], t.unit, t.berkas, t.lembar, t.sel, t.kode),
    )
    catatan = sum(temuan.tingkatan is Tingkatan.CATATAN for temuan in daftar_temuan)
    if not dicetak:
        return [
            Paragraf(
                (
                    "Tidak ada galat atau peringatan pada data periode ini"
                    + (
                        f"; {catatan} catatan dapat dilihat dengan perintah periksa."
                        if catatan
                        else "."
                    ),
                )
            )
        ]
    return [
        Tabel(
            "temuan-data",
            "Temuan pada data masukan",
            (
                Kolom("Kode", "kiri", 1.2),
                Kolom("Tingkat", "kiri", 0.9),
                Kolom("Tempat", "kiri", 2.4),
                Kolom("Temuan dan saran", "kiri", 4.6),
            ),
            tuple(_build_baris_temuan(temuan) for temuan in dicetak[:_BATAS_TEMUAN]),
            sumber="pemeriksaan data masukan",
            catatan=(
                f"Ditampilkan {min(len(dicetak), _BATAS_TEMUAN)} dari {len(dicetak)} temuan.",
            ),
        )
    ]


def _build_baris_temuan(temuan: Temuan) -> Baris:
    isi = temuan.masalah.rstrip(".")
    if temuan.ditemukan:
        isi += f": {temuan.ditemukan}"
    if temuan.diharapkan:
        isi += f", seharusnya {temuan.diharapkan}"
    return Baris(
        (
            build_sel(temuan.kode),
            build_sel(
                temuan.tingkatan.value,
                nada="merah" if temuan.tingkatan is Tingkatan.GALAT else "kuning",
            ),
            build_sel(temuan.tempat or temuan.unit or "–"),
            build_sel(f"{isi}. {temuan.saran}".strip()),
        )
    )


def build_sumber(daftar_berkas: Sequence[Berkas], keterangan: str = "") -> list[Blok]:
    """The input files with their size and SHA-256; for a sample, what of it is made up."""
    tabel = Tabel(
        "berkas-sumber",
        "Berkas sumber",
        (
            Kolom("Berkas", "kiri", 3.0),
            Kolom("Ukuran (bita)", "kanan", 1.0),
            Kolom("SHA-256", "kiri", 4.4),
        ),
        tuple(
            Baris(
                (
                    build_sel(berkas.nama),
                    build_sel(format_cacah(berkas.ukuran)),
                    build_sel(berkas.sha256),
                )
            )
            for berkas in daftar_berkas
        ),
        satuan="Bita",
        sumber="folder data dan parameter",
    )
    return [Panel("Data contoh", ((keterangan,),)), tabel] if keterangan else [tabel]


def build_jejak(daftar: Iterable[HasilIndikator], tambahan: Iterable[Angka] = ()) -> DaftarJejak:
    """The passports of each indicator's headline capaian and of the means given."""
    angka = [
        *tambahan,
        *(hasil.utama.capaian for hasil in daftar),
    ]
    return DaftarJejak("jejak-hitung", "", tuple(satu for satu in angka if satu.jejak is not None))


def collect_uraian(rekap: Rekap) -> Mapping[str, str]:
    """Sasaran and tujuan codes to their words."""
    return {
        satu.sasaran.kode: f"{satu.sasaran.kode} {satu.sasaran.uraian}"
        for satu in (*rekap.tujuan, *rekap.sasaran)
    }
