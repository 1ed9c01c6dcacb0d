// What the product wants to reach, held against what was measured.

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

export function goalsOf(results) {
  const generated = (samples) => results.find((each) => each.name.startsWith('generated') && each.samples === samples)
  const cpu = CPU_GOALS.flatMap(({ samples, times }) => {
    const result = generated(samples)
    if (result === undefined) return []
    const ratio = result.theirs.cpuMs / result.ours.cpuMs
    const goal = `${samples.toLocaleString('en')} samples: 1/${times} of the CPU of pprof`
    return [{ goal, figure: `1/${ratio.toFixed(1)}`, met: ratio >= times }]
  })
  const small = results
    .filter(({ samples }) => samples < SMALL_SAMPLES)
    .map(({ name, floor, ours }) => {
      const aboveMs = ours.cpuMs - floor.cpuMs
      const goal = `${name}: Node's start plus ${SMALL_MS} ms`
      return { goal, figure: `+${aboveMs.toFixed(0)} ms`, met: aboveMs <= SMALL_MS }
    })
  const memory = results
    .filter(({ name, samples }) => name.startsWith('generated') && samples >= MEMORY.samples)
    .map(({ samples, ours, theirs }) => {
      const ratio = theirs.peakMB / ours.peakMB
      const goal = `${samples.toLocaleString('en')} samples: 1/${MEMORY.times} of the memory of pprof`
      return { goal, figure: `1/${ratio.toFixed(1)}`, met: ratio >= MEMORY.times }
    })
  const compare = results
    .filter(({ samples }) => samples <= 20_000)
    .map(({ name, ours, compared }) => {
      const addsMs = compared.cpuMs - ours.cpuMs
      return {
        goal: `${name}: compare adds at most ${COMPARE_MS} ms`,
        figure: `+${addsMs.toFixed(0)} ms`,
        met: addsMs <= COMPARE_MS,
      }
    })
  return [...cpu, ...small, ...memory, ...compare]
}
