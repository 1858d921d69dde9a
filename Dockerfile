FROM node:24-slim AS build
WORKDIR /quayside
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 FILES_FOLDER=/var/lib/quayside/files
WORKDIR /quayside
RUN mkdir -p /var/lib/quayside/files && chown -R node:node /var/lib/quayside
COPY --from=build /quayside/package.json ./
COPY --from=build /quayside/node_modules ./node_modules
COPY --from=build /quayside/build ./build
COPY --from=build /quayside/public ./public
COPY --from=build /quayside/app ./app
COPY --from=build /quayside/db ./db
USER node
VOLUME /var/lib/quayside
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "app/server.ts"]
