"""The worker: what runs in the environment of ChemDataExtractor2. It may import that and the standard library alone."""
