/** What a value must be like. By hand: this is of the first load, and a library for it would weigh as much as all that it judges. */
export type Shape = (value: unknown) => boolean

export const text: Shape = (value) => typeof value === 'string'
export const finiteNumber: Shape = (value) => Number.isFinite(value)
export const flag: Shape = (value) => typeof value === 'boolean'
export const anything: Shape = () => true

/** One of the keys of `known`. */
export const keyOf =
  (known: object): Shape =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(known, value)

export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value)

/** A list; of a longer one than `most` only the first are looked at. */
export const list =
  (shape: Shape, most = Number.POSITIVE_INFINITY): Shape =>
  (value) =>
    Array.isArray(value) && value.slice(0, most).every(shape)

/** An object whose values are all alike. */
export const map =
  (shape: Shape): Shape =>
  (value) =>
    isObject(value) && Object.values(value).every(shape)

/** An object with these fields; others it may have. */
export const fields =
  (shapes: Record<string, Shape>): Shape =>
  (value) =>
    isObject(value) && Object.entries(shapes).every(([name, shape]) => shape(value[name]))

/** Objects that are told apart by the value of one field. */
export const variants =
  (name: string, shapes: Record<string, Shape>): Shape =>
  (value) => {
    const is = isObject(value) ? value[name] : undefined
    return typeof is === 'string' && Object.hasOwn(shapes, is) && shapes[is]?.(value) === true
  }

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
