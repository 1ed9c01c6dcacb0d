import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metricUnit } from '../../src/decode/metric-unit.ts'
import { decodedText } from '../support/decoded-text.ts'

const HELP = '# HELP go_goroutines Number of goroutines.\n# TYPE go_goroutines gauge\n'

describe('metrics for Prometheus', () => {
  test('each name is a sample type, each set of labels a sample', () => {
    const text = `${HELP}go_goroutines 12
# a comment

http_requests_total{code="200",method="GET"} 1027 1395066363000
http_requests_total{method="GET", code="500",} 3
process_resident_memory_bytes 1.713588e+07
`
    expect(decodedText(text)).toEqual([
      'metrics',
      'go_goroutines/count http_requests_total/count process_resident_memory_bytes/bytes',
      '12 0 17135880',
      '{code=200 method=GET} 0 1027 0',
      '{code=500 method=GET} 0 3 0',
    ])
  })

  test('buckets keep their bound and count, sums are times', () => {
    const text = `# TYPE wait_seconds histogram
wait_seconds_bucket{le="0.1"} 5
wait_seconds_bucket{le="+Inf"} 7
wait_seconds_sum 1.25
wait_seconds_count 7
`
    expect(decodedText(text)).toEqual([
      'metrics',
      'wait_seconds_bucket/count wait_seconds_sum/seconds wait_seconds_count/count',
      '{le=0.1} 5 0 0',
      '{le=+Inf} 7 0 0',
      '0 1.25 7',
    ])
  })

  test('OpenMetrics: units, exemplars, times; what follows its end is not there', () => {
    const text = `# TYPE wait_seconds histogram
# UNIT wait_seconds seconds
wait_seconds_bucket{le="1"} 5 1520879607.789 # {trace_id="a b",x="}"} 0.67 1520879607.1
wait_seconds_created 1520430000.123
# EOF`
    expect(decodedText(text)).toEqual([
      'metrics',
      'wait_seconds_bucket/count wait_seconds_created/seconds',
      '{le=1} 5 0',
      '0 1520430000.123',
    ])
  })

  test('values that are no finite numbers are left out', () => {
    const text = `${HELP}a_ratio NaN\nb_bytes +Inf\nc_bytes -Inf\nd_total 5\ne_total inf\n`
    expect(decodedText(text)).toEqual(['metrics', 'd_total/count', '5'])
  })

  test('a metric is left out with all its series if one of them is no finite number', () => {
    expect(decodedText(`${HELP}q_len{q="a"} 5\nq_len{q="b"} +Inf\nq_len{q="c"} 7\nup 1\n`)).toEqual([
      'metrics',
      'up/count',
      '1',
    ])
    expect(decodedText('# TYPE q_len gauge\nq_len NaN\n')).toEqual(['metrics', ''])
  })

  test('long lines cost no more than their length', () => {
    const digits = '1'.repeat(2 ** 18)
    for (const value of [`${digits}x`, `5 ${digits}x`, `5${' '.repeat(2 ** 18)}x`]) {
      expect(decodedText(`${HELP}a ${value}\n`)).toEqual([
        'refused: text-damaged format=prometheus line=3 detail=series',
      ])
    }
  })

  test('of a series that is there twice the last counts, in whatever order its labels are', () => {
    expect(decodedText(`${HELP}a{x="1",y="2"} 5\na{y="2",x="1"} 6\n`)).toEqual(['metrics', 'a/count', '{x=1 y=2} 6'])
  })

  test('escapes of labels, braces in them, and names in quotes', () => {
    const text = `${HELP}a{path="C:\\\\DIR\\n \\"x\\" }{"} 1\n{"my.metric",key="v"} 2\nb{"my.label"="v"} 3\n`
    expect(decodedText(text)).toEqual([
      'metrics',
      'a/count my.metric/count b/count',
      '{path=C:\\DIR\n "x" }{} 1 0 0',
      '{key=v} 0 2 0',
      '{my.label=v} 0 0 3',
    ])
  })

  test('without comments it is recognised by its series', () => {
    expect(decodedText('go_goroutines 8\nup 1\n')).toEqual(['metrics', 'go_goroutines/count up/count', '8 1'])
    expect(decodedText('up{job="a"} 1\r\n')).toEqual(['metrics', 'up/count', '{job=a} 1'])
  })

  test.each([
    ['a line without a value', 'go_goroutines\n', 'line=3 detail=series'],
    ['a label without an end', 'a{b="c} 1\n', 'line=3 detail=series'],
    ['a value without a gap', 'a.5\n', 'line=3 detail=series'],
    ['a value in words', 'a 0x1F\n', 'line=3 detail=series'],
    ['a number of hundreds of digits', `a ${'1'.repeat(401)}\n`, 'line=3 detail=series'],
    ['an end without a line end', 'a 12', 'line=3 detail=cut-off'],
    ['an error page behind it', 'a 1\n<html>\n', 'line=4 detail=series'],
  ])('%s is refused', (_what, more, detail) => {
    expect(decodedText(HELP + more)).toEqual([`refused: text-damaged format=prometheus ${detail}`])
  })

  test.each([HELP, `${HELP}# EOF\n`])('what has types and no series is refused: %j', (text) => {
    expect(decodedText(text)).toEqual(['refused: text-damaged format=prometheus detail=no-series'])
  })

  test.each([
    ['a list of words and numbers', 'apples 5\npears 6\n'],
    ['a document with a heading', '# HELP me please\n\nHow do I build this?\n'],
    ['a document of nothing but headings', '# TYPE of work\n# HELP wanted\n'],
    ['a document', '# HELP\n\nThere is none.\n'],
    ['a log', 'go_goroutines 8\n2026-11-21 started\n'],
  ])('%s is text', (_what, text) => {
    expect(decodedText(text)).toEqual(['refused: not-a-profile is=text'])
  })

  test('any text in a label is read as it was written', () => {
    const escaped = (text: string) => text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')
    const value = fc.double({ noNaN: true, noDefaultInfinity: true })
    // A carriage return is white space of the line's end, and no program writes one.
    const label = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\0-\x09\x0b-\x1f\x7f]/g, ''))
    fc.assert(
      fc.property(label, value, (text, number) => {
        const [, , sample] = decodedText(`${HELP}a{b="${escaped(text)}"} ${number}\n`)
        expect(sample).toBe(`${text === '' ? '' : `{b=${text}} `}${number + 0}`)
      }),
    )
  })
})

test.each([
  ['go_memstats_heap_alloc_bytes', 'bytes'],
  ['go_memstats_alloc_bytes_total', 'bytes'],
  ['process_cpu_seconds_total', 'seconds'],
  ['wait_seconds', 'seconds'],
  ['wait_milliseconds_sum', 'milliseconds'],
  ['wait_seconds_bucket', 'count'],
  ['size_bytes_count', 'count'],
  ['size_bytes_created', 'seconds'],
  ['sent_bytes_per_second', 'count'],
  ['cache_hit_ratio', 'ratio'],
  ['bytes', 'count'],
  ['seconds_total', 'count'],
  ['go_goroutines', 'count'],
])('%s is in %s', (name, unit) => {
  expect(metricUnit(name)).toBe(unit)
})
