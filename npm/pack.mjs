// Packs what npm hands out: node npm/pack.mjs OUT TARGET=BINARY…
//
// OUT receives one tarball for each target, which holds the program alone, and `creditline`, which asks for all of them as
// optional: npm installs the one whose `os`, `cpu` and `libc` fit. Versions are that of Cargo.toml.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "..");
const read = (file) => JSON.parse(readFileSync(join(here, file), "utf8"));
const platforms = read("platforms.json");
const version = /^version = "(.*)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))[1];
const work = mkdtempSync(join(tmpdir(), "creditline-npm-"));

/** Packs a folder with its description into a tarball of `out`, and says its name. */
function pack(folder, description, out) {
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const told = execFileSync(npm, ["pack", "--silent", "--pack-destination", out], { cwd: folder, encoding: "utf8" });
  console.log(join(out, told.trim().split("\n").at(-1)));
}

function platform(target, binary, common, out) {
  const fits = platforms[target];
  if (fits === undefined) {
    throw new Error(`there is no platform ${target}: ${Object.keys(platforms).join(", ")}`);
  }
  const file = fits.os === "win32" ? "creditline.exe" : "creditline";
  const folder = join(work, fits.name);
  mkdirSync(folder);
  copyFileSync(binary, join(folder, file));
  chmodSync(join(folder, file), 0o755);
  const description = {
    ...common,
    name: `@creditline/${fits.name}`,
    description: `The program of creditline for ${target}`,
    version,
    os: [fits.os],
    cpu: [fits.cpu],
    ...(fits.libc && { libc: [fits.libc] }),
    files: [file],
    preferUnplugged: true,
  };
  pack(folder, description, out);
}

try {
  const [out, ...built] = process.argv.slice(2);
  if (out === undefined) {
    throw new Error("usage: node npm/pack.mjs OUT TARGET=BINARY…");
  }
  mkdirSync(out, { recursive: true });
  const main = read("creditline/package.json");
  const { license, repository, engines } = main;
  for (const item of built) {
    const [target, binary] = item.split("=", 2);
    platform(target, binary, { license, repository, engines }, resolve(out));
  }
  const folder = join(work, "creditline");
  cpSync(join(here, "creditline"), folder, { recursive: true });
  copyFileSync(join(here, "README.md"), join(folder, "README.md"));
  const optionalDependencies = Object.fromEntries(
    Object.values(platforms).map(({ name }) => [`@creditline/${name}`, version]),
  );
  pack(folder, { ...main, version, optionalDependencies }, resolve(out));
} finally {
  rmSync(work, { recursive: true });
}
