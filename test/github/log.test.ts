import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLog, type Log } from '../../src/github/log.ts'
import { HOSTILE_NAMES } from '../report/hostile-names.ts'

async function written(say: (log: Log) => unknown): Promise<string> {
  let text = ''
  await say(createLog((more) => (text += more)))
  return text
}

/** What the runner takes for a command: `::name` where a line begins, `##[` anywhere in one. */
function commandsIn(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim().startsWith('::') || line.includes('##['))
    .map((line) => /^::[a-z-]+::/.exec(line)?.[0] ?? line)
}

describe('the log', () => {
  test.each([
    ['text', 'text\n'],
    ['', '\n'],
    ['two\nlines\r\nor three', 'two\nlines\nor three\n'],
    ['::error::x', '\\u{3a}:error::x\n'],
    ['  ::add-mask::a', '  \\u{3a}:add-mask::a\n'],
    ['\u00a0::warning::x', '\u00a0\\u{3a}:warning::x\n'],
    ['std::map ##x #[1]', 'std::map ##x #[1]\n'],
    ['see ##[error]x and ###[group]', 'see \\u{23}#[error]x and #\\u{23}#[group]\n'],
    ['\u001b[31mred\ttab', '\\u{1b}[31mred\\u{9}tab\n'],
    ['a\u2028::stop-commands::b', 'a\\u{2028}::stop-commands::b\n'],
    ['100%', '100%\n'],
  ])('writes %j as %j', async (text, expected) => {
    expect(await written((log) => log.info(text))).toBe(expected)
  })

  test.each([
    ['no comment: 403', '::warning::no comment: 403\n'],
    ['50% of\r\ntwo lines', '::warning::50%25 of%0Atwo lines\n'],
    ['%0A::error::x', '::warning::%250A::error::x\n'],
    ['::error::x', '::warning::\\u{3a}:error::x\n'],
    ['a\u0007', '::warning::a\\u{7}\n'],
  ])('warns of %j by one command', async (text, expected) => {
    expect(await written((log) => log.warning(text))).toBe(expected)
  })

  test.each([
    ['a.go', 'Heap +1 MiB', 'f: 1 → 2\nmore', '::error file=a.go,line=7,title=Heap +1 MiB::f: 1 → 2%0Amore\n'],
    ['a,b:c%d.go', 'x::y, z', '50%', '::error file=a%2Cb%3Ac%25d.go,line=7,title=x%3A%3Ay%2C z::50%25\n'],
    ['a\n::error::b', '\r\n', '::x', '::error file=a%0A\\u{3a}%3Aerror%3A%3Ab,line=7,title=%0A::\\u{3a}:x\n'],
  ])('annotates a line of %j by one command', async (file, title, message, expected) => {
    expect(await written((log) => log.annotate({ level: 'error', file, line: 7, title, message }))).toBe(expected)
  })

  test('folds what is said in a group, and gives its answer', async () => {
    let answer = 0
    const text = await written(async (log) => {
      answer = await log.group('Reading 100% of\nit', async () => {
        log.info('one')
        return 42
      })
      log.info('after')
    })
    expect(text).toBe('::group::Reading 100%25 of%0Ait\none\n::endgroup::\nafter\n')
    expect(answer).toBe(42)
  })

  test('ends a group that fails, and does not nest them', async () => {
    const text = await written(async (log) => {
      const fails = log.group('outer', () =>
        log.group('inner', async () => {
          throw new Error('no')
        }),
      )
      await expect(fails).rejects.toThrow('no')
      await log.group('next', async () => {})
    })
    expect(text).toBe('::group::outer\ninner\n::endgroup::\n::group::next\n::endgroup::\n')
  })

  test('gives no command but its own, whatever is said', async () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE_NAMES),
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('::', ':', '##', '#', '[', '\n', '\r', ' ', '\t', '\u0085', '\u2003', 'error'))
        .map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        expect(commandsIn(await written((log) => log.info(said)))).toEqual([])
        expect(commandsIn(await written((log) => log.warning(said)))).toEqual(['::warning::'])
        const annotation = { level: 'warning', file: said, line: 1, title: said, message: said } as const
        expect(commandsIn(await written((log) => log.annotate(annotation)))).toHaveLength(1)
        expect(commandsIn(await written((log) => log.group(said, async () => {})))).toEqual([
          '::group::',
          '::endgroup::',
        ])
      }),
      { numRuns: 1000 },
    )
  })
})
