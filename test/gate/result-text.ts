import type { Notice } from '../../src/model/notice.ts'
import type { Accepted, Amount, Cause, Change, Check, CheckedLimit, Result, TreeNode } from '../../src/result/result.ts'

/** A result for people: one line for each check, problem, warning and acceptance, indented lines for what is inside. */
export function resultText(result: Result): string {
  const { outcome, checks, problems, warnings, accepted, inputs } = result
  return [
    `outcome ${outcome}`,
    ...checks.flatMap(checkLines),
    ...problems.map(({ rule, profile, line, level, ...what }) => {
      return `problem ${level}: ${noticeText(what)}${details({ rule, profile, line })}`
    }),
    ...warnings.map(({ profile, ...what }) => `warning: ${noticeText(what)}${details({ profile })}`),
    ...accepted.map(acceptedLine),
    ...inputs
      .filter(({ state }) => state !== 'read')
      .map(
        ({ path, side, state, reason }) => `${state} ${side} ${path}: ${reason === null ? '-' : noticeText(reason)}`,
      ),
  ].join('\n')
}

function checkLines(check: Check): readonly string[] {
  const { id, outcome, level, total, reason, limits, noise, causes, unit } = check
  const p = noise.pValue === null ? '' : `, ${chance(noise.pValue)}`
  return [
    `${outcome} (${level}) ${id}: ${changeText(total)} ${unit}, ${noise.method}${p}`,
    ...(limits.length === 0 ? [] : [`  limits ${limits.map(limitText).join(', ')}`]),
    ...(reason === null ? [] : [`  reason ${noticeText(reason)}`]),
    ...causes.map((cause) => `  ${causeText(cause)}`),
  ]
}

function changeText({ baseline, candidate, percent }: Change | Cause): string {
  return `${baseline} -> ${candidate}${percent === null ? '' : ` (${percent > 0 ? '+' : ''}${round(percent)} %)`}`
}

function limitText({ level, percent, growth, above, perSnapshot, exceeded }: CheckedLimit): string {
  const parts = [
    percent === null ? [] : [`+${percent} %`],
    growth === null ? [] : [`+${growth}`],
    above === null ? [] : [`above ${above}`],
    perSnapshot === null ? [] : [`+${perSnapshot} per snapshot`],
  ].flat()
  return `${level} ${parts.join(' and ')}${exceeded ? ' exceeded' : ''}`
}

function causeText(cause: Cause): string {
  const { status, name, file, line, external, share, callers, pValue } = cause
  const parts = [
    `${status} ${name}`,
    file === null ? '' : `${file}${line === null ? '' : `:${line}`}`,
    changeText(cause),
    share === null ? '' : `share ${share.toFixed(2)}`,
    pValue === null ? '' : chance(pValue),
    external ? 'external' : '',
    callers.map(({ name: caller }) => `<- ${caller}`).join(' '),
  ]
  return parts.filter((part) => part !== '').join(' ')
}

export function treeLines(node: TreeNode | null, indent = ''): readonly string[] {
  if (node === null) return []
  const place = node.file === null ? '' : ` ${node.file}${node.line === null ? '' : `:${node.line}`}`
  const own = `${indent}${node.name}${place} ${node.baseline} -> ${node.candidate} (${signed(node.delta)})`
  return [own, ...node.children.flatMap((child) => treeLines(child, `${indent}  `))]
}

function acceptedLine({ state, subject, upTo, until, checks }: Accepted): string {
  const name = subject.name === null ? '' : ` ${subject.name}`
  return `accepted ${state}: ${subject.kind}${name}${upTo === null ? '' : ` up to ${upTo}`} until ${until}${checks.length === 0 ? '' : ` in ${checks.join(', ')}`}`
}

function noticeText({ code, args }: Notice): string {
  return `${code}${details(args)}`
}

function details(args: Readonly<Record<string, string | number | boolean | null>>): string {
  const given = Object.entries(args).filter(([, value]) => value !== null)
  if (given.length === 0) return ''
  return ` (${given.map(([key, value]) => `${key} ${typeof value === 'number' ? round(value) : value}`).join(', ')})`
}

/** To the power of ten: the rest is of no interest, and depends on the order of additions. */
function chance(p: number): string {
  return p >= 0.095 ? `p ${p.toFixed(1)}` : p < 1e-9 ? 'p < 1e-9' : `p 1e${Math.round(Math.log10(p))}`
}

function signed(delta: Amount): string {
  return Number(delta) > 0 ? `+${delta}` : String(delta)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
