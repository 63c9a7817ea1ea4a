"""Period, money, quantity, problem, expression, declaration: values without a database."""
