/** What a hostile or mistaken folder cannot exceed. */
export interface LoadBounds {
  /** Entries of a folder and all below it: files, folders and everything else. */
  readonly entries: number
  /** Levels of folders; files of the named folder are on level 1. */
  readonly depth: number
  /** A path relative to the named folder, in UTF-8. */
  readonly pathBytes: number
  readonly fileBytes: number
  /** All regular files of a folder, read or not. */
  readonly totalBytes: number
}

/** Far beyond what a load test writes: the largest profiles of services are some tens of megabytes. */
export const DEFAULT_BOUNDS: LoadBounds = {
  entries: 20_000,
  depth: 32,
  pathBytes: 1024,
  fileBytes: 2 ** 30,
  totalBytes: 2 ** 33,
}
