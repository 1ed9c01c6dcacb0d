import type { Notice } from '../model/notice.ts'
import type { Result } from '../result/result.ts'
import { CHECK_WORDS } from './check-words.ts'
import { DECODE_WORDS } from './decode-words.ts'
import { GITHUB_WORDS } from './github-words.ts'
import { LOAD_WORDS } from './load-words.ts'
import { PROBLEM_WORDS } from './problem-words.ts'
import { TRAP_WORDS } from './trap-words.ts'
import { WARNING_WORDS } from './warning-words.ts'
import type { WordTable } from './word-table.ts'

const FILE_TABLES: readonly WordTable[] = [DECODE_WORDS, LOAD_WORDS]
const TABLES: readonly WordTable[] = [
  ...[CHECK_WORDS, PROBLEM_WORDS, WARNING_WORDS, TRAP_WORDS, GITHUB_WORDS],
  ...FILE_TABLES,
]

/** Whether there are words for all that a result says: other codes are shown as they are, in the words of whoever wrote them. */
export function hasWordsFor({ checks, problems, warnings, inputs }: Result): boolean {
  const reasons = [...checks, ...inputs].flatMap(({ reason }) => reason ?? [])
  return [...reasons, ...problems, ...warnings].every(isKnown)
}

/** What could not be read names why by a second code. */
function isKnown({ code, args }: Notice): boolean {
  const cause = code === 'unreadable' ? args['code'] : undefined
  return has(TABLES, code) && (cause === undefined || has(FILE_TABLES, String(cause)))
}

function has(tables: readonly WordTable[], code: string): boolean {
  return tables.some((table) => Object.hasOwn(table, code))
}
