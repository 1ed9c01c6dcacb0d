/**
 * Why a request to GitHub came to nothing, in the words of what to do about it.
 * - `forbidden`: the token lacks a permission (403, or 404 where GitHub hides that).
 * - `not-found` (404), `gone` (410), `refused` (422 and every other answer that a second try would not change).
 * - `rate-limited`: primary or secondary limit, and it does not end in time.
 * - `unavailable`: 5xx, cut connections, time-outs, redirects in a circle, answers that are not what GitHub documents.
 */
export type ApiErrorKind = 'forbidden' | 'not-found' | 'gone' | 'refused' | 'rate-limited' | 'unavailable'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  /** HTTP status; null where there was no answer. */
  readonly status: number | null

  /** `message`: what was asked, and what came back, e.g. `GET /repos/acme/shop/pulls/1: 502 after 4 tries`. */
  constructor(kind: ApiErrorKind, message: string, status: number | null) {
    super(message)
    this.kind = kind
    this.status = status
  }
}

/** Whether an error is one of these; by name, for lazily loaded bundles have their own copy of the class. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError'
}
