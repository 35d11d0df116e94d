"""The app: the only code that imports Streamlit."""
