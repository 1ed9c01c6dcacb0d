import { createHash } from 'node:crypto'

/**
 * Whether a file has the content that git knows by an id; `\r\n` counts as `\n`, for a checkout on Windows has one for
 * the other. Format: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function isBlob(bytes: Uint8Array, id: string): boolean {
  return blobId(bytes, id) === id || blobId(withoutReturns(bytes), id) === id
}

function blobId(bytes: Uint8Array, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

function withoutReturns(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
}
