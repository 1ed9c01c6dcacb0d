import { defineConfig } from 'vitest/config'

/** A `.yml` that the engine imports arrives as its text, as the bundler gives it. */
const yamlAsText = {
  name: 'yaml-as-text',
  transform: (code: string, id: string) => (id.endsWith('.yml') ? `export default ${JSON.stringify(code)}` : null),
}

/** A file for the results as JSON, in addition to what a person reads. */
const report = process.env['TEST_REPORT']

export default defineConfig({
  plugins: [yamlAsText],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
