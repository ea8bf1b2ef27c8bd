const MIB = 1024 ** 2

/** What one page, or all together, may take of this process. All sizes in bytes, all times in milliseconds. */
export const limits = {
  /** One message to the socket: a DeleteMultipleObjects of the longest keys has 2 MB. */
  message: 16 * MIB,
  /** One answer on the socket. A listing of 1000 of the longest keys has 4 MiB; the bytes of objects are streamed by requests of their own. */
  answer: 16 * MIB,
  /** Answers of all sockets that are held here. Above it only the oldest goes on; the others wait at the store. */
  answers: 16 * MIB,
  /** Answers that a page has not taken from its socket. Above it nothing more is read for it. */
  untaken: 4 * MIB,
  /** Requests of one socket at the store; further ones wait. */
  flying: 512,
  /** Requests of one socket that wait, and the bytes of all messages in them; further ones are refused. */
  waiting: 8192,
  waitingBytes: 32 * MIB,
  /** Interim answers (1xx) of one request. */
  interim: 64,
  sockets: 256,
  connections: 2048,
  /** A head that is not whole by then is refused. */
  head: 30_000,
  /** A body of which nothing comes for this long is given up. */
  idleBody: 300_000,
  /** A socket whose page does not answer a ping by the next one is cut. */
  ping: 60_000,
  /** How long a stop waits for requests under way. */
  stop: 10_000,
}
