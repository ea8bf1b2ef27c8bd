/** Where words follow the pointer, as a CSS `translate`: at its side, and never out of the window. */
export function besidePointer({ clientX, clientY }: { clientX: number; clientY: number }): string {
  return `min(${clientX + 14}px, 100vw - 100% - 8px) min(${clientY + 16}px, 100vh - 100% - 8px)`
}
