import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GraphData } from '../../../src/graph/graph-data.ts'
import { notice } from '../../../src/model/notice.ts'
import { urlPath } from '../../../src/report/escape.ts'
import { dataElement } from '../../../src/report/html/embed.ts'
import { renderHtml } from '../../../src/report/html/render-html.ts'
import { renderPair } from '../../../src/report/html/render-pair.ts'
import type { MarkdownView } from '../../../src/report/view.ts'
import type { Result } from '../../../src/result/result.ts'
import { expectGolden } from '../../golden.ts'
import { anyPull, anyResult, anyText } from '../arbitrary-results.ts'
import { HOSTILE_NAMES } from '../hostile-names.ts'
import { CASES, causeAt, change, check, commentView, localView, mib, place, result } from '../results.ts'
import { STATES } from '../statistical-results.ts'
import { htmlFaults } from './html-faults.ts'

const NO_ASSETS = { script: '', style: '', scriptHash: '', styleHash: '' }

/** Graphs with one function and one metric for each profile of a result. */
function graphsOf({ checks }: Pick<Result, 'checks'>, names: readonly string[] = []): GraphData {
  const profiles = [...new Set(checks.map(({ profile }) => profile))]
  return {
    version: 1,
    sides: { baseline: 'Baseline', candidate: 'This PR' },
    strings: ['', ...names],
    frames: {
      name: names.map((_, at) => at + 1),
      short: names.map((_, at) => at + 1),
      file: names.map(() => 0),
      line: names.map(() => 0),
      url: names.map(() => 0),
      flags: names.map(() => 0),
    },
    profiles: profiles.map((name) => ({
      ...{ name, kind: 'heap', title: 'Heap', runs: { baseline: 1, candidate: 1 }, foldedNodes: 0 },
      parent: [-1],
      frame: [-1],
      metrics: [...new Set(checks.filter(({ profile }) => profile === name).map(({ metric }) => metric))].map(
        (metric) => ({ name: metric, title: metric, unit: 'bytes', baseline: [0], candidate: [1], noise: null }),
      ),
    })),
    sources: [],
  }
}

function page(made: Result, view: MarkdownView = commentView(), graphs: GraphData | null = null): string {
  return renderHtml(made, { ...view, marker: null }, { graphs, data: '', assets: NO_ASSETS })
}

/** What a person reads of it, one line for each element. */
function bodyOf(html: string): string {
  return html.slice(html.indexOf('<body>'))
}

describe('the HTML report', () => {
  const shown = Object.entries({ ...CASES, ...STATES })

  test.each(shown)('of the %s result is well-formed', (_name, make) => {
    expect(htmlFaults(page(make(), commentView(), graphsOf(make())))).toEqual([])
    expect(htmlFaults(page(make(), localView()))).toEqual([])
  })

  test.each(['fail', 'pass', 'error', 'no-baseline', 'inconclusive', 'mixed'].filter((name) => name in CASES))(
    'shows the %s result as its golden does',
    (name) => {
      const made = (CASES as Readonly<Record<string, () => Result>>)[name]?.() ?? result()
      const names = made.checks.flatMap(({ causes }) => causes.map((each) => each.name))
      expectGolden(`report/html/${name}.html`, bodyOf(page(made, commentView(), graphsOf(made, names))))
    },
  )

  test.each(['series-leak', 'moved', 'repeats-fail'])('shows the state %s as its golden does', (name) => {
    const made = STATES[name]?.() ?? result()
    expectGolden(`report/html/${name}.html`, bodyOf(page(made, commentView(), graphsOf(made))))
  })

  const anyLines = fc.array(anyText, { maxLength: 5 }).map((texts) => texts.join('\n'))
  const views = fc.record({
    links: fc.boolean(),
    baselineName: fc.option(anyText),
    candidateName: anyText,
    policyName: fc.option(anyText),
    reproduce: fc.array(anyText, { maxLength: 2 }),
    command: fc.option(anyText),
    pull: fc.option(anyPull),
    policyChange: fc.option(fc.record({ before: fc.option(anyLines), after: fc.option(anyLines) })),
    subject: fc.constantFrom('this PR' as const, 'this commit' as const, 'the candidate' as const),
  })

  test('takes any result: nothing of it becomes a tag, an attribute or a foreign link', () => {
    fc.assert(
      fc.property(anyResult, views, (made, { links, command, ...names }) => {
        const parts = { ...names, pprofCommand: () => command }
        const base = links ? commentView(parts) : localView(parts)
        const file = (path: string, line: number | null) =>
          `https://github.com/acme/shop/blob/a/${urlPath(path)}#L${line}`
        const view = { ...base, links: base.links === null ? null : { ...base.links, file } }
        expect(
          htmlFaults(
            page(
              made,
              view,
              graphsOf(
                made,
                made.checks.flatMap(({ causes }) => causes.map((each) => each.name)),
              ),
            ),
          ),
        ).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test.each(HOSTILE_NAMES)('shows the name %j as text', (name) => {
    const made = result({
      outcome: 'fail',
      checks: [
        check({
          outcome: 'fail',
          level: 'fail',
          profile: name,
          causes: [causeAt(place(name, name, 1), change(mib(1), mib(2)), { status: 'over-limit', share: 1 })],
        }),
      ],
    })
    expect(htmlFaults(page(made, commentView(), graphsOf(made, [name])))).toEqual([])
  })

  test('is not a gigabyte where a result has 10,000 causes', () => {
    const causes = Array.from({ length: 10_000 }, (_, at) =>
      causeAt(place(`main.f${at}`, 'a.go', at), change(mib(1), mib(2)), { status: 'over-limit', share: 0.0001 }),
    )
    const html = page(result({ outcome: 'fail', checks: [check({ outcome: 'fail', level: 'fail', causes })] }))
    expect(html.length).toBeLessThan(100_000)
    expect(html).toContain('9980 more causes, in the JSON result')
  })

  test('gives the hint of a cause once, with its link', () => {
    const causes = [
      causeAt(place('main.f', 'a.go', 1), change(mib(1), mib(9)), {
        ...{ status: 'over-limit', share: 1 },
        hint: notice('open-responses', {}),
      }),
    ]
    const failed = { outcome: 'fail', level: 'fail', causes } as const
    const twice = [check({ ...failed, id: 'a', of: 'total' }), check({ ...failed, id: 'b', of: 'function' })]
    const html = page(result({ outcome: 'fail', checks: twice }))
    expect(html.match(/Hint: /g)).toHaveLength(1)
    expect(html).toContain(
      '<div class="small">Hint: These are open connections of an HTTP client: read every response body to its end and close it, and share one client. <a href="https://pkg.go.dev/net/http#Client.Do" rel="noopener noreferrer">http.Client.Do</a></div>',
    )
  })

  test('lets only the script and the style run whose hashes it names', () => {
    const assets = { script: 'void 0', style: 'a{}', scriptHash: 'AAA=', styleHash: 'BBB=' }
    const html = renderHtml(result(), commentView({ marker: null }), { graphs: null, data: '', assets })
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? []
    expect(policy?.replaceAll('&#39;', "'")).toBe(
      "default-src 'none'; script-src 'sha256-AAA='; style-src 'sha256-BBB='; img-src data:; base-uri 'none'; form-action 'none'",
    )
    expect(html).toContain('<script>void 0</script>')
    expect(html).toContain('<style>a{}</style>')
  })
})

describe('the page of two profiles', () => {
  const graphs = graphsOf({ checks: [check({ profile: 'p', metric: 'inuse_space' })] })
  const parts = { graphs, data: '', assets: NO_ASSETS }
  const view = { version: '1.2.0', baseline: 'a.pb.gz', candidate: 'b.pb.gz', metric: null, chosenBy: [] }

  test('names both and shows the totals', () => {
    const html = renderPair(view, parts)
    expect(html).toContain('<title>Diff of a.pb.gz and b.pb.gz</title>')
    expect(html).toContain('<td class="num">0\u00a0→\u00a01\u00a0B</td>')
    expect(htmlFaults(html)).toEqual([])
  })

  test('says so where there is nothing to explore', () => {
    const html = renderPair(view, { ...parts, graphs: null })
    expect(html).toContain('nothing to explore')
    expect(html).not.toContain('id="explore"')
  })

  test.each(HOSTILE_NAMES)('is not broken by a file called %j', (name) => {
    expect(htmlFaults(renderPair({ ...view, baseline: name, candidate: name }, parts))).toEqual([])
    expect(htmlFaults(renderPair({ ...view, baseline: null, candidate: name, chosenBy: [name] }, parts))).toEqual([])
  })
})

describe('the data in the page', () => {
  test('cannot end its element, and is what was put in', () => {
    const data = graphsOf({ checks: [check()] }, HOSTILE_NAMES)
    const element = dataElement(data, () => 'packed')
    const [, json = ''] = /^<script type="application\/json" id="graphs">(.*)<\/script>$/s.exec(element) ?? []
    expect(json).not.toMatch(/[<>&\u2028\u2029]/)
    expect(JSON.parse(json)).toEqual(data)
  })

  test('is packed from 256 KiB on', () => {
    const data = graphsOf({ checks: [check()] }, ['x'.repeat(256 * 1024)])
    expect(dataElement(data, (text) => `packed ${text.length}`)).toMatch(
      /^<script type="text\/plain" id="graphs" data-encoding="gzip-base64">packed \d+<\/script>$/,
    )
  })
})
