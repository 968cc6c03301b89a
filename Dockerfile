# docker build -t creditline . && docker run --rm -v "$PWD:/site:ro" creditline check public/ --originals originals/
FROM rust:1.90-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --profile dist --bin creditline

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home creditline
COPY --from=build /src/target/dist/creditline /usr/local/bin/creditline
USER creditline
WORKDIR /site
ENTRYPOINT ["creditline"]
CMD ["--help"]
