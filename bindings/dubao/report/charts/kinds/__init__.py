"""One module a kind of chart; each has ``draw(canvas, data, lang)``, which draws and returns the height it took."""
