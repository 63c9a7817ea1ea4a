"""REST API of the registers: the same verbs and the same visibility, with an OpenAPI description."""
