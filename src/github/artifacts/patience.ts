/** How long a transfer may take: a fixed part, and the size at the slowest rate that is waited for. */
export interface Patience {
  readonly fixedMs: number
  readonly bytesPerSecond: number
}

/** The fixed part leaves time for the five tries of the library; 1 MiB/s is far below what runners get. */
export const PATIENCE: Patience = { fixedMs: 60_000, bytesPerSecond: 2 ** 20 }

/** Timers of more overflow and fire at once. */
const LONGEST_MS = 2 ** 31 - 1

export function limitMsFor(sizeBytes: number, { fixedMs, bytesPerSecond }: Patience): number {
  return Math.min(LONGEST_MS, Math.ceil(fixedMs + (sizeBytes / bytesPerSecond) * 1000))
}

export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError'
}

/**
 * The answer of some work, or an error when it takes too long. The work cannot be stopped: it goes on unheard, so the
 * process has to be ended by `process.exit`.
 *
 * @throws {OutOfTimeError} and whatever the work throws
 */
export async function within<Answer>(limitMs: number, work: () => Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const outOfTime = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTimeError('not done in time')), limitMs)
  })
  try {
    return await Promise.race([work(), outOfTime])
  } finally {
    clearTimeout(timer)
  }
}
