import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../cli/run.ts'

/** What a user's repository holds: the module of test/programs with the parts that the documents speak of. */
export interface Shop {
  readonly side: 'baseline' | 'candidate'
  /** Folder of test/programs whose package is `./store`. */
  readonly store: string
  /** File of the folder `shop` with the benchmarks of `./store`. */
  readonly benchmarks: string
}

/** Writes the shop as one commit has it, in place of whatever the folder holds but `.git`. */
export function writeShop(folder: string, { side, store, benchmarks }: Shop): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (name !== '.git') rmSync(join(folder, name), { recursive: true })
  cpSync(join(repository, 'test/programs'), folder, { recursive: true })
  takeSide(folder, side)
  cpSync(join(folder, store), join(folder, 'store'), { recursive: true })
  copyFileSync(join(repository, 'test/docs/shop', benchmarks), join(folder, 'store', benchmarks))
  mkdirSync(join(folder, 'cmd/shop'), { recursive: true })
  copyFileSync(join(repository, 'test/docs/shop/main.go'), join(folder, 'cmd/shop/main.go'))
}

/** The programs hold both sides of a change and choose by a build tag; a commit holds one. */
function takeSide(folder: string, side: Shop['side']): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    const of = /_(baseline|candidate)\.go$/.exec(entry.name)?.[1]
    if (of === undefined) continue
    if (of === side) writeFileSync(path, readFileSync(path, 'utf8').replace(/^\/\/go:build .*\n\n/, ''))
    else rmSync(path)
  }
}
