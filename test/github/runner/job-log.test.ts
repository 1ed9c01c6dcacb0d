import { describe, expect, test } from 'vitest'
import { JobLog } from './job-log.ts'

const secret = 'ghs_0123456789'

function read(...lines: readonly string[]): JobLog {
  const log = new JobLog([secret], false)
  for (const line of lines) log.read(line)
  log.end()
  return log
}

describe('the log', () => {
  test('shows words, groups and annotations, and no debug messages', () => {
    const log = read(
      'one',
      '::group::Loading',
      'two',
      '::endgroup::',
      '::debug::three',
      '::error file=a.go,line=3::four%0Afive',
    )
    expect(log.lines).toEqual(['one', '##[group]Loading', 'two', '##[endgroup]', '##[error]four', 'five'])
    expect(log.annotations).toEqual([{ level: 'error', message: 'four\nfive', file: 'a.go', line: 3 }])
    expect(log.violations).toEqual([])
  })

  test('shows debug messages when they are asked for', () => {
    const log = new JobLog([], true)
    log.read('::debug::x')
    expect(log.lines).toEqual(['##[debug]x'])
  })

  test('does not do what stands between stop-commands and its token', () => {
    const log = read('::stop-commands::t0ken', '::error::not one', '##[warning]nor this', '::T0ken::', '::notice::one')
    expect(log.annotations).toEqual([{ level: 'notice', message: 'one' }])
    expect(log.lines).toContain('::error::not one')
    expect(log.violations).toEqual([])
  })

  test('masks what it is told to, from there on', () => {
    const log = read('word', '::add-mask::word', 'a word', '::error::word!', '::add-mask::first%0Asecond', 'second')
    expect(log.lines).toEqual(['word', 'a ***', '##[error]***!', '***'])
    expect(log.violations).toEqual([])
  })
})

describe('a violation', () => {
  test.each([
    [[`token ${secret}`], 'a secret was written to the log'],
    [[`::debug::${secret}`], 'a secret was written to the log'],
    [['::eror::x'], 'unknown command eror: ::eror::x'],
    [['name ##[group]x', '::endgroup::'], 'a command in the old grammar: name ##[group]x'],
    [['::group::a', '::group::b', '::endgroup::'], 'a group inside a group: b'],
    [['::endgroup::'], 'the end of a group that was not begun'],
    [['::group::a'], 'a group was left open'],
    [['::stop-commands::x'], 'commands were stopped and never resumed'],
    [['::set-output name=a::x'], 'set-output is deprecated'],
    [['::set-env name=a::x'], 'set-env is refused by the runner'],
    [['::add-mask::ab'], 'a mask of 2 characters blots out the log'],
    [['::echo::on'], 'the command echo is not used by well-behaved actions'],
    [[`::error::${'x'.repeat(5000)}`], 'a message of 5000 characters was cut'],
    [Array.from({ length: 12 }, () => '::warning::x'), '2 annotations of level warning over the limit of 10'],
  ])('%j: %s', (lines, violation) => {
    expect(read(...lines).violations).toEqual([violation])
  })

  test('is masked in the log all the same', () => {
    expect(read(`token ${secret}`).lines).toEqual(['token ***'])
  })

  test('of a limit leaves what GitHub would show', () => {
    const log = read(...Array.from({ length: 12 }, (_, index) => `::warning::${index}`), `::error::${'x'.repeat(5000)}`)
    expect(log.annotations.filter(({ level }) => level === 'warning')).toHaveLength(10)
    expect(log.annotations.at(-1)?.message).toHaveLength(4096)
    expect(log.lines).toHaveLength(13)
  })

  test('of a refused command fails the step', () => {
    expect([read('::add-path::/bin').hasFailed, read('::error::x').hasFailed]).toEqual([true, false])
  })
})
