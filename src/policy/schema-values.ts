import * as z from 'zod'
import { PLAIN_GROUPINGS } from '../model/grouping.ts'
import { type CalendarDate, isCalendarDate } from './calendar.ts'
import { type PatternPlaceholder, patternFault } from './file-pattern.ts'
import { compileGlob, GlobError } from './glob.ts'
import { readGroup } from './group.ts'
import type { MistakeArgs, MistakeCode, MistakeDetail } from './mistake.ts'
import { nearestName } from './nearest.ts'
import { QUANTITY_PATTERN, readQuantity } from './quantity.ts'
import { compileRegex, type Regex, RegexError } from './regex.ts'

/**
 * Single values of the policy language. Each reads what was written into what the policy holds. `error` is what was
 * expected where the type is wrong; other faults travel as a `MistakeDetail` in the issue's `params`.
 */

interface IssueSink {
  addIssue(issue: { code: 'custom'; params: Record<string, unknown> }): void
}

function refuse<Code extends MistakeCode>(sink: IssueSink, code: Code, args: MistakeArgs[Code]): never {
  sink.addIssue({ code: 'custom', params: { detail: { code, args } } })
  return z.NEVER
}

/** The fault that `refuse` put into an issue. */
export function refusedDetail(params: Record<string, unknown> | undefined): MistakeDetail | null {
  return (params?.['detail'] as MistakeDetail | undefined) ?? null
}

export const ruleName = z
  .string({ error: 'a name' })
  .transform((name, sink) => (/^[a-z0-9-]+$/.test(name) ? name : refuse(sink, 'bad-name', { name })))
  .meta({ pattern: '^[a-z0-9-]+$' })

export const quantity = z
  .union([z.number(), z.string().meta({ pattern: QUANTITY_PATTERN })], { error: 'a quantity' })
  .transform((written, sink) => {
    const result = readQuantity(written)
    const text = String(written)
    switch (result.kind) {
      case 'quantity':
        return result.quantity
      case 'negative':
        return refuse(sink, 'negative-quantity', { text })
      case 'too-large':
        return refuse(sink, 'large-quantity', { text })
      case 'malformed':
        return refuse(sink, 'bad-quantity', { text, instead: result.instead })
    }
  })
  .meta({ id: 'quantity' })

export const group = z
  .string({ error: 'the name of a group' })
  .transform((text, sink) => {
    const near = nearestName(text, PLAIN_GROUPINGS) ?? (text.startsWith('label') ? 'label:KEY' : null)
    return readGroup(text) ?? refuse(sink, 'bad-group', { text, near })
  })
  .meta({ anyOf: [{ enum: [...PLAIN_GROUPINGS] }, { pattern: '^label:\\S' }] })

const regex = z.string({ error: 'a regular expression' }).transform((source, sink): Regex => {
  if (source.trim() === '') return refuse(sink, 'blank', { key: 'regular expression' })
  try {
    return compileRegex(source)
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    const { reason, index, foreign } = error
    return refuse(sink, 'bad-regex', { reason, index, foreign })
  }
})

export const regexes = z.array(regex, { error: 'a list of regular expressions' }).min(1)

const globText = z.string({ error: 'a glob' }).transform((glob, sink) => {
  try {
    compileGlob([glob])
    return glob
  } catch (error) {
    if (error instanceof GlobError) return refuse(sink, 'bad-glob', { glob, fault: error.fault })
    throw error
  }
})

/** A list that may be empty matches nothing then. */
export const possibleGlobs = z.array(globText, { error: 'a list of globs' })

export const globs = possibleGlobs.min(1)

export function filePatterns(placeholder: PatternPlaceholder) {
  const known = ['{name}', `{${placeholder}}`]
  const pattern = z.string({ error: `a pattern with ${known.join(' and ')}` }).transform((text, sink) => {
    const fault = patternFault(text, placeholder)
    if (fault === null) return text
    const name = 'placeholder' in fault ? fault.placeholder : null
    return refuse(sink, 'bad-file-pattern', { pattern: text, fault: fault.kind, placeholder: name, known })
  })
  return z.array(pattern, { error: 'a list of patterns' })
}

export const calendarDate = z
  .string({ error: 'a date' })
  .transform((text, sink): CalendarDate => (isCalendarDate(text) ? text : refuse(sink, 'bad-date', { text })))
  .meta({ format: 'date' })

export function filledText(key: string) {
  return z
    .string({ error: 'a text' })
    .transform((text, sink) => (text.trim() === '' ? refuse(sink, 'blank', { key }) : text))
    .meta({ pattern: '\\S' })
}
