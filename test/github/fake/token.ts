import type { Repository } from './repository.ts'
import type { Actor } from './world.ts'

export type Level = 'none' | 'read' | 'write'
export type Scope = 'actions' | 'contents' | 'issues' | 'pull-requests'
export type Permissions = Readonly<Record<Scope, Level>>

export interface Token {
  readonly text: string
  readonly actor: Actor
  readonly permissions: Permissions
  /** The only one it knows of; null for any. */
  readonly repository: Repository | null
  readonly denial: 'forbidden' | 'hidden'
}

/** What the README asks for. */
export const usualPermissions: Partial<Permissions> = { contents: 'read', actions: 'read', 'pull-requests': 'write' }

/** What a fork's or Dependabot's pull request has, whatever the workflow says. */
export const readOnly: Permissions = { contents: 'read', actions: 'read', 'pull-requests': 'read', issues: 'read' }

/** As in `permissions:` of a workflow: naming one sets the others to none. */
export function permitted(named: Partial<Permissions> = usualPermissions): Permissions {
  return { actions: 'none', contents: 'none', issues: 'none', 'pull-requests': 'none', ...named }
}

const ranks: Readonly<Record<Level, number>> = { none: 0, read: 1, write: 2 }

export function allows(permissions: Permissions, scopes: readonly Scope[], level: Level): boolean {
  return scopes.some((scope) => ranks[permissions[scope]] >= ranks[level])
}
