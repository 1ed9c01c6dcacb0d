import { clean } from '../report/escape.ts'
import { type Given, wrong } from './input-value.ts'

/**
 * A path inside the repository, as its API names it: with slashes, no `.` and no `..`. A backslash separates on every
 * system, for one workflow file serves runners of all of them.
 * @throws {UsageError}
 */
export function policyPath(given: Given): string {
  const path = given.value.replaceAll('\\', '/')
  const names = path.split('/').filter((name) => name !== '' && name !== '.')
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:/.test(path)
  const isFile = !path.endsWith('/') && !path.endsWith('/.') && names.length > 0
  if (isAbsolute || !isFile || names.includes('..') || clean(path) !== path) {
    throw wrong(given, 'the path of a file inside the repository, relative to its root', nearest(names))
  }
  return names.join('/')
}

/** What of a path could be inside the repository. */
function nearest(names: readonly string[]): string | null {
  const folder = names.lastIndexOf('.github')
  const inside = folder === -1 ? names.slice(-1) : names.slice(folder)
  const isName = inside.every((name) => name !== '..' && !name.includes(':') && clean(name) === name)
  return isName && /\.ya?ml$/.test(inside.at(-1) ?? '') ? inside.join('/') : null
}
