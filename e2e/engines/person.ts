import { expect } from '@playwright/test'
import type { Driver, Step } from './driver.ts'
import { look, type Seen, type Target } from './look.ts'
import { ghost } from './targets.ts'

/** How long a person waits for something, in ms: for a browser beside which another process keeps a core busy. */
const patience = 20_000
const often = { timeout: patience, intervals: [30, 50, 100] }

/** What a person does, whatever the browser; each act waits until it can be done. */
export class Person {
  readonly driver: Driver
  constructor(driver: Driver) {
    this.driver = driver
  }

  async see(target: Target): Promise<Seen> {
    const seen = await this.seeing(target, (all) => all.length > 0)
    return seen as Seen
  }

  async seeNo(target: Target): Promise<void> {
    await this.seeing(target, (all) => all.length === 0)
  }

  /** All of them that are there now. */
  seen(target: Target): Promise<Seen[]> {
    return this.driver.run(look, target, false)
  }

  async click(target: Target, button: 'left' | 'right' = 'left'): Promise<void> {
    const at = await this.reach(target)
    await this.driver.hand([
      { do: 'move', ...at },
      { do: 'down', button },
      { do: 'up', button },
    ])
  }

  async doubleClick(target: Target): Promise<void> {
    const at = await this.reach(target)
    const click: Step[] = [
      { do: 'down', button: 'left' },
      { do: 'up', button: 'left' },
    ]
    await this.driver.hand([{ do: 'move', ...at }, ...click, ...click])
  }

  /** Keys that are held together, as `Control+a`. */
  async press(keys: string): Promise<void> {
    const names = keys.split('+')
    const down = names.map((key): Step => ({ do: 'press', key }))
    const up = names.reverse().map((key): Step => ({ do: 'release', key }))
    await this.driver.hand([...down, ...up])
  }

  /** Types a field's new text in place of the old one. */
  async fill(target: Target, typed: string): Promise<void> {
    await this.click(target)
    await this.seeing(target, ([seen]) => seen?.isFocused === true)
    await this.press('Control+a')
    const keys = [...typed].flatMap((key): Step[] => [
      { do: 'press', key },
      { do: 'release', key },
    ])
    await this.driver.hand(keys)
    await this.seeing(target, ([seen]) => seen?.value === typed)
  }

  /** Picks up what is there, carries it to another place until the page says what it `says`, and lets go. */
  async drag(from: Target, to: Target, says: string): Promise<void> {
    const { driver } = this
    const begin = await this.reach(from)
    await driver.dragging([
      { do: 'move', ...begin },
      { do: 'down', button: 'left' },
    ])
    await this.carry(begin, ghost(''))
    await this.carry(await this.see(to), ghost(says))
    await driver.dragging([{ do: 'up', button: 'left' }])
    await this.seeNo(ghost(''))
  }

  /** A hand is never quite still, and some engines tell the page where it is only when it moves. */
  private async carry({ x, y }: { x: number; y: number }, until: Target): Promise<void> {
    let moves = 0
    const move = async () => {
      moves++
      await this.driver.dragging([{ do: 'move', x: x + (moves % 4) * 4, y }])
      return (await this.seen(until)).length
    }
    await expect.poll(move, { ...often, message: `dragged: ${words(until)}` }).toBeGreaterThan(0)
  }

  /** Where it is when it has come to rest and nothing lies over it. */
  private async reach(target: Target): Promise<{ x: number; y: number }> {
    let before: Seen | undefined
    const isStill = ([seen]: Seen[]) => {
      const is = seen?.isReached && seen.x === before?.x && seen.y === before.y
      before = seen
      return is === true
    }
    const { x, y } = (await this.seeing(target, isStill, true)) as Seen
    return { x, y }
  }

  private async seeing(target: Target, isGood: (all: Seen[]) => boolean, scrolls = false): Promise<Seen | undefined> {
    let all: Seen[] = []
    const looks = async () => {
      all = await this.driver.run(look, target, scrolls)
      return isGood(all) || all
    }
    await expect.poll(looks, { ...often, message: words(target) }).toBe(true)
    return all[0]
  }
}

const words = ({ css, ...more }: Target) => [css, ...Object.values(more)].filter(Boolean).join(' · ')
