"""Missing DOIs and retractions of the cited works, looked up at Crossref and OpenAlex where the user asks for it."""
