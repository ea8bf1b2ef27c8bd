import type { Plugin } from 'vite'
import { createFerryApi, type FerryApi, isForApi } from './ferryApi.ts'
import { refuseUpgrade } from './refuseUpgrade.ts'

/** `vite dev` with a local OSS (its data in `./data`) and the gateway beside the page, as `npm start` has them. */
export function ferryServer(): Plugin {
  return {
    name: 'ferry-server',
    apply: 'serve',
    configureServer(server) {
      let api: Promise<FerryApi> | undefined
      server.httpServer?.once(
        'close',
        () =>
          void api?.then(
            ({ close }) => close(),
            () => {},
          ),
      )
      // Vite's own sockets are Vite's.
      server.httpServer?.on('upgrade', (request, socket, head) => {
        if (!isForApi(request)) return
        socket.on('error', () => socket.destroy())
        if (api) api.then(({ upgrade }) => upgrade(request, socket, head)).catch(() => socket.destroy())
        else refuseUpgrade(socket, '503 Service Unavailable')
      })
      server.middlewares.use((request, response, next) => {
        if (!isForApi(request)) return next()
        // Only now: a server that is restarted makes its successor before it lets go of the data folder.
        api ??= createFerryApi({ dataDir: 'data' })
        api.then(({ handle }) => handle(request, response)).catch(next)
      })
    },
  }
}
