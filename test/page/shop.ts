import { CHANGED, type GraphData, OWN_CODE, RUNTIME_CODE } from '../../src/graph/graph-data.ts'
import { graphsOf, type ProfileText, type StackLine } from './graphs.ts'

/** A shop whose cache grew, whose index is new, and whose old price rules are gone. */

const MIB = 2 ** 20

export const PUT = 'github.com/acme/shop/internal/catalog.(*Cache).Put'
export const SEARCH = 'github.com/acme/shop/internal/catalog.(*Service).Search'
export const DECODE = 'github.com/acme/shop/internal/catalog.decodeProduct'
export const SNAPSHOT = 'github.com/acme/shop/internal/search.(*Index).snapshot'
export const RULES = 'github.com/acme/shop/internal/cart.(*Rules).Apply'

const SERVE = [
  'net/http.(*conn).serve',
  'net/http.serverHandler.ServeHTTP',
  'net/http.(*ServeMux).ServeHTTP',
  'net/http.HandlerFunc.ServeHTTP',
  'github.com/acme/shop/internal/http.withMetrics.func1',
  'net/http.HandlerFunc.ServeHTTP',
  'github.com/acme/shop/internal/http.(*CatalogHandler).List',
  SEARCH,
]

const HEAP: readonly StackLine[] = [
  [
    [...SERVE, PUT],
    [4.2 * MIB, 18.6 * MIB],
    [2100, 9300],
  ],
  [
    [...SERVE, PUT, 'runtime.mapassign_faststr'],
    [0.7 * MIB, 0.9 * MIB],
    [12, 14],
  ],
  [
    [...SERVE, 'github.com/acme/shop/internal/catalog.(*Service).fetch', DECODE],
    [2.1 * MIB, 6.9 * MIB],
    [800, 2700],
  ],
  [
    [...SERVE, 'github.com/acme/shop/internal/catalog.(*Service).fetch', DECODE, 'encoding/json.Unmarshal'],
    [2.2 * MIB, 2.3 * MIB],
    [9000, 9100],
  ],
  [
    [...SERVE.slice(0, 6), 'github.com/acme/shop/internal/http.(*CartHandler).Checkout', RULES],
    [2.6 * MIB, 0],
    [400, 0],
  ],
  [
    ['runtime.main', 'main.main', 'main.warm', 'main.warm', 'main.warm', PUT],
    [16 * MIB, 16.1 * MIB],
    [8000, 8010],
  ],
  [
    ['github.com/acme/shop/internal/search.(*Worker).tick', SNAPSHOT],
    [0, 3.5 * MIB],
    [0, 160],
  ],
]

const CPU: readonly StackLine[] = [
  [
    [...SERVE, 'github.com/acme/shop/internal/catalog.(*Service).fetch', DECODE, 'encoding/json.Unmarshal'],
    [41e7, 53e7],
  ],
  [
    ['runtime.gcBgMarkWorker', 'runtime.scanobject'],
    [60e7, 61e7],
  ],
  [
    [...SERVE, PUT],
    [10e7, 12e7],
  ],
]

export const SHOP_PROFILES: readonly ProfileText[] = [
  {
    name: 'services/api/heap.pb.gz',
    kind: 'heap',
    title: 'Heap',
    metrics: [
      { name: 'inuse_space', title: 'Heap in use', unit: 'bytes', noise: 0.5 * MIB },
      { name: 'inuse_objects', title: 'Live objects', unit: 'count' },
    ],
    stacks: HEAP,
  },
  {
    name: 'services/api/cpu.pb.gz',
    kind: 'cpu',
    title: 'CPU',
    metrics: [{ name: 'cpu', title: 'CPU time', unit: 'nanoseconds' }],
    stacks: CPU,
  },
]

export const PUT_TEXT: readonly string[] = [
  'func (c *Cache) Put(key string, product *Product) {',
  '\tc.mutex.Lock()',
  '\tdefer c.mutex.Unlock()',
  ...Array.from({ length: 12 }, (_, at) => `\t// step ${at}`),
  '\tc.items[key] = append([]byte(nil), product.Raw...)',
  '}',
]

const PUT_LINE = 85 + PUT_TEXT.length - 2

export function shopGraphs(isOneSided = false): GraphData {
  return graphsOf(SHOP_PROFILES, {
    isOneSided,
    flags: (name) => {
      const owner = name.startsWith('main.') || name.includes('acme') ? OWN_CODE : 0
      return owner + (name.startsWith('runtime.') ? RUNTIME_CODE : 0) + (name === PUT ? CHANGED : 0)
    },
    file: (name) => (name.includes('acme') ? `internal/${name.split('/').at(-1)?.split('.')[0]}/file.go` : ''),
    url: (name) => (name.includes('acme') ? 'https://github.com/acme/shop/blob/8f3c1d2/internal/file.go#L88' : ''),
    sources: (frameOf) => [
      {
        frame: frameOf(PUT),
        startLine: 85,
        text: PUT_TEXT,
        changedLines: [PUT_LINE],
        values: [
          {
            profile: 0,
            metric: 0,
            lines: [PUT_LINE],
            flat: { baseline: [20.2 * MIB], candidate: [34.7 * MIB] },
            cum: { baseline: [20.9 * MIB], candidate: [35.6 * MIB] },
          },
        ],
      },
    ],
  })
}
