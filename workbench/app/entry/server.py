"""The app as it is served: the script of each session behind the headers that guard it."""

from importlib import import_module
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from workbench.app.headers import SecurityHeaders
from workbench.app.listening import answering_at_once

# The pages are read while the first browser is still fetching Streamlit's own files.
Thread(target=import_module, args=("workbench.app.pages",), daemon=True).start()
app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=answering_at_once,
    middleware=[Middleware(SecurityHeaders)],
)
