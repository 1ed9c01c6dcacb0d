import type { Notice } from '../model/notice.ts'
import { CHECK_WORDS } from './check-words.ts'
import { GITHUB_WORDS } from './github-words.ts'
import type { Pen } from './pen.ts'
import { PROBLEM_WORDS } from './problem-words.ts'
import { sentence } from './sentence.ts'
import { TRAP_WORDS } from './trap-words.ts'
import { WARNING_WORDS } from './warning-words.ts'
import { type Words, wordsIn } from './word-table.ts'

/** Why a check came out as it did. Every surface words notices by these tables. */
export function wordReason(notice: Notice, pen: Pen): Words {
  return wordsIn([CHECK_WORDS], notice, pen)
}

/** What went wrong outside a check, or what a reader should know all the same. */
export function wordNotice(notice: Notice, pen: Pen): Words {
  return wordsIn([PROBLEM_WORDS, WARNING_WORDS, TRAP_WORDS, GITHUB_WORDS, CHECK_WORDS], notice, pen)
}

/** What happened, and what to do about it, as whole sentences. */
export function noticeText(notice: Notice, pen: Pen): string {
  const { what, todo } = wordNotice(notice, pen)
  return `${sentence(what)}${todo === null ? '' : ` ${sentence(todo)}`}`
}
