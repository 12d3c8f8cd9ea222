"""A run of the regency's report: read all agencies once, make it if anything changed, promote it.

The same jobs, books and rules as an agency's report. It has no register: what it rests on is
recorded with each agency, and its own manifest names every file it was made from.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kinerja.berkas import build_galat_tulis
from kinerja.ekspor.bentuk import BENTUK_PEMDA, check_bentuk
from kinerja.folder import PEMDA, Folder
from kinerja.gembok import hold_gembok
from kinerja.isi.pemda.ringkasan import list_alasan_sementara
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.hasil_jalan import HasilJalan, Kabar, Lapor
from kinerja.jalankan.kolam import run_kolam
from kinerja.jalankan.promosi import remove_giliran
from kinerja.jalankan.rancang import JENIS_PEMDA, Rancangan, build_daftar_tugas
from kinerja.jalankan.sidik import build_sidik, build_versi, compute_sidik_program, map_sidik
from kinerja.jalankan.tugas import HasilTugas, Tugas
from kinerja.periode import Periode
from kinerja.versi import __version__

if TYPE_CHECKING:
    from kinerja.pemda import DataPemda


def run_pemda(
    folder: Folder,
    periode: Periode,
    *,
    paksa: bool = False,
    bentuk: tuple[str, ...] = BENTUK_PEMDA,
    oleh: str = "",
    lapor: Lapor = lambda _: None,
) -> HasilJalan:
    """Make the regency's report of a period into `outputs/pemda/<periode>/`.

    Args:
        folder: The working folder.
        periode: The quarter, or the year.
        paksa: Make it also where nothing changed.
        bentuk: Formats beside the figures.
        oleh: Who declares to have made it.
        lapor: Told when it is begun and done.

    Raises:
        KinerjaError: where it cannot be made: parameters, environment, another run.
    """
    from kinerja.pemda import read_pemda

    dipilih = check_bentuk(bentuk)
    giliran = folder.kit / "giliran" / PEMDA / periode.slug
    with contextlib.ExitStack() as tumpukan:
        tumpukan.enter_context(hold_gembok(folder.kit / "kunci" / f"{PEMDA}_{periode.slug}.kunci"))
        remove_giliran(giliran)
        tumpukan.callback(remove_giliran, giliran)
        data = read_pemda(folder, periode)
        rancangan = Rancangan(
            folder,
            PEMDA,
            periode,
            giliran / uuid.uuid4().hex[:8],
            "kinerja",
            dipilih,
            map_sidik(data.berkas),
        )
        [tugas] = build_daftar_tugas(rancangan, (), (JENIS_PEMDA,))
        buku = Buku(folder.keluaran(PEMDA, periode), _build_kepala(data, oleh))
        is_dihentikan = _run(folder, buku, tugas, data, paksa=paksa, lapor=lapor)
        buku.write()
    return _build_hasil(folder, data, buku, is_dihentikan=is_dihentikan)


def _run(
    folder: Folder, buku: Buku, tugas: Tugas, data: DataPemda, *, paksa: bool, lapor: Lapor
) -> bool:
    """Run the one job where its files are not what it would make; True where it was stopped."""
    sidik = build_sidik(tugas.sumber, tugas.parameter, data.berkas, (), tugas.mesin)
    perubahan = buku.list_perubahan(tugas, sidik, paksa=paksa)
    if not perubahan:
        buku.keep(tugas)
        return False

    def start(satu: Tugas) -> None:
        try:
            satu.giliran.mkdir(parents=True)
        except OSError as galat:
            raise build_galat_tulis(galat, satu.giliran, 0) from galat
        lapor(Kabar(satu.nama, satu.judul, None, 0, 1, ""))

    def finish(satu: Tugas, hasil: HasilTugas) -> None:
        laporan = buku.take(satu, hasil, sidik, perubahan)
        lapor(Kabar(satu.nama, satu.judul, laporan.keadaan, 1, 1, laporan.pesan))

    return run_kolam(
        [tugas], singgahan=folder.kit / "singgahan", pekerja=1, mulai=start, selesai=finish
    )


def _build_kepala(data: DataPemda, oleh: str) -> Mapping[str, Any]:
    alasan = _list_alasan(data)
    return {
        "opd": PEMDA,
        "periode": data.periode.slug,
        "dinyatakan_oleh": oleh,
        "masukan": [
            {"nama": berkas.nama, "sha256": berkas.sha256, "ukuran": berkas.ukuran}
            for berkas in data.berkas
        ],
        "program": {"versi": __version__, "sha256": compute_sidik_program()},
        "versi": build_versi(),
        "sementara": bool(alasan),
        "alasan_sementara": list(alasan),
        "peringatan": [],
    }


def _list_alasan(data: DataPemda) -> tuple[str, ...]:
    return tuple(
        "".join(satu if isinstance(satu, str) else satu.teks for satu in teks)
        for teks in list_alasan_sementara(data.rekap)
    )


def _build_hasil(folder: Folder, data: DataPemda, buku: Buku, *, is_dihentikan: bool) -> HasilJalan:
    alasan = _list_alasan(data)
    return HasilJalan(
        folder=folder.keluaran(PEMDA, data.periode),
        opd=PEMDA,
        periode=data.periode,
        laporan=buku.laporan,
        temuan=(),
        unit_ditolak=(),
        belum_lapor=(),
        is_sementara=bool(alasan),
        alasan_sementara=alasan,
        is_dihentikan=is_dihentikan,
        peringatan=buku.peringatan,
    )
