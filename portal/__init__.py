"""The site: settings, pages and accounts. It knows the engine and the procedures; neither knows it."""
