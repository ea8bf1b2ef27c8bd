import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The server's own words: the page with all others is what it does not give away here. */
const words = {
  en: {
    title: 'Open the address that Ferry printed',
    why: "This browser doesn't have access to Ferry yet. When Ferry starts (npm start), it prints an address that ends in “?start=…” in its terminal. Open that address here once; after that, this one works until you close the browser.",
    keep: 'For a bookmark that always works, bookmark the printed address. Nothing was lost: your jobs, places, and accounts are still there.',
  },
  'zh-CN': {
    title: '请打开 Ferry 启动时显示的地址',
    why: '这个浏览器还没有访问 Ferry 的权限。Ferry 启动（npm start）时，终端会显示一个以“?start=…”结尾的地址。请先在这里打开一次该地址；之后在浏览器关闭之前，都可以使用当前地址。',
    keep: '要收藏始终可用的书签，请收藏终端显示的地址。数据没有丢失：任务、位置和账号都在。',
  },
}

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
main { max-width: 36rem; margin: 20vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.35rem; line-height: 1.3; }
`
/** What the page asks for itself is no link from another site. A reload would be. */
export const secondTry = 'again'
const script = `location.replace('/?${secondTry}' + location.hash)`
const sum = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const policy = `default-src 'none'; img-src 'self'; style-src ${sum(style)}; script-src ${sum(script)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/**
 * Says in words how one gets in. A link on another site leads here without the cookie, however long this browser has had it: what
 * the page then asks for itself comes with it, once.
 */
export function answerNoAccess({ headers }: IncomingMessage, response: ServerResponse, isAgain: boolean): void {
  const site = headers['sec-fetch-site']
  const asksAgain = !isAgain && (site === 'cross-site' || site === 'same-site')
  response.writeHead(403, {
    'content-security-policy': policy,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(pageIn(headers['accept-language']?.startsWith('zh') ? 'zh-CN' : 'en', asksAgain))
}

function pageIn(language: keyof typeof words, asksAgain: boolean): string {
  const { title, why, keep } = words[language]
  const retry = asksAgain ? `<script>${script}</script>` : ''
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">${retry}
<meta name="viewport" content="width=device-width, initial-scale=1"><title>OSS Ferry</title><link rel="icon" href="/favicon.svg"><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${why}</p><p>${keep}</p></main></body></html>
`
}
