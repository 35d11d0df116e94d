"""The app as it is served: the script of each session behind the headers that guard it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from workbench.app.bundled import BundledFiles
from workbench.app.headers import SecurityHeaders
from workbench.app.listening import answering_at_once
from workbench.app.warming import warm_up

app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=answering_at_once(then=warm_up),
    middleware=[Middleware(SecurityHeaders), Middleware(BundledFiles)],
)
