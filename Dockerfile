# The Noboru server as one static program in an otherwise empty image.
FROM --platform=$BUILDPLATFORM node:22-slim AS page
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY schema /src/schema
COPY examples /src/examples
COPY cypher /src/cypher
COPY internal/words /src/internal/words
COPY web ./
RUN npm run build

FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
COPY --from=page /src/web/dist web/dist
ARG TARGETOS
ARG TARGETARCH
# What `noboru version` says: docker build --build-arg VERSION=...
ARG VERSION
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -buildvcs=false -ldflags="-s -w -X noboru/internal/cli.release=$VERSION" -o /out/noboru .

FROM scratch
# Certificate authorities, for neo4j+s:// addresses.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/noboru /noboru
USER 65532:65532
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/noboru", "health"]
ENTRYPOINT ["/noboru"]
# Loopback inside a container reaches nobody. What is published is up to docker run or compose.
CMD ["serve", "--addr", "0.0.0.0:8080"]
