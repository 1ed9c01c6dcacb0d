import { textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { isObject, parseJson } from './json-text.ts'
import { ProfileBuilder } from './profile-builder.ts'
import { V8Tree } from './v8-tree.ts'

const FORMAT = 'heapprofile'

/**
 * V8's sampled heap (`node --heap-prof`, "Allocation sampling" of Chrome): kind heap, `inuse_space` in bytes, which V8 has
 * scaled from its samples. Where the file lists these, `samples` counts them: objects that were sampled and are alive.
 * There is no `inuse_objects`, for a file that has neither sizes of single objects nor the sampling interval does not say it.
 */
export const v8HeapProfile: TextFormat = {
  recognises: (text) => /^\s*\{\s*"(head|samples)"\s*:/.test(text) && text.includes('"selfSize"'),
  decode(text): readonly Decoded[] {
    const profile = parseJson(text, FORMAT)
    const tree = V8Tree.of(profile, FORMAT)
    const counts = sampleCounts(tree, isObject(profile) ? profile['samples'] : undefined)
    const sizes = tree.amounts('selfSize')
    const space = { type: 'inuse_space', unit: 'bytes' }
    const builder = new ProfileBuilder(counts === null ? [space] : [{ type: 'samples', unit: 'count' }, space])
    tree.addSamples(builder, (row) => {
      const bytes = sizes[row] ?? 0
      if (counts === null) return bytes === 0 ? null : [bytes]
      const count = counts[row] ?? 0
      return bytes === 0 && count === 0 ? null : [count, bytes]
    })
    return [{ kind: 'heap', runs: [builder.build({ defaultSampleType: space.type })] }]
  },
}

/** Samples of each node; null where the file lists none. */
function sampleCounts(tree: V8Tree, samples: unknown): Uint32Array | null {
  if (samples === undefined) return null
  if (!Array.isArray(samples)) throw textDamaged(FORMAT, 'samples')
  const counts = new Uint32Array(tree.nodes.length)
  for (const sample of samples) {
    const id = isObject(sample) ? sample['nodeId'] : undefined
    if (typeof id !== 'number') throw textDamaged(FORMAT, 'samples')
    const row = tree.rowOf(id)
    // V8 lists the samples after it has written the tree, with what it allocated in between.
    if (row !== null) counts[row]!++
  }
  return counts
}
