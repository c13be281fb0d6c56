"""The what-if: indicators set by hand, kept in the address so that a link carries them."""

import streamlit as st

from dashboard.analysis.indicators import Status
from dashboard.interface.words import plain, told
from dashboard.record.scenarios import Indicator
from dashboard.record.tables import Record

_KEY = "suppose"
_KEPT = "_supposed"
_AS_RECORDED = ""


def supposed_in_address(record: Record) -> dict[str, Status]:
    """What the reader or the link supposes, by indicator id; warns of what means nothing."""
    if _KEPT not in st.session_state:
        st.session_state[_KEPT], complaints = _parse(st.query_params.get(_KEY, ""), record)
        for complaint in complaints:
            st.warning(complaint)
    kept: dict[str, Status] = st.session_state[_KEPT]
    known = {indicator.indicator_id for indicator in record.indicators}
    return {name: status for name, status in kept.items() if name in known}


def hypothetical_notice(record: Record, supposed: dict[str, Status]) -> None:
    """Mark the page while anything is supposed, with the way back."""
    if not supposed:
        st.query_params.pop(_KEY, None)
        return
    st.query_params[_KEY] = ",".join(f"{name}:{status}" for name, status in supposed.items())
    names = {indicator.indicator_id: indicator.name for indicator in record.indicators}
    said = "; ".join(f"“{plain(names[name])}” is {status}" for name, status in supposed.items())
    st.warning(f"Hypothetical. This page supposes that {said}. The record does not say so.")
    st.button("Back to what the record shows", on_click=_forget)


def controls(indicators: tuple[Indicator, ...]) -> None:
    """A choice an indicator: as recorded, or a status set by hand."""
    kept: dict[str, Status] = st.session_state[_KEPT]
    st.markdown("Set what you want to suppose; the cards, the order and the table follow.")
    left, right = st.columns(2, gap="large")
    for place, indicator in enumerate(indicators):
        options = [_AS_RECORDED, Status.NOT_SEEN, Status.SEEN]
        if indicator.contradicted_if is not None:
            options.append(Status.CONTRADICTED)
        name = indicator.indicator_id
        (left, right)[place % 2].selectbox(
            plain(indicator.name), options, key=f"set-{name}",
            index=options.index(kept.get(name, _AS_RECORDED)),
            format_func=lambda option: option or "as the record shows", on_change=_keep, args=(name,),
        )  # fmt: skip


def _keep(name: str) -> None:
    kept: dict[str, Status] = dict(st.session_state[_KEPT])
    choice = st.session_state[f"set-{name}"]
    kept.pop(name, None)
    st.session_state[_KEPT] = kept | ({name: Status(choice)} if choice else {})


def _forget() -> None:
    for name in st.session_state[_KEPT]:
        st.session_state[f"set-{name}"] = _AS_RECORDED
    st.session_state[_KEPT] = {}


def _parse(text: str, record: Record) -> tuple[dict[str, Status], list[str]]:
    allowed = {
        indicator.indicator_id: {Status.NOT_SEEN, Status.SEEN}
        | ({Status.CONTRADICTED} if indicator.contradicted_if else set())
        for indicator in record.indicators
    }
    supposed, complaints = {}, []
    for part in filter(None, text.split(",")):
        name, _, status = part.partition(":")
        if status in allowed.get(name, set()):
            supposed[name] = Status(status)
        else:
            complaints.append(
                f"The link supposes “{told(part)}”, which means nothing here. It was ignored."
            )
    return supposed, complaints
