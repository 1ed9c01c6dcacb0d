/** Whether a text can name a leg of a matrix or a part of a monorepo. It becomes part of the name of an artifact. */
export function isTarget(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,64}$/.test(text)
}
