import { isNoCommit, orNull } from './absent.ts'
import { contentAnswer, folderAnswer, read } from './answers.ts'
import type { FileAt } from './api.ts'
import { ApiError, isApiError } from './error.ts'
import { segment } from './path.ts'
import { type Ask, get, nameOf } from './question.ts'

/** A file of the repository at a commit. `root`: path of the repository. @throws {ApiError} */
export async function fileAt(root: string, ask: Ask, sha: string, file: string): Promise<FileAt> {
  try {
    return (await orNull(isNoCommit, () => found(root, ask, sha, file))) ?? { kind: 'absent' }
  } catch (error) {
    // From 1 to 100 MB the answer has no content; above, it is this one.
    const isTooLarge = isApiError(error) && error.status === 403 && /too large to fetch/i.test(error.message)
    if (isTooLarge) return unusable('too-large')
    throw error
  }
}

async function found(root: string, ask: Ask, sha: string, file: string): Promise<FileAt> {
  const names = file.split('/').filter((name) => name !== '' && name !== '.')
  const question = get([root, 'contents', ...names.map(segment)].join('/'), { ref: sha })
  const answer = await ask(question)
  if (folderAnswer.safeParse(answer.data).success) return unusable('folder')
  const content = read(contentAnswer, answer, question)
  if (content.type === 'dir') return unusable('folder')
  if (content.type === 'submodule') return unusable('submodule')
  if (content.type === 'symlink') return unusable('not-text')
  if (content.encoding === 'none') return unusable('too-large')
  const bytes = Buffer.from(content.content, 'base64')
  if (content.encoding !== 'base64' || bytes.length !== content.size) {
    const message = `${nameOf(question)}: "content" of the answer is not the file's ${content.size} bytes in base64`
    throw new ApiError('unavailable', message, answer.status)
  }
  const text = textOf(bytes)
  return text === null ? unusable('not-text') : { kind: 'text', text }
}

function textOf(bytes: Uint8Array): string | null {
  // As git does, take a file with a zero byte for a binary one.
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function unusable(why: Extract<FileAt, { kind: 'unusable' }>['why']): FileAt {
  return { kind: 'unusable', why }
}
