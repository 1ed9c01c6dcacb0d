import { describe, expect, test } from 'vitest'
import { callerName, shortName, shortNames } from '../../src/report/name.ts'

describe('a short name', () => {
  test.each([
    ['main.main', 'main.main'],
    ['github.com/acme/shop/internal/catalog.(*Cache).Put', 'catalog.(*Cache).Put'],
    ['github.com/acme/shop/v5.(*Cache).Put', 'shop.(*Cache).Put'],
    ['github.com/acme/shop/v5/catalog.Put.func1', 'catalog.Put.func1'],
    ['gopkg.in/yaml%2ev3.(*decoder).unmarshal', 'yaml.v3.(*decoder).unmarshal'],
    ['slices.SortFunc[go.shape.[]uint8,go.shape.struct { X [4]int }]', 'slices.SortFunc[…]'],
    ['github.com/a/b.Map[github.com/x/y.T].Get', 'b.Map[…].Get'],
    ['github.com/a/b.Map[...].Get', 'b.Map[…].Get'],
    ['main.Sum[int]', 'main.Sum[int]'],
    ['main.broken[go.shape.int', 'main.broken[go.shape.int'],
    ['shop::catalog::Cache::put::h0123456789abcdef', 'Cache::put'],
    [
      'std::map<std::string, int>::operator[](std::string const&)',
      'map<std::string, int>::operator[](std::string const&)',
    ],
    ['com.acme.shop.Cart.add', 'Cart.add'],
    ['handleRequest', 'handleRequest'],
    ['', ''],
  ])('of %s is %s', (full, short) => {
    expect(shortName(full)).toBe(short)
  })

  test.each([
    ['github.com/acme/shop/catalog.(*Service).Search', 'Service.Search'],
    ['github.com/acme/shop/catalog.NewRefresher.gowrap1', 'NewRefresher.gowrap1'],
    ['main.main', 'main'],
    ['shop::Cache::put', 'Cache::put'],
    ['handleRequest', 'handleRequest'],
  ])('of the caller %s is %s', (full, short) => {
    expect(callerName(full)).toBe(short)
  })
})

describe('short names of one surface', () => {
  test('get as many path elements as tell them apart', () => {
    const names = shortNames(['acme.org/shop/a/cache.Put', 'acme.org/shop/b/cache.Put', 'acme.org/shop/b/store.Get'])
    expect(['acme.org/shop/a/cache.Put', 'acme.org/shop/b/cache.Put', 'acme.org/shop/b/store.Get'].map(names)).toEqual([
      'a/cache.Put',
      'b/cache.Put',
      'store.Get',
    ])
  })

  test('keep type arguments where these are the difference', () => {
    const full = ['m.Sort[go.shape.int]', 'm.Sort[go.shape.string]']
    expect(full.map(shortNames(full))).toEqual(full)
  })

  test('are clipped in the middle, for the end says most', () => {
    const full = `main.${'veryLongName'.repeat(10)}End`
    const short = shortNames([full])(full)
    expect([...short]).toHaveLength(60)
    expect(short).toMatch(/^main\.very.*….*NameEnd$/)
  })

  test('show what would hide in them', () => {
    expect(shortNames([])('main.a\u202eb\n')).toBe('main.a\\u{202e}b\\u{a}')
  })

  test('cope with ten thousand functions of one name', () => {
    const full = Array.from({ length: 10_000 }, (_, at) => `acme.org/p${at}/cache.Put`)
    expect(new Set(full.map(shortNames(full))).size).toBe(10_000)
  })
})
