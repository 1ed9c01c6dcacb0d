import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { moduleOf, ownPackagesOf, usedFolders } from '../../src/load/go-modules.ts'
import { temporaryFolder, write } from './temporary-folder.ts'

describe('the module of a go.mod', () => {
  test.each([
    ['module example.com/shop\n\ngo 1.22\n', ['example.com/shop']],
    ['// about\n\nmodule example.com/shop // Deprecated: use v2\n', ['example.com/shop']],
    ['module "example.com/shop"\r\ngo 1.22\r\n', ['example.com/shop']],
    ['module `example.com/shop`\n', ['example.com/shop']],
    ['module (\n\texample.com/shop\n)\n', ['example.com/shop']],
    ['module example.com/shop// near\n', ['example.com/shop']],
    ['\tmodule\texample.com/shop/v2', ['example.com/shop/v2']],
    ['go 1.22\nrequire example.com/module v1.0.0\n', []],
    ['// module example.com/shop\n', []],
    ['modules example.com/shop\n', []],
    ['module\n', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(moduleOf(text)).toEqual(expected)
  })
})

describe('the folders of a go.work', () => {
  test.each([
    ['go 1.22\n\nuse ./api\nuse ./mail // the mailer\n', ['./api', './mail']],
    [
      'use (\n\t./api\n\n\t// none\n\t"./with space"\n\t`./raw`\n)\nreplace x => ./y\n',
      ['./api', './with space', './raw'],
    ],
    ['use(\n./api\n)\nuse .\n', ['./api', '.']],
    ['use (\n./api', ['./api']],
    ['go 1.22\n', []],
  ])('%j', (text, expected) => {
    expect(usedFolders(text)).toEqual(expected)
  })
})

describe('own packages are those of the checkout', () => {
  const root = temporaryFolder()
  const own = (name: string, files: Readonly<Record<string, string>>, from = '.') =>
    ownPackagesOf(join(write(join(root, name), { '.git/HEAD': '', ...files }), from))

  test.each([
    [
      'the module around',
      { 'go.mod': 'module example.com/shop\n', 'cmd/x/main.go': '' },
      'cmd/x',
      ['example.com/shop/...'],
    ],
    [
      'the nearest module',
      { 'go.mod': 'module example.com/shop\n', 'tools/go.mod': 'module example.com/tools\n' },
      'tools',
      ['example.com/tools/...'],
    ],
    [
      'all modules of a workspace',
      {
        'go.work': 'use (\n./api\n./mail\n./gone\n)\n',
        'api/go.mod': 'module example.com/api\n',
        'mail/go.mod': 'module example.com/mail\n',
      },
      '.',
      ['example.com/api/...', 'example.com/mail/...'],
    ],
    [
      'a workspace and the module beside it, once',
      {
        'go.work': 'use .\nuse ./api\n',
        'go.mod': 'module example.com/shop\n',
        'api/go.mod': 'module example.com/api\n',
      },
      '.',
      ['example.com/shop/...', 'example.com/api/...'],
    ],
    ['nothing without a module', { 'main.go': '' }, '.', null],
    ['nothing of a go.mod that names none', { 'go.mod': 'go 1.22\n' }, '.', null],
  ])('%s', (name, files, from, expected) => {
    expect(own(name.replaceAll(' ', '-'), files, from)).toEqual(expected)
  })

  test('nothing above the checkout', () => {
    write(join(root, 'outer'), {
      'go.mod': 'module example.com/outer\n',
      'repository/.git/HEAD': '',
      'repository/a/b.go': '',
    })
    expect(ownPackagesOf(join(root, 'outer/repository/a'))).toBe(null)
  })

  test('nothing that a workspace uses outside of the checkout, but what it uses beside itself', () => {
    write(join(root, 'around'), {
      'secret/go.mod': 'module example.com/secret\n',
      'repository/.git/HEAD': '',
      'repository/lib/go.mod': 'module example.com/lib\n',
      'repository/tools/go.work': 'use (\n../lib\n../../secret\n)\n',
    })
    expect(ownPackagesOf(join(root, 'around/repository/tools'))).toEqual(['example.com/lib/...'])
  })

  test('a workspace without a checkout around it has only what is below it', () => {
    const files = { 'w/go.work': 'use (\n./a\n../b\n)\n', 'w/a/go.mod': 'module a\n', 'b/go.mod': 'module b\n' }
    expect(ownPackagesOf(join(write(join(root, 'bare'), files), 'w'))).toEqual(['a/...'])
  })

  test('nothing of a file that is larger than any go.mod', () => {
    expect(own('large', { 'go.mod': `module example.com/shop\n${'//\n'.repeat(400_000)}` })).toBe(null)
  })

  describe.skipIf(process.platform === 'win32')('links and special files', () => {
    const used = 'use .\nuse ./used\n'

    test.each<[string, (folder: string) => void]>([
      ['a link to a file', (folder) => symlinkSync(join(root, 'outside/go.mod'), join(folder, 'go.mod'))],
      ['a device', (folder) => symlinkSync('/dev/zero', join(folder, 'go.mod'))],
      ['a pipe that nobody writes to', (folder) => execFileSync('mkfifo', [join(folder, 'go.mod')])],
      ['a link to a folder', (folder) => symlinkSync(join(root, 'outside'), join(folder, 'used'))],
    ])('%s is not read', (name, make) => {
      write(join(root, 'outside'), { 'go.mod': 'module example.com/outside\n' })
      const folder = write(join(root, name.replaceAll(' ', '-')), { '.git/HEAD': '', 'go.work': used })
      make(folder)
      expect(ownPackagesOf(folder)).toBe(null)
    })
  })
})
