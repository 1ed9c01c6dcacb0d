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
 * - `zip-entry-damaged`: what a zip holds of the file has not the size or the CRC-32 that it states.
 * - `zip-method`: compressed in a way that is not read. Args: `method` (number of the zip specification, 4.4.5).
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
  | 'zip-entry-damaged'
  | 'zip-method'

/** The bytes of a file as it lies there. */
export interface FileBytes {
  readonly kind: 'bytes'
  readonly bytes: Uint8Array
  /**
   * The content of an intact gzip file, by a faster way than that of the decoders; null where it is not intact, has more
   * than `limitBytes`, or is not worth it. What is wrong with a file is for the decoders to say.
   */
  readonly inflate?: (limitBytes: number) => Uint8Array | null
}

export type FileContent = FileBytes | { readonly kind: 'refused'; readonly reason: Notice<RefusalCode> }

/** A file of one side, neither read nor decoded yet. */
export interface LoadedFile {
  /** Relative to the side's folder or zip, with `/`, as named; the base name where the side is a single file. */
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
 *
 * Of a zip:
 * - `changed-while-read`: written to while its entries were listed.
 * - `zip-cut-off`: without the record that ends every zip.
 * - `zip-damaged`: its parts contradict each other. Args: `detail`, see {@link ZipDamage}.
 * - `zip-encrypted`: an entry of it, or its directory.
 * - `zip-unsafe-name`: an entry that could leave the folder it is unpacked to, or has no name. Args: `name`, shortened.
 * - `zip-duplicate-name`: two files of one name, or a file and a folder. Args: `name`.
 *
 * Of an artifact of GitHub:
 * - `artifact-missing`: no such name. Args: `run`, unless it was looked for in this run.
 * - `artifact-expired`.
 * - `artifact-no-match`: no name in this run fits. Args: `pattern`, `nearest` (names that do nearly, if any).
 * - `artifact-forbidden`: the token may not read artifacts.
 * - `artifacts-out-of-reach`: artifacts cannot be had where the step runs. Args: `message`, with the way out.
 * - `artifact-too-large`: not downloaded. Args: `sizeBytes`, `limitBytes`.
 * - `artifact-digest-mismatch`: what arrived is not what was uploaded.
 * - `artifact-empty`: no bytes arrived.
 * - `artifact-failed`: any other failure. Args: `message` (of the library that downloads).
 * - `artifact-foreign`: of a run that a fork started. Args: `run`.
 * - `run-missing`: the repository has no such run. Args: `run`.
 */
export type SideErrorCode =
  | 'not-found'
  | 'broken-link'
  | 'directory'
  | 'too-many-files'
  | 'folder-too-large'
  | 'not-permitted'
  | 'read-failed'
  | 'changed-while-read'
  | 'zip-cut-off'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'zip-unsafe-name'
  | 'zip-duplicate-name'
  | 'artifact-missing'
  | 'artifact-expired'
  | 'artifact-no-match'
  | 'artifact-forbidden'
  | 'artifacts-out-of-reach'
  | 'artifact-too-large'
  | 'artifact-digest-mismatch'
  | 'artifact-empty'
  | 'artifact-failed'
  | 'artifact-foreign'
  | 'run-missing'

/**
 * What is wrong with a zip.
 * - `trailing-bytes`: other bytes follow its end.
 * - `split`: one part of several.
 * - `directory`: its list of entries is not where, or not what, its end says.
 * - `entry`: an entry is not where, or not what, the list says.
 * - `overlap`: entries share bytes, as in a zip bomb.
 */
export type ZipDamage = 'trailing-bytes' | 'split' | 'directory' | 'entry' | 'overlap'

/** What a path of the command line or of the action stands for. */
export type LoadedSide =
  | { readonly kind: 'file'; readonly path: string; readonly file: LoadedFile }
  | LoadedFolder
  | { readonly kind: 'error'; readonly path: string; readonly reason: Notice<SideErrorCode> }

/** `entries`: files, folders and everything else. `totalBytes`: of all regular files, unpacked. */
export interface Extent {
  readonly entries: number
  readonly totalBytes: number
}

/** A folder, or a zip, which is read as one. */
export interface LoadedFolder {
  readonly kind: 'folder'
  readonly path: string
  /** The files lie in a zip, so no path of the file system leads to one of them. */
  readonly isZip?: true
  /** All entries but folders and the manifest, by byte order of their paths. */
  readonly files: readonly LoadedFile[]
  /** `profile-gate.json` of the root. */
  readonly manifest: LoadedFile | null
  readonly unread: readonly UnreadFolder[]
  /** What it holds in all, read or not; left out where nobody has counted. */
  readonly extent?: Extent
  /** `empty-folder` if no regular file but the manifest is in it. Args: `path`, `refused` (entries of other types). */
  readonly notices: readonly Notice<'empty-folder'>[]
}
