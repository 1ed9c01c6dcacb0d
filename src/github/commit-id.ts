export const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** A whole commit id of git: SHA-1 or SHA-256 in hexadecimal, in small letters as git prints it; null for other text. */
export function commitId(text: string): string | null {
  const id = text.toLowerCase()
  return COMMIT_ID.test(id) ? id : null
}
