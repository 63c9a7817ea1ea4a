"""The language of reports: numbers, units, sentences, and what each number is said to be."""
