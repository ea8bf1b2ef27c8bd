/** What a person does before a state is there. */

export async function press(selector: string): Promise<void> {
  const element = await found(selector)
  element.click()
}

export async function type(selector: string, text: string): Promise<void> {
  const field = (await found(selector)) as HTMLInputElement
  field.focus()
  // React looks whether the value is another than the one that it wrote.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export async function key(selector: string, name: string): Promise<void> {
  const element = await found(selector)
  element.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
}

/** Opens a list; with `nth`, takes that entry of it, counted from 0. */
export async function choose(selector: string, nth?: number): Promise<void> {
  const list = await found(selector)
  list.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
  const entries = '.ant-select-dropdown .ant-select-item-option'
  await found(entries)
  if (nth !== undefined) document.querySelectorAll<HTMLElement>(entries)[nth]?.click()
}

/** Resolves when it is there. */
export async function appears(selector: string): Promise<void> {
  await found(selector)
}

/** Moments for which one waits for an element. */
const patience = 300

async function found(selector: string): Promise<HTMLElement> {
  for (let moment = 0; moment < patience; moment += 1) {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) return element
    await new Promise(requestAnimationFrame)
  }
  throw new Error(`There is no ${selector}`)
}
