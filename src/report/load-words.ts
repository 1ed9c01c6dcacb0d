import { bytes, has, named, raw, typed, whole } from './args.ts'
import { type Pen, prose } from './pen.ts'
import type { Args, WordTable } from './word-table.ts'

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
  'zip-cut-off': () => ({
    what: 'is a zip that is cut off: the record at its end is missing',
    todo: 'Copy or download it again, once the program that writes it has ended',
  }),
  'zip-damaged': (args, pen) => ({
    what: `is a damaged zip: ${ZIP_DAMAGE.get(raw(args, 'detail')) ?? named(args, 'detail', pen)}`,
    todo: 'Make it anew, in one file, or download it again',
  }),
  'zip-encrypted': () => ({ what: 'is an encrypted zip', todo: 'Make it anew without a password' }),
  'zip-unsafe-name': (args, pen) => ({
    what: `is a zip with an unsafe name in it: ${named(args, 'name', pen)}`,
    todo: 'Make it anew with relative paths, from inside the folder of the profiles',
  }),
  'zip-duplicate-name': (args, pen) => ({
    what: `is a zip with two entries named ${named(args, 'name', pen)}, so nobody can tell which one counts`,
    todo: 'Make it anew, with every file in it once',
  }),
  'zip-entry-damaged': () => ({
    what: 'is damaged in its zip: its content does not fit the size or the checksum that the zip states',
    todo: 'Make the zip anew, or download it again',
  }),
  'zip-method': (args, pen) => ({
    what: `is compressed in its zip by ${ZIP_METHODS.get(Number(args['method'])) ?? `method ${named(args, 'method', pen)}`}, which is not read`,
    todo: 'Make the zip anew with deflate, the usual method, or without compression',
  }),
  'artifact-missing': (args, pen) => ({
    what: `is no artifact of ${ofRun(args, pen)}`,
    todo: has(args, 'run')
      ? 'Correct the name or the number of the run'
      : typed('Correct the name, and let this job wait for the one that uploads it (`needs:`)', pen),
  }),
  'artifact-no-match': (args, pen) => ({
    what: `stands for no artifact: none of this run has a name like ${named(args, 'pattern', pen)}`,
    todo: has(args, 'nearest')
      ? `Did you mean ${alternatives(raw(args, 'nearest').split(', '), pen)}? ${typed(`If not, ${AWAIT}`, pen)}`
      : typed(`Correct the pattern, and ${AWAIT}`, pen),
  }),
  'artifact-expired': (_args, pen) => ({
    what: 'is an artifact that has expired',
    todo: typed('Run the workflow that uploads it again; `retention-days` says how long artifacts are kept', pen),
  }),
  'artifact-too-large': (args, pen) => ({
    what: `is an artifact of ${bytes(args, 'sizeBytes', pen)}; those of more than ${bytes(args, 'limitBytes', pen)} are not downloaded`,
    todo: 'Upload the folder of the profiles alone, not the whole checkout',
  }),
  'artifact-digest-mismatch': () => ({
    what: 'is an artifact that arrived with other bytes than were uploaded: its SHA-256 differs',
    todo: 'Run the job again; if it happens again, upload the artifact anew',
  }),
  'artifact-empty': () => ({
    what: 'is an artifact that arrived without a single byte',
    todo: 'Run the job again; if it happens again, upload the artifact anew',
  }),
  'artifact-failed': (args, pen) => ({
    what: has(args, 'message')
      ? `is an artifact that could not be downloaded (${prose(raw(args, 'message'), pen)})`
      : 'is an artifact that could not be downloaded',
    todo: 'Run the job again',
  }),
  'artifact-forbidden': (_args, pen) => ({
    what: 'is an artifact that the token may not read',
    todo: typed('Give the job `permissions:` with `actions: read`', pen),
  }),
  'artifacts-out-of-reach': (args, pen) => ({
    what: `could not be looked up: ${prose(raw(args, 'message'), pen)}`,
    todo: null,
  }),
  'artifact-foreign': (args, pen) => ({
    what: `is an artifact of ${ofRun(args, pen)}, which a fork started; such a run is never trusted`,
    todo: 'Name a run of a branch of this repository',
  }),
  'run-missing': (args, pen) => ({
    what: `is an artifact of ${ofRun(args, pen)}, which this repository does not have`,
    todo: 'Correct the number of the run (it stands in the address of its page); runs are deleted after some time',
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

const AWAIT = 'let this job wait for the ones that upload them (`needs:`)'

const CHECK_STEP = 'Check the path, and that the step that records profiles ran before this one'

const WRITE_FILE = 'Write the profile to a file first'

const EXCLUDE = 'exclude the file under `files:` of the policy'

const ONLY_PROFILES = 'Hand over the folder of the profiles alone, not the whole checkout'

/** `run 123`; a number that is looked up, so its digits are not grouped. */
function ofRun(args: Args, pen: Pen): string {
  return has(args, 'run') ? `run ${named(args, 'run', pen)}` : 'this run'
}

const ZIP_DAMAGE: ReadonlyMap<string, string> = new Map([
  ['trailing-bytes', 'other bytes follow its end'],
  ['split', 'it is one part of several'],
  ['directory', 'its list of entries is not what its end says'],
  ['entry', 'an entry is not what its list of entries says'],
  ['overlap', 'entries lie over each other, as in a zip bomb'],
])

/** By number of the zip specification, 4.4.5. */
const ZIP_METHODS: ReadonlyMap<number, string> = new Map([
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'xz'],
])

const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['text', 'a text'],
  ['count', 'a whole number above 0'],
  ['operations', 'a number of operations, or one for each path'],
])

/** `a`, `b` or `c`. */
function alternatives(names: readonly string[], pen: Pen): string {
  const quoted = names.map((name) => pen.code(name))
  return [quoted.slice(0, -1).join(', '), ...quoted.slice(-1)].filter((part) => part !== '').join(' or ')
}
