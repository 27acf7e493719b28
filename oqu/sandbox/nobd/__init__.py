"""The national educational database: how many classes and seats a school has in each language."""
