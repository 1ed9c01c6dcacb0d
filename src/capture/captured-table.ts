import { clean } from '../report/escape.ts'
import { bytesText } from '../report/quantity.ts'
import type { Captured } from './capture-service.ts'
import type { CapturedFile } from './captured-file.ts'

/** What a capture has written, for readers; notes stand in the progress already, but where a page is made of it. */
export function renderCaptured(captured: Captured, format: 'text' | 'json' | 'markdown'): string {
  const { out, files, notes } = captured
  if (format === 'json') return `${JSON.stringify({ schemaVersion: 1, out, files, notes }, null, 2)}\n`
  const title = `${clean(out)}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`
  if (format === 'markdown') return markdown(title, captured)
  const width = Math.max(0, ...files.map(({ name }) => name.length))
  const rows = files.map((file) => `  ${file.name.padEnd(width)}  ${sizeText(file)}\n`)
  return `${title}\n${rows.join('')}`
}

function markdown(title: string, { files, notes }: Captured): string {
  const rows = files.map((file) => `| \`${file.name}\` | ${file.kind} | ${sizeText(file)} |\n`)
  const list = notes.map((note) => `- ${note}\n`).join('')
  return `${title}\n\n| file | kind | size |\n|---|---|--:|\n${rows.join('')}${list === '' ? '' : `\n${list}`}`
}

function sizeText({ bytes, samples }: CapturedFile): string {
  return `${bytesText(bytes)}${samples === 0 ? ', empty' : ''}`
}
