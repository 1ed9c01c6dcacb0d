import type { GoModule } from './go-packages.ts'

/** A folder of the repository as `go` takes it in the folder of its module: `.` or `./store`. */
export function pathIn(module: GoModule, folder: string): string {
  if (folder === module.folder) return '.'
  return `./${module.folder === '.' ? folder : folder.slice(module.folder.length + 1)}`
}

/** The last name of a path that means something: not `v2`. */
export function lastName(path: string): string {
  const names = path.split('/').filter((name) => name !== '.')
  const named = names.filter((name) => !/^v\d+$/.test(name))
  return named.at(-1) ?? names.at(-1) ?? ''
}
