import type { Notice } from '../model/notice.ts'
import { bytes, has, named, raw, typed, whole } from './args.ts'
import { FOREIGN_WORDS } from './foreign-words.ts'
import type { Pen } from './pen.ts'
import { textDamage } from './text-damage-words.ts'
import type { WordTable } from './word-table.ts'

/** Why bytes could not be read as a profile: predicates of the file. Byte offsets are those of the unpacked data. */
export const DECODE_WORDS: WordTable = {
  empty: () => ({
    what: 'is empty',
    todo: 'Most often the program ended before it wrote the profile: stop the profile and close its file before the program exits',
  }),
  'cut-off': (args, pen) => ({
    what: `is cut off: the gzip stream ends after ${whole(args, 'bytes')} bytes without its checksum`,
    todo: typed(
      'The program was most likely killed before it had written the profile (for CPU: before `pprof.StopCPUProfile` returned), or the file was copied too early: wait for the program to end, then record it again',
      pen,
    ),
  }),
  'gzip-damaged': (args) => ({
    what:
      has(args, 'detail') && raw(args, 'detail') === 'trailing-bytes' ? trailing(args) : damage(raw(args, 'detail')),
    todo: 'Record or download it again, as binary: a conversion of encoding or line ends on the way breaks it',
  }),
  'too-large': (args, pen) => ({
    what: `is larger than ${bytes(args, 'limitBytes', pen)} once it is unpacked`,
    todo: 'Profile a shorter run, or fewer labels: a profile of that size is most often a merge of many, or no profile',
  }),
  'not-a-profile': (args, pen) => {
    const is = raw(args, 'is')
    if (!Object.hasOwn(FOREIGN_WORDS, is))
      return { what: `is no profile, but ${pen.code(is)}`, todo: typed(HAND_OVER, pen) }
    const words = FOREIGN_WORDS[is as keyof typeof FOREIGN_WORDS]
    return { what: `is no profile, but ${typed(words.is, pen)}`, todo: typed(words.todo, pen) }
  },
  malformed: (args, pen) => ({
    what: `is no valid profile: ${malformation(raw(args, 'detail'), pen)}${at(args, pen)}`,
    todo: typed(RECORD_AGAIN, pen),
  }),
  invalid: (args, pen) => ({
    what: `contradicts itself: ${contradiction(args, pen)}${at(args, pen)}`,
    todo: typed(RECORD_AGAIN, pen),
  }),
  'text-damaged': textDamage,
  'too-many-metrics': (args) => ({
    what: `has more values than a profile can hold: ${whole(args, 'metrics')} metrics of ${whole(args, 'labels')} series of labels or results`,
    todo: 'Leave out labels that have a value for each request, user or connection',
  }),
}

const HAND_OVER = 'Hand over a pprof profile (protobuf, usually `.pb.gz`)'

const RECORD_AGAIN =
  '`go tool pprof` refuses it as well: record it again, and if that does not help, report it to the tool that wrote it'

function trailing(args: Notice['args']): string {
  const amount = has(args, 'bytes') ? `${whole(args, 'bytes')} bytes` : 'bytes'
  return `is damaged: ${amount} that are no gzip follow the end of its gzip stream`
}

function damage(detail: string): string {
  return detail === 'checksum'
    ? 'is damaged: its content does not fit the checksum of its gzip stream'
    : 'is damaged: its gzip data contradict themselves'
}

/** `, in field sample.location_id, byte 1,234 of the unpacked data`. */
function at(args: Notice['args'], pen: Pen): string {
  const field = has(args, 'field') ? `, in field ${named(args, 'field', pen)}` : ''
  return field + (has(args, 'offset') ? `, at byte ${whole(args, 'offset')} of the unpacked data` : '')
}

const MALFORMATIONS: ReadonlyMap<string, string> = new Map([
  ['truncated-varint', 'the data end inside a number'],
  ['long-varint', 'a number has more than 64 bits'],
  ['length-beyond-end', 'a part claims to be longer than the data'],
  ['truncated-field', 'the data end inside a field'],
  ['wire-type', 'a field has the wrong form'],
  ['string-index', 'a string is referred to that does not exist'],
  ['first-string', 'the first string is not empty'],
  ['concatenated', 'several profiles were written one after the other into it'],
])

function malformation(detail: string, pen: Pen): string {
  return MALFORMATIONS.get(detail) ?? pen.code(detail)
}

function contradiction(args: Notice['args'], pen: Pen): string {
  const id = has(args, 'id') ? ` ${named(args, 'id', pen)}` : ''
  switch (raw(args, 'detail')) {
    case 'id-zero':
      return 'an entry has the id 0, which means none'
    case 'duplicate-id':
      return `two entries have the id${id}`
    case 'unknown-function':
      return `a location refers to the function${id}, which does not exist`
    case 'unknown-location':
      return `a sample refers to the location${id}, which does not exist`
    case 'value-count':
      return `a sample has ${whole(args, 'values')} values, but there are ${whole(args, 'types')} sample types`
    case 'no-sample-type':
      return 'it has samples, but no sample type that says what they count'
    default:
      return pen.code(raw(args, 'detail'))
  }
}
