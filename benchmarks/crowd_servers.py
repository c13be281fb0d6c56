"""The dashboard as one process, or as several behind nginx, all on this machine only.

nginx keeps a viewer with the process that holds the session. It goes by a cookie, because all
viewers of a measurement come from one address, so that `ip_hash` would send them all to one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import ROOT, free_port, wait_for

_NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream dashboard {{ hash $cookie_viewer; {servers} }}
  server {{
    listen {address};
    location / {{
      proxy_pass http://dashboard;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      proxy_set_header Host $http_host;
      proxy_read_timeout 1h;
    }}
  }}
}}
"""


@dataclass(frozen=True)
class Servers:
    """What runs: the address for viewers, each process's own, and its ids and logs."""

    address: str
    each: tuple[str, ...]
    pids: tuple[int, ...]
    folder: Path

    def megabytes(self) -> float:
        """Memory of all processes of the dashboard (resident)."""
        return sum(float(size) * 1024 for size, _ in self._ps()) / 1e6

    def processor_seconds(self) -> float:
        """Processor time that they have used since their start."""
        return sum(_seconds(used) for _, used in self._ps())

    def tracebacks(self) -> int:
        """How many errors they wrote into their logs."""
        logs = (log.read_text(errors="replace") for log in self.folder.glob("server-*.log"))
        return sum(log.count('"level": "error"') for log in logs)

    def _ps(self) -> list[list[str]]:
        pids = ",".join(map(str, self.pids))
        asked = ["ps", "-o", "rss=,time=", "-p", pids]
        told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        return [line.split() for line in told.splitlines()]


def nginx() -> str | None:
    """Where nginx is: on the PATH, or where Debian puts it for those who are not root."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def serving(processes: int) -> Iterator[Servers]:
    """Run so many processes, behind nginx if there are several; all end with the block."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        each = tuple(f"127.0.0.1:{free_port()}" for _ in range(processes))
        running = [
            stack.enter_context(_running(_streamlit(one), folder / f"server-{number}.log"))
            for number, one in enumerate(each)
        ]
        address = each[0]
        for one in each:
            wait_for(f"http://{one}/_stcore/health")
        if processes > 1:
            address = f"127.0.0.1:{free_port()}"
            stack.enter_context(_running(_proxy(folder, address, each), folder / "proxy.log"))
            wait_for(f"http://{address}/_stcore/health")
        yield Servers(address, each, tuple(one.pid for one in running), folder)


def _streamlit(address: str) -> list[str]:
    host, port = address.split(":")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    return [*command, "--server.address", host, "--server.port", port]


def _proxy(folder: Path, address: str, each: tuple[str, ...]) -> list[str]:
    servers = " ".join(f"server {one};" for one in each)
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, servers=servers, address=address))
    return [nginx() or "nginx", "-e", f"{folder}/nginx.log", "-p", str(folder), "-c", str(config)]


@contextmanager
def _running(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _seconds(clock: str) -> float:
    # `ps` tells [[days-]hours:]minutes:seconds.
    days, _, rest = clock.rpartition("-")
    total = 0.0
    for part in rest.split(":"):
        total = total * 60 + float(part)
    return total + 86400 * float(days or 0)
