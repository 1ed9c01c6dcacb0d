// Node-pprof: wall and CPU time, and the heap in use, of a Node program, by @datadog/pprof.
//
//   node main.cjs OUT baseline|candidate
//
// A queue hands out orders. The candidate keeps those that are done.
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { encode, heap, time } = require('@datadog/pprof')

const [out, side] = process.argv.slice(2)

class Queue {
  waiting = []
  done = []

  add(number) {
    this.waiting.push({ number, lines: Array.from({ length: 20 }, (_, at) => `line ${at} of ${number}`) })
  }

  handOut() {
    const order = this.waiting.shift()
    if (side === 'candidate') this.done.push(order)
    return order.lines.map((line) => line.toUpperCase()).join('\n').length
  }
}

async function work(queue, shift) {
  for (let round = 0; round < 20; round++) {
    for (let order = 0; order < 500; order++) queue.add(round * 500 + order)
    for (let order = 0; order < 500; order++) queue.handOut()
    await new Promise((resolve) => setTimeout(resolve, 10))
    time.setContext({ shift, round: round % 2 })
  }
}

async function main() {
  const queue = new Queue()
  heap.start(4096, 64)
  time.start({ intervalMicros: 2000, withContexts: true, collectCpuTime: true })
  time.setContext({ shift: 'early', round: 0 })
  await work(queue, 'early')
  const labels = ({ context }) => ({ ...context?.context })
  const profiles = { wall: time.stop(false, labels), heap: heap.profile() }
  for (const [name, profile] of Object.entries(profiles)) {
    writeFileSync(join(out, `${name}.pb.gz`), await encode(profile))
  }
  if (queue.done.length > 0 !== (side === 'candidate')) throw new Error('the queue is not what it should be')
}

main()
