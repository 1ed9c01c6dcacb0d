import { describe, expect, test } from 'vitest'
import { canonicalName } from '../../src/diff/canonical-name.ts'

describe('a function keeps its canonical name', () => {
  test.each([
    ['a function is what it is called', 'main.main', 'main.main'],
    ['a method', 'github.com/acme/shop.(*Cache).Put', 'github.com/acme/shop.Cache.Put'],
    ['when its receiver becomes a value', 'main.T.Method', 'main.T.Method'],
    ['when the toolchain writes type arguments', 'main.Map[go.shape.int]', 'main.Map'],
    ['when it leaves them out', 'main.Map[...]', 'main.Map'],
    ['with nested type arguments', 'main.Map[go.shape.[]a/b.C[int],go.shape.func(int)]', 'main.Map'],
    ['with type arguments of its receiver', 'main.(*Tree[...]).Walk.func1', 'main.Tree.Walk.func'],
    ['when closures are renumbered', 'main.main.func12', 'main.main.func'],
    ['when nested closures are', 'main.main.func2.1.3', 'main.main.func'],
    ['when a closure is inlined into another', 'main.f.g.func1.h.func2', 'main.f.g.func.h.func'],
    ['closures of package variables', 'main.glob..func3', 'main.glob..func'],
    ['closures of init', 'main.init.0.func1', 'main.init.0.func'],
    ['wrapped for go', 'main.main.gowrap2', 'main.main'],
    ['wrapped for defer', 'main.main.deferwrap1', 'main.main'],
    ['wrapped for defer by older toolchains', 'main.main.func1.dwrap.2', 'main.main.func'],
    ['as a method value', 'main.(*T).Method-fm', 'main.T.Method'],
    ['as the body of a range over a function', 'main.main-range1', 'main.main'],
    ['as a closure in such a body', 'main.main-range12.func1', 'main.main.func'],
    ['when its module has a new major version', 'github.com/acme/shop/v3.F', 'github.com/acme/shop.F'],
    ['also inside the module', 'github.com/acme/shop/v3/cart.F', 'github.com/acme/shop/cart.F'],
    ['when it is vendored', 'github.com/acme/shop/vendor/golang.org/x/net/html.Parse', 'golang.org/x/net/html.Parse'],
    ['when Go vendors it', 'vendor/golang.org/x/net/http2/hpack.F', 'golang.org/x/net/http2/hpack.F'],
  ])('%s', (_name, name, canonical) => {
    expect(canonicalName(name)).toBe(canonical)
    expect(canonicalName(canonical)).toBe(canonical)
  })
})

describe('functions that only look alike stay apart', () => {
  test.each([
    ['main.f', 'main.g'],
    ['main.T.Method', 'main.U.Method'],
    ['a.F', 'b.F'],
    ['github.com/a/shop.F', 'github.com/b/shop.F'],
    // Names that a user gave
    ['main.func1', 'main.func2'],
    ['main.T.func1x', 'main.T.func2x'],
    ['main.gowrapper', 'main.per'],
    ['main.f.deferwrap', 'main.f'],
    ['main.f-formatted', 'main.formatted'],
    ['github.com/acme/radio-fm.F', 'github.com/acme/radio.F'],
    ['github.com/acme/go-range1/x.F', 'github.com/acme/go/x.F'],
    ['github.com/acme/v2ray.F', 'github.com/acme/ray.F'],
    ['github.com/acme/shop/v1beta1.F', 'github.com/acme/shop/v1beta2.F'],
  ])('%s and %s', (a, b) => {
    expect(canonicalName(a)).not.toBe(canonicalName(b))
  })
})

test.each(['main.f[', 'main.f]', 'main.f[a', 'main.]f[', '[libc.so.6', '', '[]', '()', '.', '/', '-fm'])(
  'what is no Go name does no harm: %j',
  (name) => {
    expect(canonicalName(name).length).toBeLessThanOrEqual(name.length)
  },
)

test('a name of a million characters takes no time', () => {
  const start = performance.now()
  for (const part of ['.func1', '(', '[', '(*', '/v1', '.gowrap', '-range1', 'vendor/']) {
    canonicalName(`main.f${part.repeat(1_000_000 / part.length)}x`)
  }
  expect(performance.now() - start).toBeLessThan(5000)
})
