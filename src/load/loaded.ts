import type { Notice } from '../model/notice.ts'

/**
 * Why one entry of a side is not read.
 * - `link`, `fifo`, `socket`, `device`: no regular file; never opened.
 * - `directory`: a folder whose name ends like a profile's, without a regular file in it.
 * - `unknown-entry`: none of these.
 * - `not-permitted`: the operating system refuses access.
 * - `changed-while-read`: replaced, removed, or written to since it was listed.
 * - `file-too-large`. Args: `sizeBytes`, `limitBytes`.
 * - `path-too-long`: the relative path, in UTF-8 bytes. Args: `sizeBytes`, `limitBytes`.
 * - `name-not-utf8`: the name cannot be told exactly, so the file cannot be opened by it.
 * - `too-deep`: a folder below the deepest that is walked. Args: `limit` (levels).
 * - `read-failed`: any other error of the operating system. Args: `errno`, e.g. `EIO`.
 */
export type RefusalCode =
  | 'link'
  | 'fifo'
  | 'socket'
  | 'device'
  | 'directory'
  | 'unknown-entry'
  | 'not-permitted'
  | 'changed-while-read'
  | 'file-too-large'
  | 'path-too-long'
  | 'name-not-utf8'
  | 'too-deep'
  | 'read-failed'

export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: Notice<RefusalCode> }

/** A file of one side, neither read nor decoded yet. */
export interface LoadedFile {
  /** Relative to the side's folder, with `/`, exactly as named; the base name where the side is a single file. */
  readonly path: string
  /** Reads the whole file, each time anew: nothing is kept, so memory is the caller's to bound. */
  read(): FileContent
}

/** A folder inside a side that could not be walked. Whatever its name, a problem: nobody knows what is in it. */
export interface UnreadFolder {
  readonly path: string
  readonly reason: Notice<RefusalCode>
}

/**
 * Why a whole side cannot be used. Every code has `path`, as the user wrote it.
 * - `not-found`. Args: `nearest` (an existing path of a similar name), where there is one.
 * - `broken-link`: a link that leads nowhere.
 * - `directory`: a folder named like a profile, without the slash that says that a folder is meant.
 *   Args: `first` (a file in it, by relative path), where there is one.
 * - `too-many-files`: more entries than are listed. Args: `limit`.
 * - `folder-too-large`: the files together. Args: `limitBytes`.
 * - `not-permitted`, `read-failed` (`errno`): as of a file.
 */
export type SideErrorCode =
  | 'not-found'
  | 'broken-link'
  | 'directory'
  | 'too-many-files'
  | 'folder-too-large'
  | 'not-permitted'
  | 'read-failed'

/** What a path of the command line or of the action stands for. */
export type LoadedSide =
  | { readonly kind: 'file'; readonly path: string; readonly file: LoadedFile }
  | LoadedFolder
  | { readonly kind: 'error'; readonly path: string; readonly reason: Notice<SideErrorCode> }

export interface LoadedFolder {
  readonly kind: 'folder'
  readonly path: string
  /** All entries but folders and the manifest, by byte order of their paths. */
  readonly files: readonly LoadedFile[]
  /** `profile-gate.json` of the root. */
  readonly manifest: LoadedFile | null
  readonly unread: readonly UnreadFolder[]
  /** `empty-folder` if no regular file but the manifest is in it. Args: `path`, `refused` (entries of other types). */
  readonly notices: readonly Notice<'empty-folder'>[]
}
