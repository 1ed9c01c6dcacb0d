// The script and the style of the HTML report as texts, with the hashes by which its security policy knows them.
import { createHash } from 'node:crypto'
import { build } from 'esbuild'

/** @returns {Promise<{ script: string, style: string, scriptHash: string, styleHash: string }>} */
export async function pageAssets() {
  const [script, style] = await Promise.all([bundled('src/page/main.ts'), bundled('src/page/page.css')])
  // Neither may end the element that it stands in.
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error('the page holds the end of an element')
  return { script, style, scriptHash: sha256(script), styleHash: sha256(style) }
}

async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'chrome100', 'firefox113', 'safari16.4'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
    // Its own settings are for the editor.
    tsconfigRaw: {},
  })
  return outputFiles[0].text.trim()
}

function sha256(text) {
  return createHash('sha256').update(text).digest('base64')
}
