"""Pure calculation: the rules of docs/rumus.md as exact functions; reads and shows nothing."""
