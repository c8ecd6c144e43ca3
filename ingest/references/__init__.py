"""The reference list: its entries, and each entry read into its fields."""
