"""The app as it is served: the script of each session behind the headers that guard it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from workbench.app.headers import SecurityHeaders

app = st.App(Path(__file__).with_name("main.py"), middleware=[Middleware(SecurityHeaders)])
