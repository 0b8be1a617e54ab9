# The Noboru server as one static program in an otherwise empty image.
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG TARGETOS
ARG TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -buildvcs=false -ldflags='-s -w' -o /out/noboru .

FROM scratch
# Certificate authorities, for neo4j+s:// addresses.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/noboru /noboru
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/noboru"]
# Loopback inside a container reaches nobody. What is published is up to docker run or compose.
CMD ["serve", "--addr", "0.0.0.0:8080"]
