import type { Notice } from '../model/notice.ts'
import type { Pen } from './pen.ts'

/** Sentences for the codes of notices. */
export interface Words {
  /** What happened. Of files a predicate ("is empty"), else a sentence without its full stop. */
  readonly what: string
  /** What to do about it: sentences without the last full stop; null where nothing helps. */
  readonly todo: string | null
}

export type Args = Notice['args']

/** One code's sentences. */
export type Say = (args: Args, pen: Pen) => Words

/** Codes to sentences. */
export type WordTable = Readonly<Record<string, Say>>

/** The sentences of the first table that knows the code, else code and arguments as they are: shown, never dropped. */
export function wordsIn(tables: readonly WordTable[], notice: Notice, pen: Pen): Words {
  for (const table of tables) {
    const say = Object.hasOwn(table, notice.code) ? table[notice.code] : undefined
    if (say !== undefined) return say(notice.args, pen)
  }
  const details = Object.entries(notice.args).slice(0, 12)
  const list = details.map(([key, value]) => `${pen.code(key)} ${pen.code(String(value))}`).join(', ')
  return { what: pen.code(notice.code) + (list === '' ? '' : ` (${list})`), todo: null }
}
