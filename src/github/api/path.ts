import { ApiError } from './error.ts'

/** A path of the API with its values encoded, each as one segment. @throws {ApiError} `not-found`, as {@link segment} */
export function path(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return texts.reduce((whole, text, index) => `${whole}${segment(values[index - 1] ?? '')}${text}`)
}

/**
 * One segment, encoded.
 * @throws {ApiError} `not-found` for a value that would change which path it is: nothing, `.` and `..`, encoded or not,
 *   are resolved before the request is sent
 */
export function segment(value: string | number): string {
  const text = String(value)
  if (/^\.{0,2}$|\p{Surrogate}/u.test(text)) throw new ApiError('not-found', `"${text}" names nothing`, null)
  return encodeURIComponent(text)
}
