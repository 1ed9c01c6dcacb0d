import type { FunctionId, Profile } from '../model/profile.ts'
import { NO_TRIMMING, type PathTrimming, trimmedPath } from './trim-path.ts'

/**
 * The name of a function as pprof prints it: its name, or where that equals the linker's name and looks like C++, the
 * name without parameters and template arguments (google/pprof internal/symbolizer demangleSingleFunction; mangled
 * names stay as they are).
 */
export function printedName(profile: Profile, id: FunctionId): string {
  const { functions, strings } = profile
  const name = strings.text(functions.name[id]!)
  const isSystemName = functions.name[id] === functions.systemName[id]
  const systemName = isSystemName ? name : strings.text(functions.systemName[id]!)
  if (name !== '' && name !== systemName) return name
  if (!looksLikeCPlusPlus(systemName)) return systemName
  return withoutGroups(withoutGroups(systemName, '(', ')'), '<', '>')
}

function looksLikeCPlusPlus(name: string): boolean {
  if (!/[<>[\]]|::/.test(name)) return false
  // Java's `class.<init>` and Go's `foo.(*Bar[...]).Method` are not.
  return !name.includes('.<') && !name.includes(']).')
}

/** Removes outermost groups with all that they hold, up to where the name does not balance. */
function withoutGroups(name: string, open: string, close: string): string {
  let kept = ''
  let rest = 0
  let depth = 0
  let start = 0
  for (let at = 0; at < name.length && depth >= 0; at++) {
    if (name[at] === open) {
      if (depth === 0) start = at
      depth++
    } else if (name[at] === close) {
      depth--
      if (depth !== 0) continue
      kept += name.slice(rest, start)
      rest = at + 1
    }
  }
  return kept + name.slice(rest)
}

/** File of a function, as pprof shows it: trimmed, then filepath.Clean. */
export function printedFile(profile: Profile, id: FunctionId, trimming: PathTrimming = NO_TRIMMING): string {
  const fileName = trimmedPath(profile.strings.text(profile.functions.fileName[id]!), trimming)
  return fileName === '' ? '' : cleanPath(fileName)
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
