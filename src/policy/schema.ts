import * as z from 'zod'
import { PROFILE_KINDS } from '../model/kind.ts'
import { MEASURES } from '../model/measure.ts'
import {
  calendarDate,
  filePatterns,
  filledText,
  globs,
  group,
  possibleGlobs,
  quantity,
  regexes,
  ruleName,
} from './schema-values.ts'

/**
 * The policy language: its keys, the types of their values, their defaults. What goes together is checked in
 * `rule.ts` and `acceptance.ts`. `title` and `description` are the help that editors show.
 */

export const partShape = {
  percent: z.number({ error: 'a number' }).min(0).optional().meta({
    title: 'Growth in percent',
    description: 'Growth relative to the baseline. Where the baseline is 0, any growth counts as exceeding it.',
  }),
  growth: quantity.optional().meta({
    title: 'Growth',
    description: 'Candidate minus baseline: 512KiB, 1.5MiB, 50ms or a plain number in the base unit of the metric.',
  }),
  above: quantity.optional().meta({
    title: 'Budget',
    description: 'The value of the candidate alone; judged without a baseline too. Stands alone in its limit.',
  }),
  'per-snapshot': quantity.optional().meta({
    title: 'Growth per snapshot',
    description: 'Slope over a series of snapshots, against that of the baseline. Stands alone in its limit.',
  }),
}

const part = z.strictObject(partShape, { error: 'a limit' }).meta({
  id: 'limit',
  title: 'Limit',
  description: 'Exceeded when every part of it is, strictly: 10 % and 4 MiB means more than both.',
  minProperties: 1,
})

const limits = z.union([part, z.array(part).min(1)], { error: 'a limit or a list of limits' }).meta({ id: 'limits' })

const levels = {
  fail: limits.optional().meta({
    title: 'Fail above',
    description: 'The limit above which the check fails; of a list, any of them.',
  }),
  warn: limits.optional().meta({
    title: 'Warn above',
    description: 'The limit above which the check warns; of a list, any of them.',
  }),
}

const selection = {
  only: regexes.optional().meta({
    title: 'Only these groups',
    description: 'RE2 expressions, unanchored, on the names of the groups as pprof prints them.',
  }),
  except: regexes.optional().meta({
    title: 'Not these groups',
    description: 'RE2 expressions, unanchored, on the names of the groups as pprof prints them.',
  }),
  files: globs.optional().meta({
    title: 'Only these profiles',
    description: 'Globs over the relative path; without a slash over the base name at any depth.',
  }),
}

export const overrideShape = { ...selection, ...levels }

const override = z.strictObject(overrideShape, { error: 'an override' }).meta({
  id: 'override',
  title: 'Override',
  description:
    'Other limits for some groups or profiles. The first override that matches replaces the levels it names.',
  anyOf: [{ required: ['fail'] }, { required: ['warn'] }],
})

const kind = z.enum(PROFILE_KINDS).meta({ id: 'kind' })

export const ruleShape = {
  name: ruleName.meta({
    title: 'Name',
    description: 'Unique; stands wherever the rule speaks. Letters a-z, digits, dashes.',
  }),
  kind: z.union([kind, z.array(kind).min(1)], { error: 'a kind or a list of kinds' }).meta({
    title: 'Kind of profile',
    description: 'One kind or a list of them.',
  }),
  metric: filledText('metric').optional().meta({
    title: 'Metric',
    description:
      "A sample type such as alloc_space. Left out: the kind's default (inuse_space, cpu, delay, sec/op, ...).",
  }),
  of: group.optional().meta({
    title: 'Of which groups',
    description:
      'total, function, package, file, line, creator, state (goroutines), benchmark or label:KEY. Left out: the total, or each benchmark.',
  }),
  by: z.enum(MEASURES).default('own').meta({
    title: 'Blamed on',
    description:
      "flat: the innermost frame; cum: every frame of the stack; own: the innermost frame of the user's own code.",
  }),
  per: z.enum(['none', 'op', 'second', 'total']).default('none').meta({
    title: 'Divided by',
    description: "op, second: values and limits per operation or second; total: scaled to the baseline's total.",
  }),
  focus: regexes.optional().meta({
    title: 'Focus',
    description: "Only samples with a frame that matches one of them, as pprof's -focus.",
  }),
  ignore: regexes.optional().meta({
    title: 'Ignore',
    description: "No samples with a frame that matches one of them, as pprof's -ignore.",
  }),
  ...selection,
  ...levels,
  overrides: z.array(override, { error: 'a list of overrides' }).min(1).optional().meta({
    title: 'Overrides',
    description: 'Other limits for some groups or profiles; the first that matches counts.',
  }),
  optional: z.boolean({ error: 'true or false' }).default(false).meta({
    title: 'Optional',
    description: 'true: the rule may match no profile without an `unmatched-rule` problem.',
  }),
}

export const ruleSchema = z.strictObject(ruleShape, { error: 'a rule' }).meta({
  id: 'rule',
  title: 'Rule',
  description: 'Which values are looked at and how much they may grow.',
  anyOf: [{ required: ['fail'] }, { required: ['warn'] }],
})

const acceptedName = (what: string) =>
  filledText(what)
    .optional()
    .meta({ title: `Accepted ${what}`, description: `The whole name of the ${what}.` })

export const acceptanceShape = {
  rules: z
    .array(z.string({ error: 'the name of a rule' }), { error: 'a list of rule names' })
    .min(1)
    .optional()
    .meta({
      title: 'Rules',
      description: 'For which rules it holds. Left out: for all.',
    }),
  function: acceptedName('function'),
  package: acceptedName('package'),
  file: acceptedName('file'),
  benchmark: acceptedName('benchmark'),
  creator: acceptedName('creator'),
  files: globs.optional().meta({
    title: 'Deleted profiles',
    description: 'Globs of profiles that the candidate rightly no longer has. Without `up-to`.',
  }),
  'up-to': quantity.optional().meta({
    title: 'Up to',
    description: 'The value of the candidate (per run, after `per`) up to which growth is agreed on.',
  }),
  until: calendarDate.meta({ title: 'Until', description: 'The last day it holds (UTC), as YYYY-MM-DD.' }),
  reason: filledText('reason').meta({ title: 'Reason', description: 'Why; reviewers read it in the comment.' }),
}

export const acceptanceSchema = z.strictObject(acceptanceShape, { error: 'an acceptance' }).meta({
  id: 'acceptance',
  title: 'Acceptance',
  description:
    'Growth that is agreed on. Of function, package, file, benchmark, creator and files at most one; none of them is the total.',
  anyOf: [{ required: ['up-to'] }, { required: ['files'] }],
})

export const filesShape = {
  include: globs.prefault(['**']).meta({ title: 'Include', description: 'Globs of the profiles to look at.' }),
  exclude: possibleGlobs.prefault([]).meta({ title: 'Exclude', description: 'Globs of the profiles to leave out.' }),
  repeats: filePatterns('run').prefault(['{name}.{run}', 'run-{run}/{name}']).meta({
    title: 'Repeated runs',
    description: 'Paths, without extension, of several runs of the same thing.',
  }),
  series: filePatterns('at').prefault(['{name}-{at}']).meta({
    title: 'Series',
    description: 'Paths, without extension, of snapshots of one process over time.',
  }),
  'skip-snapshots': z.int({ error: 'a whole number' }).min(0).default(2).meta({
    title: 'Skipped snapshots',
    description: 'So many are dropped from the start of a series of at least 8.',
  }),
}

const whenLevel = (fallback: 'pass' | 'warn' | 'fail' | 'error', title: string, description: string) =>
  z.enum(['pass', 'warn', 'fail', 'error']).default(fallback).meta({ title, description })

export const whenShape = {
  'no-baseline': whenLevel('pass', 'No baseline', 'Nothing to compare with. Budgets are judged all the same.'),
  'missing-profile': whenLevel('fail', 'Missing profile', 'The baseline has it, the candidate does not.'),
  inconclusive: whenLevel('warn', 'Inconclusive', 'It looks like growth, but noise could explain it.'),
  'low-power': whenLevel('pass', 'Low power', 'Growth beyond the limit could have hidden in the noise.'),
  unreadable: whenLevel('error', 'Unreadable', 'A file that is meant as a profile cannot be read.'),
  'unmatched-rule': whenLevel('error', 'Unmatched rule', 'A rule matches no profile, or an `only` no group.'),
}

const head = {
  version: z.literal(1).meta({ title: 'Version', description: 'The version of the policy language: 1.' }),
  own: z.array(filledText('package pattern'), { error: 'a list of package patterns' }).min(1).optional().meta({
    title: 'Own code',
    description: 'Package patterns such as github.com/acme/shop/... Left out: the modules of the checkout.',
  }),
  confidence: z.number({ error: 'a number' }).gt(0.5).lt(1).default(0.99).meta({
    title: 'Confidence',
    description: 'The chance that identical code passes this step.',
  }),
  files: z.strictObject(filesShape, { error: 'a mapping' }).prefault({}).meta({
    title: 'Files',
    description: 'Which profiles are looked at, and how repeated runs and series are named.',
  }),
  when: z.strictObject(whenShape, { error: 'a mapping' }).prefault({}).meta({
    title: 'When',
    description: 'The level of checks and problems that no limit decides.',
  }),
}

const RULES_HELP = { title: 'Rules', description: 'At least one.' }
const ACCEPT_HELP = {
  title: 'Acceptances',
  description: 'Growth that is agreed on, each with a last day and a reason.',
}

export const policyShape = {
  ...head,
  rules: z.array(ruleSchema, { error: 'a list of rules' }).min(1).meta(RULES_HELP),
  accept: z.array(acceptanceSchema, { error: 'a list of acceptances' }).default([]).meta(ACCEPT_HELP),
}

/** The whole language. */
export const policySchema = z.strictObject(policyShape, { error: 'a mapping' })

/** The same without a look into rules and acceptances, which are read one by one: a mistake in one hides no other. */
export const outlineSchema = z.strictObject(
  {
    ...head,
    rules: z.array(z.unknown(), { error: 'a list of rules' }).min(1),
    accept: z.array(z.unknown(), { error: 'a list of acceptances' }).default([]),
  },
  { error: 'a mapping' },
)

export type WrittenOutline = z.output<typeof outlineSchema>
export type WrittenRule = z.output<typeof ruleSchema>
export type WrittenPart = z.output<typeof part>
export type WrittenAcceptance = z.output<typeof acceptanceSchema>
