"""What a row is, declared once: Arrow schemas, SQL comments, dictionary and data package derive from here."""
