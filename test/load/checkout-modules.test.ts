import { symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { checkoutModules } from '../../src/load/checkout-modules.ts'
import { temporaryFolder, write } from './temporary-folder.ts'

function modulesOf(files: Readonly<Record<string, string>>, link: readonly [string, string] | null = null) {
  const parent = temporaryFolder()
  const root = write(join(parent, 'work'), files)
  write(join(parent, 'beside'), { 'go.mod': 'module example.com/beside\n' })
  if (link !== null) symlinkSync(join(root, link[0]), join(root, link[1]))
  return checkoutModules(root).map(({ path, folder }) => [path, relative(root, folder)])
}

const mod = (name: string) => `module example.com/${name}\n`

test.each<[string, Readonly<Record<string, string>>, readonly (readonly [string, string])[]]>([
  ['of the root', { 'go.mod': mod('shop') }, [['example.com/shop', '']]],
  [
    'of folders that no go.work joins',
    { 'a/go.mod': mod('a'), 'deep/er/b/go.mod': mod('b'), 'README.md': '' },
    [['example.com/a', 'a'], ['example.com/b', 'deep/er/b']], // biome-ignore format: a table
  ],
  ['that a go.work joins, once', { 'go.work': 'use ./a\n', 'a/go.mod': mod('a') }, [['example.com/a', 'a']]],
  [
    'but not those of others, of tests, or of what Go passes over',
    {
      ...{ 'go.mod': mod('shop'), 'vendor/v/go.mod': mod('v'), 'node_modules/n/go.mod': mod('n') },
      ...{ 'x/testdata/t/go.mod': mod('t'), '.git/go.mod': mod('g'), '_old/go.mod': mod('o') },
    },
    [['example.com/shop', '']],
  ],
  ['but not one outside', { 'go.work': 'use ../beside\n', 'a/x': '' }, []],
  ['where there is none', { 'a/b.go': '' }, []],
  ['where go.mod names none', { 'go.mod': 'go 1.25\n' }, []],
])('modules of a checkout are those %s', (_, files, expected) => {
  expect(modulesOf(files)).toEqual(expected)
})

test('links are not followed', () => {
  expect(modulesOf({ 'a/go.mod': mod('a') }, ['a', 'again'])).toEqual([['example.com/a', 'a']])
})
