import { FrameIndex } from '../diff/frame-index.ts'
import type { Frames } from '../diff/frames.ts'
import type { OwnCode } from '../diff/own.ts'
import { type Selection, selectSamples } from '../diff/selection.ts'
import { Stacks } from '../diff/stacks.ts'
import type { SampleMask } from '../diff/sums.ts'
import type { ProfileKind } from '../model/kind.ts'
import { findMetric } from '../model/metric.ts'
import { hasStacks, metricNames } from './judged-request.ts'
import type { GraphRun, RequestedMetric, TreeRequest } from './tree-request.ts'

export interface FramesPair {
  /** What the profile is called. */
  readonly profile: string
  readonly kind: ProfileKind
  /** One for each run; none where there is one side only. */
  readonly baseline: readonly Frames[]
  readonly candidate: readonly Frames[]
  readonly ownCode: OwnCode
  readonly selection: Selection
}

/** What is looked at of two profiles, or of one, as `diff` and `top` do: functions are told apart by their printed names. */
export function framesRequest(pair: FramesPair): TreeRequest | null {
  const { profile, kind, baseline, candidate, ownCode, selection } = pair
  const all = [...candidate, ...baseline]
  if (!hasStacks(kind) || all.length === 0) return null
  const index = new FrameIndex('function', ownCode)
  for (const frames of all) index.assign(frames)
  const stacks = new Stacks()
  const nodes = new Map(all.map((frames) => [frames, stacks.assign(frames, index.assign(frames).groups)]))
  const masks = new Map<Frames, SampleMask>(all.map((frames) => [frames, selectSamples(frames, selection)]))
  const metrics = metricNames(all, kind).map(
    ({ name, unit }): RequestedMetric => ({
      ...{ name, unit },
      baseline: runsWith(baseline, kind, name),
      candidate: runsWith(candidate, kind, name),
    }),
  )
  return {
    ...{ profile, kind, index, stacks, metrics },
    nodesOf: (frames) => nodes.get(frames) ?? new Uint32Array(),
    maskOf: (frames) => masks.get(frames) ?? null,
  }
}

function runsWith(side: readonly Frames[], kind: ProfileKind, name: string): readonly GraphRun[] {
  return side.flatMap((frames, run): readonly GraphRun[] => {
    const metric = findMetric(frames.profile, kind, name)
    return metric === null ? [] : [{ frames, metric, run, scale: metric.scale }]
  })
}
