"""A small OpenID Connect provider for the tests: whoever is named in it is logged in at once."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT_ID, CLIENT_SECRET = "workbench", "only-for-tests"


class Provider(ThreadingHTTPServer):
    """The provider; ``user`` holds the claims of whoever logs in next."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
        self.user: dict[str, Any] = {}
        self.granted: dict[str, tuple[str, dict[str, Any]]] = {}

    @property
    def url(self) -> str:
        """The issuer's address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def metadata(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def secrets(self, app_url: str) -> str:
        """The secrets.toml that an app at ``app_url`` needs."""
        return (
            "[auth]\n"
            f'redirect_uri = "{app_url}oauth2callback"\n'
            'cookie_secret = "a long enough secret for the tests only"\n'
            f'client_id = "{CLIENT_ID}"\n'
            f'client_secret = "{CLIENT_SECRET}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            self._grant(parse_qs(asked.query))
        elif asked.path == "/jwks":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        else:
            self._json(self.server.metadata())

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        nonce, user = self.server.granted.pop(form["code"][0])
        now = int(time.time())
        said = {"iss": self.server.url, "aud": CLIENT_ID, "iat": now, "exp": now + 600}
        header = {"alg": "RS256", "kid": "test"}
        token = jwt.encode(header, {**said, "nonce": nonce, **user}, self.server.key)
        self._json({"access_token": "none", "token_type": "Bearer", "id_token": token})

    def _grant(self, asked: dict[str, list[str]]) -> None:
        code = str(len(self.server.granted) + time.monotonic_ns())
        self.server.granted[code] = (asked.get("nonce", [""])[0], dict(self.server.user))
        back = urlencode({"code": code, "state": asked["state"][0]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
        self.end_headers()

    def _json(self, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing on the console."""


@contextmanager
def running_provider() -> Iterator[Provider]:
    """A provider on a free port, until the block ends."""
    provider = Provider()
    thread = threading.Thread(target=provider.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
        thread.join()
