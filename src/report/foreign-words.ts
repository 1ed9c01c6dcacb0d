import type { Foreign } from '../decode/foreign.ts'

/** What people hand over instead of a profile: what it is, and the way to the profile. */
interface ForeignWords {
  readonly is: string
  readonly todo: string
}

export const FOREIGN_WORDS: Readonly<Record<Foreign, ForeignWords>> = {
  elf: {
    is: 'a program (ELF executable)',
    todo: 'Hand over the profile that the program wrote, not the program itself',
  },
  macho: {
    is: 'a program (macOS executable)',
    todo: 'Hand over the profile that the program wrote, not the program itself',
  },
  pe: {
    is: 'a program (Windows executable)',
    todo: 'Hand over the profile that the program wrote, not the program itself',
  },
  zip: {
    is: 'a zip archive',
    todo: 'Unpack it first: an archive inside an archive or a folder is not opened',
  },
  'gzip-in-gzip': {
    is: 'compressed twice',
    todo: 'Upload the file as the program wrote it: Go compresses profiles already',
  },
  zstd: {
    is: 'compressed with zstd',
    todo: 'Unpack it with `zstd -d`: profiles are read plain or compressed with gzip',
  },
  'perf-data': {
    is: 'a recording of Linux perf',
    todo: 'Convert it with `perf_to_profile`, or hand over a pprof profile',
  },
  'execution-trace': {
    is: 'a Go execution trace',
    todo: 'It has no profile in it that can be compared: record one with `-cpuprofile` or from `/debug/pprof/profile`; `go tool trace -pprof=TYPE` makes others',
  },
  'heap-dump': {
    is: 'a Go heap dump (`debug.WriteHeapDump`)',
    todo: 'Write a heap profile with `pprof.WriteHeapProfile` or from `/debug/pprof/heap` instead',
  },
  preprofile: {
    is: 'a profile preprocessed for the compiler (`go tool preprofile`)',
    todo: 'Hand over the pprof file that it was made from',
  },
  coverage: {
    is: 'a coverage profile',
    todo: 'It counts statements, not costs: run `go test` with `-memprofile` or `-cpuprofile` and hand over that file',
  },
  'lfs-pointer': {
    is: 'a Git LFS pointer, not the file it points to',
    todo: 'Check out with `lfs: true` in `actions/checkout`, or run `git lfs pull`',
  },
  html: {
    is: 'an HTML page',
    todo: 'The address that it was fetched from answered with a page, often a login or an error: fetch `/debug/pprof/heap` itself, with `curl --fail`',
  },
  'http-error': {
    is: 'the error message of a web server',
    todo: 'Fetch with `curl --fail`, so that a wrong address or an unknown profile stops the job; `net/http/pprof` must be imported',
  },
  'legacy-pprof': {
    is: 'a profile in an old form of pprof',
    todo: 'Convert it with `go tool pprof -proto`',
  },
  speedscope: {
    is: 'a profile for the viewer speedscope',
    todo: 'Hand over the profile that it was made from',
  },
  stackprof: {
    is: "a profile of Ruby's stackprof",
    todo: 'Write it as folded stacks with `stackprof --stackcollapse`',
  },
  'chrome-trace': {
    is: 'a trace of Chrome',
    todo: 'Hand over a CPU profile (`.cpuprofile`), as `node --cpu-prof` writes it',
  },
  json: {
    is: 'JSON',
    todo: 'Hand over a pprof profile (protobuf, usually `.pb.gz`)',
  },
  'mangled-text': {
    is: 'a binary file that some tool read as text and wrote again',
    todo: 'The bytes are lost: download or copy it as binary, without conversion of encoding or line ends, and mark `*.pb.gz` as binary in `.gitattributes`',
  },
  text: {
    is: 'plain text',
    todo: 'Hand over a pprof profile (protobuf, usually `.pb.gz`), or exclude the file under `files:` of the policy',
  },
}
