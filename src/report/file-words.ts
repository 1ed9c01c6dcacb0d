import type { Notice } from '../model/notice.ts'
import { DECODE_WORDS } from './decode-words.ts'
import { LOAD_WORDS } from './load-words.ts'
import type { Pen } from './pen.ts'
import { type Words, wordsIn } from './word-table.ts'

/** Why a file was refused or skipped, as a predicate of the file: "is cut off: …". */
export function wordFile(notice: Notice, pen: Pen): Words {
  const words = wordsIn([DECODE_WORDS, LOAD_WORDS], notice, pen)
  const known = Object.hasOwn(DECODE_WORDS, notice.code) || Object.hasOwn(LOAD_WORDS, notice.code)
  return known ? words : { ...words, what: `was refused: ${words.what}` }
}
