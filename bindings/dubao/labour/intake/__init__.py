"""Need and recommended intake (F25): from the balance back through the pipeline, inside the law."""
