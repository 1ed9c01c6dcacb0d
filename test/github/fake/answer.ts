/** What a handler answers, before it is sent. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly type: string }

export type Headers = Readonly<Record<string, string>>

export function json(status: number, value: unknown, headers: Headers = {}): Answer {
  return { status, headers, body: { kind: 'json', value } }
}

export function none(status: number, headers: Headers = {}): Answer {
  return { status, headers, body: { kind: 'none' } }
}

export function bytes(status: number, content: Uint8Array, type: string, headers: Headers = {}): Answer {
  return { status, headers, body: { kind: 'bytes', bytes: content, type } }
}

/** An error as the REST API words it. */
export function problem(status: number, message: string, more: object = {}, headers: Headers = {}): Answer {
  const value = { message, documentation_url: 'https://docs.github.com/rest', status: String(status), ...more }
  return json(status, value, headers)
}

export function notFound(message = 'Not Found'): Answer {
  return problem(404, message)
}
