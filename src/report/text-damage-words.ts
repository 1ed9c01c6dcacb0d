import { has, raw, typed, whole } from './args.ts'
import type { Say } from './word-table.ts'

/** A format of text that is read, for files that break its rules. */
interface TextFormatWords {
  /** `a Go heap profile as text`. */
  readonly is: string
  readonly todo: string
  /** What is wrong, by the detail of the error; what several formats say is in `TEXT_DAMAGE_WORDS`. */
  readonly details?: Readonly<Record<string, string>>
  /** What to do about a detail, where it is not `todo`. */
  readonly todos?: Readonly<Record<string, string>>
}

const AS_PROTOBUF =
  'Record it again and let the program finish, or better record the protobuf form, which cannot be cut off unnoticed: the same address without'

const GO_TEXT_TODO = `${AS_PROTOBUF} \`debug=1\``

const BENCHMARK_WORDS = {
  details: {
    failed: 'the run failed',
    unfinished: 'it does not say how the run of a package ended',
    'no-result': 'it has no result of a benchmark',
    'result-line': 'a result is cut off, or something was printed into it',
    'uneven-runs': 'its benchmarks do not all have the same number of results',
    event: 'a line is no event of `go test -json`',
  },
  todos: {
    failed:
      'Look at its output for the test or benchmark that failed, and let the step fail there: `set -o pipefail` before `go test … | tee`',
    'no-result': 'Run `go test` with `-bench`, and look whether the pattern matches a benchmark',
    'uneven-runs':
      'Let the run finish, and give all benchmarks the same `-count`; results of other runs belong in files of their own',
    unfinished: 'Let the run finish, and keep the lines `PASS` and `ok` with which `go test` ends a package',
    'result-line':
      'Let the run finish, and do not print to standard output in benchmarks: `b.Log` prints after the result',
  },
} as const

const V8_DETAILS = {
  'no-tree': 'its nodes are no tree',
  'unknown-node': 'a node is referred to that does not exist',
  times: 'its samples have no times, or not one each',
  amount: 'a node does not say its size or its hits',
  samples: 'a sample is not as V8 writes it',
}

export const TEXT_FORMAT_WORDS: Readonly<Record<string, TextFormatWords>> = {
  'go-heap-text': { is: 'a Go heap profile as text (`debug=1`)', todo: GO_TEXT_TODO },
  'go-count-text': { is: 'a Go profile as text (`debug=1`)', todo: GO_TEXT_TODO },
  'go-contention-text': {
    is: 'a Go mutex or block profile as text (`debug=1`)',
    todo: GO_TEXT_TODO,
    details: { cycles: 'it does not say how long a cycle is' },
  },
  'goroutine-dump': {
    is: 'a goroutine dump (`debug=2`)',
    todo: `Go itself cuts dumps off at 64 MiB. ${AS_PROTOBUF} \`debug=2\``,
    details: {
      header: 'a goroutine begins with a line that Go does not write',
      frame: 'a stack has a line that is no function',
      incomplete: 'the stack of a goroutine is not whole',
      'two-dumps': 'a goroutine is in it twice, so it is several dumps one after the other',
    },
    todos: { 'two-dumps': 'Write each dump to a file of its own' },
  },
  benchmark: {
    is: 'the output of `go test -bench`',
    todo: 'Let the run finish, and record it again',
    ...BENCHMARK_WORDS,
  },
  'benchmark-json': {
    is: 'the output of `go test -bench -json`',
    todo: 'Let the run finish, and record it again',
    ...BENCHMARK_WORDS,
  },
  gctrace: {
    is: 'a log of `GODEBUG=gctrace=1`',
    todo: 'Send standard error of the program to a file of its own, so that nothing is written into the lines of the runtime',
    details: { 'gc-line': 'the line of a collection is not whole' },
  },
  prometheus: {
    is: 'a list of metrics for Prometheus',
    todo: 'Fetch it again, with `curl --fail`',
    details: {
      series: 'a line is neither a comment nor a series with its value',
      'no-series': 'it has no series',
    },
  },
  expvar: { is: "the variables of Go's package expvar", todo: 'Fetch `/debug/vars` again, with `curl --fail`' },
  cpuprofile: {
    is: 'a CPU profile of V8',
    todo: 'Record it again, and let the program end by itself: it is written at the end',
    details: V8_DETAILS,
  },
  heapprofile: {
    is: 'a heap profile of V8',
    todo: 'Record it again, and let the program end by itself: it is written at the end',
    details: V8_DETAILS,
  },
  folded: {
    is: 'a list of folded stacks',
    todo: 'Each line has to be `main;load;parse 12`, a stack and a whole number',
    details: {
      'no-count': 'a line is no stack with a count',
      'no-line-end': 'its last line has no end, so it may be cut off',
      fraction: 'a weight is no whole number',
      'two-counts': 'a line has two counts, as `difffolded.pl` writes them: hand over the stacks of either side',
    },
    todos: { 'no-line-end': 'Record it again, or if it is whole, end its last line' },
  },
}

/** What is wrong, in the words of several formats. */
export const TEXT_DAMAGE_WORDS: Readonly<Record<string, string>> = {
  'cut-off': 'it is cut off',
  json: 'it is no valid JSON',
  'too-deep': 'it is nested deeper than any program does it',
  totals: 'its rows do not add up to the total in its first line, so some are missing',
  row: 'a row is not as Go writes it',
  line: 'a line is not as Go writes it',
  symbol: 'a function in a comment is not as Go writes it',
  labels: 'the labels of a row are not as Go writes them',
  number: 'a number is none, or has more than 64 bits',
}

/** `is a goroutine dump, but it is cut off (line 12)`. */
export const textDamage: Say = (args, pen) => {
  const format = wordOf(TEXT_FORMAT_WORDS, raw(args, 'format'))
  const detail = raw(args, 'detail')
  const is = format === undefined ? pen.code(raw(args, 'format')) : typed(format.is, pen)
  const known = wordOf(format?.details, detail) ?? wordOf(TEXT_DAMAGE_WORDS, detail)
  const why = known === undefined ? pen.code(detail) : typed(known, pen)
  const where = has(args, 'line') ? ` (line ${whole(args, 'line')})` : ''
  return {
    what: `is ${is}, but ${why}${where}`,
    todo: typed(
      wordOf(format?.todos, detail) ??
        format?.todo ??
        'Record it again, and wait until the program has written all of it',
      pen,
    ),
  }
}

/** Only what a table itself holds, whatever a code is called. */
function wordOf<Word>(table: Readonly<Record<string, Word>> | undefined, key: string): Word | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined
}
