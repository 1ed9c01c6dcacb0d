import { describe, expect, test } from 'vitest'
import { createLog } from '../../src/github/log.ts'
import { renderSummary } from '../../src/github/publish/summary.ts'
import { type Notice, notice } from '../../src/model/notice.ts'
import { annotationsOf } from '../../src/report/annotation.ts'
import { urlPath } from '../../src/report/escape.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderLegs } from '../../src/report/markdown-matrix.ts'
import { renderText } from '../../src/report/terminal.ts'
import type { Links } from '../../src/report/view.ts'
import type { Cause, Result } from '../../src/result/result.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { leg } from './legs.ts'
import { faultsIn, READERS, skeletonOf } from './page-faults.ts'
import {
  causeAt,
  change,
  commentView,
  cpuWarning,
  goroutineFailure,
  heapFailure,
  input,
  limit,
  mib,
  place,
  problem,
  result,
  textView,
} from './results.ts'

/**
 * A name in every place where somebody else may choose one: functions, files, packages, labels, branches, files of the policy,
 * metrics. Names of rules are of small letters, digits and hyphens; `policy` and `result` see to that.
 */

test('there are at least 150 such names, no two the same', () => {
  expect(HOSTILE_NAMES.length).toBeGreaterThanOrEqual(150)
  expect(new Set(HOSTILE_NAMES).size).toBe(HOSTILE_NAMES.length)
})

const said = (code: string, name: string, ...keys: readonly string[]): Notice =>
  notice(code, Object.fromEntries(keys.map((key) => [key, name])))

/** Where a text may have several lines, each is a line of the page. */
function inOneLine(name: string): string {
  return name.replace(/[\r\n]+/g, ' ')
}

/** Names that say something to us: nothing at all, and the root of a tree. */
const MEANT: ReadonlySet<string> = new Set(['', 'total'])

/** A failing result in which everything has the name. */
function named(name: string): Result {
  const at = { ...place(name, name, 7, true) }
  const other = place('github.com/acme/shop/other.Do', 'other/do.go', 3)
  const facts: Partial<Cause> = {
    ...{ status: 'over-limit', share: 0.6, external: true, creator: name, movedFrom: [name, name] },
    callers: [at, other],
  }
  const hint = said('concatenation', name, 'frame')
  const cause = (parts: Partial<Cause> = {}) => causeAt(at, change(mib(1), mib(9)), { ...facts, ...parts })
  const nodes = { ...at, ...change(1, 9), children: [] }
  const base = result().context
  return result({
    outcome: 'fail',
    context: {
      ...base,
      baseline: { ...base.baseline, ref: name, steps: [said('not-stored', name, 'name', 'sha')] },
      candidate: { ...base.candidate, ref: name },
      policy: { ...base.policy, source: name },
    },
    checks: [
      heapFailure({
        ...{ id: '1', profile: name, tree: { ...nodes, name: 'total', children: [nodes] } },
        causes: [cause({ hint: { ...hint, args: { ...hint.args, share: 0.7 } } }), cause({ movedFrom: [] })],
      }),
      heapFailure({ id: '2', of: 'package', profile: name, causes: [cause(), cause({ status: 'accepted' })] }),
      heapFailure({ id: '3', of: 'file', profile: name, causes: [cause(), cause({ status: 'moved' })] }),
      heapFailure({ id: '4', of: `label:${name}`, profile: name, causes: [cause({ callers: [] })] }),
      goroutineFailure({ id: '5', causes: [cause({ waiting: `in ${name}|`, creator: name })] }),
      cpuWarning({
        ...{ id: '6', outcome: 'inconclusive', metric: `${name}|`, unit: `${name}|`, kind: 'other' },
        reason: said('may-have-moved', name, 'name', 'donor'),
        causes: [cause({ status: 'inconclusive' })],
      }),
      heapFailure({ id: '7', outcome: 'error', reason: said('sample-type-missing', name, 'metric', 'found') }),
      heapFailure({ id: '8', limits: [limit({ perSnapshot: 5, exceeded: true })], causes: [cause()] }),
    ],
    problems: [
      problem({ ...said('policy-mistake', name, 'file'), args: { file: name, frame: inOneLine(name) } }),
      problem(said('unreadable', name, 'path', 'message')),
      problem(said('missing-profile', name, 'path')),
      problem(said('a-code-of-later', name, 'what')),
    ],
    inputs: [
      input(name),
      input(name, { state: 'refused', reason: said('elf', name, 'what') }),
      input(name, { state: 'skipped', side: 'baseline', reason: said('not-a-profile', name, 'text') }),
    ],
    accepted: [
      {
        ...{ state: 'used', rules: [name], upTo: mib(20), until: '2027-02-28', line: 3, checks: ['2'], reason: name },
        subject: { kind: 'function', name },
      },
    ],
    warnings: [
      { ...said('period-differs', name, 'baseline', 'candidate', 'unit'), profile: name },
      { ...said('kind-ambiguous', name, 'kinds'), profile: name },
      { ...said('low-power', name, 'rule', 'settle'), profile: name },
    ],
  })
}

const linkTo: Links['file'] = (path, line) =>
  `https://github.com/acme/shop/blob/main/${urlPath(path)}${line === null ? '' : `#L${line}`}`

function pageOf(name: string, kind: 'comment' | 'laptop') {
  const base = commentView()
  const links = kind === 'laptop' || base.links === null ? null : { ...base.links, file: linkTo, fileAt: () => null }
  return commentView({
    ...{ links, marker: null, policyName: name, baselineName: name, candidateName: name, storedAs: name },
    ...{ subject: kind === 'laptop' ? 'the candidate' : 'this PR', reproduce: [`gate ${name}`] },
    pprofCommand: () => `go tool pprof ${name}`,
    policyChange: { before: 'version: 1', after: `version: 1\n${inOneLine(name)}` },
    pull: { headSha: name, previous: { sha: name, outcome: 'fail', headline: name }, movedTo: name },
    ...{ budgetChars: 900_000, budgetBytes: 1_000_000 },
  })
}

/** Every page of Markdown that shows a result. */
const PAGES: Readonly<Record<string, (name: string) => string>> = {
  comment: (name) => renderMarkdown(named(name), pageOf(name, 'comment')),
  summary: (name) => renderSummary({ ...named(name), outcome: 'error' }, pageOf(name, 'comment')),
  laptop: (name) => renderMarkdown(named(name), pageOf(name, 'laptop')),
  'a passing page': (name) => renderMarkdown({ ...named(name), outcome: 'pass' }, pageOf(name, 'comment')),
  'a comment of a matrix': (name) =>
    renderLegs([leg('amd', named(name)), leg('arm', named(name))], pageOf(name, 'comment')),
}

const PLAIN_NAME = 'github.com/acme/shop/a\\plain.name'
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

describe.each(Object.entries(PAGES))('%s', (kind, render) => {
  const ours = Object.values(READERS).map((read) => skeletonOf(read(render(PLAIN_NAME))))

  test.each(HOSTILE_NAMES)('shows %j in code, and nothing else of the page changes', (name) => {
    const markdown = render(name)
    const pages = Object.values(READERS).map((read) => read(markdown))
    expect(pages.flatMap((page) => faultsIn(page, { links: kind !== 'laptop' }))).toEqual([])
    expect(UNPRINTABLE.exec(markdown.replaceAll('\n', '').replaceAll('️', ''))).toBeNull()
    if (MEANT.has(name)) return
    expect(pages.map(skeletonOf)).toEqual(ours)
  })
})

describe('a terminal', () => {
  test.each(HOSTILE_NAMES)('shows %j in as many lines as any other name', (name) => {
    const lines = (shown: string, colour: boolean) =>
      renderText(named(shown), textView({ policyName: shown, baselineName: shown, candidateName: shown, colour }))
    expect(UNPRINTABLE.exec(lines(name, false).replaceAll('\n', ''))).toBeNull()
    // Colours are ours.
    expect(
      UNPRINTABLE.exec(
        lines(name, true)
          .replace(/\u001b\[\d+m/g, '')
          .replaceAll('\n', ''),
      ),
    ).toBeNull()
    if (!MEANT.has(name))
      expect(lines(name, false).split('\n').length).toBe(lines(PLAIN_NAME, false).split('\n').length)
  })
})

describe('annotations', () => {
  const logOf = (name: string) => {
    let log = ''
    const { annotate } = createLog((text) => {
      log += text
    })
    const view = { ...pageOf(name, 'comment'), lineOf: () => name, most: 10 }
    for (const annotation of annotationsOf(named(name), view)) annotate(annotation)
    return log.trimEnd().split('\n')
  }
  const count = logOf(PLAIN_NAME).length

  test.each(HOSTILE_NAMES)('of %j are commands of ours, each in a line', (name) => {
    const lines = logOf(name)
    expect(lines).toHaveLength(count)
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning) file=[^,:]*,line=7,title=[^,:]*::.*$/)
      expect(line.slice(2)).not.toMatch(/##\[|\r/)
      expect(UNPRINTABLE.exec(line)).toBeNull()
    }
  })
})
