import { defineConfig } from 'vitest/config'

/** A `.yml` that the engine imports arrives as its text, as the bundler gives it. */
const yamlAsText = {
  name: 'yaml-as-text',
  transform: (code: string, id: string) => (id.endsWith('.yml') ? `export default ${JSON.stringify(code)}` : null),
}

export default defineConfig({
  plugins: [yamlAsText],
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000 },
})
