// What the product wants to reach, held against what was measured, and against what nothing that runs in Node can reach.

/** At least so many times less CPU than pprof needs, at so many samples. */
const CPU_GOALS = [
  { samples: 10_000, times: 10 },
  { samples: 100_000, times: 60 },
  { samples: 1_000_000, times: 100 },
]
const SMALL_SAMPLES = 2000
const SMALL_MS = 15
const MEMORY = { samples: 100_000, times: 8 }
const COMPARE_MS = 45

/** A goal that is missed though Node's start and inflating alone would meet it is ours to reach; else it is out of reach. */
function stateOf(isMet, isInReach) {
  if (isMet) return 'met'
  return isInReach ? '**missed**' : "out of reach: below what Node's start and inflating take"
}

/** Ours as a part of pprof's, and how small a part Node's start and inflating alone are. */
function ratioGoal(goal, times, { ours, theirs, floor }) {
  const [ratio, bound] = [theirs / ours, theirs / floor]
  return {
    goal,
    figure: `1/${ratio.toFixed(1)}`,
    bound: `1/${bound.toFixed(1)}`,
    state: stateOf(ratio >= times, bound >= times),
  }
}

/** So many milliseconds above something, and how many inflating alone takes above it. */
function addedGoal(goal, mostMs, addedMs, boundMs) {
  const text = (ms) => `+${ms.toFixed(0)} ms`
  return { goal, figure: text(addedMs), bound: text(boundMs), state: stateOf(addedMs <= mostMs, boundMs <= mostMs) }
}

export function goalsOf(results) {
  const generated = (samples) => results.find((each) => each.name.startsWith('generated') && each.samples === samples)
  const cpu = CPU_GOALS.flatMap(({ samples, times }) => {
    const result = generated(samples)
    if (result === undefined) return []
    const figures = { ours: result.ours.cpuMs, theirs: result.theirs.cpuMs, floor: result.inflated.cpuMs }
    return [ratioGoal(`${samples.toLocaleString('en')} samples: 1/${times} of the CPU of pprof`, times, figures)]
  })
  const small = results
    .filter(({ samples }) => samples < SMALL_SAMPLES)
    .map(({ name, floor, inflated, ours }) => {
      const goal = `${name}: Node's start plus ${SMALL_MS} ms`
      return addedGoal(goal, SMALL_MS, ours.cpuMs - floor.cpuMs, inflated.cpuMs - floor.cpuMs)
    })
  const memory = results
    .filter(({ name, samples }) => name.startsWith('generated') && samples >= MEMORY.samples)
    .map(({ samples, ours, theirs, inflated }) => {
      const figures = { ours: ours.peakMB, theirs: theirs.peakMB, floor: inflated.peakMB }
      const goal = `${samples.toLocaleString('en')} samples: 1/${MEMORY.times} of the memory of pprof`
      return ratioGoal(goal, MEMORY.times, figures)
    })
  const compare = results
    .filter(({ samples }) => samples <= 20_000)
    .map(({ name, ours, compared }) => {
      const goal = `${name}: compare adds at most ${COMPARE_MS} ms`
      return addedGoal(goal, COMPARE_MS, compared.cpuMs - ours.cpuMs, 0)
    })
  return [...cpu, ...small, ...memory, ...compare]
}
