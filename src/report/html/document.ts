import { escaped } from './markup.ts'

/** Script and style of the page, and their hashes for its security policy. */
export interface PageAssets {
  readonly script: string
  readonly style: string
  /** SHA-256 in base64. */
  readonly scriptHash: string
  readonly styleHash: string
}

/** Filled in by the bundler. */
declare const __PAGE__: PageAssets | undefined

/** Those that were bundled; nothing of either where the sources run as they are. */
export const PAGE_ASSETS: PageAssets =
  typeof __PAGE__ === 'object' ? __PAGE__ : { script: '', style: '', scriptHash: '', styleHash: '' }

interface Parts {
  /** Plain text. */
  readonly title: string
  /** HTML. */
  readonly body: string
  /** The element with the data; empty without any. */
  readonly data: string
}

/** One file that asks for nothing: no script runs and no style counts but those with these hashes. */
export function documentHtml({ title, body, data }: Parts, assets: PageAssets): string {
  const policy = [
    "default-src 'none'",
    `script-src ${source(assets.scriptHash)}`,
    `style-src ${source(assets.styleHash)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
${assets.style === '' ? '' : `<style>${assets.style}</style>`}
</head>
<body>
${body}
${data}
${assets.script === '' ? '' : `<script>${assets.script}</script>`}
</body>
</html>
`
}

function source(hash: string): string {
  return hash === '' ? "'none'" : `'sha256-${hash}'`
}
