/** The profiles could not be had, or not all of them; the message says why and what to do. Nothing was written. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError'
}
