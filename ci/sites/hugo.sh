# Hugo: sections, slugs, taxonomies.
have() { command -v hugo >/dev/null || { [[ $(id -u) == 0 ]] && apt-get install -y --no-install-recommends hugo >/dev/null 2>&1; }; }

version_of() { hugo version | cut -d' ' -f1,2 | cut -d- -f1; }

source_of() {
    case $1 in
    # A bundle: a folder with the text and what belongs to it.
    clock-shop | phare) printf 'content/posts/%s/index.md' "$1" ;;
    *) printf 'content/posts/%s.md' "$1" ;;
    esac
}

write_reprint() {
    local more=()
    [[ $1 != salt-road ]] || more=('slug: on-the-salt-road')
    write "$(source_of "$1")" "$1" "$2" 'date: 2026-03-04' 'tags: [reading]' ${more[@]+"${more[@]}"}
}

site() {
    printf 'public\nresources\n.hugo_build.lock\n' >.gitignore
    cat >hugo.toml <<'END'
# Our site
baseURL = 'https://reading-room.example/'
languageCode = 'en'
title = 'Our reading room'
paginate = 2
END
    # The names of settings that older versions know.
    cp hugo.toml config.toml
    mkdir -p layouts/_default
    cat >layouts/_default/single.html <<'END'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Our reading room</a></header><main><article><h1>{{ .Title }}</h1>{{ .Content }}</article></main></body></html>
END
    cat >layouts/_default/list.html <<'END'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>{{ range (.Paginate .Pages).Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2></article>{{ end }}</main></body></html>
END
    # A theme that prints whole posts in its lists by tag.
    cat >layouts/_default/term.html <<'END'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ range .Pages }}<article><h2>{{ .Title }}</h2>{{ .Content }}</article>{{ end }}</main></body></html>
END
    cp layouts/_default/list.html layouts/index.html
    sed -i 's/\.Paginate \.Pages/.Paginate .Site.RegularPages/' layouts/index.html
}

build() { rm -rf public && hugo; }
