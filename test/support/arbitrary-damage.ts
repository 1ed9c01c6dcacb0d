import fc from 'fast-check'

/** One thing that happens to the bytes of a file. */
export type Damage =
  /** Bytes at a place are others, or more, or fewer. */
  | { readonly kind: 'edit'; readonly at: number; readonly remove: number; readonly insert: Uint8Array }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut'; readonly at: number }
  /** A stretch stands there twice. */
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number }

const edit = fc.record({
  kind: fc.constant('edit' as const),
  at: fc.nat(),
  remove: fc.nat(2),
  insert: fc.uint8Array({ maxLength: 2 }),
})

/** One or two damages; their places count from the start of the file and again. */
export const arbitraryDamage: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.oneof<fc.Arbitrary<Damage>[]>(
    edit,
    fc.record({ kind: fc.constant('flip'), at: fc.nat(), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut'), at: fc.nat() }),
    fc.record({ kind: fc.constant('repeat'), at: fc.nat(), length: fc.integer({ min: 1, max: 12 }) }),
  ),
  { minLength: 1, maxLength: 2 },
)

export function damaged(bytes: Uint8Array, damages: readonly Damage[]): Uint8Array {
  return damages.reduce(damage, bytes)
}

function damage(bytes: Uint8Array, what: Damage): Uint8Array {
  const at = what.at % (bytes.length + 1)
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  switch (what.kind) {
    case 'edit':
      return joined(before, what.insert, after.subarray(what.remove))
    case 'flip':
      return joined(
        before,
        after.subarray(0, 1).map((byte) => byte ^ (1 << what.bit)),
        after.subarray(1),
      )
    case 'cut':
      return before
    case 'repeat':
      return joined(before, after.subarray(0, what.length), after)
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
