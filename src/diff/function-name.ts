import type { FunctionId, Profile } from '../model/profile.ts'

/**
 * The name of a function as pprof prints it: its name, or where that equals the linker's name and looks like C++, the
 * name without parameters and template arguments (google/pprof internal/symbolizer demangleSingleFunction; mangled
 * names stay as they are).
 */
export function printedName(profile: Profile, id: FunctionId): string {
  const { functions, strings } = profile
  const name = strings.text(functions.name[id]!)
  const systemName = strings.text(functions.systemName[id]!)
  if (name !== '' && name !== systemName) return name
  if (!looksLikeCPlusPlus(systemName)) return systemName
  return withoutGroups(withoutGroups(systemName, '(', ')'), '<', '>')
}

function looksLikeCPlusPlus(name: string): boolean {
  // Java's `class.<init>` and Go's `foo.(*Bar[...]).Method` are not.
  if (name.includes('.<') || name.includes(']).')) return false
  return /[<>[\]]/.test(name) || name.includes('::')
}

/** Removes outermost groups with all that they hold; a name that does not balance stays as it was found. */
function withoutGroups(name: string, open: string, close: string): string {
  let rest = name
  let depth = 0
  let start = 0
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === open) {
      if (depth === 0) start = at
      depth++
    } else if (rest[at] === close) {
      depth--
      if (depth < 0) return rest
      if (depth === 0) {
        rest = rest.slice(0, start) + rest.slice(at + 1)
        at = start - 1
      }
    }
  }
  return rest
}

/** File of a function, as pprof shows it (filepath.Clean, and Bazel's sandbox prefix removed). */
export function printedFile(profile: Profile, id: FunctionId): string {
  const fileName = profile.strings.text(profile.functions.fileName[id]!)
  if (fileName === '') return ''
  return cleanPath(fileName).replace(/^\/proc\/self\/cwd\//, '')
}

/** Go's path/filepath.Clean on Unix. */
export function cleanPath(path: string): string {
  if (!/\/\/|\/\.|^\.|\/$/.test(path)) return path
  const rooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!rooted) parts.push(part)
  }
  const cleaned = (rooted ? '/' : '') + parts.join('/')
  return cleaned === '' ? '.' : cleaned
}
