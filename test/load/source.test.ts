import { spawnSync } from 'node:child_process'
import { mkdirSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SourceReader } from '../../src/load/source.ts'
import { type Environment, sourceFolders } from '../../src/load/source-folders.ts'
import type { SourceName } from '../../src/load/source-places.ts'
import { temporaryFolder, write } from './temporary-folder.ts'

const root = realpathSync(temporaryFolder())

const shop = write(join(root, 'work/shop'), {
  '.git/config': 'a token',
  '.env': 'a secret',
  'go.mod': 'module github.com/acme/shop',
  'main.go': 'main of shop',
  'catalog/cache.go': 'cache of shop',
  'errors/errors.go': 'errors of shop',
  'vendor/github.com/lib/pq/conn.go': 'vendored conn',
  'web/app.js': 'app of shop',
  'dot.dir/x.go': 'in a folder with a dot',
})
write(join(root, 'go'), { 'bin/go': '', 'src/runtime/proc.go': 'proc of Go', 'src/errors/errors.go': 'errors of Go' })
write(join(root, 'cache'), {
  'github.com/!azure/sdk@v1.2.0/Client.go': 'client of Azure',
  'golang.org/toolchain@v0.0.1-go1.26.0.linux-amd64/src/runtime/proc.go': 'proc of a toolchain',
})
write(root, { 'outside.go': 'outside', 'elsewhere/tools/tool.go': 'tool', 'elsewhere/.hidden/x.go': 'hidden' })

const GO: Environment = { GOROOT: join(root, 'go'), GOMODCACHE: join(root, 'cache') }

interface Asked extends Partial<SourceName> {
  readonly folder?: string
  readonly sourcePath?: string
  readonly environment?: Environment
}

/** The text of a source, or in angle brackets why there is none. */
function read(file: string, asked: Asked = {}): string {
  const { folder = shop, sourcePath = '', environment = GO, guess = file, packagePath = '', isStandard = false } = asked
  const reader = new SourceReader(sourceFolders(folder, sourcePath, environment))
  const found = reader.read({ file, guess, packagePath, isStandard })
  return found.kind === 'read' ? found.lines.join('\n') : `<${found.reason.code}>`
}

const SHOP = 'github.com/acme/shop'

describe('the source of a function is found', () => {
  test.each<readonly [what: string, file: string, asked: Asked, text: string]>([
    ['at its absolute path', join(shop, 'catalog/cache.go'), {}, 'cache of shop'],
    ['relative to the folder', 'catalog/cache.go', {}, 'cache of shop'],
    ['relative to a folder above', 'shop/catalog/cache.go', { folder: join(shop, 'catalog') }, 'cache of shop'],
    ['relative to a folder of the user', 'tool.go', { sourcePath: join(root, 'elsewhere/tools') }, 'tool'],
    ['in the second of two', 'tool.go', { sourcePath: `${shop}:${join(root, 'elsewhere/tools')}` }, 'tool'],
    ['where the guess of pprof leads', '/ci/shop/web/app.js', { guess: 'web/app.js' }, 'app of shop'],
    ['by the path of its module', `${SHOP}/catalog/cache.go`, { packagePath: `${SHOP}/catalog` }, 'cache of shop'],
    ['by that, though it is a program', `${SHOP}/main.go`, { packagePath: 'main' }, 'main of shop'],
    ['by that, from below', `${SHOP}/main.go`, { packagePath: 'main', folder: join(shop, 'web') }, 'main of shop'],
    ['by that, named from elsewhere', `${SHOP}/main.go`, { folder: root, sourcePath: shop }, 'main of shop'],
    ['by that, built elsewhere', '/build/catalog/cache.go', { packagePath: `${SHOP}/catalog` }, 'cache of shop'],
    ['beside its tests', '/build/catalog/cache.go', { packagePath: `${SHOP}/catalog_test` }, 'cache of shop'],
    ['at a version of the own module', `${SHOP}@v1.0.0/main.go`, {}, 'main of shop'],
    ['in vendor, by version', 'github.com/lib/pq@v1.10.9/conn.go', {}, 'vendored conn'],
    ['in vendor, built elsewhere', '/build/vendor/github.com/lib/pq/conn.go', {}, 'vendored conn'],
    ['in the module cache', 'github.com/Azure/sdk@v1.2.0/Client.go', {}, 'client of Azure'],
    [
      'in that, of another machine',
      '/home/ci/go/pkg/mod/github.com/!azure/sdk@v1.2.0/Client.go',
      {},
      'client of Azure',
    ],
    ['in Go', 'runtime/proc.go', { packagePath: 'runtime', isStandard: true }, 'proc of Go'],
    ['in Go, at another place', '/opt/go/src/runtime/proc.go', { packagePath: 'time', isStandard: true }, 'proc of Go'],
    [
      'in the toolchain of that version',
      '/x/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.0.linux-amd64/src/runtime/proc.go',
      { packagePath: 'runtime', isStandard: true },
      'proc of a toolchain',
    ],
    [
      'in Go, not in a folder called the same',
      'errors/errors.go',
      { packagePath: 'errors', isStandard: true },
      'errors of Go',
    ],
    ['below a folder with a dot inside its name', 'dot.dir/x.go', {}, 'in a folder with a dot'],
  ])('%s', (_what, file, asked, text) => {
    expect(read(file, asked)).toBe(text)
  })

  test('in the Go of the path, and in the module cache of the home', () => {
    const environment = { PATH: `/nowhere:${join(root, 'go/bin')}`, HOME: join(root, 'home') }
    write(join(root, 'home/go/pkg/mod'), { 'x.org/y@v1/z.go': 'z' })
    expect(read('runtime/proc.go', { environment, packagePath: 'runtime', isStandard: true })).toBe('proc of Go')
    expect(read('x.org/y@v1/z.go', { environment })).toBe('z')
    expect(read('x.org/y@v1/z.go', { environment: { GOPATH: join(root, 'home/go') } })).toBe('z')
    expect(read('x.org/y@v1/z.go', { environment: {} })).toBe('<source-not-found>')
  })
})

test('a module that a go.work uses is found beside the one that is worked in', () => {
  const workspace = join(root, 'workspace')
  write(workspace, {
    '.git/HEAD': '',
    'app/go.mod': 'module example.com/app\n',
    'app/go.work': 'use (\n\t.\n\t../lib\n)\n',
    'lib/go.mod': 'module example.com/lib\n',
    'lib/f.go': 'lib',
  })
  expect(read('example.com/lib/f.go', { folder: join(workspace, 'app') })).toBe('lib')
})

describe('what a profile names is not read', () => {
  const cases: readonly (readonly [what: string, file: string, asked?: Asked])[] = [
    ['outside of the checkout', join(root, 'outside.go')],
    ['above it', '../../outside.go'],
    ['above it, from inside', 'catalog/../../../outside.go'],
    ['in a folder above it', 'outside.go'],
    ['above the module', `${SHOP}/../../outside.go`],
    ['above the module, with its package', '/x/../../outside.go', { packagePath: `${SHOP}/../..` }],
    ['above the module cache', 'a@b/../../../outside.go'],
    ['of the system', '/etc/passwd'],
    ['in a hidden folder', '.git/config'],
    ['in a hidden folder, by its path', join(shop, '.git/config')],
    ['in a hidden file', '.env'],
    ['in a hidden file of a folder of the user', '.hidden/x.go', { sourcePath: join(root, 'elsewhere') }],
    ['if it is a folder', 'catalog'],
    ['if it is nothing', ''],
    ['if it is the checkout', shop],
    ['if no file system has such a name', 'a\0b.go'],
    ['if it is longer than names can be', `${'x'.repeat(300)}.go`],
  ]
  test.each(cases.map(([what, file, asked = {}]) => ({ what, file, asked })))('$what', ({ file, asked }) => {
    expect(read(file, asked)).toMatch(/^<source-(not-found|hidden)>$/)
  })

  test.each(['.git/config', '.env', join(shop, '.git/config')])('and it is said where it is hidden: %s', (file) => {
    expect(read(file)).toBe('<source-hidden>')
  })

  test('through a link that leads out, or to what is hidden', () => {
    symlinkSync(join(root, 'outside.go'), join(shop, 'link.go'))
    symlinkSync(root, join(shop, 'up'))
    symlinkSync('.git/config', join(shop, 'config.go'))
    symlinkSync('catalog/cache.go', join(shop, 'inside.go'))
    symlinkSync('loop.go', join(shop, 'loop.go'))
    expect(read('link.go')).toBe('<source-link-out>')
    expect(read('up/outside.go')).toBe('<source-link-out>')
    expect(read('config.go')).toBe('<source-hidden>')
    expect(read('inside.go')).toBe('cache of shop')
    expect(read('loop.go')).toBe('<link>')
  })

  test('if it is no regular file, too large, or no text', () => {
    spawnSync('mkfifo', [join(shop, 'pipe.go')])
    writeFileSync(join(shop, 'large.go'), '')
    truncateSync(join(shop, 'large.go'), 2 ** 24 + 1)
    writeFileSync(join(shop, 'binary.go'), 'a\0b')
    writeFileSync(join(shop, 'lines.go'), '\n'.repeat(1_000_001))
    expect(read('pipe.go')).toBe('<fifo>')
    expect(read('large.go')).toBe('<file-too-large>')
    expect(read('binary.go')).toBe('<source-no-text>')
    expect(read('lines.go')).toBe('<source-too-long>')
  })

  test('from the root of the file system, where everything would be inside', () => {
    expect(read('etc/passwd', { folder: '/', environment: {} })).toBe('<source-not-found>')
    expect(read('/etc/passwd', { sourcePath: '/', environment: {} })).toBe('<source-not-found>')
  })
})

describe('a source', () => {
  test('has lines without their ends, of whatever system', () => {
    writeFileSync(join(shop, 'crlf.go'), 'one\r\ntwo\n\nfour\n')
    expect(read('crlf.go')).toBe('one\ntwo\n\nfour')
  })

  test('is shown by its path from the folder, and by the whole path where it lies elsewhere', () => {
    mkdirSync(join(root, 'work/empty'), { recursive: true })
    const shown = (file: string, sourcePath = '') => {
      const name = { file, guess: file, packagePath: '', isStandard: false }
      const found = new SourceReader(sourceFolders(shop, sourcePath, {})).read(name)
      return found.kind === 'read' ? found.path : null
    }
    expect(shown('catalog/cache.go')).toBe('catalog/cache.go')
    expect(shown('tool.go', join(root, 'elsewhere/tools'))).toBe(join(root, 'elsewhere/tools/tool.go'))
  })
})
