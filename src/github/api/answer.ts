/** A whole answer, of whatever status. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>
  /** Decoded JSON; text or bytes where the body is none; empty text where there is no body. */
  readonly data: unknown
}
