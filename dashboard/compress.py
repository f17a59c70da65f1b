"""Sends text gzipped to browsers that take it: on a slow line it is a quarter of the bytes."""

import gzip
import threading

from cachetools import LRUCache
from dash import Dash
from flask import Response, request

_TYPES = ("text/", "application/json", "application/javascript", "image/svg+xml")
_LEAST_BYTES = 1_000
_FIXED = "/_dash-component-suites/"
"""Files that never change while the process runs; they are zipped once."""


def compress(app: Dash) -> None:
    """Zips the answers of this app."""
    kept: LRUCache[str, bytes] = LRUCache(maxsize=64)
    lock = threading.Lock()

    def zipped(data: bytes) -> bytes:
        if not request.path.startswith(_FIXED):
            return gzip.compress(data, compresslevel=5)
        with lock:
            if request.full_path not in kept:
                kept[request.full_path] = gzip.compress(data, compresslevel=6)
            return kept[request.full_path]

    def add(response: Response) -> Response:
        if response.status_code != 200 or not (response.mimetype or "").startswith(_TYPES):
            return response
        response.vary.add("Accept-Encoding")
        if not request.accept_encodings["gzip"] or "Content-Encoding" in response.headers:
            return response
        response.direct_passthrough = False
        data = response.get_data()
        if len(data) >= _LEAST_BYTES:
            response.set_data(zipped(data))
            response.headers["Content-Encoding"] = "gzip"
            etag, _ = response.get_etag()
            if etag:
                response.set_etag(f"{etag}-gzip")
        return response

    app.server.after_request(add)
