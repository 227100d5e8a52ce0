"""Charts: data in, static SVG out (one for each language); no chart needs a network or a script."""
