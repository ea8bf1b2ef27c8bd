/** A tab, then where one types, then where one chooses. A list that opens by itself is none of the second. */
const starts = [
  '[data-first]',
  '[role="tab"][tabindex="0"]',
  'input:not(.ant-select input, [type="radio"], :disabled), textarea',
  '.ant-select input',
]

/**
 * Puts the focus where a person goes on: antd's trap takes it to the cross while the window opens. In a window that only asks it is the button
 * that changes nothing, which is the first one of the footer.
 */
export function focusStart(body: Element | null | undefined): void {
  if (!body || body.contains(document.activeElement)) return
  const safe = body.closest('[role="dialog"]')?.querySelector<HTMLElement>('.ant-modal-footer button')
  const first = starts.map((start) => firstSeen(body, start)).find(Boolean) ?? safe
  first?.focus()
}

function firstSeen(body: Element, selector: string): HTMLElement | undefined {
  return [...body.querySelectorAll<HTMLElement>(selector)].find((element) => element.getClientRects().length > 0)
}
