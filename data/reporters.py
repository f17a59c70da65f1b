"""Who made a report is nobody's business: what became of the keys that a source holds.

A key is scrambled as it is read, with a salt that is thrown away with the build, so that reports of
one person can be counted together while the build runs. Marts keep counts of keys alone.
"""

import hashlib
from dataclasses import replace

import pandas as pd

from data.city import Dataset
from data.source import Raw

COLUMN = "reporter"
WITHHELD = "withheld: it may tell who reported"


def scramble(roles: pd.DataFrame, salt: bytes) -> None:
    """Replaces the reporters' keys in `roles` by keyed hashes; an absent key stays absent."""
    if COLUMN not in roles:
        return
    keys = roles[COLUMN]
    hashed = {
        key: hashlib.blake2b(str(key).encode(), key=salt, digest_size=12).hexdigest()
        for key in keys.dropna().unique()
    }
    roles[COLUMN] = keys.map(hashed).astype(object).where(keys.notna(), None)


def without_reporters(raw: Raw, dataset: Dataset) -> Raw:
    """The rows as they were read, without the reporters' keys: quarantine keeps rows as text."""
    source = dataset.source_of(COLUMN)
    if source is None:
        return raw
    keys = raw.frame[source]
    return replace(raw, frame=raw.frame.assign(**{source: keys.where(keys.isna(), WITHHELD)}))
