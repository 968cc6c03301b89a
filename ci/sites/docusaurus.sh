# Docusaurus: pages of a documentation and of a blog, with links to edit them.
have() { packages @docusaurus/core @docusaurus/preset-classic react react-dom @mdx-js/react; }

version_of() { printf 'docusaurus %s' "$(npx docusaurus --version)"; }

source_of() {
    case $1 in
    lock-keeper | salt-road) printf 'docs/%s.md' "$1" ;;
    *) printf 'blog/2026-03-04-%s.md' "$1" ;;
    esac
}

write_reprint() { write "$(source_of "$1")" "$1" "$2"; }

site() {
    linked
    printf '{ "name": "site", "private": true }\n' >package.json
    printf 'node_modules\nbuild\n.docusaurus\n' >.gitignore
    cat >docusaurus.config.js <<'END'
module.exports = {
  title: 'Our reading room',
  url: 'https://reading-room.example',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  presets: [['classic', {
    docs: { editUrl: 'https://code.example/us/site/edit/main/' },
    blog: { showReadingTime: false, blogSidebarCount: 0, onUntruncatedBlogPosts: 'ignore' },
  }]],
};
END
}

build() { rm -rf build .docusaurus && npx docusaurus build; }
