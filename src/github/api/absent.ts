import { type ApiError, isApiError } from './error.ts'

/** Null where the work fails because what it asks for does not exist. @throws what else it throws */
export async function orNull<Value>(
  isAbsent: (error: ApiError) => boolean,
  work: () => Promise<Value>,
): Promise<Value | null> {
  try {
    return await work()
  } catch (error) {
    if (isApiError(error) && isAbsent(error)) return null
    throw error
  }
}

export function isMissing(error: ApiError): boolean {
  return error.kind === 'not-found'
}

export function isDeleted(error: ApiError): boolean {
  return error.kind === 'not-found' || error.kind === 'gone'
}

/** 404, but also 409 in a repository without commits, and 422 for a name that is no commit. */
export function isNoCommit(error: ApiError): boolean {
  if (error.kind === 'not-found') return true
  if (error.status === 409) return /Git Repository is empty/i.test(error.message)
  return error.status === 422 && /No commit found/i.test(error.message)
}
