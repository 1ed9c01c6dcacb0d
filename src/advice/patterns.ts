import type { ProfileKind } from '../model/kind.ts'

/**
 * Patterns of Go programs whose cause is known, as a table: a row is what to look for and what to say of it. Adding one is
 * adding a row, and to `test/advice` a program that shows it and one that nearly does.
 *
 * A row speaks of the frames below the blamed one, which are those of the runtime and of libraries; of a stack without own
 * code these are all of its frames. Everything that a row names has to hold. The first row that fits speaks.
 */
export interface Pattern {
  readonly code: string
  readonly kinds: readonly ProfileKind[]
  /** Of the kind's metrics; left out means all. */
  readonly metrics?: RegExp
  /** The function that own code calls; on a stack without own code the one that is blamed. */
  readonly calls?: RegExp
  /** Any function below the blamed frame. */
  readonly inside?: RegExp
  /** Where goroutines wait, in the words of a dump, while no library is between own code and the runtime. */
  readonly waits?: RegExp
  /** What is in use grew, what was allocated in all hardly did. */
  readonly keeps?: true
  /** One or two sentences without the last full stop; code stands in backticks. */
  readonly says: string
  readonly link: { readonly title: string; readonly url: string }
}

const GOROUTINES = ['goroutine', 'goroutineleak'] as const
const HEAP = ['heap'] as const
const CPU = ['cpu'] as const
const IN_USE = /^inuse_/
const CONNECTIONS = /^(goroutine|inuse_)/
const ALLOCATED = /^alloc_/
const ALLOCATED_OR_TIME = /^(alloc_|cpu$|samples$)/

const PIPELINES = { title: 'Pipelines and cancellation', url: 'https://go.dev/blog/pipelines#explicit-cancellation' }
const MAKING = { title: 'make', url: 'https://go.dev/ref/spec#Making_slices_maps_and_channels' }
const COSTS = { title: 'Guide to the garbage collector', url: 'https://go.dev/doc/gc-guide#Optimization_guide' }

export const PATTERNS: readonly Pattern[] = [
  {
    code: 'open-responses',
    kinds: [...GOROUTINES, ...HEAP],
    metrics: CONNECTIONS,
    calls:
      /^net\/http\.\(\*(persistConn\)\.(readLoop|writeLoop)|Transport\)\.(startDialConnForLocked\.func\d+|dialConnFor))$/,
    says: 'These are open connections of an HTTP client: read every response body to its end and close it, and share one client',
    link: { title: 'http.Client.Do', url: 'https://pkg.go.dev/net/http#Client.Do' },
  },
  {
    code: 'idle-connections',
    kinds: [...GOROUTINES, ...HEAP],
    metrics: CONNECTIONS,
    calls: /^net\/http\.\(\*conn\)\.serve$/,
    says: 'These are open connections of an HTTP server: `IdleTimeout` closes those that clients keep without a request',
    link: { title: 'http.Server', url: 'https://pkg.go.dev/net/http#Server' },
  },
  {
    code: 'http-wait',
    kinds: GOROUTINES,
    calls: /^net\/http\.(\(\*Client\)\.)?(Do|Get|Head|Post|PostForm)$/,
    says: 'They wait for an HTTP response: a `Timeout` of the client or a context of the request ends that',
    link: { title: 'http.Client', url: 'https://pkg.go.dev/net/http#Client' },
  },
  {
    code: 'network-wait',
    kinds: GOROUTINES,
    calls: /^(net\.\(\*\w*[cC]onn\)|crypto\/tls\.\(\*Conn\))\.(Read|Write)/,
    inside: /\.runtime_pollWait$/,
    says: 'They wait for the other side of a connection: a deadline, as of `SetReadDeadline`, ends that',
    link: { title: 'net.Conn', url: 'https://pkg.go.dev/net#Conn' },
  },
  {
    code: 'lock-wait',
    kinds: GOROUTINES,
    calls: /^sync\.\(\*(RW)?Mutex\)\.R?Lock$/,
    says: 'They wait for a lock: look for a path that returns without `Unlock`, or a lock that is held while something waits; `defer` covers every path',
    link: { title: 'sync.Mutex', url: 'https://pkg.go.dev/sync#Mutex' },
  },
  {
    code: 'wait-group',
    kinds: GOROUTINES,
    calls: /^sync\.\(\*WaitGroup\)\.Wait$/,
    says: 'They wait for a `WaitGroup`: look for a path without its `Done`; `defer` covers every path',
    link: { title: 'sync.WaitGroup', url: 'https://pkg.go.dev/sync#WaitGroup' },
  },
  {
    code: 'cond-wait',
    kinds: GOROUTINES,
    calls: /^sync\.\(\*Cond\)\.Wait$/,
    says: 'They wait for a `sync.Cond`: every change that they wait for needs a `Signal` or `Broadcast`',
    link: { title: 'sync.Cond', url: 'https://pkg.go.dev/sync#Cond' },
  },
  {
    code: 'sleep',
    kinds: GOROUTINES,
    calls: /^time\.Sleep$/,
    says: 'Nothing ends a `time.Sleep` early: a timer in a `select` with `ctx.Done()` lets them go when the work is over',
    link: { title: 'time.NewTimer', url: 'https://pkg.go.dev/time#NewTimer' },
  },
  {
    code: 'blocked-forever',
    kinds: GOROUTINES,
    waits: /^(select \(no cases\)|chan (receive|send) \(nil chan\))$/,
    says: 'Nothing can wake them: a `select` without cases and a nil channel block forever',
    link: { title: 'Select statements', url: 'https://go.dev/ref/spec#Select_statements' },
  },
  {
    code: 'chan-receive',
    kinds: GOROUTINES,
    waits: /^chan receive$/,
    says: 'They wait to receive: close the channel when the work is over, or add a `select` with `ctx.Done()`. `Ticker.Stop` closes no channel',
    link: PIPELINES,
  },
  {
    code: 'chan-send',
    kinds: GOROUTINES,
    waits: /^chan send$/,
    says: 'They wait to send: where the receiver may be gone, give the channel a buffer for all values, or add a `select` with `ctx.Done()`',
    link: PIPELINES,
  },
  {
    code: 'select',
    kinds: GOROUTINES,
    waits: /^select$/,
    says: 'No case of their `select` is ready: it needs one that ends the work, such as `ctx.Done()`, and somebody who cancels',
    link: PIPELINES,
  },
  {
    code: 'contexts',
    kinds: HEAP,
    metrics: IN_USE,
    calls: /^context\.With(Cancel|Deadline|Timeout)(Cause)?$/,
    says: 'Contexts stay in use until they are cancelled: call the cancel function on every path, as `defer` does',
    link: { title: 'context.WithCancel', url: 'https://pkg.go.dev/context#WithCancel' },
  },
  {
    code: 'timers',
    kinds: HEAP,
    metrics: IN_USE,
    calls: /^time\.(NewTicker|NewTimer|AfterFunc|After|Tick)$/,
    says: 'These timers run or are still referred to: call `Stop` where they are no longer needed',
    link: { title: 'time.Ticker.Stop', url: 'https://pkg.go.dev/time#Ticker.Stop' },
  },
  {
    code: 'kept',
    kinds: HEAP,
    metrics: /^inuse_space$/,
    keeps: true,
    says: 'Hardly more is allocated here than before, but more stays in use: look for what keeps it, such as a map or cache that only grows, or a small part of a large slice or string',
    link: { title: 'A slice keeps its whole array', url: 'https://go.dev/blog/slices-intro#a-possible-gotcha' },
  },
  {
    code: 'regexp-compile',
    kinds: [...HEAP, ...CPU],
    metrics: ALLOCATED_OR_TIME,
    calls: /^regexp\.(Must)?Compile(POSIX)?$|^regexp\.Match(Reader|String)?$/,
    says: 'A regular expression is compiled each time: compile it once, as for a package variable',
    link: { title: 'regexp.MustCompile', url: 'https://pkg.go.dev/regexp#MustCompile' },
  },
  {
    code: 'template-parse',
    kinds: [...HEAP, ...CPU],
    metrics: ALLOCATED_OR_TIME,
    calls: /^(text|html)\/template\.(\(\*Template\)\.)?Parse(FS|Files|Glob)?$/,
    says: 'A template is parsed each time: parse it once and execute it often',
    link: { title: 'template.Must', url: 'https://pkg.go.dev/text/template#Must' },
  },
  {
    code: 'formatting',
    kinds: [...HEAP, ...CPU],
    metrics: ALLOCATED_OR_TIME,
    calls: /^fmt\.(Sprint(f|ln)?|Errorf)$/,
    says: 'Formatting takes time and makes a new string each time: `strconv`, or `fmt.Appendf` with a buffer that is used again, does with less',
    link: { title: 'fmt.Appendf', url: 'https://pkg.go.dev/fmt#Appendf' },
  },
  {
    code: 'read-all',
    kinds: HEAP,
    metrics: ALLOCATED,
    calls: /^io(\/ioutil)?\.ReadAll$/,
    says: '`io.ReadAll` holds all that it reads, in a buffer that grows: decode from the reader where that does',
    link: { title: 'io.ReadAll', url: 'https://pkg.go.dev/io#ReadAll' },
  },
  {
    code: 'buffer-growth',
    kinds: HEAP,
    metrics: ALLOCATED,
    calls: /^(strings\.\(\*Builder\)|bytes\.\(\*Buffer\))\.Write(Byte|Rune|String)?$/,
    says: 'The buffer grows while it is written: one `Grow` to the size that it will have saves the copies',
    link: { title: 'strings.Builder.Grow', url: 'https://pkg.go.dev/strings#Builder.Grow' },
  },
  {
    code: 'slice-growth',
    kinds: CPU,
    calls: /^runtime\.growslice$/,
    says: '`append` grows a slice again and again: make it with the capacity that it will need',
    link: MAKING,
  },
  {
    code: 'map-growth',
    kinds: CPU,
    calls: /^runtime\.mapassign/,
    inside:
      /^(internal\/runtime\/maps\.\(\*(Map|table)\)\.(grow\w*|rehash|split)|runtime\.(hashGrow|growWork\w*|evacuate\w*))$/,
    says: 'A map grows and moves its entries again and again: make it with the size that it will have',
    link: MAKING,
  },
  {
    code: 'concatenation',
    kinds: CPU,
    calls: /^runtime\.concat(string|byte)s?\d?$/,
    says: 'Every `+` of strings copies them: a `strings.Builder` copies each once',
    link: { title: 'strings.Builder', url: 'https://pkg.go.dev/strings#Builder' },
  },
  {
    code: 'conversion',
    kinds: CPU,
    calls: /^runtime\.(slicebytetostring|stringtoslicebyte|stringtoslicerune|slicerunetostring)$/,
    says: 'A conversion between a string and a slice copies it: stay with one of them, or convert once',
    link: {
      title: 'Conversions to and from a string type',
      url: 'https://go.dev/ref/spec#Conversions_to_and_from_a_string_type',
    },
  },
  {
    code: 'allocation',
    kinds: CPU,
    inside: /^runtime\.(mallocgc\w*|gcAssistAlloc\w*)$/,
    says: 'This time goes into allocating: the allocs profile says what this function allocates',
    link: COSTS,
  },
  {
    code: 'collection',
    kinds: CPU,
    calls: /^runtime\.(gcBgMarkWorker|bgsweep|gcStart|GC)$/,
    says: 'The garbage collector works more: look at what allocates or keeps more than before',
    link: COSTS,
  },
  {
    code: 'lock-held',
    kinds: ['mutex'],
    calls: /^sync\.\(\*(RW)?Mutex\)\.R?Unlock$/,
    says: 'Others wait until the lock is released here: do I/O and other slow work before it is taken or after',
    link: { title: 'Mutex profile', url: 'https://pkg.go.dev/runtime/pprof#hdr-Mutex_profile' },
  },
  {
    code: 'lock-contended',
    kinds: ['block'],
    calls: /^sync\.\(\*(RW)?Mutex\)\.R?Lock$/,
    says: 'This is time spent waiting for a lock: the mutex profile says who held it, and how long',
    link: { title: 'Mutex profile', url: 'https://pkg.go.dev/runtime/pprof#hdr-Mutex_profile' },
  },
]
