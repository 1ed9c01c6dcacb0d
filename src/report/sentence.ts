/** A text with its full stop; one that ends a sentence already stays as it is. */
export function sentence(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`
}

/** With a capital, at the beginning of a sentence: `This PR`. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
