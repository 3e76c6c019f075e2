"""Charts drawn on the server as SVG: class names only, so theme and print follow the stylesheet."""
