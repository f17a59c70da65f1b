"""What the browser is told it may do with our pages: talk to this server and nobody else."""

from dash import Dash
from flask import Response, request


def policy(script_hashes: list[str]) -> str:
    """The Content-Security-Policy. Scripts: our files and Dash's own inline ones, by hash.

    Styles may be inline: Dash's components and plotly write style elements, and SVG presentation
    carries style attributes. No directive names another host.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def secure(app: Dash) -> None:
    """Adds the headers to every answer. Call it after the last callback is wired."""
    allowed = policy(list(app.csp_hashes()))

    def _add(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = allowed
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        if not request.path.startswith(("/_dash-component", "/assets", "/tokens.css")):
            response.headers["Cache-Control"] = "no-store"
        return response

    app.server.after_request(_add)
