/** Numbers that people write, within a power of ten. */
const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

/** The next whole percentage that an author would write: 7.3 is 8, 12.4 is 15, 210 is 250. */
export function sensiblePercent(percent: number): number {
  return Math.max(1, rounded(Math.max(1, percent), true))
}

/** The next amount that an author would write: bytes in powers of two from 1 KiB, what is counted whole. */
export function sensibleAmount(amount: number, unit: string): number {
  if (unit === 'bytes') return 2 ** Math.ceil(Math.log2(Math.max(1024, amount)))
  const isWhole = unit === 'count' || unit === 'nanoseconds'
  return rounded(isWhole ? Math.max(1, amount) : amount, isWhole)
}

function rounded(value: number, isWhole: boolean): number {
  // Rounding of the logarithm must not make the number too small.
  const exponent = Math.floor(Math.log10(value))
  const scale = (mantissa: number) => Number(`${mantissa}e${exponent}`)
  const candidates = [...MANTISSAS, 12].map(scale).filter((each) => !isWhole || Number.isInteger(each))
  return candidates.find((each) => each >= value) ?? value
}
