"""Find a LibreOffice for the tests of the slides, or install one; prints its path.

Looks at $SOFFICE, at the usual names and places, then installs it: from Debian's packages
(apt-get), or with Homebrew.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("soffice", "libreoffice")
MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# Liberation has the widths of Arial, which the slides are set in.
DEBIAN = ("libreoffice-impress-nogui", "fonts-liberation")


def find_office() -> str | None:
    """The path of a LibreOffice on this machine; None if there is none."""
    asked = os.environ.get("SOFFICE")
    if asked:
        return asked
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return MAC if Path(MAC).exists() else None


def install_office() -> None:
    """Install a LibreOffice."""
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True)
        subprocess.run(
            [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    elif shutil.which("brew"):
        subprocess.run(["brew", "install", "--cask", "libreoffice"], check=True)


if __name__ == "__main__":
    if find_office() is None:
        install_office()
    found = find_office()
    if found is None:
        sys.exit("No LibreOffice was found, and none could be installed; set SOFFICE to its path.")
    print(found)
