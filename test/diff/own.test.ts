import { describe, expect, test } from 'vitest'
import { ownCode } from '../../src/diff/own.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { textProfile } from '../support/text-profile.ts'
import { topOf, topText } from '../support/text-table.ts'

describe('whose code a function is', () => {
  const patterns = ['github.com/acme/shop/...', 'github.com/acme/tools']

  test.each([
    ['main.main', 'own'],
    ['main.(*T).Method.func1', 'own'],
    ['github.com/acme/shop.F', 'own'],
    ['github.com/acme/shop/catalog.(*Cache[go.shape.string]).Put', 'own'],
    ['github.com/acme/shop_test.TestF', 'own'],
    ['github.com/acme/shop/catalog_test.TestF', 'own'],
    ['github.com/acme/tools.F', 'own'],
    ['github.com/acme/tools_test.F', 'own'],
    ['github.com/acme/tools/lint.F', 'foreign'],
    ['github.com/acme/shopping.F', 'foreign'],
    ['github.com/acme/shop.test.F', 'own'],
    ['golang.org/x/net/html.Parse', 'foreign'],
    ['slices.SortFunc[go.shape.[]github.com/acme/shop.Item]', 'foreign'],
    ['net/http.(*conn).serve', 'foreign'],
    ['runtime/pprof.StartCPUProfile', 'foreign'],
    ['testing.(*B).runN', 'foreign'],
    ['malloc', 'foreign'],
    ['[libc.so.6]', 'foreign'],
    ['runtime.mallocgc', 'runtime'],
    ['runtime.(*mheap).alloc', 'runtime'],
    ['internal/runtime/maps.(*Map).Put', 'runtime'],
    ['runtime/internal/syscall.Syscall6', 'runtime'],
    ['type:.eq.github.com/acme/shop.Item', 'runtime'],
  ])('with patterns, %s is %s', (name, expected) => {
    expect(ownCode(patterns)(name)).toBe(expected)
  })

  test.each([
    ['main.main', 'own'],
    ['github.com/acme/shop.F', 'own'],
    ['golang.org/x/net/html.Parse', 'own'],
    ['std::vector::push_back', 'own'],
    ['malloc', 'own'],
    ['net/http.(*conn).serve', 'foreign'],
    ['vendor/golang.org/x/net/http2/hpack.F', 'foreign'],
    ['runtime.mallocgc', 'runtime'],
    ['type..eq.[2]string', 'runtime'],
  ])('without patterns, %s is %s', (name, expected) => {
    expect(ownCode(null)(name)).toBe(expected)
  })

  test("the helpers of Go's assembly are the runtime's", () => {
    expect(ownCode(null)('memeqbody', '/usr/local/go/src/internal/bytealg/equal_amd64.s')).toBe('runtime')
    expect(ownCode(null)('memeqbody', '/src/memeq.c')).toBe('own')
    expect(ownCode(null)('main.sum', '/src/sum_amd64.s')).toBe('own')
  })
})

describe('a stack is blamed on', () => {
  test.each([
    ['the innermost own frame', 'main.main;main.load;encoding/json.Unmarshal;runtime.growslice', 'main.load'],
    ['one that was inlined too', 'main.main > main.load > bytes.Clone;runtime.growslice', 'main.load'],
    ['its leaf, if that is own', 'net/http.serve;main.main', 'main.main'],
    [
      "the outermost frame that is not the runtime's, if none is own",
      'runtime.goexit;net/http.serve;bufio.NewReader',
      'net/http.serve',
    ],
    [
      "the outermost frame, if all are the runtime's",
      'runtime.mcall;runtime.park_m;runtime.findRunnable',
      'runtime.mcall',
    ],
    ['its binary, if it has no names', '[libc.so.6];[ld.so]', '[libc.so.6]'],
    ['an own frame above code without names', 'main.main;[libc.so.6]', 'main.main'],
  ])('%s', (_name, stack, blamed) => {
    const profile = textProfile(`samples/count\n${stack} 7`)
    const { rows } = topOf([profile], { own: ownCode(['github.com/acme/...']), by: 'own' })
    expect(rows.filter(({ own }) => own !== 0).map(({ name, own }) => `${name} ${own}`)).toEqual([`${blamed} 7`])
  })

  test('nobody whose name is not known, as long as there is somebody else', () => {
    const profile = decodeProfile(
      encodeProfile({
        sampleTypes: [['samples', 'count']],
        mappings: [{ id: 1, file: '/lib/libc.so.6' }],
        functions: [{ id: 1 }, { id: 2, name: 'github.com/acme/shop.F' }],
        locations: [1, 2].map((id) => ({ id, mapping: 1, lines: [{ function: id }] })),
        samples: [{ locations: [1, 2], values: [7] }],
      }),
    )
    expect(topText(profile, { own: ownCode(null) })).toEqual(['7 7 0 [libc.so.6]', '0 7 7 github.com/acme/shop.F'])
  })

  test('nobody, if it is empty', () => {
    expect(topOf([textProfile('samples/count\n- 7')], { by: 'own' }).rows).toEqual([])
  })
})
