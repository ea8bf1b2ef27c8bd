import type { Plugin, ViteDevServer } from 'vite'
import { type Access, createAccess } from './access.ts'
import { createFerryApi, type FerryApi, isForApi } from './ferryApi.ts'
import { readProxies } from './operator.ts'
import { pagePolicyInPage, protect, refuseOn } from './securityHeaders.ts'
import { startToken } from './startToken.ts'

const dataDir = 'data'

/** `vite dev` with a local OSS (its data in `./data`) and the gateway beside the page, as `npm start` has them. */
export function ferryServer(): Plugin {
  return {
    name: 'ferry-server',
    apply: 'serve',
    configureServer(server) {
      const access = createAccess(startToken(dataDir))
      printStartUrl(server, access)
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
        else refuseOn(socket, '503 Service Unavailable')
      })
      server.middlewares.use((request, response, next) => {
        response.setHeader('x-ferry', 'gateway')
        if (!isForApi(request)) return access.answers(request, response) || next()
        protect(response)
        // Only now: a server that is restarted makes its successor before it lets go of the data folder.
        api ??= createFerryApi({ dataDir, access, keepRequests: 0, proxies: readProxies(process.env) })
        api.then(({ handle }) => handle(request, response)).catch(next)
      })
    },
  }
}

/** `vite dev` prints addresses of its own, which don't let a browser in. */
function printStartUrl(server: ViteDevServer, access: Access): void {
  server.printUrls = () => {
    for (const url of server.resolvedUrls?.local ?? [])
      server.config.logger.info(`  OSS Ferry: ${access.startUrl(url)}`)
  }
}

/** The policy of the page in the page itself, for whoever serves the build by another server. */
export function policyInPage(): Plugin {
  return {
    name: 'ferry-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicyInPage },
        injectTo: 'head-prepend',
      },
    ],
  }
}
