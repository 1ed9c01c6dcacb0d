import { expect } from 'vitest'
import type { Profile } from '../../src/model/profile.ts'
import type { OracleAnswer } from '../support/pprof-oracle.ts'

interface RawSample {
  readonly values: readonly bigint[]
  readonly label: string
}

/**
 * Fails unless pprof (-raw) has read the samples that we have. Values of heaps are estimates: divided by 1 - e^-x, where
 * x is the size of a block in sampling rates. Libraries round the last bit of an exponential as they like, and the
 * smaller x is, the more it weighs: that much is granted. Of a heap of which nothing was freed pprof has two columns, those
 * in use; see the deviations.
 */
export function expectSameSamples(profile: Profile, answer: OracleAnswer): void {
  if (answer.kind !== 'tables') throw new Error(`pprof: ${answer.why}`)
  const theirs = rawSamples(answer.tables[0] ?? '')
  const isHalf = profile.sampleTypes.length === 4 && theirs.every(({ values }) => values.length === 2)
  const ours = ourSamples(profile).map(({ values, label }) => ({ values: isHalf ? values.slice(2) : values, label }))
  const rate = profile.periodType.type === 'space' ? Number(profile.period) : 0
  const granted = (value: bigint) => (rate > 1 ? BigInt(Math.ceil(Number(value) * rate * 2 ** -50)) + 1n : 0n)
  const near = ours.map(({ values, label }, sample) => ({
    label,
    values: values.map((value, column) => {
      const other = theirs[sample]?.values[column] ?? 0n
      const difference = value < other ? other - value : value - other
      return difference <= granted(value) ? other : value
    }),
  }))
  expect(near).toEqual(theirs)
}

function rawSamples(text: string): readonly RawSample[] {
  const [, samples = ''] = /^Samples:\n.*\n([\s\S]*)^Locations$/m.exec(text) ?? []
  return [...samples.matchAll(/^([ \d-]+):[ \d]*\n(?: +(bytes:.*)\n)?/gm)].map(([, values = '', label = '']) => ({
    values: values.trim().split(/ +/).map(BigInt),
    label,
  }))
}

/** Of counts those with a stack, for pprof refuses the others. */
function ourSamples({ sampleTypes, samples, strings }: Profile): readonly RawSample[] {
  const { labels, labelStart, stackStart } = samples
  const all = Array.from({ length: samples.count }, (_, sample) => {
    const row = labelStart[sample]!
    const isLabelled = row !== labelStart[sample + 1]
    return {
      values: samples.values.map((column) => BigInt(column[sample]!)),
      label: isLabelled ? `${strings.text(labels.key[row]!)}:[${labels.number[row]}]` : '',
    }
  })
  const isCount = sampleTypes.length === 1
  return isCount ? all.filter((_, sample) => stackStart[sample] !== stackStart[sample + 1]) : all
}

/** A text that we read, without what pprof refuses in it; the deviations have each of these. */
export function tidied(text: string): string {
  const [heap = ''] = text.split('# runtime.MemStats')
  const isCount = /^\S+ profile: total/.test(heap)
  return heap
    .split('\n')
    .map((line) => line.trimEnd().replace(/^sampling period *=.*$/, 'sampling period=1'))
    .map((line) => line.replace(/(?<![\w.])0+(?=\d)/g, ''))
    .filter((line) => !(isCount && /^\d+ @$/.test(line)))
    .map((line) => `${line}\n`)
    .join('')
}

export function isGoText(text: string): boolean {
  return /^(heap profile: |\S+ profile: total |--- (mutex|contention):)/.test(text)
}
