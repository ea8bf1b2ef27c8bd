import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

type EngineResult = { version: string; passed: number; failed: number; seconds: number }

/** At the end a line for each engine: what it was, what passed, how long that took. `ENGINE_FIGURES` names a file for the same as JSON. */
class EngineReport implements Reporter {
  private readonly engines = new Map<string, EngineResult>()
  private readonly begun = new Map<string, number>()

  onTestBegin(test: TestCase): void {
    const name = nameFor(test)
    if (!this.begun.has(name)) this.begun.set(name, performance.now())
  }

  onTestEnd(test: TestCase, { status, annotations }: TestResult): void {
    const name = nameFor(test)
    const before = this.engines.get(name) ?? { version: '', passed: 0, failed: 0 }
    const isGood = status === 'passed'
    this.engines.set(name, {
      version: before.version || (annotations.find(({ type }) => type === 'engine')?.description ?? ''),
      passed: before.passed + Number(isGood),
      failed: before.failed + Number(!isGood),
      seconds: Math.round((performance.now() - (this.begun.get(name) ?? 0)) / 1000),
    })
  }

  onEnd(): void {
    for (const [name, { version, passed, failed, seconds }] of this.engines)
      process.stdout.write(`${name}: ${passed} passed, ${failed} failed in ${seconds} s (${version})\n`)
    const { ENGINE_FIGURES: file } = process.env
    if (file) writeFileSync(file, `${JSON.stringify(Object.fromEntries(this.engines), undefined, 2)}\n`)
  }
}

function nameFor({ parent }: TestCase): string {
  return parent.project()?.name ?? ''
}

export default EngineReport
