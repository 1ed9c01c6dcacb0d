// Loaded into a measured process: tells at its end what it used. Costs the same in every process of a comparison.
const { writeSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeSync(3, `${userCPUTime + systemCPUTime} ${maxRSS}\n`)
})
