#!/usr/bin/env node
// Runs the program that npm installed for this system, with the same arguments, streams and exit code.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

/** The packages that may hold a program for this system, the likeliest first. */
function candidates() {
  const system = `@creditline/${process.platform}-${process.arch}`;
  if (process.platform !== "linux") {
    return [system];
  }
  const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined;
  const both = [`${system}-gnu`, `${system}-musl`];
  return isGlibc ? both : both.reverse();
}

function program() {
  if (process.env.CREDITLINE_BINARY) {
    return process.env.CREDITLINE_BINARY;
  }
  const file = process.platform === "win32" ? "creditline.exe" : "creditline";
  for (const name of candidates()) {
    try {
      return require.resolve(`${name}/${file}`);
    } catch {
      // Not installed: it is for another system.
    }
  }
  return undefined;
}

/** What the command returns for faults of its use. */
const USAGE = 2;

const binary = program();
if (binary === undefined) {
  console.error(
    `error: there is no program for this system (${process.platform}, ${process.arch}): none of ${candidates().join(", ")} is ` +
      "installed. Install without --omit=optional, or name a program by CREDITLINE_BINARY.",
  );
  process.exit(USAGE);
}

const child = spawn(binary, process.argv.slice(2), { stdio: "inherit" });
// Ctrl-C reaches the program from the terminal by itself, and it ends with what it has: this process waits for that.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`error: ${binary} cannot be run: ${error.message}`);
  process.exit(USAGE);
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
