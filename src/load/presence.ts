import { lstatSync } from 'node:fs'

/** Whether something is at a path. `unknown` with the error of node:fs that leaves it open. */
export type Presence =
  | { readonly kind: 'there' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly error: unknown }

/** Errors that are a clear no: a file stands where a folder would have to be, or no file system has such names. */
const CLEAR_NO: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']

/** Looks without following a link at the end: one that leads nowhere is there, too. */
export function presenceOf(path: string): Presence {
  try {
    lstatSync(path)
    return { kind: 'there' }
  } catch (error) {
    const isClear = error instanceof Error && 'code' in error && CLEAR_NO.includes(error.code)
    return isClear ? { kind: 'absent' } : { kind: 'unknown', error }
  }
}
