import { type Grouping, isFrameGrouping } from '../model/grouping.ts'
import { FrameIndex } from './frame-index.ts'
import type { GroupIndex } from './group-index.ts'
import { same } from './groups.ts'
import type { OwnCode } from './own.ts'
import { SampleIndex } from './sample-index.ts'

/** @param identity Functions with the same identity are one; the default is pprof's, the printed name. */
export function indexGroups(
  of: Grouping,
  ownCode: OwnCode,
  identity: (functionName: string) => string = same,
): GroupIndex {
  if (isFrameGrouping(of)) return new FrameIndex(of, ownCode, identity)
  return new SampleIndex(of, new FrameIndex('function', ownCode, identity), identity)
}
