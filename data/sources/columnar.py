"""Parquet and GeoParquet: types and CRS come with the file."""

import json
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from data.city import Dataset
from data.errors import SourceError
from data.source import Raw, Source, from_table, need_columns


def read(path: Path, dataset: Dataset) -> Raw:
    """Declared columns as text; geometries and their CRS where the file is GeoParquet."""
    try:
        schema = pq.read_schema(path)
        need_columns(schema.names, path, dataset)
        names = [field.name for field in dataset.fields]
        # The folders above a file are no columns of it, whatever they are called.
        table = pq.read_table(path, columns=names, partitioning=None)
        about = (schema.metadata or {}).get(b"geo")
        if about is None:
            return from_table(table, dataset)
        shapes = gpd.read_parquet(path, columns=[json.loads(about)["primary_column"]]).geometry
        crs = shapes.crs.to_string() if shapes.crs else None
        return from_table(table, dataset, geometry=shapes.to_numpy(), crs=crs)
    except (pa.ArrowException, OSError, ValueError, TypeError, LookupError) as error:
        # The words of geopandas may hold what a cell holds, so only their kind is repeated.
        raise SourceError(
            f"{path.name}: found no readable {dataset.format} ({type(error).__name__}). Fetch the "
            f"file again, or correct the format of `{dataset.name}`."
        ) from error


SOURCE = Source(formats=("parquet", "geoparquet"), read=read)
