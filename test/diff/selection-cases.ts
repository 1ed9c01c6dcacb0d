/** Stacks of every kind that a regular expression may or may not meet. */
export const STACKS = `
  alloc_space/bytes
  main.main@main.go:1;shop.Put@shop/put.go:2;runtime.mallocgc@malloc.go:3 1
  main.main@main.go:1;shop.Get@shop/get.go:5 > shop.find@shop/find.go:6 10
  main.main@main.go:1;shop.Put@shop/put.go:2;[libc.so.6] 100
  runtime.gcBgMarkWorker@mgc.go:1 1000
  net.serve@serve.go:1;main.main@main.go:1;net.serve@serve.go:1 10000
  vec::Vec<u8>::push(u8)@vec.rs:1 100000
  [libc.so.6] 1000000
  ? 10000000
  - 100000000
  plain 1000000000
`

/** What is kept of them: also put to `go tool pprof` itself where there is Go. */
export const SELECTIONS: readonly (readonly [
  name: string,
  focus: string | null,
  ignore: string | null,
  total: number,
])[] = [
  ['nothing asked keeps everything, also what has no stack', null, null, 1111111111],
  ['a name anywhere on the stack', 'main\\.main', null, 10111],
  ['a part of a name', 'Put', null, 101],
  ['the name of an inlined function', 'find', null, 10],
  ['the function that it was inlined into', 'Get', null, 10],
  ['a file', 'shop/', null, 111],
  ['a binary', 'libc', null, 1000100],
  ['a name as it is printed', 'vec::Vec::push$', null, 100000],
  ['but not as it is in the file', 'Vec<', null, 0],
  ['either of two', 'Put|serve', null, 10101],
  ['anything at all, but not a sample without stack', '.', null, 1001111111],
  ['even the empty text, but not a frame that nothing is known of', '.*', null, 1001111111],
  ['a file that is empty', '^$', null, 1000000000],
  ['nothing that exists', 'nobody', null, 0],
  ['all but a name', null, 'runtime', 1011110110],
  ['all but a file', null, 'shop/', 1011111000],
  ['all but what does not exist: a sample without stack goes too', null, 'nobody', 1011111111],
  ['ignore wins over focus', 'main', 'Put', 10010],
  ['also on one location', 'find', 'Get', 0],
  ['also if the same function is in both', 'main', 'main', 0],
  ['case counts', 'PUT', null, 0],
]
