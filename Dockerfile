# docker build -t creditline . && docker run --rm -v "$PWD:/site:ro" creditline check public/ --originals originals/
FROM rust:1.90-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --profile dist --bin creditline

# Chromium is for `--render`. Its sandbox needs user namespaces, which Docker's default profile of system calls keeps back:
# run such checks with `--security-opt seccomp=unconfined`, or with a profile that allows `clone` with CLONE_NEWUSER.
FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates chromium fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home creditline
COPY --from=build /src/target/dist/creditline /usr/local/bin/creditline
USER creditline
WORKDIR /site
ENTRYPOINT ["creditline"]
CMD ["--help"]
