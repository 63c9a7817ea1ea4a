"""Settings, urls, command line, the house opened as a whole: the only place that may know everything."""
