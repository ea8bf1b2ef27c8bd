import { expect, test } from 'vitest'
import { isPressed } from './pressed.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const pressed = (keys: string, press: object) => isPressed(keys, { key: '', ...none, ...press })

test('keys are told apart by what is held with them', () => {
  expect(pressed('Ctrl Z', { key: 'z', ctrlKey: true })).toBe(true)
  expect(pressed('Ctrl Z', { key: 'z', metaKey: true })).toBe(true)
  expect(pressed('Ctrl Z', { key: 'Z', ctrlKey: true, shiftKey: true })).toBe(false)
  expect(pressed('Ctrl Shift F', { key: 'F', ctrlKey: true, shiftKey: true })).toBe(true)
  expect(pressed('F5', { key: 'F5', ctrlKey: true })).toBe(false)
  expect(pressed('F5', { key: 'F5', shiftKey: true })).toBe(false)
  expect(pressed('Alt ↑', { key: 'ArrowUp', altKey: true })).toBe(true)
  expect(pressed('Meta Backspace', { key: 'Backspace', metaKey: true })).toBe(true)
  expect(pressed('Backspace', { key: 'Backspace', metaKey: true })).toBe(false)
  expect(pressed('?', { key: '?', shiftKey: true })).toBe(true)
  expect(pressed('I', { key: 'i' })).toBe(true)
  expect(pressed('I', { key: 'i', altKey: true })).toBe(false)
})
