"""Signing in, where a server asks for it: Streamlit's own OIDC, and who may see what.

Off unless the server's secrets have a section `auth` (docs/serving/README.md).
"""

from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.exchange.clearance import Clearance, read_clearance
from dashboard.exchange.marking import CLEAR, Marking

_HOW, _WHO = "auth", "who_may_see"


@cache
def sign_in_required() -> bool:
    """Whether this server asks its readers to sign in.

    Read once, so that secrets which are damaged while it runs close the dashboard, not open it.

    Raises:
        ValueError: the secrets cannot be read, or say who may see but not how to sign in.
    """
    there = [path for path in st.get_option("secrets.files") if Path(path).exists()]
    readable = st.secrets.load_if_toml_exists()
    if there and not readable:
        message = f"the secrets in {', '.join(there)} cannot be read"
        raise ValueError(message)
    sections = set(st.secrets) if readable else set()
    if _WHO in sections and _HOW not in sections:
        message = f"the secrets have a section {_WHO}, but no section {_HOW} to sign in with"
        raise ValueError(message)
    return _HOW in sections


def clearance() -> Clearance:
    """What this server holds, and who may see it.

    Raises:
        ValueError: as `sign_in_required` and `read_clearance` say.
    """
    if not sign_in_required() or _WHO not in st.secrets:
        return Clearance()
    return read_clearance(st.secrets[_WHO].to_dict())


def require_sign_in() -> None:
    """Let pass who has signed in and may see what the server holds; tell others, and stop."""
    if not sign_in_required():
        return
    if not st.user.is_logged_in:
        st.title("Sign in", anchor=False)
        st.write("This dashboard is shown to readers who have signed in.")
        st.button("Sign in", on_click=st.login, type="primary")
        st.stop()
    if not clearance().may_see(_address(), CLEAR):
        account()
    require_clearance(CLEAR)


def account() -> None:
    """Who has signed in, and the way out, in the sidebar."""
    if not sign_in_required():
        return
    with st.sidebar:
        st.text(f"Signed in as {_address() or 'somebody without an address'}")
        st.button("Sign out", on_click=st.logout, type="tertiary")


def require_clearance(marking: Marking) -> None:
    """Stop where the reader may not see what carries this marking."""
    if not sign_in_required():
        return
    allowed = clearance()
    if not allowed.may_see(_address(), marking):
        words = allowed.at_least(marking).words
        st.title("Not for you to see", anchor=False)
        st.text(f"Your address is not among those who may see what is marked {words}.")
        st.stop()


def _address() -> str:
    # Some providers let people type any address; those say that they did not verify it.
    return "" if st.user.get("email_verified") is False else str(st.user.get("email") or "")
