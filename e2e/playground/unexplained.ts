import type { Page } from '@playwright/test'

/** What can't be used and doesn't say why, neither beside the pointer nor to a screen reader. */
export function unexplained(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const described = (element: Element) =>
      (element.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .some((id) => document.getElementById(id)?.textContent?.trim())
    const says = (element: Element) =>
      element.getAttribute('aria-description') || element.closest('[title]:not([title=""])') || described(element)
    return [...document.querySelectorAll(':disabled, [aria-disabled="true"]')]
      .filter((element) => !says(element))
      .map(({ outerHTML }) => outerHTML.slice(0, 300))
  })
}
