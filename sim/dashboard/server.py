"""Serving the page: from this machine, to this machine, with nothing asked of any other.

Solara by itself would fetch its browser files from a CDN and tell a statistics service that it was started. Here the
files come from the package `solara-assets`, and nothing is told to anybody.
"""

import ipaddress
import os
import socket
import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from sim.core.errors import EntenteError
from sim.dashboard.offered import offer
from sim.dashboard.own_origin import own_hosts, own_origin

_SETTINGS = {
    "SOLARA_APP": "sim.dashboard.app",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_ASSETS_PROXY": "true",
    "SOLARA_ASSETS_CDN": "",  # a file that the package lacks is missing; it is not fetched
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_SERVER_HTTP_GZIP": "false",  # packing costs more than it saves on the way to the same machine
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Entente",
    "SOLARA_KERNEL_CULL_TIMEOUT": "15m",
}
_NEEDED = ("mesa", "networkx", "solara", "solara_assets", "uvicorn")


def check_installed() -> None:
    """See that what the page is made of is there.

    Raises
    ------
    EntenteError
        With what to install.
    """
    missing = [name.replace("_", "-") for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise EntenteError(
            f"the dashboard needs {', '.join(missing)}; install it with: pip install 'entente-sim[dashboard]'"
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def opened(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises
    ------
    EntenteError
        When the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        said = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise EntenteError(f"cannot serve at {host}, port {port}: {said.lower()}; try another with --port") from None


def serve(files: Sequence[Path], results: Path, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve the page until stopped.

    Parameters
    ----------
    files
        Scenario files to choose from, the first one opened.
    results
        Folder in which the worlds of ensembles are kept.
    listening
        As `opened` gives it.
    ready
        Called when the page can be asked for.
    """
    os.environ.update(_SETTINGS)
    offer(files, results)
    # The page is served over plain http to the machine it runs on; its cookie need not cross to other sites.
    warnings.filterwarnings("ignore", message="Cookies with samesite")
    # Solara looks whether pandas is loaded, and would find it half loaded by the thread that warms the engine up.
    import pandas  # noqa: F401
    import uvicorn
    from solara.server import starlette

    from sim.dashboard.prepare import warm

    if files:
        warm(files[0].as_posix())
    host = listening.getsockname()[0]
    app = own_origin(starlette.app)
    if is_loopback(host):
        app = own_hosts(app)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    Server(uvicorn.Config(app, log_level="error")).run(sockets=[listening])
