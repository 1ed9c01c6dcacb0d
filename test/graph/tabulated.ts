import type { Frames } from '../../src/diff/frames.ts'
import type { OwnCode } from '../../src/diff/own.ts'
import type { Selection } from '../../src/diff/selection.ts'
import type { SideValues } from '../../src/diff/tables.ts'
import { tabulateDiff } from '../../src/diff/tabulate.ts'
import type { ProfileKind } from '../../src/model/kind.ts'
import { findMetric } from '../../src/model/metric.ts'
import type { FunctionValues } from './graph-values.ts'

export const NOTHING_SELECTED: Selection = { focus: [], ignore: [] }

/** What `diff --format json` has of every function, by name. */
export function tabulate(
  sides: { readonly baseline: readonly Frames[]; readonly candidate: readonly Frames[] },
  kind: ProfileKind,
  name: string,
  ownCode: OwnCode,
): ReadonlyMap<string, FunctionValues> {
  const runs = (side: readonly Frames[]) =>
    side.flatMap((frames) => {
      const metric = findMetric(frames.profile, kind, name)
      return metric === null ? [] : [{ frames, metric }]
    })
  const request = { of: 'function', by: 'flat', top: null, ownCode, selection: NOTHING_SELECTED } as const
  const { rows } = tabulateDiff(runs(sides.baseline), runs(sides.candidate), request)
  const plain = ({ baseline, candidate }: SideValues) => ({
    baseline: Number(baseline),
    candidate: Number(candidate),
  })
  const values = rows.map(
    (row) => [row.name, { flat: plain(row.flat), cum: plain(row.cum), own: plain(row.own) }] as const,
  )
  return new Map(values.sort(([a], [b]) => (a < b ? -1 : 1)))
}
