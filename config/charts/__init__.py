"""Charts drawn on the server as SVG with class names: geometry here, markup in templates/charts/."""
