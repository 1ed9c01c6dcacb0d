import { goroutineDump } from '../../src/decode/goroutine-dump.ts'
import type { Profile } from '../../src/model/profile.ts'

export const MAIN = `goroutine 1 [running]:
main.write({0x7fff1c21ba74, 0xd}, {0x510cb2?, 0x9}, ...)
	/src/main.go:135 +0x126
main.main()
	/src/main.go:122 +0x2a5
`

export const WORKER = `goroutine 18 [chan receive, 5 minutes]:
main.(*queue).drain(0xc000012345)
	/src/with space/queue.go:56 +0x33
created by main.wait in goroutine 1
	/src/main.go:62 +0x37
`

/** A whole dump. */
export const DUMP = `${MAIN}\n${WORKER}`

export function profileOf(text: string): Profile {
  const profile = goroutineDump.decode(text)[0]?.runs[0]
  if (profile === undefined) throw new Error('no profile')
  return profile
}
