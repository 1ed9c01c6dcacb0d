import fc from 'fast-check'
import type { PlainLabel, PlainLine, PlainProfile, PlainType } from './encode-profile.ts'

/** Names that a printer, a demangler or a sorter may stumble over. */
const NAMES = [
  'main.main',
  'main.main.func1',
  'runtime.mallocgc',
  'github.com/acme/shop/catalog.(*Cache[go.shape.string]).Put',
  'slices.SortFunc[go.shape.[]github.com/acme/shop.Item,go.shape.func(int) bool]',
  'std::vector<int, std::allocator<int> >::push_back(int const&)',
  'operator new(unsigned long)',
  'core::ptr::drop_in_place<T>',
  'java.util.ArrayList.<init>',
  'prüfe.größe',
  'a',
  '',
]

const FILES = ['', 'main.go', '/src/shop/catalog.go', './shop//cart/../cart/cart.go', '/proc/self/cwd/shop/cart.go']
const BINARIES = ['', '/usr/local/bin/shop', '/lib/x86_64-linux-gnu/libc.so.6', '[vdso]']

export interface ProfileShape {
  /** Largest |value|. */
  readonly largest: bigint
  /** Whether functions may have no name. */
  readonly nameless: boolean
}

/**
 * Valid profiles with recursion, inlining, several columns, negative values, empty stacks, locations without lines, and
 * ids that are dense, or sparse up to 2^64 - 1.
 */
export function arbitraryProfile({ largest, nameless }: ProfileShape): fc.Arbitrary<PlainProfile> {
  const sparse = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n })
  const ids = (count: number) =>
    fc.oneof(
      fc.constant(Array.from({ length: count }, (_, row) => row + 1)),
      fc.uniqueArray(sparse, { minLength: count, maxLength: count }),
    )
  const counts = fc.record({
    types: fc.integer({ min: 1, max: 4 }),
    mappings: fc.integer({ min: 0, max: 3 }),
    functions: fc.integer({ min: 1, max: 6 }),
    locations: fc.integer({ min: 1, max: 8 }),
  })
  return counts
    .chain((count) =>
      fc.tuple(fc.constant(count.types), ids(count.mappings), ids(count.functions), ids(count.locations)),
    )
    .chain(([types, mappingIds, functionIds, locationIds]) => {
      const line: fc.Arbitrary<PlainLine> = fc.record({
        function: fc.constantFrom(...functionIds),
        line: fc.integer({ min: 0, max: 3 }),
      })
      const value = fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: -3, max: 1000 }).map(BigInt) },
        fc.bigInt({ min: -largest, max: largest }),
      )
      return fc.record({
        sampleTypes: fc.constant(sampleTypes(types)),
        mappings: fc.tuple(
          ...mappingIds.map((id) => fc.record({ id: fc.constant(id), file: fc.constantFrom(...BINARIES) })),
        ),
        functions: fc.tuple(
          ...functionIds.map((id) =>
            fc.record(
              {
                id: fc.constant(id),
                name: fc.constantFrom(...NAMES.filter((name) => nameless || name !== '')),
                systemName: fc.constantFrom(...NAMES),
                file: fc.constantFrom(...FILES),
              },
              { requiredKeys: ['id', 'name'] },
            ),
          ),
        ),
        locations: fc.tuple(
          ...locationIds.map((id) =>
            fc.record({
              id: fc.constant(id),
              mapping: fc.constantFrom(0, ...mappingIds),
              lines: fc.array(line, { maxLength: 3 }),
            }),
          ),
        ),
        samples: fc.array(
          fc.record({
            locations: fc.array(fc.constantFrom(...locationIds), { maxLength: 10 }),
            values: fc.array(value, { minLength: types, maxLength: types }),
            labels: fc.array(label, { maxLength: 2 }),
          }),
          { maxLength: 12 },
        ),
        defaultSampleType: fc.constantFrom('', 'type1', 'other'),
      })
    })
}

function sampleTypes(count: number): readonly PlainType[] {
  const units = ['bytes', 'count', 'nanoseconds', 'widgets']
  return units.slice(0, count).map((unit, at) => [`type${at}`, unit])
}

const label: fc.Arbitrary<PlainLabel> = fc.oneof(
  fc.record({ key: fc.constantFrom('bytes', 'thread'), text: fc.constantFrom('a', 'b') }),
  fc.record({ key: fc.constant('bytes'), number: fc.bigInt({ min: -5n, max: 5n }) }),
  fc.record({ key: fc.constant('bytes'), number: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) }),
  fc.record({ key: fc.constant('size'), number: fc.constant(7n), unit: fc.constantFrom('', 'kb') }),
)
