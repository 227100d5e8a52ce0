"""The generator of the simulated demo country (``datasets/demo``)."""
