import { describe, expect, test } from 'vitest'
import { type Checkout, type RepositoryModule, repositoryPath } from '../../src/reach/repository-paths.ts'

interface Scene {
  readonly files: readonly string[]
  readonly modules?: readonly RepositoryModule[]
  readonly root?: string
}

function checkout({ files, modules = [], root = '/home/runner/work/shop/shop' }: Scene): Checkout {
  return { root, owner: 'acme', name: 'shop', modules: () => modules, has: (path) => files.includes(path) }
}

const shop = checkout({
  modules: [
    { path: 'example.com/shop/v2', folder: '' },
    { path: 'example.com/shop/v2/tools', folder: 'cmd/tools' },
    { path: 'example.com/lib', folder: 'lib' },
  ],
  files: [
    ...['main.go', 'internal/cache.go', 'internal/cache_test.go', 'lib/lib.go', 'cmd/tools/gen.go', 'tools/gen.go'],
    ...['vendor/github.com/pkg/errors/errors.go', 'lib/vendor/golang.org/x/sync/sync.go', 'errors/errors.go'],
    ...['web/app.js', 'api/handler.go', 'lib/api/handler.go', 'services/x.go'],
  ],
})

/** Path, function, and what they stand for. */
type Row = readonly [what: string, path: string, functionName: string, expected: string | null]

describe('the file of a profile', () => {
  test.each<Row>([
    ['in the checkout', '/home/runner/work/shop/shop/internal/cache.go', '', 'internal/cache.go'],
    ['in the checkout, of another job in a container', '/__w/shop/shop/internal/cache.go', '', 'internal/cache.go'],
    ['on a runner of Windows', 'D:\\a\\shop\\shop\\internal\\cache.go', '', 'internal/cache.go'],
    ['on a runner of Windows, by Go', 'D:/a/shop/shop/internal/cache.go', '', 'internal/cache.go'],
    ['on a runner of macOS', '/Users/runner/work/shop/shop/internal/cache.go', '', 'internal/cache.go'],
    ['in a container action', '/github/workspace/internal/cache.go', '', 'internal/cache.go'],
    ['with -trimpath', 'example.com/shop/v2/internal/cache.go', '', 'internal/cache.go'],
    ['with -trimpath, at the root', 'example.com/shop/v2/main.go', 'main.main', 'main.go'],
    ['with -trimpath, of another module', 'example.com/lib/lib.go', 'example.com/lib.F', 'lib/lib.go'],
    ['of a nested module in a folder of another name', 'example.com/shop/v2/tools/gen.go', '', 'cmd/tools/gen.go'],
    ['of a module that go.mod replaces', 'example.com/lib@v0.0.0-00010101000000-000000000000/lib.go', '', 'lib/lib.go'],
    ['of a replaced module of version 0', 'example.com/lib@v0.0.0/lib.go', '', 'lib/lib.go'],
    ['in a GOPATH', '/go/src/example.com/shop/v2/internal/cache.go', '', 'internal/cache.go'],
    [
      'in a GOPATH of Windows',
      'C:\\Users\\me\\go\\src\\example.com\\shop\\v2\\internal\\cache.go',
      '',
      'internal/cache.go',
    ],
    ['in a GOPATH, by the repository', '/go/src/github.com/acme/shop/internal/cache.go', '', 'internal/cache.go'],
    [
      'of vendor, with -trimpath',
      'github.com/pkg/errors@v0.9.1/errors.go',
      '',
      'vendor/github.com/pkg/errors/errors.go',
    ],
    [
      'of vendor, elsewhere',
      '/app/vendor/github.com/pkg/errors/errors.go',
      '',
      'vendor/github.com/pkg/errors/errors.go',
    ],
    ['of the vendor of a module', 'golang.org/x/sync@v0.7.0/sync.go', '', 'lib/vendor/golang.org/x/sync/sync.go'],
    [
      'anywhere, by its package',
      '/tmp/b1/deep/internal/cache.go',
      'example.com/shop/v2/internal.(*C).Put',
      'internal/cache.go',
    ],
    ['relative, by its package', 'internal/cache.go', 'example.com/shop/v2/internal.Put', 'internal/cache.go'],
    [
      'of an external test',
      '/b/internal/cache_test.go',
      'example.com/shop/v2/internal_test.TestPut',
      'internal/cache_test.go',
    ],
    ['in the sandbox of Bazel', '/proc/self/cwd/web/app.js', '', 'web/app.js'],
    ['in an image', '/app/internal/cache.go', '', 'internal/cache.go'],
    ['in an image of Node', '/usr/src/app/web/app.js', '', 'web/app.js'],
    ['in a workspace', '/workspaces/shop/internal/cache.go', '', 'internal/cache.go'],
    ['in an image with one module of it', '/app/lib.go', '', 'lib/lib.go'],
    ['relative, of another language', 'web/app.js', '', 'web/app.js'],
  ])('is found %s', (_, path, functionName, expected) => {
    expect(repositoryPath(shop, path, functionName)).toBe(expected)
  })

  test.each<Row>([
    ['that another folder has, too', '/app/api/handler.go', 'main.main', null],
    ['of the standard library', '/usr/local/go/src/errors/errors.go', 'errors.New', null],
    ['of the standard library, with -trimpath', 'errors/errors.go', 'errors.New', null],
    [
      'of the module cache',
      '/root/go/pkg/mod/example.com/shop/v2@v2.1.0/internal/cache.go',
      'example.com/shop/v2/internal.F',
      null,
    ],
    ['of a version of itself', 'example.com/shop/v2@v2.1.0/internal/cache.go', '', null],
    ['of a module whose path begins alike', 'example.com/shop/v22/internal/cache.go', '', null],
    ['of a package that does not end its path', '/b/cache/cache.go', 'example.com/shop/v2/internal.F', null],
    ['that was deleted', '/home/runner/work/shop/shop/internal/gone.go', 'example.com/shop/v2/internal.F', null],
    ['of no name', '', '', null],
  ])('is nothing %s', (_, path, functionName, expected) => {
    expect(repositoryPath(shop, path, functionName)).toBe(expected)
  })

  test('is told from one of the same name by its package', () => {
    const twins = checkout({
      modules: [{ path: 'example.com/a', folder: 'services/a' }, { path: 'example.com/b', folder: 'services/b' }], // biome-ignore format: a table
      files: ['services/a/api/handler.go', 'services/b/api/handler.go'],
    })
    const find = (functionName: string) => repositoryPath(twins, '/build/api/handler.go', functionName)
    expect([find('example.com/a/api.Serve'), find('example.com/b/api.(*S).Serve')]).toEqual([
      'services/a/api/handler.go',
      'services/b/api/handler.go',
    ])
    expect([find('main.main'), find('')]).toEqual([null, null])
  })

  test('is ambiguous where two modules have the same path', () => {
    const twins = checkout({
      modules: [{ path: 'example.com/a', folder: 'one' }, { path: 'example.com/a', folder: 'two' }], // biome-ignore format: a table
      files: ['one/x.go', 'two/x.go', 'two/y.go'],
    })
    expect(repositoryPath(twins, 'example.com/a/x.go', '')).toBeNull()
    expect(repositoryPath(twins, 'example.com/a/y.go', '')).toBe('two/y.go')
  })

  test('is looked for without the modules where it lies in the checkout', () => {
    const modules = () => {
      throw new Error('asked')
    }
    const path = '/home/runner/work/shop/shop/internal/cache.go'
    expect(repositoryPath({ ...shop, modules }, path, '')).toBe('internal/cache.go')
  })
})
