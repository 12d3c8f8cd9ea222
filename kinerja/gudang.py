"""A store of files under their SHA-256: what was received lies there unchanged, each content once.

The one way content is kept by hash: forms, evidence, sources of an import. Knows nothing of what it
means. A stored
file is named by the hash of its own bytes, also where its source changed while it was copied.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from kinerja.berkas import (
    build_galat_tulis,
    compute_sha256,
    compute_sha256_isi,
    replace_berkas,
    write_berkas,
)
from kinerja.folder import check_dalam
from kinerja.galat import KeutuhanError, ParameterError

_SHA256: Final = re.compile(r"[0-9a-f]{64}\Z", re.ASCII)
_POTONGAN: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Gudang:
    """A store in one folder."""

    induk: Path

    def build_jalur(self, sha256: str, akhiran: str) -> Path:
        """Build the path under which bytes of this hash lie.

        Raises:
            ParameterError: where a link leads out of the store.
        """
        check_sha256(sha256)
        return check_dalam(self.induk / sha256[:2] / f"{sha256}{akhiran}", self.induk)

    def has(self, sha256: str, akhiran: str) -> bool:
        """Tell whether bytes of this hash lie there, whole."""
        jalur = self.build_jalur(sha256, akhiran)
        return jalur.is_file() and compute_sha256(jalur) == sha256

    def put(self, isi: bytes, akhiran: str) -> Path:
        """Store bytes; storing them again changes nothing.

        Raises:
            LaporanError: where the store cannot be written.
            KeutuhanError: where what was written does not read back the same.
        """
        sha256 = compute_sha256_isi(isi)
        jalur = self.build_jalur(sha256, akhiran)
        if not self.has(sha256, akhiran):
            write_berkas(jalur, isi)
            self.read(sha256, akhiran)
        return jalur

    def put_berkas(
        self, sumber: Path, akhiran: str, diharapkan: str | None = None
    ) -> tuple[str, int]:
        """Store a file of any size as it is now; gives its hash and size.

        Args:
            sumber: The file; read once, while its hash is computed.
            akhiran: The ending of its name in the store.
            diharapkan: Store it only where it has this hash.

        Raises:
            OSError: where the file cannot be opened.
            LaporanError: where the store cannot be written.
        """
        with sumber.open("rb") as asal:
            try:
                return self._copy(asal, akhiran, diharapkan)
            except OSError as galat:
                ukuran = os.fstat(asal.fileno()).st_size
                raise build_galat_tulis(galat, sumber, ukuran) from galat

    def _copy(self, asal: BinaryIO, akhiran: str, diharapkan: str | None) -> tuple[str, int]:
        self.induk.mkdir(parents=True, exist_ok=True)
        pegangan, nama = tempfile.mkstemp(prefix=".masuk.", dir=self.induk)
        sementara = Path(nama)
        sidik, ukuran = hashlib.sha256(), 0
        try:
            with os.fdopen(pegangan, "wb") as tujuan:
                while potongan := asal.read(_POTONGAN):
                    sidik.update(potongan)
                    ukuran += tujuan.write(potongan)
                tujuan.flush()
                os.fsync(tujuan.fileno())
            sha256 = sidik.hexdigest()
            if diharapkan in {None, sha256} and not self.has(sha256, akhiran):
                jalur = self.build_jalur(sha256, akhiran)
                jalur.parent.mkdir(parents=True, exist_ok=True)
                sementara.chmod(0o644)
                replace_berkas(sementara, jalur)
        finally:
            sementara.unlink(missing_ok=True)
        return sha256, ukuran

    def read(self, sha256: str, akhiran: str) -> bytes:
        """Read stored bytes.

        Raises:
            KeutuhanError: where they are missing or no longer have that hash.
        """
        jalur = self.build_jalur(sha256, akhiran)
        try:
            isi = jalur.read_bytes()
        except FileNotFoundError:
            isi = None
        if isi is None or compute_sha256_isi(isi) != sha256:
            raise KeutuhanError(
                f"Berkas yang diterima {'hilang' if isi is None else 'berubah'}",
                tempat=jalur.relative_to(self.induk.parent).as_posix(),
                saran="Pulihkan dari cadangan, atau minta unit mengirim lagi berkas yang sama.",
            )
        return isi


def open_terima(folder_data: Path) -> Gudang:
    """Give the store of what an agency received: `data/<opd>/terima`."""
    return Gudang(check_dalam(folder_data / "terima", folder_data))


def open_bukti(folder_data: Path) -> Gudang:
    """Give the store of an agency's evidence: `data/<opd>/bukti`."""
    return Gudang(check_dalam(folder_data / "bukti", folder_data))


def check_sha256(sha256: str) -> None:
    """Refuse what is no SHA-256 in lower case."""
    if not _SHA256.match(sha256):
        raise ParameterError("Sidik berkas tidak sah", ditemukan=repr(sha256)[:80])
