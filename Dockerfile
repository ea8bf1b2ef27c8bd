# OSS Ferry for more than one person: behind a TLS proxy, with a file system that nothing can write to.
#   docker build -t oss-ferry .
FROM node:22-slim AS build
WORKDIR /build
COPY . .
RUN npm ci
RUN npm pack --silent --pack-destination /tmp && mv /tmp/oss-ferry-*.tgz /tmp/oss-ferry.tgz

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /tmp/oss-ferry.tgz /tmp/
RUN npm install --omit=dev --no-audit --no-fund /tmp/oss-ferry.tgz && rm -r /tmp/oss-ferry.tgz /root/.npm
# Where the local OSS keeps its objects, and the server what it must remember over a restart.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "node_modules/oss-ferry/bin/oss-ferry.js", "start", "--host", "0.0.0.0", "--port", "8787", "--data", "/data"]
CMD ["--no-local"]
