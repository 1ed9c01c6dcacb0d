import { graphqlErrors, read, viewerAnswer } from './answers.ts'
import { ApiError, type ApiErrorKind } from './error.ts'
import { inOneLine } from './failure.ts'
import { type Ask, nameOf, type Question } from './question.ts'

export const GRAPHQL = '/graphql'

/** Login that the token acts under; REST does not tell it to a workflow's token. @throws {ApiError} */
export async function viewer(ask: Ask): Promise<string> {
  const body = { query: 'query{viewer{login}}' }
  const question: Question = { method: 'POST', path: GRAPHQL, query: {}, body, isRepeatable: true }
  const answer = await ask(question)
  // GraphQL says that it cannot answer with status 200.
  const errors = graphqlErrors.safeParse(answer.data)
  const error = errors.success ? errors.data.errors[0] : undefined
  if (error !== undefined) {
    throw new ApiError(kindOf(error.type ?? ''), `${nameOf(question)}: ${inOneLine(error.message)}`, answer.status)
  }
  return read(viewerAnswer, answer, question).data.viewer.login
}

function kindOf(type: string): ApiErrorKind {
  if (type === 'RATE_LIMITED' || type === 'RATE_LIMIT') return 'rate-limited'
  return type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES' ? 'forbidden' : 'refused'
}
