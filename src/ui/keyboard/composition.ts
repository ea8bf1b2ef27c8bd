/**
 * What is typed while an input method composes is nobody's command: its Enter takes a candidate, its Escape drops one. (229: a Safari has
 * ended the composition just before.) CodeMirror looks after that itself, and must see each key.
 */
function stop(event: KeyboardEvent): void {
  const isComposing = event.isComposing || event.keyCode === 229
  if (isComposing && !(event.target instanceof Element && event.target.closest('.cm-editor'))) event.stopPropagation()
}

/** Before anything that listens to keys. */
export function ignoreComposition(): void {
  for (const name of ['keydown', 'keyup'] as const) addEventListener(name, stop, true)
}
