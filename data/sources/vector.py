"""GeoJSON, GeoPackage and Shapefile, read by GDAL. A feature without geometry stays a row."""

import codecs
import warnings
from pathlib import Path

import pyarrow as pa
import pyogrio
import shapely
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError, GeometryError

from data.city import Dataset
from data.errors import SourceError
from data.source import Raw, Source, from_table, need_columns

# GDAL goes by content: a file of another kind could name further files or hosts to be read.
_BEGINS = {"geojson": b"{", "gpkg": b"SQLite format 3\x00", "shp": b"\x00\x00\x27\x0a"}


def read(path: Path, dataset: Dataset) -> Raw:
    """Declared columns as text, geometries (None: none to be read), the CRS if the file has one."""
    try:
        _check_kind(path, dataset)
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            raw = _read(path, dataset)
        # GDAL also warns of each geometry that it cannot read; such a row is told in the ledger.
        if any("parsed incompletely" in str(warning.message) for warning in heard):
            raise SourceError(
                f"{path.name}: found a value that is not of the type of its neighbours, expected "
                f"one type for each property. Mend the file."
            )
    except (
        DataSourceError, DataLayerError, FeatureError, GeometryError, CRSError,
        pa.ArrowException, OSError, ValueError, LookupError,
    ) as error:  # fmt: skip
        raise SourceError(
            f"{path.name}: found no readable {dataset.format} ({type(error).__name__}). Fetch the "
            f"file again, or correct the format of `{dataset.name}`."
        ) from error
    return raw


def _check_kind(path: Path, dataset: Dataset) -> None:
    with path.open("rb") as stream:
        start = stream.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(_BEGINS[dataset.format]):
        raise SourceError(
            f"{path.name}: found something that is no {dataset.format}. Fetch the file again, or "
            f"correct the format of `{dataset.name}`."
        )


def _read(path: Path, dataset: Dataset) -> Raw:
    layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    if not layers or (dataset.layer and dataset.layer not in layers):
        raise SourceError(
            f"{path.name}: found layers {', '.join(layers) or 'none'}, expected "
            f"`{dataset.layer or 'one'}`. Correct the layer of `{dataset.name}`."
        )
    layer = dataset.layer or layers[0]
    need_columns(list(pyogrio.read_info(path, layer=layer)["fields"]), path, dataset)
    # Times stay as they are written: GDAL drops what some rows say of their offset.
    options = {"DATE_AS_STRING": "YES"} if dataset.format == "geojson" else {}
    stated = dataset.format != "shp" or path.with_suffix(".cpg").exists()
    about, table = pyogrio.read_arrow(
        path,
        layer=layer,
        columns=[field.name for field in dataset.fields],
        encoding=None if stated else codecs.lookup(dataset.encoding).name,
        **options,
    )
    if about["geometry_type"] is None:
        raise SourceError(
            f"{path.name}: found a layer without geometry, expected one with polygons. Name "
            f"another layer, or another file, for `{dataset.name}`."
        )
    outlines = table.column(about["geometry_name"] or "wkb_geometry").to_numpy()
    geometry = shapely.from_wkb(outlines, on_invalid="ignore")
    return from_table(table, dataset, geometry=geometry, crs=about["crs"])


SOURCE = Source(formats=("geojson", "gpkg", "shp"), read=read)
