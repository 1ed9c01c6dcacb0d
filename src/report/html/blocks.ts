import { escaped, inlineTags, namesHtml } from './markup.ts'

/**
 * What our Markdown pages are made of, as HTML: paragraphs, lists, fences, tables and folded sections. It is no Markdown
 * parser: it reads what `report/markdown-*.ts` writes with the pen of this surface, and everything else as plain text.
 */
export function blocksHtml(markdown: string): string {
  return namesHtml(markdown, (text) => new Blocks(text.split('\n')).read())
}

class Blocks {
  private readonly lines: readonly string[]
  private at = 0

  constructor(lines: readonly string[]) {
    this.lines = lines
  }

  read(): string {
    const written: string[] = []
    while (this.at < this.lines.length) written.push(this.block())
    return written.filter((block) => block !== '').join('\n')
  }

  private block(): string {
    const line = this.lines[this.at] ?? ''
    const [, ticks, language = ''] = /^(`{3,})(\w*)$/.exec(line) ?? []
    if (ticks !== undefined) return this.fence(ticks, language)
    const [, summary] = /^<details><summary>(.*)<\/summary>$/.exec(line) ?? []
    if (summary !== undefined) return this.fold(summary)
    if (line.startsWith('|')) return this.table()
    if (line.startsWith('- ')) return this.list()
    this.at++
    return line.trim() === '' || line === '</details>' ? '' : `<p>${inlineTags(line)}</p>`
  }

  /** The lines from here on that start like this. */
  private while(test: (line: string) => boolean): readonly string[] {
    const first = this.at
    while (this.at < this.lines.length && test(this.lines[this.at]!)) this.at++
    return this.lines.slice(first, this.at)
  }

  private fence(ticks: string, language: string): string {
    this.at++
    const body = this.while((line) => line !== ticks)
    this.at++
    return preformatted(body, language)
  }

  /** Folded sections hold none. */
  private fold(summary: string): string {
    this.at++
    const inner = new Blocks(this.while((line) => line !== '</details>')).read()
    this.at++
    return `<details><summary>${inlineTags(summary)}</summary>\n${inner}\n</details>`
  }

  private table(): string {
    const [head = '', , ...rows] = this.while((line) => line.startsWith('|')).map(cellsOf)
    const cells = (row: readonly string[] | '', tag: string) =>
      // A header that says nothing is none.
      [...row].map((cell) => (cell === '' ? '<td></td>' : `<${tag}>${inlineTags(cell)}</${tag}>`)).join('')
    return `<div class="wide"><table>\n<thead><tr>${cells(head, 'th')}</tr></thead>\n<tbody>\n${rows
      .map((row) => `<tr>${cells(row, 'td')}</tr>\n`)
      .join('')}</tbody>\n</table></div>`
  }

  private list(): string {
    const items = this.while((line) => line.startsWith('- ')).map((line) => `<li>${inlineTags(line.slice(2))}</li>`)
    return `<ul>\n${items.join('\n')}\n</ul>`
  }
}

/** Names are taken out before, so that a bar is always the border of a cell. */
function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

/** Lines as they are; of a difference, those that count stand out. */
export function preformatted(lines: readonly string[], language: string): string {
  const written = lines.map((line) => {
    const kind = language === 'diff' ? MARKS.get(line.charAt(0)) : undefined
    return kind === undefined ? escaped(line) : `<span class="${kind}">${escaped(line)}</span>`
  })
  return `<pre tabindex="0">${written.join('\n')}</pre>`
}

const MARKS: ReadonlyMap<string, string> = new Map([
  ['!', 'marked'],
  ['#', 'small'],
  ['+', 'added'],
  ['-', 'removed'],
])
