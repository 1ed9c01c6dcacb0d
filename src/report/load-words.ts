import { bytes, has, named, raw, typed, whole } from './args.ts'
import type { WordTable } from './word-table.ts'

/** Why a file or folder was not read: predicates of the path. */
export const LOAD_WORDS: WordTable = {
  'not-found': (args, pen) => {
    const near = has(args, 'nearest') ? 'nearest' : 'near'
    return { what: 'does not exist', todo: has(args, near) ? `Did you mean ${named(args, near, pen)}?` : CHECK_STEP }
  },
  'broken-link': () => ({ what: 'is a link to something that does not exist', todo: CHECK_STEP }),
  link: () => ({
    what: 'is a symbolic link, and links inside a folder are not followed',
    todo: 'Copy the file itself into the folder, or name it on the command line',
  }),
  fifo: () => ({ what: 'is a named pipe, not a file', todo: WRITE_FILE }),
  socket: () => ({ what: 'is a socket, not a file', todo: WRITE_FILE }),
  device: () => ({ what: 'is a device, not a file', todo: WRITE_FILE }),
  'unknown-entry': () => ({ what: 'is neither a file nor a folder', todo: WRITE_FILE }),
  directory: (args, pen) => ({
    what: 'is a folder, but named like a profile',
    todo: has(args, 'first')
      ? `Name a profile in it, such as ${named(args, 'first', pen)}, or rename the folder`
      : 'Name the profile itself, or rename the folder',
  }),
  'not-permitted': () => ({
    what: 'may not be read by this user',
    todo: 'Change its permissions, or run the step as the user who wrote it (files from a container often belong to root)',
  }),
  'changed-while-read': () => ({
    what: 'changed while it was read',
    todo: 'Wait until the program that writes it has ended',
  }),
  'read-failed': (args, pen) => ({
    what: `could not be read (${named(args, 'errno', pen)})`,
    todo: 'Run the step again; if it happens again, look at the disk of the runner',
  }),
  'file-too-large': (args, pen) => ({
    what: `has ${bytes(args, has(args, 'sizeBytes') ? 'sizeBytes' : 'bytes', pen)}; files of more than ${bytes(args, 'limitBytes', pen)} are not read`,
    todo: `Profile a shorter run, or ${typed(EXCLUDE, pen)}`,
  }),
  'folder-too-large': (args, pen) => ({
    what: `holds files of more than ${bytes(args, 'limitBytes', pen)} together`,
    todo: ONLY_PROFILES,
  }),
  'too-many-files': (args) => ({
    what: has(args, 'limit') ? `holds more than ${whole(args, 'limit')} files` : 'holds too many files',
    todo: ONLY_PROFILES,
  }),
  'too-deep': (args) => ({
    what: has(args, 'limit') ? `lies more than ${whole(args, 'limit')} folders deep` : 'lies too deep in its folder',
    todo: ONLY_PROFILES,
  }),
  'path-too-long': (args) => ({
    what: `has a path of ${whole(args, 'sizeBytes')} bytes; ${whole(args, 'limitBytes')} are allowed`,
    todo: 'Give it a shorter name',
  }),
  'name-not-utf8': () => ({ what: 'has a name that is not UTF-8', todo: 'Rename it' }),
  'empty-folder': (args) => ({
    what:
      Number(args['refused'] ?? 0) > 0 ? `holds no files (${whole(args, 'refused')} other entries)` : 'holds no files',
    todo: CHECK_STEP,
  }),
  'not-meant': () => ({ what: 'is no profile and is not named like one', todo: null }),
  excluded: (_args, pen) => ({ what: typed('is excluded by `files:` of the policy', pen), todo: null }),
  'other-profile': () => ({ what: 'is not the profile that the other side was compared with', todo: null }),
  'manifest-too-large': (args, pen) => ({
    what: `has ${bytes(args, 'sizeBytes', pen)}; a manifest may have ${bytes(args, 'limitBytes', pen)}`,
    todo: null,
  }),
  'manifest-not-json': () => ({ what: 'is no JSON object in UTF-8', todo: 'Correct it or remove it' }),
  'manifest-version': (args, pen) => ({
    what: has(args, 'version')
      ? `has the version ${named(args, 'version', pen)}, which this program does not read`
      : 'names no version',
    todo: `Write ${pen.code('"version": 1')} into it`,
  }),
  'manifest-invalid': (args, pen) => ({
    what: `gives ${named(args, 'found', pen)} under ${named(args, 'key', pen)}, where ${EXPECTED.get(raw(args, 'expected')) ?? named(args, 'expected', pen)} is expected`,
    todo: 'Correct it or remove the key',
  }),
}

const CHECK_STEP = 'Check the path, and that the step that records profiles ran before this one'

const WRITE_FILE = 'Write the profile to a file first'

const EXCLUDE = 'exclude the file under `files:` of the policy'

const ONLY_PROFILES = 'Hand over the folder of the profiles alone, not the whole checkout'

const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['text', 'a text'],
  ['count', 'a whole number above 0'],
  ['operations', 'a number of operations, or one for each path'],
])
