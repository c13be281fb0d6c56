"""What a browser keeps of a page: its widgets and their states, its address, and kept messages.

Streamlit's front end holds the state of every widget and sends all of them with every touch, so a
viewer that sent only what it changed would spare the server work. It also keeps big messages and
names them by hash, so that the server need not send them twice. Both were read off the frames of
a real Chromium; `benchmarks.websocket_viewer` speaks for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

_TEXTS = ("markdown", "heading", "alert")


@dataclass
class Widget:
    """A widget as it was drawn last: its own message, its fragment ("" if none), and its run."""

    kind: str
    own: Message
    fragment: str
    run: str


@dataclass
class _Kept:
    message: ForwardMsg
    used: int  # number of runs when it was last needed
    fragment: str


class Page:
    """One reader's page, from the first message to the last."""

    def __init__(self, name: str, query: str) -> None:
        self.widgets: dict[str, Widget] = {}
        self.text: list[str] = []  # what the last run said in words
        self.run = ""  # the run that began last
        self._states: dict[str, WidgetState] = {}
        self._name, self._hash, self._query = name, "", query
        self._kept: dict[str, _Kept] = {}
        self._runs, self._longest = 0, 2  # runs ended, runs that a message is kept unused

    def take(self, message: ForwardMsg) -> None:
        """Take in a message as it arrives; what the server must not send raises RuntimeError."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.run, self.text = message.metadata.run.script_run_id, []
            self._longest = message.new_session.config.max_cached_message_age
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind in ("delta", "ref_hash"):
            self._draw(self._whole(message))
        elif kind == "script_finished":
            self._finish(message)
        elif kind in ("page_not_found", "session_event"):
            raise RuntimeError(kind)

    def widget(self, label: str) -> Widget:
        """The widget with this label."""
        return next(one for one in self.widgets.values() if one.own.label == label)

    def value(self, label: str) -> str:
        """What a date or a choice from a list says now."""
        state = self._states[self.widget(label).own.id]
        return state.string_value or "".join(state.string_array_value.data)

    def arrival(self) -> BackMsg:
        """The first message of a visit."""
        return self._rerun("", ())

    def press(self, label: str) -> BackMsg:
        """A click on a button."""
        button = self.widget(label)
        return self._rerun(button.fragment, [WidgetState(id=button.own.id, trigger_value=True)])

    def choose(self, label: str, value: str) -> BackMsg:
        """A day entered (as ISO date), or an option taken from a list."""
        widget = self.widget(label)
        state = _texts([value]) if widget.kind == "date_input" else _line(value)
        self._remember(widget.own.id, state)
        if widget.own.HasField("query_param_key"):
            self._write_address(widget.own, value)
        return self._rerun(widget.fragment, ())

    def _rerun(self, fragment: str, once: Iterable[WidgetState]) -> BackMsg:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.fragment_id = self._query, fragment
        asked.page_script_hash = self._hash
        asked.page_name = "" if self._hash else self._name
        asked.widget_states.widgets.extend([*self._states.values(), *once])
        asked.cached_message_hashes.extend(self._kept)
        asked.context_info.timezone, asked.context_info.locale = "UTC", "en-US"
        asked.context_info.color_scheme = "light"
        return message

    def _write_address(self, own: Message, value: str) -> None:
        # The front end writes a bound choice into the address itself, before the server answers.
        query = dict(parse_qsl(self._query))
        query[own.query_param_key] = value
        if value == own.options[own.default]:
            del query[own.query_param_key]
        self._query = urlencode(query)

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        # The front end has nowhere to fetch a missing message from; it shows an error instead.
        if message.WhichOneof("type") == "ref_hash":
            kept = self._kept.get(message.ref_hash)
            if kept is None:
                error = f"the server named a message that was not kept: {message.ref_hash}"
                raise RuntimeError(error)
            kept.used = self._runs
            return kept.message
        if message.metadata.cacheable:
            kept = self._kept.setdefault(
                message.hash, _Kept(message, self._runs, message.delta.fragment_id)
            )
            kept.used = self._runs
        return message

    def _draw(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        own = getattr(element, kind, None)
        if kind in _TEXTS:
            self.text.append(own.body)
        elif kind == "button" or kind in _STATES:
            self.widgets[own.id] = Widget(kind, own, message.delta.fragment_id, self.run)
            if kind in _STATES and (own.set_value or own.id not in self._states):
                self._remember(own.id, _STATES[kind](own))

    def _remember(self, widget_id: str, state: WidgetState) -> None:
        state.id = widget_id
        self._states[widget_id] = state

    def _finish(self, message: ForwardMsg) -> None:
        if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        fragments = message.metadata.run.fragment_ids
        self._runs += 1
        for digest, kept in list(self._kept.items()):
            redrawn = not fragments or kept.fragment in fragments
            if redrawn and self._runs - kept.used > self._longest:
                del self._kept[digest]
        for widget_id, widget in list(self.widgets.items()):
            redrawn = not fragments or widget.fragment in fragments
            if redrawn and widget.run != message.metadata.run.script_run_id:
                del self.widgets[widget_id]
                self._states.pop(widget_id, None)


def _line(text: str) -> WidgetState:
    return WidgetState(string_value=text)


def _texts(texts: Iterable[str]) -> WidgetState:
    return WidgetState(string_array_value=StringArray(data=texts))


def _choice(own: Message) -> WidgetState:
    if own.set_value:
        return _line(own.raw_value)
    return _line(own.options[own.default]) if own.HasField("default") else WidgetState()


def _choices(own: Message) -> WidgetState:
    names = [getattr(option, "content", option) for option in own.options]
    return _texts(own.raw_values if own.set_value else [names[i] for i in own.default])


# How the front end reads a widget's first state, or one that the server sets.
_STATES: dict[str, Callable[[Message], WidgetState]] = {
    "date_input": lambda own: _texts(own.value if own.set_value else own.default),
    "selectbox": _choice,
    "multiselect": _choices,
    "button_group": _choices,
    "text_input": lambda own: _line(own.value if own.set_value else own.default),
}
