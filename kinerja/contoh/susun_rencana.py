"""Builds the sample's plan of one year from the CSV sources, murni and perubahan.

A target or pagu that a version leaves blank is that of the version before. Reads no workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal, cast

from kinerja.contoh.sumber import (
    LABEL,
    OPD,
    Baris,
    filter_tahun,
    parse_desimal,
    parse_realisasi,
    parse_sen,
    parse_target,
    read_csv,
)
from kinerja.model import (
    Agregasi,
    Indikator,
    Jenis,
    JenisAnggaran,
    Lingkup,
    Nilai,
    Polaritas,
    Rencana,
    RencanaAksi,
    Sasaran,
    SubKegiatan,
    Tahap,
    Tingkat,
    Versi,
    VersiPagu,
    VersiTarget,
)

_KOLOM_TARGET: Final = ("target_tw1", "target_tw2", "target_tw3", "target_tw4")
_KOLOM_KAS: Final = tuple(f"anggaran_kas_tw{nomor}_rp" for nomor in range(1, 5))
_TAHUN_LALU: Final = (2023, 2024, 2025)
_TAHUN_CAPAIAN: Final = _TAHUN_LALU[1:]

Empat = tuple[Nilai | None, Nilai | None, Nilai | None, Nilai | None]


def build_rencana(tahun: int) -> Rencana:
    """Build the plan of one year of the sample.

    >>> rencana = build_rencana(2026)
    >>> sum(sub.versi_pagu[0].pagu_sen for sub in rencana.sub_kegiatan) // 100
    371860787429
    """
    versi = tuple(
        Versi(
            baris["kode"],
            baris["nama"],
            _wajib_tanggal(baris, "berlaku_mulai"),
            baris["dasar"],
            urutan,
        )
        for urutan, baris in enumerate(filter_tahun("versi", tahun))
    )
    indikator = _build_indikator(tahun, versi)
    dikenal = {satu.kode for satu in indikator}
    return Rencana(
        OPD,
        tahun,
        versi,
        tuple(
            Sasaran(
                baris["kode"],
                cast(
                    "Literal[Tingkat.TUJUAN, Tingkat.SASARAN]",
                    Tingkat(baris["tingkat"]),
                ),
                baris["uraian"],
                baris["tujuan_kode"],
            )
            for baris in read_csv("sasaran")
        ),
        indikator,
        tuple(
            _build_sub_kegiatan(baris, tahun, versi) for baris in read_csv(f"sub_kegiatan_{tahun}")
        ),
        {baris["kode"]: baris["nama"] for baris in read_csv("program_kegiatan")},
        tuple(
            _build_rencana_aksi(baris)
            for baris in read_csv("rencana_aksi")
            if baris["kode"] in dikenal
        ),
    )


def _wajib_tanggal(baris: Baris, kolom: str) -> date:
    return date.fromisoformat(baris[kolom])


def _build_indikator(tahun: int, versi: Sequence[Versi]) -> tuple[Indikator, ...]:
    target = {baris["kode"]: baris for baris in filter_tahun("target", tahun)}
    return tuple(
        _build_satu(baris, target[baris["kode"]], tahun, versi)
        for baris in read_csv("indikator")
        if baris["kode"] in target
    )


def _build_satu(baris: Baris, target: Baris, tahun: int, versi: Sequence[Versi]) -> Indikator:
    jenis = Jenis(baris["jenis"])
    lalu = {
        satu: parse_realisasi(baris[f"realisasi_{satu}"], jenis)
        for satu in _TAHUN_LALU
        if satu < tahun
    }
    capaian = {
        satu: parse_desimal(baris[f"capaian_{satu}"]) for satu in _TAHUN_CAPAIAN if satu < tahun
    }
    return Indikator(
        kode=baris["kode"],
        nama=baris["indikator"],
        tingkat=Tingkat(baris["tingkat"]),
        sasaran_kode=tuple(baris["sasaran_kode"].split(";")),
        unit=baris["unit"],
        pemilik_pk=baris["pemilik_pk"],
        satuan=baris["satuan"],
        jenis=jenis,
        polaritas=Polaritas(baris["polaritas"]) if baris["polaritas"] else None,
        agregasi=Agregasi(baris["agregasi"]),
        versi_target=_build_versi_target(baris["kode"], jenis, target, versi),
        program_kode=baris["program_kode"],
        skala_predikat=baris["skala_predikat"],
        bobot=parse_desimal(baris["bobot"]),
        toleransi=parse_desimal(baris["toleransi"]) or Decimal(0),
        definisi=baris["definisi"],
        rumus=baris["rumus"],
        sumber_data=(
            f"{baris['sumber_data']}. Acuan indikator dan target: {baris['sumber']}. "
            f"Realisasi: {LABEL}."
        ),
        tahapan=_build_tahapan(baris["kode"], tahun),
        realisasi_lalu={satu: nilai for satu, nilai in lalu.items() if nilai is not None},
        capaian_lalu={satu: nilai for satu, nilai in capaian.items() if nilai is not None},
        target_renstra=parse_target(baris["target_renstra"], jenis),
        standar_nasional=parse_target(baris["standar_nasional"], jenis),
    )


def _build_versi_target(
    kode: str, jenis: Jenis, target: Baris, versi: Sequence[Versi]
) -> tuple[VersiTarget, ...]:
    perubahan = {
        baris["versi"]: baris
        for baris in filter_tahun("perubahan_target", int(target["tahun"]))
        if baris["kode"] == kode
    }
    hasil: list[VersiTarget] = []
    for satu in versi:
        baris = target if not hasil else perubahan.get(satu.kode)
        if baris is None:
            continue
        tahunan = parse_target(baris["target_tahun"], jenis)
        triwulan = [parse_target(baris[kolom], jenis) for kolom in _KOLOM_TARGET]
        if hasil:
            lama = hasil[-1]
            tahunan = lama.tahunan if tahunan is None else tahunan
            triwulan = [
                dulu if baru is None else baru
                for dulu, baru in zip(lama.triwulan, triwulan, strict=True)
            ]
        hasil.append(VersiTarget(satu, tahunan, cast("Empat", tuple(triwulan))))
    return tuple(hasil)


def _build_tahapan(kode: str, tahun: int) -> tuple[Tahap, ...]:
    return tuple(
        Tahap(
            kode,
            int(baris["nomor"]),
            baris["uraian"],
            Decimal(baris["bobot"]),
            _wajib_tanggal(baris, "tenggat"),
        )
        for baris in filter_tahun("tahapan", tahun)
        if baris["kode"] == kode
    )


def _build_rencana_aksi(baris: Baris) -> RencanaAksi:
    return RencanaAksi(
        baris["kode"],
        baris["uraian"],
        baris["keluaran"],
        tuple(int(nomor) for nomor in baris["triwulan"].split(";")),
        baris["sub_kegiatan_kode"],
        baris["penanggung_jawab"],
    )


def _build_sub_kegiatan(baris: Baris, tahun: int, versi: Sequence[Versi]) -> SubKegiatan:
    murni = _build_versi_pagu(baris, versi[0])
    perubahan = {
        satu["versi"]: satu
        for satu in filter_tahun("perubahan_pagu", tahun)
        if satu["sub_kegiatan_kode"] == baris["kode"]
    }
    return SubKegiatan(
        baris["kode"],
        baris["sub_kegiatan"],
        baris["unit"],
        Lingkup(baris["lingkup"]),
        (
            murni,
            *(
                _build_versi_pagu(perubahan[satu.kode], satu, murni.target_keluaran)
                for satu in versi[1:]
                if satu.kode in perubahan
            ),
        ),
        JenisAnggaran(baris["jenis_anggaran"]),
        baris["keluaran"],
        baris["satuan_keluaran"],
    )


def _build_versi_pagu(
    baris: Baris, versi: Versi, target_keluaran: Decimal | None = None
) -> VersiPagu:
    satu, dua, tiga, empat = (parse_sen(baris[kolom]) for kolom in _KOLOM_KAS)
    tertulis = parse_desimal(baris["target_keluaran"])
    return VersiPagu(
        versi,
        parse_sen(baris["pagu_rp"]),
        (satu, dua, tiga, empat),
        target_keluaran if tertulis is None else tertulis,
    )
