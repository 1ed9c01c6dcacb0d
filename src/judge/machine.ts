import type { Manifest } from '../load/manifest.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Side } from '../result/result.ts'
import type { PairOutline } from './outline.ts'

/** What is known of the machine that a side ran on. */
export type Machine = Readonly<Partial<Record<MachineKey, string>>>

const MACHINE_KEYS = ['goos', 'goarch', 'go', 'runner', 'cpu', 'cores', 'gogc'] as const
type MachineKey = (typeof MACHINE_KEYS)[number]

/** Another platform compiles other code with objects of other sizes: nothing can be compared. */
const PLATFORM: readonly MachineKey[] = ['goos', 'goarch']

/** A benchmark's output says itself where it ran, and is believed before the manifest. */
export function machineOf(pairs: readonly PairOutline[], side: Side, manifest: Manifest | null): Machine {
  const told = new Map<string, string>()
  for (const pair of pairs) {
    const decoded = pair[side]
    if (decoded.kind !== 'read' || !pair.kinds.includes('benchmark')) continue
    for (const { comments } of decoded.runs) {
      for (const comment of comments) {
        const { 1: key, 2: value } = /^(goos|goarch|cpu): (.+)$/.exec(comment) ?? []
        if (key !== undefined && value !== undefined) told.set(key, value)
      }
    }
  }
  return Object.fromEntries(
    MACHINE_KEYS.flatMap((key) => {
      const value = told.get(key) ?? manifest?.[key]
      return value === null || value === undefined ? [] : [[key, String(value)]]
    }),
  )
}

/** `platform-differs`. Args: `baseline`, `candidate`, as `linux/amd64`. Null where they are the same, or not known. */
export function platformDifference(machines: Readonly<Record<Side, Machine>>): Notice | null {
  const differs = PLATFORM.some((key) => differsIn(key, machines))
  const text = ({ goos = '?', goarch = '?' }: Machine) => `${goos}/${goarch}`
  return differs
    ? notice('platform-differs', { baseline: text(machines.baseline), candidate: text(machines.candidate) })
    : null
}

/**
 * What else differs, of which growth may come: `machine-differs`, once for each. Args: `key` (`go`, `runner`, `cpu`, `cores`,
 * `gogc`), `baseline`, `candidate`.
 */
export function machineDifferences(machines: Readonly<Record<Side, Machine>>): readonly Notice[] {
  return MACHINE_KEYS.filter((key) => !PLATFORM.includes(key) && differsIn(key, machines)).map((key) =>
    notice('machine-differs', {
      key,
      baseline: machines.baseline[key] ?? '',
      candidate: machines.candidate[key] ?? '',
    }),
  )
}

function differsIn(key: MachineKey, { baseline, candidate }: Readonly<Record<Side, Machine>>): boolean {
  return baseline[key] !== undefined && candidate[key] !== undefined && baseline[key] !== candidate[key]
}
