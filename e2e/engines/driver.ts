/** What every engine can do alike: one page, a pointer, keys. The stories are told with these alone. */
export type Driver = {
  /** What the engine says it is. */
  version: string
  open(address: string): Promise<void>
  reload(): Promise<void>
  /** Runs in the page, at once. What goes in and comes out is JSON. */
  run<Given extends unknown[], Result>(work: (...given: Given) => Result, ...given: Given): Promise<Result>
  hand(steps: readonly Step[]): Promise<void>
  /** As `hand`, where things are dragged: only a pointer of the system's own drags them in some engines. */
  dragging(steps: readonly PointerStep[]): Promise<void>
  /** Gives files to the one field that matches, as the system's dialog would. */
  give(field: string, paths: readonly string[]): Promise<void>
  picture(): Promise<Buffer>
  /** What went wrong in the page, as far as the engine tells. */
  errors(): Promise<readonly string[]>
  /** What the browser itself said since the page was opened, where it is heard: why a process of it died. */
  words?(): string
  close(): Promise<void>
}

/** A browser that runs. Every page of it has a storage of its own, saves in the folder `downloads`, and wants no motion, as a click in the middle of a dialog's opening lands beside the button. */
export type Engine = {
  newPage(downloads: string): Promise<Driver>
  close(): Promise<void>
}

/** x and y in pixels of the page's view. */
export type PointerStep = { do: 'move'; x: number; y: number } | ButtonStep<'down'> | ButtonStep<'up'>
type ButtonStep<Do> = { do: Do; button: 'left' | 'right' }
/** Keys by their names in `KeyboardEvent.key`. */
export type Step = PointerStep | KeyStep<'press'> | KeyStep<'release'>
type KeyStep<Do> = { do: Do; key: string }

/** As much of the page as a person sees at once. */
export const view = { width: 1280, height: 800 }

/** The text of a call. The compiler names inner functions by a helper that the page does not have. */
export function callOf(work: (...given: never[]) => unknown, given: readonly unknown[]): string {
  return `(() => { const __name = (it) => it; return JSON.stringify((${work})(...${JSON.stringify(given)})) ?? 'null' })()`
}
