import type { Cause, Check, Place, Result } from '../result/result.ts'
import { adviceOf } from './advice-words.ts'
import { causeDetails, causeName } from './cause-texts.ts'
import { placeText } from './check-texts.ts'
import { limitText } from './limit.ts'
import { metricWords } from './metric.ts'
import type { ShortNames } from './name.ts'
import { noiseClaim } from './noise-claim.ts'
import { inReadingOrder } from './order.ts'
import { type Pen, PLAIN } from './pen.ts'
import { delta, pair } from './quantity.ts'
import { relative, share } from './relative.ts'
import { capitalized, sentence } from './sentence.ts'
import { explainsGrowth, listedCauses, sharesMakeSense } from './start.ts'
import { namesOf } from './surface-names.ts'
import type { MarkdownView } from './view.ts'

/** A remark at a line of the repository. The texts are plain. */
export interface Annotation {
  readonly level: 'error' | 'warning'
  /** Path in the repository. */
  readonly file: string
  readonly line: number
  readonly title: string
  readonly message: string
}

export interface AnnotationView extends Pick<MarkdownView, 'subject' | 'links'> {
  /** Path in the repository of a place whose line was changed; null for any other place. */
  readonly lineOf: (place: Pick<Place, 'file' | 'line'>) => string | null
  readonly most: number
}

/**
 * So many of a level are of use: GitHub keeps ten of a step and drops the rest without a word. Among its warnings are
 * those that the step gives of itself.
 */
const MOST_OF_LEVEL = { error: 10, warning: 8 }

/** As many as a check shows anywhere, so that one does not take the place of all others. */
const MOST_OF_CHECK = 5

/**
 * One for each cause of what went wrong whose line was changed, else at the nearest of its callers whose line was: errors
 * first, then as they stand in the comment.
 */
export function annotationsOf(result: Result, view: AnnotationView): readonly Annotation[] {
  const names = namesOf(result)
  const pen: Pen = { ...PLAIN, candidate: view.subject }
  const all = inReadingOrder(result.checks)
    .filter((check) => check.level !== 'pass' && explainsGrowth(check))
    .flatMap((check) =>
      blamed(check)
        .flatMap((cause) => annotationOf(cause, check, { result, view, names, pen }) ?? [])
        .slice(0, MOST_OF_CHECK),
    )
  const ordered = unlike([...all.filter(({ level }) => level === 'error'), ...all])
  const ofLevel = (level: Annotation['level']) =>
    ordered.filter((annotation) => annotation.level === level).slice(0, MOST_OF_LEVEL[level])
  return [...ofLevel('error'), ...ofLevel('warning')].slice(0, view.most)
}

/** The first of those that say the same of a line: rules may look at one thing in two ways, as a total and by function. */
function unlike(annotations: readonly Annotation[]): readonly Annotation[] {
  const known = new Map<string, Annotation>()
  for (const annotation of annotations) {
    const key = JSON.stringify([annotation.file, annotation.line, annotation.title])
    if (!known.has(key)) known.set(key, annotation)
  }
  return [...known.values()]
}

/** What is said to be the matter: nothing that was agreed on, that only moved, or that shrank. */
function blamed(check: Check): readonly Cause[] {
  return listedCauses(check).filter(
    ({ status, delta }) => status !== 'accepted' && status !== 'moved' && Number(delta) > 0,
  )
}

interface Surface {
  readonly result: Result
  readonly view: AnnotationView
  readonly names: ShortNames
  readonly pen: Pen
}

/** Null where no line of the cause was changed. */
function annotationOf(cause: Cause, check: Check, surface: Surface): Annotation | null {
  const { view, pen } = surface
  for (const place of [cause, ...cause.callers]) {
    const file = view.lineOf(place)
    if (file === null || place.line === null) continue
    const grown = relative(cause, check.unit, pen)
    const title = `${metricWords(check, PLAIN).title} ${delta(cause.delta, check, pen)}`
    return {
      level: check.level === 'warn' ? 'warning' : 'error',
      ...{ file, line: place.line, title: grown === '' ? title : `${title} (${grown})` },
      message: [...whatGrew(cause, check, place !== cause, surface), ...evidence(check, surface)].join('\n'),
    }
  }
  return null
}

function whatGrew(cause: Cause, check: Check, isCaller: boolean, { result, names, pen }: Surface): readonly string[] {
  const grown = relative(cause, check.unit, pen)
  const values = pair(cause.baseline, cause.candidate, check, pen)
  const where = isCaller ? ', called from here' : ''
  const limit = limitText(check, pen)
  const part =
    cause.share !== null && sharesMakeSense(check)
      ? `This is ${share(cause.share)} of the growth`
      : 'Part of the growth'
  const whole = `${part}${placeText(check, result.checks, pen)}: ${delta(check.total.delta, check, pen)}`
  const known = check.of === 'total' ? `${whole}, limit ${limit}.` : `Limit ${limit}.`
  const details = isCaller ? [] : causeDetails(cause, pen, names).map((text) => sentence(capitalized(text)))
  const advice = adviceOf(cause, pen)
  const hint = advice === null ? [] : [`Hint: ${advice.text}${advice.link === null ? '' : ` ${advice.link.url}`}`]
  return [
    `${causeName(cause, check, names)}${where}: ${values}${grown === '' ? '' : ` (${grown})`}. ${known}`,
    ...details,
    ...hint,
  ]
}

/** Why it is no noise, and where there is more. */
function evidence(check: Check, { view, pen }: Surface): readonly string[] {
  const claim = noiseClaim(check, pen)
  const { report = null, summary = null } = view.links ?? {}
  const more = report === null ? (summary === null ? null : `Job summary: ${summary}`) : `Flame graph: ${report}`
  return [...(claim === null ? [] : [`${claim.claim}: ${claim.because}.`]), ...(more === null ? [] : [more])]
}
