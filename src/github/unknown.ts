import { ApiError, type ApiErrorKind, isApiError } from './api/error.ts'

/** What GitHub did not tell, and why. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly why: Why
  /** What was asked, and what came back. */
  readonly message: string
}

/** `bad-token`: GitHub knows no such token (401), so no permission would help. */
export type Why = ApiErrorKind | 'bad-token'

/** Does the work, or says why it could not be done. @throws whatever is no {@link ApiError} */
export async function orUnknown<Value>(work: () => Promise<Value>): Promise<Value | Unknown> {
  try {
    return await work()
  } catch (error) {
    if (isApiError(error)) return { kind: 'unknown', why: whyOf(error), message: error.message }
    throw error
  }
}

export function isUnknown(answer: unknown): answer is Unknown {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'unknown'
}

export function whyOf({ kind, status }: ApiError): Why {
  return status === 401 ? 'bad-token' : kind
}

/** What the token needs for what was asked. Artifacts and runs have a permission of their own. */
export function permissionFor({ message }: Unknown): 'actions: read' | 'contents: read' {
  const isOfActions = /^[A-Z]+ \/repos\/[^/]+\/[^/]+\/actions\/|needs actions: read/.test(message)
  return isOfActions ? 'actions: read' : 'contents: read'
}

/** For what must exist: where GitHub says that it does not, the token may not see it. `permission`: e.g. `actions: read`. */
export function hidden(what: string, permission: string): ApiError {
  return new ApiError('forbidden', `${what} is not shown to this token, which needs ${permission}`, 404)
}
