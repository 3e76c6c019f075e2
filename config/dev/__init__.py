"""What `./dev` does: plain Python, standard library only, importable before anything is installed."""
