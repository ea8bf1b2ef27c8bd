import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { findProgram } from '../browser.ts'
import { openScreen } from './screen.ts'

const run = promisify(execFile)

test('a screen stays as it is when the last program on it ends, for one that is just coming', async () => {
  // As the engines that need them: named where they are not installed, and a failure where `CI` is set.
  test.skip(!process.env.CI && !(findProgram('Xvfb') && findProgram('xdotool')), 'needs Xvfb and xdotool')
  const screen = await openScreen()
  await screen.hand([{ do: 'move', x: 30, y: 40 }], { left: 0, top: 0 })
  const { stdout } = await run('xdotool', ['getmouselocation'], { env: { ...process.env, ...screen.environment } })
  await screen.close()
  // One that begins anew has its pointer in the middle.
  expect(stdout).toContain('x:30 y:40 ')
})
