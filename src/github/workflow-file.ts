/**
 * Base name of a workflow's file, of a path with or without the ref that it is of:
 * `acme/shop/.github/workflows/ci.yml@refs/heads/main`. The first `.yml@` ends the path, for refs hold `@` and `/` too,
 * and so may the name itself. Null for what is no such path.
 */
export function workflowFileOf(text: string): string | null {
  const path = /^(.+?\.ya?ml)(?:@|$)/.exec(text)?.[1]
  return path === undefined ? null : (path.split('/').at(-1) ?? null)
}
