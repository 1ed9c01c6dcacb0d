import { durationMs } from './duration.ts'
import type { LoadCommand } from './load-command.ts'
import type { ServiceAddress } from './service-address.ts'

/** What to capture, and when. */
export interface CapturePlan {
  readonly address: ServiceAddress
  /** Folder to fill. */
  readonly out: string
  readonly waitMs: number
  readonly warmupMs: number
  /** Seconds of CPU profile; 0 for none. */
  readonly cpuSeconds: number
  /** Null for one snapshot at the end. */
  readonly series: Series | null
  readonly load: LoadCommand | null
}

export interface Series {
  /** At least 2. */
  readonly snapshots: number
  readonly everyMs: number
}

/** What may be asked for, and what counts where nothing is. */
export const STANDARD = { waitMs: 30_000, warmupMs: 0, cpuSeconds: 30, everyMs: 30_000 } as const

/** How a setting has to be written, for messages. */
export const EXPECTED = {
  url: 'the address of a service, such as http://localhost:6060, without a query',
  duration: 'a duration such as 30s, 1m30s or 500ms, of a day at most',
  seconds: 'a whole number of seconds from 0 (no CPU profile) to 3600',
  snapshots: 'a whole number from 2 to 1000',
  every: 'a duration above 0 such as 30s',
} as const

/** Null where it is none. */
export const readDuration = durationMs

/** Seconds of CPU profile; null where it is no such number. */
export function readSeconds(text: string): number | null {
  return wholeUpTo(text, 3600)
}

/** Snapshots of a series; null where it is no such number. */
export function readSnapshots(text: string): number | null {
  const count = wholeUpTo(text, 1000)
  return count === null || count < 2 ? null : count
}

function wholeUpTo(text: string, most: number): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null
}
