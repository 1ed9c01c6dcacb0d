import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type GoModule, modulesIn } from './go-modules.ts'

/** Folders of larger repositories are looked through up to here; the shallow ones come first. */
const MOST_FOLDERS = 20_000
const MOST_MODULES = 1_000

/** What holds no module of the repository: the sources of others, and what Go itself passes over. */
const PASSED_OVER = /^(?:[._]|(?:node_modules|vendor|testdata)$)/

/** Whether a folder of that name is none of the repository's own. */
export function isPassedOver(folderName: string): boolean {
  return PASSED_OVER.test(folderName)
}

/**
 * All Go modules of a checkout, whether or not a go.work joins them. Links are not followed.
 * @param root absolute
 */
export function checkoutModules(root: string): readonly GoModule[] {
  const modules = new Map<string, GoModule>()
  const folders = [root]
  for (let at = 0; at < folders.length && modules.size < MOST_MODULES; at++) {
    const folder = folders[at] ?? root
    for (const entry of entriesOf(folder)) {
      if (entry.isDirectory()) {
        if (folders.length < MOST_FOLDERS && !isPassedOver(entry.name)) folders.push(join(folder, entry.name))
      } else if (entry.name === 'go.mod' || entry.name === 'go.work') {
        for (const module of modulesIn(folder, root)) modules.set(module.folder, module)
      }
    }
  }
  return [...modules.values()]
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // Not permitted, or gone meanwhile: then nothing in it can be linked to.
    return []
  }
}
