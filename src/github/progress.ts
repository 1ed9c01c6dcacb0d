import type { Progress } from '../gate.ts'
import type { Log } from './log.ts'

/** So many profiles are judged between two lines of the log. */
const JUDGED_AT_ONCE = 50

/** Names every profile once, when it is read; of many, says how far judging them has come. */
export function progressIn(log: Log): (progress: Progress) => void {
  return ({ stage, profile, number, count }) => {
    if (stage === 'read') log.info(`${profile} (${number} of ${count})`)
    else if (number % JUDGED_AT_ONCE === 0) log.info(`${number} of ${count} judged`)
  }
}
