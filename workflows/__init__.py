"""The engine: rules, cases, nodes and the one door. It knows no procedure and no page."""
