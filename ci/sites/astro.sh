# Astro: Markdown pages in a layout.
have() {
    # The newest asks for a newer Node than many machines have.
    if node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 22 ? 0 : 1)' 2>/dev/null; then
        packages astro
    else
        packages astro@5
    fi
}

version_of() { npx astro --version | sed 's/^ *astro *//;s/^ *v/astro /;q'; }

source_of() { printf 'src/pages/blog/%s.md' "$1"; }

write_reprint() { write "$(source_of "$1")" "$1" "$2" 'layout: ../../layouts/Post.astro'; }

site() {
    linked
    printf '{ "name": "site", "private": true, "type": "module" }\n' >package.json
    printf 'node_modules\ndist\n.astro\n' >.gitignore
    cat >astro.config.mjs <<'END'
import { defineConfig } from 'astro/config';
export default defineConfig({
  // Where we are
  site: 'https://reading-room.example',
});
END
    mkdir -p src/layouts src/pages
    cat >src/layouts/Post.astro <<'END'
---
const { frontmatter } = Astro.props;
---
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{frontmatter.title}</title></head>
<body><header><a href="/">Our reading room</a></header><main><article><h1>{frontmatter.title}</h1><slot /></article></main></body></html>
END
    cat >src/pages/index.astro <<'END'
---
const posts = Object.values(import.meta.glob('./blog/*.md', { eager: true }));
---
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Our reading room</title></head>
<body><h1>Our reading room</h1><ul>{posts.map((post) => <li><a href={post.url}>{post.frontmatter.title}</a></li>)}</ul></body></html>
END
}

build() { rm -rf dist && npx astro build; }
