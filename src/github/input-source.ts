import { nearestName } from '../policy/nearest.ts'
import { quoted } from '../policy/visible.ts'
import { type Given, wrong } from './input-value.ts'
import { UsageError } from './usage-error.ts'

/** Where the candidate comes from. `pattern` is a name or a glob of artifact names of this run. */
export type CandidateSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'artifact'; readonly pattern: string }

export type BaselineSource =
  | { readonly kind: 'auto' }
  | { readonly kind: 'path'; readonly path: string }
  /** Of this run. */
  | { readonly kind: 'artifact'; readonly name: string }
  /** Of another run of this repository. */
  | { readonly kind: 'run'; readonly runId: number; readonly name: string }

const CANDIDATE = 'a path, or artifact:NAME of this run (* and ? stand for any characters)'
const BASELINE = 'auto, a path, artifact:NAME of this run, or run:ID/NAME of another one'

/** @throws {UsageError} */
export function candidateSource(given: Given): CandidateSource {
  if (given.value === '') {
    const todo = 'leave it out for profiles/, or check the expression that it comes from'
    throw new UsageError(`input candidate is empty; ${todo}. Expected ${CANDIDATE}`)
  }
  const { word, rest } = prefixed(given, ['artifact', 'run'], CANDIDATE)
  if (word === 'run') throw wrong(given, `${CANDIDATE}; only a baseline comes from another run`)
  if (word === null) return { kind: 'path', path: path(given, CANDIDATE) }
  if (!isArtifactName(rest, '')) throw wrong(given, `${CANDIDATE}; ${unfit(rest)}`)
  return { kind: 'artifact', pattern: rest }
}

/** @throws {UsageError} */
export function baselineSource(given: Given): BaselineSource {
  if (given.value === '' || given.value === 'auto') return { kind: 'auto' }
  if (given.value.toLowerCase() === 'auto') throw wrong(given, `${BASELINE} (./${given.value} for a path)`, 'auto')
  const { word, rest } = prefixed(given, ['artifact', 'run'], BASELINE)
  if (word === null) return { kind: 'path', path: path(given, BASELINE) }
  const [id, name] = word === 'run' ? halves(rest) : ['', rest]
  if (!isArtifactName(name, '*?')) throw wrong(given, `${BASELINE}; ${unfit(name)}`)
  if (word === 'artifact') return { kind: 'artifact', name }
  const runId = Number(id)
  if (!/^[1-9]\d*$/.test(id) || !Number.isSafeInteger(runId)) {
    throw wrong(given, `${BASELINE}; ${quoted(id)} is not the id of a run, which is the number in its address`)
  }
  return { kind: 'run', runId, name }
}

/** A word before a colon that is one of ours. One letter is a drive of Windows. */
function prefixed<Word extends string>(given: Given, words: readonly Word[], expected: string) {
  const [, before = '', rest = ''] = /^([A-Za-z]{2,}):(.*)$/s.exec(given.value) ?? []
  const word = words.find((known) => known === before) ?? null
  const near = word === null && before !== '' ? nearestName(before, words) : null
  if (near !== null) throw wrong(given, expected, `${near}:${rest}`)
  return { word, rest }
}

function path(given: Given, expected: string): string {
  if (/[\0\r\n]/.test(given.value)) throw wrong(given, `${expected}; a path has one line`)
  return given.value
}

function halves(text: string): readonly [string, string] {
  const slash = text.indexOf('/')
  return slash === -1 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)]
}

function unfit(name: string): string {
  return name === '' ? 'the name of the artifact is missing' : `no artifact can be called ${quoted(name)}`
}

/** GitHub allows these names no other character of its list (`@actions/artifact`, path-and-artifact-name-validation). */
function isArtifactName(name: string, alsoForbidden: '' | '*?'): boolean {
  return (
    name !== '' && !/[":<>|\r\n\\/]/.test(name) && ![...alsoForbidden].some((character) => name.includes(character))
  )
}
