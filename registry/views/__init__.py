"""Pages of the registry. A view reads the request, makes one domain call and draws the answer."""
