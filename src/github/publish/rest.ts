/** So few jobs see each other's results at once. */
const FEW = 4

const MS_PER_LEG = 100

const LONGEST_MS = 5_000

/**
 * How long a job lets the others write before it looks whether its comment still shows all of them: those of a large
 * matrix end in the same second, and would all write again, and again at the same time.
 * @param random at least 0, below 1
 */
export function restMs(legs: number, random: number): number {
  return legs <= FEW ? 0 : Math.min(LONGEST_MS, legs * MS_PER_LEG) * random
}

export async function rest(legs: number): Promise<void> {
  const ms = restMs(legs, Math.random())
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
}
