"""The app, driven as a reviewer drives it."""
