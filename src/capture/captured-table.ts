import { clean } from '../report/escape.ts'
import { bytesText } from '../report/quantity.ts'
import type { Captured } from './capture-service.ts'
import type { CapturedFile } from './captured-file.ts'
import { profileName } from './profile-set.ts'

/** What a capture has written, for readers; notes stand in the progress already, but where a page is made of it. */
export function renderCaptured(captured: Captured, format: 'text' | 'json' | 'markdown'): string {
  const { out, files, notes } = captured
  if (format === 'json') return `${JSON.stringify({ schemaVersion: 1, out, files, notes }, null, 2)}\n`
  const title = `${clean(out)}: ${files.length} ${files.length === 1 ? 'file' : 'files'}\n`
  const rows = byProfile(files)
  if (format === 'markdown') {
    const table = rows.map(([name, all]) => `| \`${name}\` | ${all[0]?.kind} | ${contents(all)} |\n`)
    const list = notes.map((note) => `- ${note}\n`).join('')
    return `${title}\n| profile | kind | holds |\n|---|---|---|\n${table.join('')}${list === '' ? '' : `\n${list}`}`
  }
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return title + rows.map(([name, all]) => `  ${name.padEnd(width)}  ${contents(all)}\n`).join('')
}

function byProfile(
  files: readonly CapturedFile[],
): readonly (readonly [name: string, files: readonly CapturedFile[]])[] {
  const names = new Set(files.map(({ name }) => profileName(name)))
  return [...names].map((name) => [name, files.filter((file) => profileName(file.name) === name)])
}

/** Of one profile: its size, and of how many snapshots. */
function contents(files: readonly CapturedFile[]): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const count = files.length > 1 ? `, ${files.length} snapshots` : ''
  const isEmpty = files.every(({ samples }) => samples === 0)
  return `${bytesText(bytes)}${count}${isEmpty ? ', empty' : ''}`
}
