import { type Notice, notice } from '../model/notice.ts'
import type { PolicyMistake } from './mistake.ts'
import { describeMistake } from './print.ts'

/** A mistake as results carry it. `side`: whose policy it is, where there are two. */
export function mistakeNotice(mistake: PolicyMistake, side: 'base' | 'head' | null = null): Notice<'policy-mistake'> {
  const { file, line, column, code } = mistake
  const args = { file, line, column, mistake: code, text: describeMistake(mistake) }
  return notice('policy-mistake', side === null ? args : { ...args, side })
}
