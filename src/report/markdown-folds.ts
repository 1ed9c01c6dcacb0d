import type { Input } from '../result/result.ts'
import { causeName } from './cause-texts.ts'
import { isCondition } from './conditions.ts'
import { fence, link } from './escape.ts'
import { wordFile } from './file-words.ts'
import { plural } from './group.ts'
import { fold, type Page, section } from './markdown-page.ts'
import { checkTable, row, whereElse } from './markdown-rows.ts'
import { pprofCommandOf } from './pprof-command.ts'
import { isJudgedByBase } from './provenance.ts'
import { quantity } from './quantity.ts'
import { acceptEntries, acceptLines } from './snippet.ts'
import { explainsGrowth, startOf, startText } from './start.ts'
import { needsAttention } from './status.ts'
import { treeLines } from './tree.ts'
import { noticeText } from './words.ts'

/** What stands folded below the table. */

const TREES_SHOWN = 3

/** The growth of the first checks by call path. */
export function treeFold(page: Page): string {
  const { checks, names, pen, plan } = page
  if (!plan.trees) return ''
  const fences: string[] = []
  for (const check of checks) {
    if (!needsAttention(check) || !explainsGrowth(check)) continue
    const lines = treeLines(check, names, pen)
    if (lines.length > 1) fences.push(fence(lines, 'diff'))
    if (fences.length === TREES_SHOWN) break
  }
  if (fences.length === 0) return ''
  return section(page, '<b>Call tree of the growth</b>: which callers it comes from', fences)
}

/** Fix, accept, or reproduce; only for a result that somebody has to look at. */
export function adviceFold(page: Page): string {
  const { result, plan } = page
  if (!plan.advice || result.outcome === 'pass') return ''
  const verdict = [...fixText(page), ...acceptText(page)]
  const reproduce = reproduceText(page)
  if (verdict.length === 0) return reproduce.length === 0 ? '' : fold('Check it on your machine', reproduce)
  const title = reproduce.length === 0 ? 'fix or accept' : 'fix, accept, or reproduce'
  const claim = isSameVerdict(page)
    ? 'The same verdict on your machine:'
    : `By the policy of the base, on your machine; what ${page.pen.candidate} changes under ${page.pen.code('accept:')} is not in it:`
  const intro = reproduce.length === 0 ? [] : [`**Reproduce it.** ${claim}`, ...reproduce]
  return fold(`<b>What to do</b>: ${title}`, [...verdict, ...intro])
}

/** Limits of the base and acceptances of the head stand in no file together. */
function isSameVerdict({ result, view }: Page): boolean {
  const { before, after } = view.policyChange ?? { before: null, after: null }
  return !isJudgedByBase(result, view.pull) || !/accept/.test(`${before}${after}`)
}

function fixText({ result, names, pen }: Page): readonly string[] {
  const start = startOf(result)
  if (start === null) return []
  const { check, cause } = start
  return [`**Fix it.** Start with ${pen.code(causeName(cause, check, names))}: it ${startText(start, pen)}.`]
}

function acceptText(page: Page): readonly string[] {
  const entries = acceptEntries(page.result)
  if (entries.length === 0) return []
  const { policyName, links } = page.view
  const where =
    policyName === null ? 'a policy file' : link(page.pen.code(policyName), links?.file(policyName, null) ?? null)
  const agreed =
    page.view.subject === 'this PR' ? ' in this PR, so that the reviewer approves it together with the code' : ''
  return [
    `**Accept it.** If the growth is intended, add this under ${page.pen.code('accept:')} of ${where}${agreed}:`,
    fence(['accept:', ...entries.flatMap(acceptLines)], 'yaml'),
  ]
}

function reproduceText({ view, checks }: Page): readonly string[] {
  const pprof = pprofCommandOf(checks, view)
  const commands = [...view.reproduce, ...(pprof === null ? [] : [pprof])]
  return commands.length === 0 ? [] : [fence(commands, 'sh')]
}

/** All checks that need no attention, with their numbers. */
export function quietFold(page: Page): string {
  const quiet = page.checks.filter((check) => !needsAttention(check))
  const title =
    quiet.length === page.checks.length
      ? `All ${plural(quiet.length, 'check')}`
      : `${plural(quiet.length, 'other check')}`
  return quiet.length === 0 || page.plan.rows === 0 ? '' : fold(title, [checkTable(page, quiet)])
}

/** What every file was read as: in a comment only where one was refused or skipped. */
export function inputsFold(page: Page): string {
  const { inputs } = page.result
  const isUsual = inputs.every(({ state }) => state === 'read') && page.view.isRoomy !== true
  if (inputs.length === 0 || isUsual || page.plan.rows === 0) return ''
  const order = { refused: 0, skipped: 1, read: 2 }
  const sorted = inputs.toSorted((a, b) => order[a.state] - order[b.state])
  const shown = sorted.slice(0, page.plan.rows)
  const lines = ['| | Profile | Read as |', '|:-:|:--|:--|', ...shown.map((input) => inputRow(page, input))]
  const more = inputs.length - shown.length
  if (more > 0) lines.push(row('', `${more} more`, whereElse(page)))
  const read = inputs.filter(({ state }) => state === 'read').length
  return fold(`Inputs: ${read} of ${plural(inputs.length, 'file')} read`, [lines.join('\n')])
}

function inputRow({ pen }: Page, { path, side, state, kind, runs, events, reason }: Input): string {
  const name = `${pen.code(path)} of ${side === 'baseline' ? 'the baseline' : pen.candidate}`
  if (state !== 'read') {
    const icon = state === 'refused' ? '🚫' : '⚪'
    return row(icon, name, reason === null ? state : `${state}: ${wordFile(reason, pen).what}`)
  }
  const facts = [
    kind ?? 'profile',
    runs > 1 ? plural(runs, 'run') : '',
    events === null ? '' : `${quantity(events, { unit: 'count', per: 'none' }, pen)} samples`,
  ]
  return row('✅', name, facts.filter((fact) => fact !== '').join(', '))
}

/** What a reader should know besides; short enough to stay open. */
export function notes(page: Page): string {
  const { result, pen, plan } = page
  const warnings = result.warnings
    .filter((warning) => !isCondition(warning))
    .map((warning) => {
      const where = warning.profile === null ? '' : `${pen.code(warning.profile)}: `
      return `- ${where}${noticeText(warning, pen)}`
    })
  const shown = warnings.slice(0, plan.rows)
  const more = warnings.length - shown.length
  return [
    ...shown,
    ...(more > 0 && shown.length > 0 ? [`- … ${plural(more, 'more note')}, ${whereElse(page)}`] : []),
  ].join('\n')
}
