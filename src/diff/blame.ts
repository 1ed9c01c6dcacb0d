import { type Frames, OWN, RUNTIME } from './frames.ts'
import type { OwnCode } from './own.ts'

/** Whose code the frames of a profile are, and what its samples are blamed on. */
export interface Blame {
  /** Of each frame; compare with `OWN` and `RUNTIME`. */
  readonly owners: Uint8Array
  /** The frame that each sample is blamed on, -1 for an empty stack. */
  readonly blamed: Int32Array
}

/** Groupings and metrics share it. */
const known = new WeakMap<Frames, WeakMap<OwnCode, Blame>>()

export function blameOf(frames: Frames, ownCode: OwnCode): Blame {
  const ofFrames = known.get(frames) ?? new WeakMap<OwnCode, Blame>()
  known.set(frames, ofFrames)
  const blame = ofFrames.get(ownCode) ?? findBlame(frames, frames.ownership(ownCode))
  ofFrames.set(ownCode, blame)
  return blame
}

function findBlame(frames: Frames, owners: Uint8Array): Blame {
  const blamed = new Int32Array(frames.profile.samples.count)
  for (let sample = 0; sample < blamed.length; sample++) blamed[sample] = blamedFrame(frames, owners, sample)
  return { owners, blamed }
}

/** The innermost frame of the user's own; else the outermost that is not of the runtime; else the outermost. */
function blamedFrame({ profile, start }: Frames, owners: Uint8Array, sample: number): number {
  const { stack, stackStart } = profile.samples
  let outermost = -1
  let outermostForeign = -1
  for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
    const location = stack[at]!
    for (let frame = start[location]!; frame < start[location + 1]!; frame++) {
      const owner = owners[frame]!
      if (owner === OWN) return frame
      outermost = frame
      if (owner !== RUNTIME) outermostForeign = frame
    }
  }
  return outermostForeign === -1 ? outermost : outermostForeign
}
