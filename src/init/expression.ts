/** What GitHub puts a value in the place of; never inside of a script, where the value would be code. */
export function expression(text: string): string {
  return `\${{ ${text} }}`
}
