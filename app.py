"""Starts the app: page set-up, navigation, filters, page.run(). Nothing else.

`streamlit run app.py` reads this file twice: once as the server, which stands around the app, and
once a run for each reader.
"""

import streamlit as st

if __name__ == "__main__":
    from dashboard.interface.frame import open_frame

    st.set_page_config(
        page_title="North Korea's troops in Russia", layout="wide", initial_sidebar_state="auto"
    )
    page = open_frame()
    page.run()
else:
    from dashboard.interface.server import surroundings

    app = st.App(__file__, **surroundings())
