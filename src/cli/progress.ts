import type { Progress } from '../gate.ts'
import { clean } from '../report/escape.ts'
import type { Io } from './io.ts'

/** Where nobody watches, so many profiles pass between two messages, and fewer need none. */
const AT_ONCE = 100
const LONGEST_NAME = 60

const VERBS = { read: ['reading', 'read'], judge: ['judging', 'judged'] } as const

/** Tells how far a step is: on a terminal in one line that is written over and over, else now and then. */
export function progressOn({ tell, isWatched }: Pick<Io, 'tell' | 'isWatched'>): (progress: Progress) => void {
  return ({ stage, profile, number, count }) => {
    const [doing, done] = VERBS[stage]
    if (isWatched) tell(`\r\x1b[K${doing} ${number} of ${count}: ${shortened(clean(profile))}`)
    else if (number % AT_ONCE === 0) tell(`profile-gate: ${number} of ${count} profiles ${done}\n`)
  }
}

/** Takes the line away again. */
export function endProgress({ tell, isWatched }: Pick<Io, 'tell' | 'isWatched'>): void {
  if (isWatched) tell('\r\x1b[K')
}

/** The end of a path tells more than its beginning, and a line that breaks is not written over. */
function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `…${name.slice(1 - LONGEST_NAME)}`
}
