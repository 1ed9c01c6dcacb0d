import { isAbsolute, join, relative } from 'node:path'
import type { LoadedSide } from '../load/loaded.ts'
import { presenceOf } from '../load/presence.ts'
import { readSide } from '../load/side.ts'

/** Where a path of an input leads. */
export function inWorkspace(workspace: string, path: string): string {
  // `join` keeps the slash at the end, which says that a folder is meant.
  return isAbsolute(path) ? path : join(workspace, path)
}

/** Whether the checkout has something at a path; so it does wherever that cannot be found out. */
export function workspaceHas(workspace: string, path: string): boolean {
  return presenceOf(inWorkspace(workspace, path)).kind !== 'absent'
}

/** Reads what a path of an input stands for; the side names it as the workflow does. */
export function workspaceSide(workspace: string, path: string): LoadedSide {
  const side = readSide(inWorkspace(workspace, path))
  if (isAbsolute(path)) return side
  if (side.kind === 'file') return { ...side, path }
  if (side.kind === 'folder') {
    const notices = side.notices.map(({ code, args }) => ({ code, args: { ...args, path } }))
    return { ...side, path, notices }
  }
  const { code, args } = side.reason
  const nearest = typeof args['nearest'] === 'string' ? { nearest: relative(workspace, args['nearest']) } : {}
  return { kind: 'error', path, reason: { code, args: { ...args, ...nearest, path } } }
}
