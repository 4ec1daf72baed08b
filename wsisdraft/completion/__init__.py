"""What a shell offers while somebody types; answered without Typer, git, or reading the text."""
