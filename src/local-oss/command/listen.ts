/**
 * Listens on `port`, or, when none was asked for, on the first free one from `from` upwards. Resolves with the port.
 * Throws a readable error when the port that was asked for is taken.
 */
export async function listenOn(
  listen: (port: number) => Promise<number>,
  { port, from }: { port: number | undefined; from: number },
): Promise<number> {
  for (let wanted = port ?? from; ; wanted++) {
    try {
      return await listen(wanted)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (port !== undefined)
        throw new Error(`Port ${port} is taken. Choose another one with --port.`, { cause: error })
    }
  }
}
