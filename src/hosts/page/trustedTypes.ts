/**
 * The page's policy lets no text become markup or a script (`require-trusted-types-for`). Two things that the page is built with need an
 * exception: antd writes its styles as the content of an element, and Vite names the file of the worker by a text. What else is tried throws.
 */
type Rules = { createHTML(text: string): string | null; createScriptURL(url: string): string | null }

/** Nothing can begin an element without this sign. */
export function stylesOnly(text: string): string | null {
  return text.includes('<') ? null : text
}

/** What was built, and in development what Vite serves: of this origin, and no `blob:` or `data:`. */
export function ownScript(url: string, page: string): string | null {
  const { origin, protocol } = new URL(url, page)
  return origin === new URL(page).origin && protocol.startsWith('http') ? url : null
}

const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Rules): unknown } }
trustedTypes?.createPolicy('default', {
  createHTML: stylesOnly,
  createScriptURL: (url) => ownScript(url, location.href),
})
