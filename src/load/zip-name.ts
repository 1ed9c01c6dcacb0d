import { isUtf8 } from 'node:buffer'
import { notice } from '../model/notice.ts'
import { ZipError } from './zip-source.ts'

export interface ZipName {
  /** Relative, with `/`; empty for the root itself. U+FFFD stands for bytes that are no UTF-8. */
  readonly path: string
  readonly isFolder: boolean
  readonly isUtf8: boolean
}

/** So much of a hostile name is shown. */
const SHOWN_LENGTH = 256

/**
 * The path that an entry is unpacked to. Windows programs write backslashes; `tar` writes `./` in front.
 * @throws {ZipError} `zip-unsafe-name` if that is not below the folder it is unpacked to, on any system.
 */
export function readName(name: Buffer): ZipName {
  const text = name.toString('utf8')
  const segments = text.replaceAll('\\', '/').split('/')
  const isFolder = segments.at(-1) === '' && segments.length > 1
  if (isFolder) segments.pop()
  const path = segments.filter((segment) => segment !== '.').join('/')
  const isUnsafe = segments.includes('') || segments.includes('..') || /^[A-Za-z]:|\0/.test(path)
  if (isUnsafe || (path === '' && !isFolder)) {
    throw new ZipError(notice('zip-unsafe-name', { name: text.slice(0, SHOWN_LENGTH) }))
  }
  return { path, isFolder, isUtf8: isUtf8(name) }
}
