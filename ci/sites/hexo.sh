# Hexo: posts with dates in their addresses, and lists by month, tag and page.
have() {
    packages hexo hexo-renderer-marked hexo-renderer-ejs hexo-generator-index hexo-generator-archive \
        hexo-generator-tag hexo-generator-category
}

version_of() { npx hexo version 2>/dev/null | sed -n 's/^hexo: /hexo /p'; }

source_of() { printf 'source/_posts/%s.md' "$1"; }

write_reprint() { write "$(source_of "$1")" "$1" "$2" 'date: 2026-03-04 10:00:00' 'tags: [reading]'; }

site() {
    linked
    cp "$place/npm/$generator/package.json" .
    # Hexo takes a folder for a site if its package says so.
    node -e 'const fs = require("fs"), p = require("./package.json"); p.hexo = { version: "" }; fs.writeFileSync("package.json", JSON.stringify(p))'
    printf 'node_modules\npublic\ndb.json\n' >.gitignore
    cat >_config.yml <<'END'
# The address of the site
title: Our reading room
url: https://reading-room.example
permalink: :year/:month/:title/
theme: plain
per_page: 2
END
    mkdir -p source/_posts themes/plain/layout scaffolds
    cat >themes/plain/layout/layout.ejs <<'END'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title><%= page.title || config.title %></title></head>
<body><header><a href="/">Our reading room</a></header><main><%- body %></main></body></html>
END
    cat >themes/plain/layout/index.ejs <<'END'
<% page.posts.each(function (post) { %><article><h2><a href="<%- url_for(post.path) %>"><%= post.title %></a></h2></article><% }) %>
END
    cp themes/plain/layout/index.ejs themes/plain/layout/archive.ejs
    # A theme that prints whole posts in its lists.
    cat >themes/plain/layout/tag.ejs <<'END'
<% page.posts.each(function (post) { %><article><h2><%= post.title %></h2><%- post.content %></article><% }) %>
END
    cat >themes/plain/layout/post.ejs <<'END'
<article><h1><%= page.title %></h1><%- page.content %></article>
END
}

build() { rm -rf public db.json && npx hexo generate; }
