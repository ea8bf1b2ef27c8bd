/** Where drafts lie. Whoever signs out has not always loaded what reads them. */
export const draftsStoredAs = 'ferry.drafts'

/** Those of an account that signs out. What can't be read goes as a whole. */
export function forgetDrafts(account: string): void {
  const others = stored().filter((one) => one.account !== account)
  // A storage that is full keeps what was there before, where it does not take the rest.
  sessionStorage.removeItem(draftsStoredAs)
  if (others.length > 0) sessionStorage.setItem(draftsStoredAs, JSON.stringify(others))
}

function stored(): { account: string }[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(draftsStoredAs) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => one?.account !== undefined) : []
  } catch {
    // Somebody else's text.
    return []
  }
}
