import { nearestName } from '../policy/nearest.ts'
import { quoted } from '../policy/visible.ts'
import { clean } from '../report/escape.ts'
import { isTarget } from '../result/target.ts'
import { commitId } from './commit-id.ts'
import { UsageError } from './usage-error.ts'

/** One input of the step: its name, and what the workflow gives, without white space around it. */
export interface Given {
  readonly name: string
  readonly value: string
}

/** `expected` goes on after "expected"; `nearest` is what was probably meant. */
export function wrong({ name, value }: Given, expected: string, nearest: string | null = null): UsageError {
  const hint = nearest === null || nearest === '' ? '' : `. Did you mean ${quoted(nearest)}?`
  return new UsageError(`input ${name}: ${quoted(value)} cannot be used; expected ${expected}${hint}`)
}

/** One of a few words, the first of them where nothing is given. @throws {UsageError} */
export function oneOf<Word extends string>(given: Given, words: readonly [Word, ...Word[]]): Word {
  if (given.value === '') return words[0]
  const word = words.find((known) => known === given.value)
  if (word === undefined) throw wrong(given, `one of ${words.join(', ')}`, nearestName(given.value, words))
  return word
}

/** As the runner's own library takes them: YAML 1.2, core schema. @throws {UsageError} */
export function flag(given: Given, unset: boolean): boolean {
  if (given.value === '') return unset
  if (/^(?:true|True|TRUE)$/.test(given.value)) return true
  if (/^(?:false|False|FALSE)$/.test(given.value)) return false
  throw wrong(given, 'true or false', nearestName(given.value, ['true', 'false']))
}

/** @throws {UsageError} */
export function wholeNumber(given: Given, unset: number, most: number): number {
  if (given.value === '') return unset
  const number = Number(given.value)
  if (/^\d+$/.test(given.value) && number <= most) return number
  const nearest = Number.isFinite(number) ? String(Math.min(most, Math.max(0, Math.round(number)))) : null
  throw wrong(given, `a whole number from 0 to ${most}`, nearest)
}

/** Null where nothing is given. @throws {UsageError} */
export function commit(given: Given): string | null {
  if (given.value === '') return null
  const sha = commitId(given.value)
  if (sha === null) {
    throw wrong(given, 'a whole commit id of 40 or 64 hexadecimal digits, as `git rev-parse` prints it')
  }
  return sha
}

/** Null where nothing is given. @throws {UsageError} */
export function targetName(given: Given): string | null {
  if (given.value === '') return null
  if (isTarget(given.value)) return given.value
  const near = given.value.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '')
  throw wrong(given, '1 to 64 letters, digits, dots, underscores or hyphens', near.length > 64 ? null : near)
}

/** File name of a workflow; null where nothing is given. @throws {UsageError} */
export function workflowFile(given: Given): string | null {
  const { value } = given
  if (value === '') return null
  const fits = (name: string) => clean(name) === name && /^[^/\\]+\.ya?ml$/.test(name)
  if (fits(value)) return value
  const last = value.split(/[/\\]/).at(-1) ?? ''
  const nearest = [last, ...(/^[A-Za-z]/.test(last) ? [`${last.toLowerCase()}.yml`] : [])].find(fits) ?? null
  throw wrong(given, "the workflow's file name in .github/workflows, such as ci.yml", nearest)
}

const LONGEST_KEY = 100

/** @throws {UsageError} */
export function commentKey(given: Given, unset: string): string {
  const key = given.value === '' ? unset : given.value
  if (clean(key) !== key || [...key].length > LONGEST_KEY) {
    throw wrong(given, `at most ${LONGEST_KEY} printable characters on one line`)
  }
  return key
}
