import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GitHub, startGitHub } from './fake/github.ts'
import { gitRepository } from './runner/git-repository.ts'
import { writeFiles } from './runner/temporary.ts'

/** A repository on the fake GitHub, with a checkout, whose service forgets to delete sessions in one of its versions. */
export async function startShop() {
  const github = await startGitHub()
  const shop = github.repository('acme/shop')
  const git = gitRepository(shop)
  const sources = { 'go.mod': 'module example.com/shop\n', 'session-cache/session/store.go': 'package session\n' }
  const base = git.commit({ files: sources, branch: 'main' })
  return { github, shop, git, base }
}

/** Records the heap profile of a version of a fixture into the checkout. */
export function record(folder: string, side: 'baseline' | 'candidate', fixture = 'session-cache'): void {
  const from = join('test/fixtures', fixture, side)
  const files = readdirSync(from)
    .filter((name) => name === 'heap.pb.gz')
    .map((name) => [`profiles/${name}`, readFileSync(join(from, name))] as const)
  writeFiles(folder, Object.fromEntries(files))
}

/** Requests to the REST API by operation, in their order: what the counts of the golden file are made of. */
export function restRequests(github: GitHub): string {
  return github.operations('rest').join('\n')
}
