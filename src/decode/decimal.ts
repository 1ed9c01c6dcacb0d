import { type Int, intOf } from '../model/int64.ts'

const [LEAST, MOST] = [-(2n ** 63n), 2n ** 63n - 1n]

/** The int64 that the text is in decimal, exactly; null if it is none. */
export function decimal(text: string): Int | null {
  if (!/^-?\d{1,20}$/.test(text)) return null
  if (text.length <= 15) return Number(text) + 0
  const value = BigInt(text)
  return value < LEAST || value > MOST ? null : intOf(value)
}

/** The int64 towards zero, as Go converts a float64; null beyond the range of int64. */
export function truncated(value: number): Int | null {
  if (!(Math.abs(value) < 2 ** 63)) return null
  const whole = Math.trunc(value) + 0
  return Number.isSafeInteger(whole) ? whole : intOf(BigInt(whole))
}
