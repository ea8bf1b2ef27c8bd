import type { BrowserContext, ConsoleMessage, Request } from '@playwright/test'

/** What goes wrong in the pages and workers of a test, and what of it the test has said to expect. */
export class PageErrors {
  private readonly seen: string[] = []
  private readonly expected: RegExp[] = []
  private readonly origin: string

  constructor(context: BrowserContext, url: string) {
    this.origin = new URL(url).origin
    context.on('weberror', (error) => this.seen.push(`uncaught: ${error.error()}`))
    context.on('console', (message) => this.hear(message))
    context.on('requestfailed', (request) => this.failed(request))
  }

  /** An error that this test brings about. It fails the test if it does not come. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns)
  }

  /** What was not expected, and what was expected and did not come. */
  wrong(): string[] {
    const unexpected = this.seen.filter((line) => !this.expected.some((pattern) => pattern.test(line)))
    const missing = this.expected.filter((pattern) => !this.seen.some((line) => pattern.test(line)))
    return [...unexpected, ...missing.map((pattern) => `did not come: ${pattern}`)]
  }

  private hear(message: ConsoleMessage): void {
    if (message.type() !== 'error') return
    this.seen.push(`console: ${message.text()} (${this.short(message.location().url)})`)
  }

  /** A request that the page itself gave up is none that failed. */
  private failed(request: Request): void {
    const { errorText = '' } = request.failure() ?? {}
    if (errorText === 'net::ERR_ABORTED') return
    this.seen.push(`failed: ${request.method()} ${this.short(request.url())} ${errorText}`)
  }

  /** Its own addresses have another port in each test. */
  private short(url: string): string {
    return url.replace(this.origin, '')
  }
}
