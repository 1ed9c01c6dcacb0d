import type { ExplainedCheck, ExplainedLimit, Explanation, LimitParts, PercentAtShare } from '../result/explanation.ts'
import type { Check } from '../result/result.ts'
import { checkTitle } from './check-texts.ts'
import { methodText, settingText, wordCannotFail } from './explain-words.ts'
import { functionPart, groupName, groupNoun, isFunctionGroup, plural } from './group.ts'
import { isBudget, partsText } from './limit.ts'
import { type ShortNames, shortNames } from './name.ts'
import type { Pen } from './pen.ts'
import { pair, quantity } from './quantity.ts'
import { percentDigits, relative, roundedUpPercent, share } from './relative.ts'

/** What an explanation shows of one check: facts line by line, and numbers at several shares of the total. */
export interface ExplainedBlock {
  readonly rule: string
  readonly title: string
  readonly facts: readonly Fact[]
  /** Null where nothing is known of the noise. */
  readonly table: ExplainedTable | null
}

export type Fact = readonly [label: string, text: string]

export interface ExplainedTable {
  /** `total`, `10% share`. */
  readonly shares: readonly string[]
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[]
}

export function explainedBlocks({ checks, confidence }: Explanation, pen: Pen): readonly ExplainedBlock[] {
  const all = checks.map(({ check }) => check)
  const names = namesIn(checks)
  return checks.map((each): ExplainedBlock => {
    const { check } = each
    return {
      rule: check.rule,
      title: checkTitle(check, all, pen),
      facts: [
        ...each.limits.map((limit): Fact => [limit.limit.level, limitText(limit, each, pen)]),
        ['saw', sawText(each, pen)],
        ...aloneFacts(each, confidence, pen),
        ...weakFacts(each, pen),
        ...movedFacts(each, names, pen),
        ...cannotFacts(each, pen),
        ...sharperFacts(each, pen),
      ],
      table: tableOf(each, pen),
    }
  })
}

/** `99 times in 100`, `99.5 times in 100`. */
export function timesInHundred(confidence: number): string {
  return `${Number((confidence * 100).toPrecision(6))} times in 100`
}

/** What the step has to share out, and how much of it could fail. */
export function introOf({ confidence, alpha, checks }: Explanation): readonly string[] {
  const able = checks.filter(({ cannotFail }) => cannotFail.length === 0).length
  const shared =
    alpha === null ? '' : `, so each check of chance may err ${Number((alpha * 100).toPrecision(2))}% of the time`
  return [
    `Identical code is to pass all of this ${timesInHundred(confidence)}${shared}.`,
    `${able} of ${plural(checks.length, 'check')} could fail at all.`,
  ]
}

/** The limit, and whether identical code stays within it. */
function limitText({ limit, identical, passes }: ExplainedLimit, { check }: ExplainedCheck, pen: Pen): string {
  const parts = partsText(limit, check, pen)
  if (isBudget(limit) || passes === null || identical === null) return parts
  if (passes) return `${parts}: identical code stays below`
  return `${parts}: closer than the noise, identical code stays below ${partTexts(identical, check, pen).join(' or ')}`
}

/** Of growth that stays below: never shown smaller than it is. */
function partTexts({ percent, growth, perSnapshot }: LimitParts, check: Check, pen: Pen): readonly string[] {
  const { unit } = check
  return [
    ...(percent === null ? [] : [`+${percentDigits(roundedUp(percent))}%`]),
    ...(growth === null ? [] : [`+${quantity(growth, check, pen)}`]),
    ...(perSnapshot === null ? [] : [`+${quantity(perSnapshot, { unit, per: 'none' }, pen)} per snapshot`]),
  ]
}

function roundedUp(percent: number): number {
  return percent < 9.9 ? Math.ceil(percent * 10 - 1e-6) / 10 : Math.ceil(percent - 0.05)
}

function sawText(each: ExplainedCheck, pen: Pen): string {
  const { check, items } = each
  const { baseline, candidate } = check.total
  const values =
    each.runs.baseline === 0
      ? quantity(candidate, check, pen)
      : `${pair(baseline, candidate, check, pen)}${inBrackets(relative(check.total, check.unit, pen))}`
  const { method } = check.noise
  const groups = plural(items.looked, groupNoun(check.of, pen))
  const tested = method === 'exact' || method === 'none' ? groups : `${items.tested} of ${groups} could be significant`
  return [values, ...(check.of === 'total' ? [] : [tested]), methodText(each)].join('; ')
}

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`
}

/** Limits of one part that would do, which policies with two parts do not show. */
function aloneFacts({ check, identical }: ExplainedCheck, confidence: number, pen: Pen): readonly Fact[] {
  if (identical === null) return []
  const where = check.of === 'total' ? '' : ` in any ${groupNoun(check.of, pen)}`
  const parts = partTexts(identical, check, pen).join(' and ')
  return [['identical', `code grows by no more than ${parts}${where}, ${timesInHundred(confidence)}`]]
}

function weakFacts({ check, weakness }: ExplainedCheck, pen: Pen): readonly Fact[] {
  if (weakness === null) return []
  const where = check.of === 'total' ? '' : ` of a ${groupNoun(check.of, pen)} with 10% of the total`
  const begins = `+${percentDigits(weakness.limitPercent)}%`
  return [['weak', `growth${where} by ${begins}, where the limit begins, could hide in the noise`]]
}

function movedFacts({ check }: ExplainedCheck, names: ShortNames, pen: Pen): readonly Fact[] {
  return check.causes
    .filter(({ movedFrom }) => movedFrom.length > 0)
    .map(({ name, status, movedFrom }) => {
      const named = (each: string) => pen.code(groupName(each, check.of, names))
      const text = `${named(name)} ← ${movedFrom.map(named).join(', ')}`
      return [status === 'moved' ? 'moved' : status === 'inconclusive' ? 'may have moved' : 'moved in part', text]
    })
}

/** What has no limit that fails may be unable to warn as well. */
function cannotFacts({ cannotFail }: ExplainedCheck, pen: Pen): readonly Fact[] {
  const onlyWarns = cannotFail[0]?.code === 'no-fail-limit'
  return cannotFail.map((notice, at) => {
    return [onlyWarns && at > 0 ? 'nor warn' : 'cannot fail', wordCannotFail(notice, pen)]
  })
}

/** What follows from no formula stands beside the numbers. */
function sharperFacts({ check, settings }: ExplainedCheck, pen: Pen): readonly Fact[] {
  return settings
    .filter(({ detectable }) => detectable.length === 0)
    .map((setting) => {
      const why = check.noise.method === 'none' ? ' would show the noise' : ''
      return ['sharper', `${settingText(setting, pen)}${why}`]
    })
}

function tableOf({ check, noise, settings }: ExplainedCheck, pen: Pen): ExplainedTable | null {
  const { detectable } = check.noise
  const columns = detectable.length > 0 ? detectable : noise
  if (columns.length === 0) return null
  const cells = (values: readonly PercentAtShare[], text: (percent: number) => string) =>
    values.map(({ percent }) => (percent === null ? 'nothing' : text(percent)))
  const grown = (percent: number) => `+${percentDigits(percent)}%`
  const rows = [
    { label: 'noise', cells: cells(noise, (percent) => `±${roundedUpPercent(percent)}`) },
    { label: 'detectable', cells: cells(detectable, grown) },
    ...settings.map((setting) => {
      return { label: `with ${settingText(setting, pen)}`, cells: cells(setting.detectable, grown) }
    }),
  ]
  return {
    shares: columns.map((each) => (each.share === 1 ? 'total' : `${share(each.share)} share`)),
    rows: rows.filter((row) => row.cells.length > 0),
  }
}

function namesIn(checks: readonly ExplainedCheck[]): ShortNames {
  const names = new Set<string>()
  for (const { check } of checks) {
    if (!isFunctionGroup(check.of)) continue
    for (const { name, movedFrom } of check.causes) {
      for (const each of movedFrom.length > 0 ? [name, ...movedFrom] : []) names.add(functionPart(each, check.of))
    }
  }
  return shortNames(names)
}
