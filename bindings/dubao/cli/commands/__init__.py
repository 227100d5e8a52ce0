"""Commands, one module a subject; each has ``register(app, session)``."""
