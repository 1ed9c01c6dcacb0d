import { ApiError, type ApiErrorKind, isApiError } from './api/error.ts'

/** What GitHub did not tell, and why. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly why: ApiErrorKind
  /** What was asked, and what came back. */
  readonly message: string
}

/** Does the work, or says why it could not be done. @throws whatever is no {@link ApiError} */
export async function orUnknown<Value>(work: () => Promise<Value>): Promise<Value | Unknown> {
  try {
    return await work()
  } catch (error) {
    if (isApiError(error)) return { kind: 'unknown', why: error.kind, message: error.message }
    throw error
  }
}

/** For what must exist: where GitHub says that it does not, the token may not see it. `permission`: e.g. `actions: read`. */
export function hidden(what: string, permission: string): ApiError {
  return new ApiError('forbidden', `${what} is not shown to this token, which needs ${permission}`, 404)
}
