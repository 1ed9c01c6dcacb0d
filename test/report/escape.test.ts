import { describe, expect, test } from 'vitest'
import { clean, clip, code, codeHtml, fence, link, urlPath } from '../../src/report/escape.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { READERS } from './page-faults.ts'

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', amp: '&' }

/** The text that a browser shows for some HTML. */
function shownText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(quot|lt|gt|amp));/g, (_, decimal: string | undefined, name: string | undefined) =>
      decimal === undefined ? (ENTITIES[name ?? ''] ?? '') : String.fromCodePoint(Number(decimal)),
    )
}

describe.each(Object.entries(READERS))('%s', (_, parse) => {
  for (const [kind, write] of Object.entries({ code, codeHtml })) {
    test.each(HOSTILE_NAMES)(`${kind} keeps %j in its cell, as code and nothing else`, (name) => {
      const html = parse(`| a | b |\n|--|--|\n| x ${write(name, 10_000)} y | z |\n`)
      expect(html.match(/<td/g)).toHaveLength(2)
      const body = /<code>([\s\S]*?)<\/code>/.exec(html)?.[1] ?? 'no code'
      expect(body.replaceAll('<wbr>', '')).not.toContain('<')
      expect(html).not.toMatch(/<(a|img|script|h\d|details)\b/)
      expect(shownText(body).replaceAll(' ', '')).toBe(clean(name).replaceAll(' ', ''))
    })
  }

  test.each(HOSTILE_NAMES)('a fence cannot be left by %j', (name) => {
    const html = parse(`${fence([name, 'end'], 'diff')}\n\nafter\n`)
    expect(html.match(/<pre>/g)).toHaveLength(1)
    expect(html.trim()).toMatch(/<p>after<\/p>$/)
    expect(shownText(html.slice(0, html.indexOf('</pre>')))).toContain(clean(name))
  })

  test.each(HOSTILE_NAMES)('a path like %j makes one link to the place it names', (name) => {
    const url = `https://github.com/acme/shop/blob/main/${urlPath(name)}`
    const html = parse(link(code('file'), url))
    expect(html.match(/<a /g)).toHaveLength(1)
    expect(html).toContain(`href="${url.replaceAll('&', '&amp;')}"`)
  })
})

test('text that is cleaned has nothing left that moves the cursor or hides', () => {
  for (const name of HOSTILE_NAMES) expect(clean(name)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u)
  expect(clean('a\u202eb\ud800')).toBe('a\\u{202e}b\ufffd')
})

test('a target that could break out of a link makes none', () => {
  for (const url of ['javascript:alert(1)', 'https://x/a)b', 'https://x/ y', 'https://x/<b>', 'https://x/"', null])
    expect(link('text', url)).toBe('text')
})

test('a path keeps its slashes and loses everything else that has a meaning', () => {
  expect(urlPath("a b/(c)/#d?.go/e'*!~")).toBe('a%20b/%28c%29/%23d%3F.go/e%27%2A%21%7E')
})

test('a clipped name keeps its end, and never half a character', () => {
  expect(clip('abcdefghij', 7)).toBe('abc…hij')
  expect(clip('😀'.repeat(70))).toHaveLength(119)
  expect(clip('short')).toBe('short')
})
