import { describe, expect, test } from 'vitest'
import { knownCommands, parseCommand } from './workflow-command.ts'

const known = new Set(knownCommands)

describe('a command', () => {
  test.each([
    ['::error::x', 'error', {}, 'x'],
    ['  \t::error::x', 'error', {}, 'x'],
    ['\u00A0\u0085::error::x', 'error', {}, 'x'],
    ['::Error File=a,LINE=3::x', 'error', { file: 'a', line: '3' }, 'x'],
    ['::warning file=a%2Cb%3Ac,title=50%25::x', 'warning', { file: 'a,b:c', title: '50%' }, 'x'],
    ['::notice title=,line=1,=2,junk::x', 'notice', { line: '1' }, 'x'],
    ['::notice title=a=b::x', 'notice', { title: 'a=b' }, 'x'],
    ['::debug::one%0Atwo%0D%25', 'debug', {}, 'one\ntwo\r%'],
    ['::debug::%250A', 'debug', {}, '%0A'],
    ['::group::a::b', 'group', {}, 'a::b'],
    ['::endgroup::', 'endgroup', {}, ''],
  ])('%j starts a line', (line, name, properties, data) => {
    expect(parseCommand(line, known)).toEqual({ name, properties, data, grammar: 'new' })
  })

  test.each([
    ['text ##[error]x', 'error', {}, 'x'],
    ['##[warning file=a;line=3]x%0Ay%5D%3B', 'warning', { file: 'a', line: '3' }, 'x\ny];'],
    ['::unknown::##[add-mask]x', 'add-mask', {}, 'x'],
  ])('%j has it anywhere, in the old grammar', (line, name, properties, data) => {
    expect(parseCommand(line, known)).toEqual({ name, properties, data, grammar: 'old' })
  })

  test.each([
    'error::x',
    'text ::error::x',
    '\uFEFF::error::x',
    '\u200B::error::x',
    ':: error::x',
    '::unknown::x',
    '::error',
    '::error x',
    '##[unknown]x',
    '##[error x',
    '# #[error]x',
    '',
  ])('%j is none', (line) => {
    expect(parseCommand(line, known)).toBeNull()
  })
})
