import type * as z from 'zod'
import { type KnownRules, readAcceptance } from './acceptance.ts'
import { compileGlob } from './glob.ts'
import { issueMistakes } from './issues.ts'
import { type Found, type MistakeCode, mistake, type PolicyMistake } from './mistake.ts'
import { mistakeList } from './mistake-list.ts'
import type { Acceptance, Policy, Rule } from './policy.ts'
import { readRule } from './rule.ts'
import { acceptanceSchema, outlineSchema, ruleSchema, type WrittenOutline } from './schema.ts'
import { Site } from './site.ts'
import { positionAt, type Source, sourceOf } from './source.ts'
import { textMistakes } from './text.ts'
import { written } from './wrong-type.ts'
import { type MapNode, nodeAt, plainValue, readTree } from './yaml-tree.ts'

export type PolicyResult =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'invalid'; readonly mistakes: readonly PolicyMistake[] }

/**
 * Reads a policy. It never throws on account of the text: all that is wrong with it is in the result, in the order of
 * the text, at most 100 mistakes. A file that is not YAML is judged no further than that.
 */
export function parsePolicy(text: string, fileName: string): PolicyResult {
  const source = sourceOf(fileName, text)
  const invalid = (found: readonly Found[]): PolicyResult => ({ kind: 'invalid', mistakes: mistakeList(source, found) })
  const unfit = textMistakes(source)
  if (unfit.length > 0) return invalid(unfit)
  const tree = readTree(source)
  if (tree.kind === 'unreadable') return invalid(tree.mistakes)
  const { root } = tree
  const start = { start: 0, end: 1 }
  if (root === null || (root.kind === 'scalar' && root.value === null))
    return invalid([mistake(start, 'empty-file', {})])
  if (root.kind !== 'map') return invalid([mistake(root.range, 'not-a-mapping', { got: written(root) })])

  const mistakes: Found[] = [...tree.mistakes]
  const outline = readOutline(root, mistakes)
  const names = ruleNames(source, root, mistakes)
  const each = { source, root, mistakes }
  const rules = readEach(each, 'rules', ruleSchema, readRule)
  const known: KnownRules = { names, rules }
  const acceptances = readEach(each, 'accept', acceptanceSchema, (acceptance, site) =>
    readAcceptance(acceptance, known, site),
  )
  if (outline === null || mistakes.length > 0) return invalid(mistakes)
  return { kind: 'policy', policy: policyOf(outline, rules, acceptances) }
}

/** All but the rules and the acceptances; keys that begin with `x-` are free for anchors. */
function readOutline(root: MapNode, mistakes: Found[]): WrittenOutline | null {
  const entries = new Map([...root.entries].filter(([key]) => !key.startsWith('x-')))
  const parsed = outlineSchema.safeParse(plainValue({ ...root, entries }))
  if (parsed.success) return parsed.data
  mistakes.push(...issueMistakes(parsed.error.issues, root, []))
  return null
}

/** The names of all rules, also of those with mistakes, so that acceptances of these are not called wrong as well. */
function ruleNames(source: Source, root: MapNode, mistakes: Found[]): ReadonlySet<string> {
  const lines = new Map<string, number>()
  for (const index of indexes(root, 'rules')) {
    const node = nodeAt(root, ['rules', index, 'name'])
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue
    const name = node.value
    const firstLine = lines.get(name)
    if (firstLine === undefined) lines.set(name, positionAt(source, node.range.start).line)
    else mistakes.push(mistake(node.range, 'duplicate-name', { name, firstLine }))
  }
  return new Set(lines.keys())
}

interface Reading {
  readonly source: Source
  readonly root: MapNode
  readonly mistakes: Found[]
}

/** After so many mistakes the rest of the file is not looked at: a hostile one could hold a hundred thousand. */
const ENOUGH = 1_000

/** The items of a list at the top, each by itself: a mistake in one does not hide those in others. */
function readEach<Written, Read>(
  { source, root, mistakes }: Reading,
  key: 'rules' | 'accept',
  schema: z.ZodType<Written>,
  read: (written: Written, site: Site) => Read | null,
): readonly Read[] {
  return indexes(root, key).flatMap((index) => {
    if (mistakes.length >= ENOUGH) return []
    const path = [key, index]
    const value = plainValue(nodeAt(root, path))
    const parsed = schema.safeParse(value)
    if (parsed.success) return read(parsed.data, new Site(source, root, path, mistakes)) ?? []
    mistakes.push(...issueMistakes(parsed.error.issues, root, path))
    const remainder = schema.safeParse(withoutFaulty(value, parsed.error.issues))
    if (!remainder.success) return []
    const more: Found[] = []
    read(remainder.data, new Site(source, root, path, more))
    mistakes.push(...more.filter(({ detail }) => !DOUBTFUL.has(detail.code)))
    return []
  })
}

/** What may only look wrong because a key next to it was wrong and is set aside. */
const DOUBTFUL: ReadonlySet<MistakeCode> = new Set([
  'missing-key',
  'no-level',
  'no-groups',
  'metric-needed',
  'unit-mismatch',
])

/** The keys of a mapping about which the schema has nothing to say, so that the rest can be judged as well. */
function withoutFaulty(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  const faulty = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [issue.path[0]],
    ),
  )
  return Object.fromEntries(Object.entries(value).filter(([key]) => !faulty.has(key)))
}

function indexes(root: MapNode, key: string): readonly number[] {
  const list = nodeAt(root, [key])
  return list?.kind === 'list' ? [...list.items.keys()] : []
}

function policyOf(outline: WrittenOutline, rules: readonly Rule[], acceptances: readonly Acceptance[]): Policy {
  const { files, when } = outline
  return {
    confidence: outline.confidence,
    own: outline.own ?? null,
    files: {
      include: compileGlob(files.include),
      exclude: compileGlob(files.exclude),
      repeats: files.repeats,
      series: files.series,
      skipSnapshots: files['skip-snapshots'],
    },
    rules,
    acceptances,
    when: {
      noBaseline: when['no-baseline'],
      missingProfile: when['missing-profile'],
      inconclusive: when.inconclusive,
      lowPower: when['low-power'],
      unreadable: when.unreadable,
      unmatchedRule: when['unmatched-rule'],
    },
  }
}
