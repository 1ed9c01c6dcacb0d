/** How the file names of a profile are shortened, as the options of pprof of the same names say. Both are lists, `:` between. */
export interface PathTrimming {
  /** Folders to take off the start of file names; empty for none. */
  readonly trimPath: string
  /** Folders with sources. Without `trimPath`, what stands before the base name of one is taken off, with that name. */
  readonly sourcePath: string
}

/** What pprof does when nothing is asked. */
export const NO_TRIMMING: PathTrimming = { trimPath: '', sourcePath: '' }

/** Prefixes of Bazel's sandbox, which go whatever is asked. */
const ALWAYS = ['/proc/self/cwd/./', '/proc/self/cwd/']

/** A file name as pprof shows it and looks for it (google/pprof internal/report/source.go trimPath). */
export function trimmedPath(path: string, { trimPath, sourcePath }: PathTrimming): string {
  if (trimPath === '') {
    for (const folder of folders(sourcePath)) {
      const name = `/${baseName(folder)}/`
      const at = path.indexOf(name)
      if (at !== -1) return path.slice(at + name.length)
    }
  }
  for (const prefix of [...folders(trimPath), ...ALWAYS]) {
    const folder = prefix.endsWith('/') ? prefix : `${prefix}/`
    if (path.startsWith(folder)) return path.slice(folder.length)
  }
  return path
}

/** Go's filepath.SplitList on Unix. */
function folders(list: string): readonly string[] {
  return list === '' ? [] : list.split(':')
}

/** Go's filepath.Base on Unix. */
function baseName(path: string): string {
  if (path === '') return '.'
  const plain = path.replace(/\/+$/, '')
  return plain === '' ? '/' : plain.slice(plain.lastIndexOf('/') + 1)
}
