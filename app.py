"""Starts the app: page set-up, navigation, filters, page.run(). Nothing else."""

import streamlit as st

from dashboard.interface.frame import open_frame

st.set_page_config(
    page_title="North Korea's troops in Russia", layout="wide", initial_sidebar_state="auto"
)
page = open_frame()
page.run()
