"""The REST API of WordPress (`wp/v2`), as far as publishing needs it, with languages and twins."""
