import type { Answer } from './answer.ts'

export type Query = Readonly<Record<string, string | number>>

/** What is asked. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below the address of the API; starts with a slash, encoded. */
  readonly path: string
  readonly query: Query
  /** Sent as JSON; null for none. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** Asking twice does no more than asking once. */
  readonly isRepeatable: boolean
}

/** Asks, as often as it takes within the time that is left. Gives answers of status 2xx. @throws {ApiError} */
export type Ask = (question: Question) => Promise<Answer>

export function get(path: string, query: Query = {}): Question {
  return { method: 'GET', path, query, body: null, isRepeatable: true }
}

/** How a question is named in messages; without its query. */
export function nameOf(question: Question): string {
  return `${question.method} ${question.path}`
}
