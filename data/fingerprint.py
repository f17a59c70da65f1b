"""What a snapshot is made of, as hashes: its inputs, its manifest and the code that read them."""

import glob
import hashlib
from pathlib import Path

import data
from data.city import City, sha256_file
from data.errors import SourceError


def fingerprints(paths: dict[str, Path]) -> dict[str, str]:
    """Dataset name -> SHA-256 of its file; of a Shapefile, of all the files that make it one."""
    prints = {}
    for name, path in paths.items():
        parts = [path]
        if path.suffix.lower() == ".shp":
            parts = sorted(
                p for p in path.parent.glob(f"{glob.escape(path.stem)}.*") if p.is_file()
            )
        try:
            digests = [sha256_file(part) for part in parts]
        except OSError as error:
            raise SourceError(
                f"{path.name}: cannot be read ({error.strerror}). Give the right to read it."
            ) from error
        joined = hashlib.sha256("".join(digests).encode()).hexdigest()
        prints[name] = joined if len(parts) > 1 else digests[0]
    return prints


def code_version() -> str:
    """A fingerprint of everything in `data` that decides what a snapshot holds."""
    digest = hashlib.sha256()
    package = Path(str(data.__file__)).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".sql", ".json") and "__pycache__" not in path.parts:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def identify(city: City, prints: dict[str, str]) -> str:
    """Snapshot id: 16 hex digits of the hash of manifest, inputs and code."""
    digest = hashlib.sha256()
    for part in (
        city.manifest_sha256,
        code_version(),
        *sorted(f"{n}={p}" for n, p in prints.items()),
    ):
        digest.update(part.encode() + b"\n")
    return digest.hexdigest()[:16]
