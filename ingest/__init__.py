"""How we learn: reading documents, and finding in them what they say of battery interfaces."""
