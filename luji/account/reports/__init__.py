"""Reports: a text with bound figures composed once, printed as docx, pdf, xlsx and html."""
