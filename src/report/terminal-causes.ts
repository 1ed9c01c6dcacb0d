import type { Cause, Check } from '../result/result.ts'
import { type AdviceOnce, adviceLines } from './advice-words.ts'
import { causeDetails, causeDoubts, causeName, isChanged } from './cause-texts.ts'
import { left, right, widthOf } from './columns.ts'
import { clean } from './escape.ts'
import { causeEvidence } from './evidence.ts'
import type { ShortNames } from './name.ts'
import type { Paint } from './paint.ts'
import { PLAIN } from './pen.ts'
import { delta, quantity } from './quantity.ts'
import { relative, share } from './relative.ts'
import { furtherCauses, sharesMakeSense, soleCause } from './start.ts'
import { valuesOf } from './status.ts'

/** The causes below a check: numbers, name and place, then what is to be said of each. */

const CAUSES_SHOWN = 5
export const INDENT = ' '.repeat(8)

export interface CauseWidths {
  readonly delta: number
  readonly relative: number
}

/** The same for all checks, so that names stand below each other. */
export function causeWidths(checks: readonly Check[]): CauseWidths {
  const shown = checks.flatMap((check) =>
    furtherCauses(check)
      .slice(0, CAUSES_SHOWN)
      .map((cause) => ({ check, cause })),
  )
  return {
    delta: widthOf(shown.map(({ check, cause }) => changeText(cause, check))),
    relative: widthOf(shown.map(({ check, cause }) => ratioText(cause, check))),
  }
}

export function causeLines(
  check: Check,
  widths: CauseWidths,
  names: ShortNames,
  { ink, advice }: { readonly ink: Paint; readonly advice: AdviceOnce },
): readonly string[] {
  const sole = soleCause(check)
  const further = furtherCauses(check)
  const shown = [...(sole === null ? [] : [sole]), ...further.slice(0, CAUSES_SHOWN)]
  const nameWidth = widthOf(shown.map((cause) => causeName(cause, check, names)))
  const withShare = sharesMakeSense(check)
  const blank = ' '.repeat(INDENT.length + 4 + 2 + widths.delta + 2 + widths.relative + 2)
  const lines = shown.flatMap((cause) => {
    const numbers = [
      INDENT + right(withShare && cause.share !== null ? share(cause.share) : '', 4),
      right(changeText(cause, check), widths.delta),
      left(ratioText(cause, check), widths.relative),
      '',
    ].join('  ')
    const name = left(causeName(cause, check, names), nameWidth)
    // The check's own row has the numbers of its only cause, and its sentence the doubts.
    const line = `${cause === sole ? blank : numbers}${name}  ${placeOf(cause, ink)}${isChanged(cause) ? ' *' : ''}`
    const doubts = cause === sole ? [] : causeDoubts(cause, check)
    const evidence = causeEvidence(cause, check, PLAIN).join('  ')
    const hint = adviceLines(advice.of(cause, check, PLAIN))
    const known = [...causeDetails(cause, PLAIN, names), ...doubts, evidence].filter((text) => text !== '')
    const details = [...known, ...hint]
    return [line, ...details.map((detail) => `${blank}  ${detail}`)]
  })
  const more = further.length - Math.min(CAUSES_SHOWN, further.length)
  return more > 0 ? [...lines, `${blank}… ${more} more, in the JSON result`] : lines
}

/** The value itself where there is no baseline that it could have changed from. */
function changeText(cause: Cause, check: Check): string {
  return valuesOf(check) === 'both' ? delta(cause.delta, check, PLAIN) : quantity(cause.candidate, check, PLAIN)
}

function ratioText(cause: Cause, check: Check): string {
  return valuesOf(check) === 'both' ? relative(cause, check.unit, PLAIN) : ''
}

/** `path:line`, as terminals make it clickable. */
function placeOf({ file, line }: Cause, ink: Paint): string {
  return file === null ? '' : ink.cyan(`${clean(file)}${line === null ? '' : `:${line}`}`)
}
