import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository } from '../cli/run.ts'
import { type Document, documents, read } from './documents.ts'

/** The anchors that GitHub gives to headings. */
function anchorsOf({ text }: Document): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

const links = documents.flatMap(({ path, text }) =>
  [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map((match) => ({
    path,
    target: match[1] === '' ? path : posix.join(dirname(path), match[1] ?? ''),
    anchor: match[2],
  })),
)

describe('every link of the documents', () => {
  it.each(links)('of $path leads somewhere: $target $anchor', ({ target, anchor }) => {
    expect(existsSync(join(repository, target))).toBe(true)
    if (anchor !== undefined) expect(anchorsOf(read(target))).toContain(anchor)
  })

  it('is found', () => {
    expect(links.length).toBeGreaterThan(30)
  })
})

describe('every page of docs', () => {
  it.each(documents.filter(({ path }) => path.startsWith('docs/')))('lists its sections: $path', (document) => {
    const [, ...sections] = anchorsOf(document)
    const listed = [...document.text.matchAll(/^- \[[^\]]+\]\(#([^)]+)\)$/gm)].map((match) => match[1])
    expect(listed).toEqual(sections)
  })
})
