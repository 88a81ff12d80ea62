"""Programs that the simulated repositories hold."""


def program(functions: int) -> str:
    """Return a Python program of some functions, enough of them to be told from a skeleton."""
    return "".join(f"def step_{number}(x):\n    return x * {number} + 1\n\n" for number in range(functions))


PROGRAM = program(40)
