import { defineConfig } from 'vitest/config'

/** A file for the results as JSON, in addition to what a person reads. */
const report = process.env['TEST_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Some start a browser, or record programs; several files run at a time.
    hookTimeout: 120_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
