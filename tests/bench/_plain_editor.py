"""The baseline of ``review``: the claims in a plain st.data_editor, saved as its manual shows it.

It is run by Streamlit, with the store's address as its argument.
"""

import sys

import pandas as pd
import streamlit as st
from sqlalchemy import create_engine

ENGINE = create_engine(sys.argv[1])
WANTED = "SELECT number AS '#', status AS 'Status', note AS 'Note' FROM plain ORDER BY number"

st.set_page_config(layout="wide")
with ENGINE.connect() as conn:
    claims = pd.read_sql(WANTED, conn)
edited = st.data_editor(claims, hide_index=True, num_rows="fixed", height=400)
if not edited.equals(claims):
    with ENGINE.begin() as conn:
        renamed = edited.rename(columns={"#": "number", "Status": "status", "Note": "note"})
        renamed.to_sql("plain", conn, if_exists="replace", index=False)
