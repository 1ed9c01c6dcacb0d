import { writeFileSync } from 'node:fs'
import { clean } from '../report/escape.ts'
import { InputError, whyNot } from './errors.ts'

/** Writes a file that an option names, if it does. @throws {InputError} if it cannot be written. */
export function save(path: string | null, render: () => string): void {
  if (path === null) return
  try {
    writeFileSync(path, render())
  } catch (error) {
    throw new InputError(`${clean(path)} could not be written: ${whyNot(error)}`)
  }
}
