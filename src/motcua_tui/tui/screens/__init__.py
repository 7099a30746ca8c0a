"""One module a screen. A screen asks services in threads and hands what comes back to its widgets."""
