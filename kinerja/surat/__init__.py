"""Letters that go with the forms, as Word documents; they say what others decided."""
