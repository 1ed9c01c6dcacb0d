import { describe, expect, test } from 'vitest'
import { isRuntimePackage, isStandardPackage, packageOf } from '../../src/diff/package.ts'

describe('the package of a function', () => {
  test.each([
    ['main.main', 'main'],
    ['main.main.func1', 'main'],
    ['main.init.0', 'main'],
    ['main.glob..func1', 'main'],
    ['main.(*T).Method', 'main'],
    ['main.T.Method', 'main'],
    ['main.(*T).Method-fm', 'main'],
    ['main.main-range1', 'main'],
    ['net/http.(*conn).serve', 'net/http'],
    ['net/http.(*conn).serve.gowrap1', 'net/http'],
    ['github.com/acme/shop/catalog.(*Cache).Put', 'github.com/acme/shop/catalog'],
    ['github.com/acme/shop.F', 'github.com/acme/shop'],
    ['github.com/acme/shop/v2.F', 'github.com/acme/shop/v2'],
    ['github.com/acme/shop/v2/cart.F.func2.1', 'github.com/acme/shop/v2/cart'],
    ['github.com/acme/shop_test.TestPut', 'github.com/acme/shop_test'],
    ['github.com/acme/shop.test.main', 'github.com/acme/shop'],
    ['github.com/acme/go-shop.F', 'github.com/acme/go-shop'],
    ['gopkg.in/yaml%2ev3.(*Decoder).Decode', 'gopkg.in/yaml.v3'],
    ['example.com/a%2eb%2ec.F', 'example.com/a.b.c'],
    ['vendor/golang.org/x/net/http2/hpack.(*Decoder).Write', 'vendor/golang.org/x/net/http2/hpack'],
    ['main.Map[...]', 'main'],
    ['main.Map[go.shape.int]', 'main'],
    ['main.Map[github.com/acme/shop.Item]', 'main'],
    ['slices.SortFunc[go.shape.[]github.com/acme/shop.Item,go.shape.*github.com/acme/shop.Item]', 'slices'],
    ['github.com/acme/shop.(*Cache[go.shape.string,encoding/json.Number]).Put', 'github.com/acme/shop'],
    ['github.com/acme/shop.Map[go.shape.struct { a/b.C }].func1', 'github.com/acme/shop'],
    ['main.F[go.shape.func(net/http.ResponseWriter)]', 'main'],
    ['type:.eq.github.com/acme/shop.Item', 'type'],
    ['type..hash.main.Key', 'type'],
    // Not Go
    ['runtime.goexit', 'runtime'],
    ['malloc', ''],
    ['crosscall2', ''],
    ['_cgo_1234_Cfunc_free', ''],
    ['std::vector::push_back', ''],
    ['operator new(unsigned long)', ''],
    ['(anonymous namespace)::f', ''],
    ['core::ops::function::FnOnce::call_once{{vtable.shim}}', ''],
    ['<alloc::vec::Vec as core::fmt::Debug>::fmt', ''],
    ['profile_prost::is_prime::had333eb918e634e0', ''],
    ['[libc.so.6]', ''],
    ['<unknown>', ''],
    ['.text', ''],
    ['', ''],
  ])('%s is %j', (name, expected) => {
    expect(packageOf(name)).toBe(expected)
  })
})

describe('packages of Go itself', () => {
  test.each([
    ['fmt', true],
    ['net/http', true],
    ['internal/poll', true],
    ['vendor/golang.org/x/net/http2', true],
    ['cmp', true],
    ['weak', true],
    ['testing', true],
    ['main', false],
    ['example', false],
    ['nettle', false],
    ['golang.org/x/net/http2', false],
    ['github.com/acme/net/http', false],
  ])('%s is in the standard library: %s', (packagePath, expected) => {
    expect(isStandardPackage(packagePath)).toBe(expected)
  })

  test.each([
    ['runtime', true],
    ['internal/runtime/maps', true],
    ['runtime/internal/syscall', true],
    ['type', true],
    ['runtime/pprof', false],
    ['runtime/debug', false],
    ['internal/poll', false],
    ['runtimes', false],
    ['github.com/acme/runtime', false],
  ])('%s is the runtime: %s', (packagePath, expected) => {
    expect(isRuntimePackage(packagePath)).toBe(expected)
  })
})
