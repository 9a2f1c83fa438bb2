"""Nodes: how tokens walk, how a procedure is drawn, and what is refused before the first case is opened."""
