"""Developer's tools: nothing here runs in the product."""
