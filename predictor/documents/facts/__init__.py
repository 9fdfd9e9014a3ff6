"""What is in force: settings, fields, people, data, models. As texts and tables; nothing is kept."""
