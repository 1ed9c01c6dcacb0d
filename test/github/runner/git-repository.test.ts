import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GitHub, startGitHub } from '../fake/github.ts'
import type { Repository } from '../fake/repository.ts'
import { type GitRepository, gitRepository } from './git-repository.ts'

let github: GitHub
let shop: Repository
let git: GitRepository

beforeAll(async () => {
  github = await startGitHub({ startedAt: new Date('2026-01-01T00:00:00Z') })
  shop = github.repository('acme/shop')
  git = gitRepository(shop)
})
afterAll(() => github.close())

function said(...args: string[]): string {
  return execFileSync('git', args, { cwd: git.folder, encoding: 'utf8' }).trim()
}

describe('a git repository of a scenario', () => {
  test('has the same commits every time, and the fake knows them', () => {
    const sha = git.commit({ files: { 'a.txt': 'a', 'sub/b c.txt': 'b' }, branch: 'main', message: 'First' })
    expect(sha).toBe('cb96a272a0b27c2d88dc7e614d78e0cbbb320a6c')
    expect(shop.branches.get('main')).toBe(sha)
    git.checkout(sha)
    expect(said('rev-parse', 'HEAD')).toBe(sha)
    expect(readFileSync(join(git.folder, 'sub/b c.txt'), 'utf8')).toBe('b')
  })

  test('merges as git does', () => {
    const base = git.commit({ files: { same: '1', theirs: '1', ours: '1', gone: '1' } })
    const ours = git.commit({ parents: [base], files: { ours: '2' } })
    const theirs = git.commit({ parents: [base], files: { theirs: '2', gone: null, new: '2' } })
    const merge = git.commit({ parents: [ours, theirs] })
    git.checkout(ours)
    const identity = ['-c', 'user.name=x', '-c', 'user.email=x@x']
    said(...identity, 'merge', '--quiet', '--no-edit', theirs)
    expect(said('rev-parse', 'HEAD^{tree}')).toBe(said('rev-parse', `${merge}^{tree}`))
    expect(said('log', '-1', '--format=%P', merge).split(' ')).toEqual([ours, theirs])
  })

  test('walks its history as git does, forks and criss-cross merges included', () => {
    const shas = [git.commit({ files: { f: '0' } })]
    // Parents by a fixed pattern that gives branches, merges, and merges of merges.
    for (let count = 1; count < 24; count += 1) {
      const first = shas[Math.max(0, count - 1 - ((count * 7) % 5))] ?? ''
      const second = shas[Math.max(0, count - 2 - ((count * 3) % 4))] ?? ''
      const parents = count % 3 === 0 && first !== second ? [first, second] : [first]
      shas.push(git.commit({ parents, files: { [`f${count}`]: String(count) } }))
    }
    for (const sha of shas) {
      const log = shop.history.log(sha).map((commit) => commit.sha)
      expect(log).toEqual(said('log', '--date-order', '--format=%H', sha).split('\n'))
    }
    for (const [index, sha] of shas.entries()) {
      const other = shas[(index * 5 + 3) % shas.length] ?? ''
      expect(said('merge-base', '--all', sha, other).split('\n')).toContain(shop.history.mergeBase(sha, other))
    }
  })
})
