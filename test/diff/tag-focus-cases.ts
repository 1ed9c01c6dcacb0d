import type { PlainLabel, PlainProfile } from '../support/encode-profile.ts'
import { plainProfile } from '../support/text-profile.ts'

const text = (key: string, value: string): PlainLabel => ({ key, text: value })
const number = (key: string, value: number, unit?: string): PlainLabel => {
  return unit === undefined ? { key, number: value } : { key, number: value, unit }
}

/** Labels of samples whose values are powers of ten, so that a total says which are kept. */
const LABELS: readonly (readonly PlainLabel[])[] = [
  [],
  [text('tenant', 'acme'), text('path', '/cart')],
  [text('tenant', 'acme'), text('tenant', 'bolt')],
  [text('path', '/cart=1,2')],
  [number('bytes', 4096)],
  [number('bytes', 65536)],
  [number('wait', 1500, 'microseconds')],
  [number('wait', 3), text('tenant', '4kb')],
  [number('shard', 7), number('shard', 12)],
  [number('bytes', -4096), number('request', 2048)],
]

export const TAGGED: PlainProfile = (() => {
  const plain = plainProfile(['alloc_space/bytes', ...LABELS.map((_, at) => `main.f${at} ${10 ** at}`)].join('\n'))
  const samples = (plain.samples ?? []).map((sample, at) => ({ ...sample, labels: LABELS[at] ?? [] }))
  return { ...plain, samples }
})()

/** What is kept of them: also put to `go tool pprof` itself where there is Go. */
export const TAG_FOCUSES: readonly (readonly [tagFocus: string, kept: string])[] = [
  ['acme', 'f1 f2'],
  ['tenant:acme', 'f1 f2'],
  ['^acme', ''],
  ['tenant', 'f1 f2 f7'],
  ['acme,cart', 'f1'],
  ['acme,bolt', 'f2'],
  ['tenant=acme', 'f1 f2'],
  ['tenant=^bolt$', 'f2'],
  ['tenant=bolt,4kb', 'f2 f7'],
  ['tenant=cart', ''],
  ['path=1', ''],
  ['path=cart=1', 'f3'],
  ['=acme', 'f1 f2'],
  ['other=.*', ''],
  ['tenant=', 'f1 f2 f7'],
  ['4kb', 'f4'],
  ['4096b', 'f4'],
  ['4096', ''],
  ['7', 'f8'],
  ['shard=12', 'f8'],
  ['shard=8:', 'f8'],
  ['shard=8:11', ''],
  ['shard=:7', 'f8'],
  ['path=^/cart=1', 'f3'],
  // A unit that nobody knows is taken for the one that is asked for.
  ['5kb:', 'f5 f8'],
  ['bytes=:4kb', 'f4 f9'],
  [':4kb', 'f4 f9'],
  ['4kb:64kb', 'f4 f5 f8'],
  ['+4kb:1mb', 'f4 f5 f8'],
  ['-4kb:-1b', 'f9'],
  ['4kb:4', 'f4'],
  ['2kb', 'f9'],
  ['wait=1ms:2ms', 'f6'],
  ['1500us', 'f6'],
  ['wait=2us:', 'f6 f7'],
  ['2us:', 'f6 f7 f8'],
  ['wait=3', ''],
  ['tenant=4kb', ''],
  ['4kb:5kb:6kb', ''],
  ['12kb34mb', ''],
  ['4k:', 'f8'],
  ['(?i)ACME', 'f1 f2'],
]
