"""What an importer was not sure of."""
