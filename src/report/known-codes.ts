import type { Notice } from '../model/notice.ts'
import type { Result } from '../result/result.ts'
import { isKnownHint } from './advice-words.ts'
import { CHECK_WORDS } from './check-words.ts'
import { DECODE_WORDS } from './decode-words.ts'
import { GITHUB_WORDS } from './github-words.ts'
import { LOAD_WORDS } from './load-words.ts'
import { PROBLEM_WORDS } from './problem-words.ts'
import { TRAP_WORDS } from './trap-words.ts'
import { WARNING_WORDS } from './warning-words.ts'
import type { WordTable } from './word-table.ts'

const FILE_TABLES: readonly WordTable[] = [DECODE_WORDS, LOAD_WORDS]
const REASON_TABLES: readonly WordTable[] = [CHECK_WORDS]
const NOTICE_TABLES: readonly WordTable[] = [PROBLEM_WORDS, WARNING_WORDS, TRAP_WORDS, GITHUB_WORDS, CHECK_WORDS]

/**
 * Whether there are words for all that a result says, in the place where it says it: other codes are shown as they are, with
 * arguments in the words of whoever wrote them.
 */
export function hasWordsFor({ checks, problems, warnings, inputs }: Result): boolean {
  return (
    checks.every(({ reason }) => reason === null || isKnown(reason, REASON_TABLES)) &&
    checks.every(({ causes }) => causes.every(isKnownHint)) &&
    inputs.every(({ reason }) => reason === null || isKnown(reason, [...FILE_TABLES, ...NOTICE_TABLES])) &&
    [...problems, ...warnings].every((said) => isKnown(said, NOTICE_TABLES))
  )
}

/** What could not be read names why by a second code. */
function isKnown({ code, args }: Notice, tables: readonly WordTable[]): boolean {
  const cause = code === 'unreadable' ? args['code'] : undefined
  return has(tables, code) && (cause === undefined || has(FILE_TABLES, String(cause)))
}

function has(tables: readonly WordTable[], code: string): boolean {
  return tables.some((table) => Object.hasOwn(table, code))
}
