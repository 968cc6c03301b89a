# Jekyll: posts with dates in their names, categories and a permalink of the site's own.
have() { command -v jekyll >/dev/null || { [[ $(id -u) == 0 ]] && apt-get install -y --no-install-recommends jekyll >/dev/null 2>&1; }; }

version_of() { jekyll --version; }

source_of() { printf '_posts/2026-03-04-%s.md' "$1"; }

write_reprint() { write "$(source_of "$1")" "$1" "$2" 'layout: post' 'categories: [reading]'; }

site() {
    printf '_site\n.jekyll-cache\n' >.gitignore
    cat >_config.yml <<'END'
title: Our reading room
url: https://reading-room.example
permalink: /:categories/:title/
exclude: [originals]
END
    mkdir -p _layouts
    cat >_layouts/post.html <<'END'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><header><a href="/">Our reading room</a></header><main><article><h1>{{ page.title }}</h1>{{ content }}</article></main></body></html>
END
    cat >index.html <<'END'
---
title: Our reading room
---
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><h1>Our reading room</h1>{% for post in site.posts %}<h2><a href="{{ post.url }}">{{ post.title }}</a></h2>{% endfor %}</body></html>
END
}

build() { rm -rf _site && LC_ALL=C.UTF-8 jekyll build; }
