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
