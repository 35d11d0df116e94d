"""The script that Streamlit runs for each session; everything it shows lives in workbench.app."""

from workbench.app.pages import show

show()
