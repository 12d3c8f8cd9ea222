"""Pure calculation: rules of docs/rumus.md as exact functions in Decimal; reads and shows nothing."""
