# Eleventy: posts with a layout, and a home page that lists them.
have() { packages @11ty/eleventy; }

version_of() { printf 'eleventy %s' "$(npx @11ty/eleventy --version)"; }

source_of() { printf 'posts/%s.md' "$1"; }

write_reprint() { write "$(source_of "$1")" "$1" "$2" 'layout: post.njk' 'tags: reprints'; }

site() {
    linked
    printf '{ "name": "site", "private": true }\n' >package.json
    printf 'node_modules\n_site\n' >.gitignore
    cat >eleventy.config.js <<'END'
module.exports = function (config) {
  config.ignores.add("originals");
  return { dir: { input: ".", output: "_site" } };
};
END
    mkdir -p _includes
    cat >_includes/post.njk <<'END'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><header><a href="/">Our reading room</a></header>
<main><article><h1>{{ title }}</h1>{{ content | safe }}</article></main>
<footer>Printed on a small press.</footer></body></html>
END
    cat >index.njk <<'END'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Our reading room</title></head>
<body><h1>Our reading room</h1><ul>{% for post in collections.reprints %}<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>{% endfor %}</ul></body></html>
END
}

build() { rm -rf _site && npx @11ty/eleventy; }
