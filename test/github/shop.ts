import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GitHub, startGitHub } from './fake/github.ts'
import type { Changes } from './fake/history.ts'
import type { RepositoryOptions } from './fake/repository.ts'
import { gitRepository } from './runner/git-repository.ts'
import { pullRequestEvent, pushEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { writeFiles } from './runner/temporary.ts'

/** A repository on the fake GitHub, with a checkout, whose service forgets to delete sessions in one of its versions. */
export async function startShop(options: RepositoryOptions = {}) {
  const github = await startGitHub()
  const shop = github.repository('acme/shop', options)
  const git = gitRepository(shop)
  const sources = { 'go.mod': 'module example.com/shop\n', 'session-cache/session/store.go': 'package session\n' }
  const base = git.commit({ files: sources, branch: 'main' })
  return { github, shop, git, base }
}

export type Shop = Awaited<ReturnType<typeof startShop>>

/** The push whose run stored the baseline. */
export async function storeBaseline({ github, shop, git, base }: Shop) {
  git.checkout(base)
  record(git.folder, 'baseline')
  const run = shop.run({ event: 'push', sha: base, branch: 'main' })
  await runStep({ github, run, trigger: pushEvent(shop), workspace: git.folder })
  return run
}

/** A run of main that holds the profiles of a version, as if a step had stored them. */
export function storedRun({ shop, base }: Shop, side: 'baseline' | 'candidate' = 'baseline') {
  const run = shop.run({ event: 'push', sha: base, branch: 'main' })
  run.artifact('profile-gate-profiles', heapOf(side))
  return run
}

/**
 * A pull request that leaks, its merge commit checked out and measured, and the step that judges it.
 * @param files what it changes besides
 */
export function leakingPull({ github, shop, git, base }: Shop, files: Changes = {}) {
  const leak = git.commit({ files: { 'a.go': 'package a\n', ...files }, parents: [base], branch: 'leak' })
  const merged = git.commit({ files, parents: [base, leak] })
  const pull = shop.pull({ head: { branch: 'leak', sha: leak }, mergeSha: merged })
  git.checkout(merged)
  record(git.folder, 'candidate')
  const run = shop.run({ event: 'pull_request', sha: leak, branch: 'leak', pull })
  return { pull, leak, run, step: { github, run, trigger: pullRequestEvent(pull), workspace: git.folder } }
}

/** The JSON result that a step left. */
export function resultOf({ outputs }: Awaited<ReturnType<typeof runStep>>) {
  return JSON.parse(readFileSync(outputs['json'] ?? '', 'utf8'))
}

/** Records the heap profile of a version of a fixture into the checkout. */
export function record(folder: string, side: 'baseline' | 'candidate', fixture = 'session-cache'): void {
  const files = Object.entries(heapOf(side, fixture)).map(([name, bytes]) => [`profiles/${name}`, bytes] as const)
  writeFiles(folder, Object.fromEntries(files))
}

/** The same as files of an artifact. */
export function heapOf(side: 'baseline' | 'candidate', fixture = 'session-cache') {
  return { 'heap.pb.gz': readFileSync(join('test/fixtures', fixture, side, 'heap.pb.gz')) }
}

/** Requests to the REST API by operation, in their order: what the counts of the golden file are made of. */
export function restRequests(github: GitHub): string {
  return github.operations('rest').join('\n')
}
