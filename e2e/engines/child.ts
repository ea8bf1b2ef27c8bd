import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Child = {
  /** The first match in what it says. @throws Error when it ends before. */
  says(pattern: RegExp): Promise<RegExpMatchArray>
  end(): Promise<void>
}

/**
 * A shell that waits for the end of its input, which comes when we end, in whatever way, and then takes the program's whole group along;
 * and so when the program itself ends.
 */
const guard = '{ "$@" </dev/null; kill -KILL 0; } & read -r end; kill -KILL 0'

/** Starts a program that never outlives this process, nor do its children. */
export function startChild(command: readonly string[], environment: Record<string, string> = {}): Child {
  const child = spawn('sh', ['-c', guard, 'sh', ...command], {
    // A group of its own: what ends it is the guard.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  const ended = once(child, 'exit')
  return {
    says: listenTo(child, command[0] ?? ''),
    async end() {
      child.stdin.end()
      await ended
    },
  }
}

function listenTo(child: ChildProcess, name: string): Child['says'] {
  let said = ''
  const heard = new EventTarget()
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (some: string) => {
      said += some
      heard.dispatchEvent(new Event('more'))
    })
  child.once('exit', () => heard.dispatchEvent(new Event('end')))
  return (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = said.match(pattern)
        if (found) resolve(found)
      }
      heard.addEventListener('more', look)
      heard.addEventListener('end', () => reject(new Error(`${name} ended:\n${said}`)))
      look()
    })
}
