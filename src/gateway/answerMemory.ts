import type { IncomingMessage } from 'node:http'
import { limits } from './limits.ts'

/** One line's share: what its page has not taken yet, and whether more may be read for it. */
export type AnswerBudget = {
  /** Reads an answer to its end. Fails with AnswerTooLarge beyond `limits.answer`, with the answer's own error when it breaks. */
  read(answer: IncomingMessage): Promise<Buffer[]>
  /** Bytes that `read` gave have gone to the page, or to nowhere. */
  taken(bytes: number): void
  /** Hands over to the socket: they count as not taken. */
  handed(bytes: number): void
}

/** An answer that is no answer for the socket. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
}

type Reading = { answer: IncomingMessage; isFree: () => boolean }

/**
 * The memory that answers may take, of all lines together. While there is none left the oldest reads on alone, so that some answer always
 * ends; a line whose page does not take what it got reads nothing. Who may not read leaves its bytes with the store.
 */
export function createAnswerMemory(): () => AnswerBudget {
  let held = 0
  const readings = new Set<Reading>()
  const regulate = () => {
    let isOldest = true
    for (const { answer, isFree } of readings) {
      const may = isFree() && (isOldest || held < limits.answers)
      if (may === answer.isPaused()) may ? answer.resume() : answer.pause()
      if (may) isOldest = false
    }
  }
  const give = (bytes: number) => {
    held -= bytes
    regulate()
  }
  return () => {
    let untaken = 0
    const isFree = () => untaken < limits.untaken
    return {
      async read(answer) {
        const reading = { answer, isFree }
        readings.add(reading)
        let length = 0
        try {
          const chunks = await collect(answer, regulate, (bytes) => {
            length += bytes
            held += bytes
            if (length > limits.answer) throw new AnswerTooLarge(`more than ${limits.answer} bytes`)
            if (held >= limits.answers || !isFree()) regulate()
          })
          return chunks
        } catch (error) {
          give(length)
          throw error
        } finally {
          readings.delete(reading)
          regulate()
        }
      },
      handed(bytes) {
        untaken += bytes
      },
      taken(bytes) {
        untaken -= bytes
        give(bytes)
      },
    }
  }
}

function collect(answer: IncomingMessage, begin: () => void, count: (bytes: number) => void): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    answer.on('data', (chunk: Buffer) => {
      if (answer.destroyed) return
      try {
        count(chunk.length)
        chunks.push(chunk)
      } catch (error) {
        answer.destroy()
        reject(error)
      }
    })
    answer.on('error', reject)
    answer.on('end', () => resolve(chunks))
    answer.on('close', () => {
      // An error that nobody hears of would cost as much as the rest of the reading.
      if (!answer.readableEnded) reject(Object.assign(new Error('The answer was cut'), { code: 'ECONNRESET' }))
    })
    begin()
  })
}
