//! `creditline init` and `creditline generate`.

use std::fs;

use tempfile::TempDir;

use crate::desk::run;
use crate::prose;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join(".git")).unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

/// What builds a site, the files that show it, the folder of its pages, and what the configuration says of its address.
type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    &'static str,
);

#[test]
fn what_init_writes_fits_the_folder_and_runs() {
    let cases: &[Case] = &[
        (
            "Hugo",
            &[(
                "hugo.toml",
                "title = 'A'\nbaseURL = 'https://hugo.example/'\n",
            )],
            "public",
            "\nbase-url: https://hugo.example/\n",
        ),
        (
            "Hugo",
            &[
                ("config.yaml", "baseurl: \"https://old.example/blog\"\n"),
                ("archetypes/a.md", ""),
            ],
            "public",
            "\nbase-url: https://old.example/blog\n",
        ),
        (
            "Jekyll",
            &[(
                "_config.yml",
                "# url: https://no.example\nurl: https://jekyll.example # ours\n",
            )],
            "_site",
            "\nbase-url: https://jekyll.example/\n",
        ),
        (
            "Hexo",
            &[
                ("_config.yml", "url: http://hexo.example\n"),
                ("source/_posts/a.md", ""),
            ],
            "public",
            "\nbase-url: http://hexo.example/\n",
        ),
        (
            "Hexo",
            &[
                (
                    "_config.yml",
                    "url: http://hexo.example\nsource_dir: texts\n",
                ),
                ("package.json", "{\"dependencies\": {\"hexo\": \"^7\"}}"),
            ],
            "public",
            "\nbase-url: http://hexo.example/\n",
        ),
        (
            "Jekyll",
            &[(
                "_config.yml",
                "url: https://jekyll.example\nbaseurl: /blog\n",
            )],
            "_site",
            "\nbase-url: https://jekyll.example/blog/\n",
        ),
        (
            "Astro",
            &[(
                "astro.config.mjs",
                "export default defineConfig({ site: 'https://astro.example', base: '/docs' });",
            )],
            "dist",
            "\nbase-url: https://astro.example/docs/\n",
        ),
        (
            "Docusaurus",
            &[(
                "docusaurus.config.js",
                "module.exports = { url: 'https://docs.example', baseUrl: '/help/' };",
            )],
            "build",
            "\nbase-url: https://docs.example/help/\n",
        ),
        (
            "Hugo",
            &[(
                "hugo.toml",
                "baseURL = 'https://hugo.example/'\n[languages.de]\nweight = 1\n",
            )],
            "public",
            "\n  - public/de/tags/**\n",
        ),
        (
            "Astro",
            &[(
                "astro.config.mjs",
                "export default defineConfig({\n  site: 'https://astro.example',\n});\n",
            )],
            "dist",
            "\nbase-url: https://astro.example/\n",
        ),
        ("", &[("build/x.css", "")], "build", "\n#base-url: "),
        ("", &[], "public", "\n#base-url: "),
        (
            "Jekyll",
            &[("_config.yml", "url: https://user:secret@a.example\n")],
            "_site",
            "\n#base-url: ",
        ),
    ];
    for (builder, files, pages, base_url) in cases {
        let root = folder(files);
        let path = root.path();
        let init = run(path, &["init"]);
        assert_eq!(init.code, 0, "{builder}: {}", init.stderr);
        assert!(init.stdout.contains("creditline.yaml"), "{}", init.stdout);
        assert!(init.stdout.contains(builder), "{builder}: {}", init.stdout);
        assert!(init.stdout.contains("into `originals`"), "{}", init.stdout);
        let text = fs::read_to_string(path.join("creditline.yaml")).unwrap();
        assert!(text.contains(base_url), "{builder}: {text}");
        for (name, page) in [
            ("originals/ferry.md", prose::original(prose::ENGLISH)),
            (&format!("{pages}/a.html"), prose::page(prose::ENGLISH, "")),
        ] {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, page).unwrap();
        }
        let check = run(path, &["check", "-f", "concise"]);
        assert_eq!(check.code, 1, "{builder}: {}{}", check.stdout, check.stderr);
        assert!(
            check.stdout.starts_with(&format!("{pages}/a.html:")),
            "{}",
            check.stdout
        );
    }
}

#[test]
fn init_overwrites_nothing() {
    for name in ["creditline.yaml", ".creditline.yml"] {
        let root = folder(&[(name, "mine")]);
        let init = run(root.path(), &["init"]);
        assert_eq!(init.code, 2);
        assert!(init.stderr.contains(name), "{}", init.stderr);
        assert_eq!(fs::read_to_string(root.path().join(name)).unwrap(), "mine");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }
    let root = folder(&[]);
    assert_eq!(run(root.path(), &["init", "missing"]).code, 2);
}

#[test]
fn the_file_of_continuous_integration_can_come_later() {
    for (host, file) in [
        ("github", ".github/workflows/creditline.yml"),
        ("gitlab", ".gitlab-ci.yml"),
    ] {
        let root = folder(&[]);
        assert_eq!(run(root.path(), &["init"]).code, 0);
        let config = fs::read_to_string(root.path().join("creditline.yaml")).unwrap();
        let init = run(root.path(), &["init", "--ci", host]);
        assert_eq!(init.code, 0, "{}", init.stderr);
        assert!(init.stdout.contains(file), "{}", init.stdout);
        let text = fs::read_to_string(root.path().join(file)).unwrap();
        assert!(text.contains("creditline"), "{text}");
        let after = fs::read_to_string(root.path().join("creditline.yaml")).unwrap();
        assert_eq!(after, config);
        // What is there already is shown, not written over.
        fs::write(root.path().join(file), "mine").unwrap();
        assert_eq!(run(root.path(), &["init", "--ci", host]).code, 0);
        assert_eq!(fs::read_to_string(root.path().join(file)).unwrap(), "mine");
    }
}

#[test]
fn every_command_has_a_man_page_and_completions() {
    let root = folder(&[]);
    let page = run(root.path(), &["generate", "man"]).stdout;
    assert!(page.contains(".TH creditline 1"), "{page}");
    assert_eq!(run(root.path(), &["generate", "man", "-o", "man"]).code, 0);
    let check = fs::read_to_string(root.path().join("man/creditline-check.1")).unwrap();
    assert!(check.contains("originals"), "{check}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(root.path(), &["generate", "completions", shell]);
        assert_eq!(script.code, 0, "{shell}");
        assert!(script.stdout.contains("creditline"), "{shell}");
        assert!(script.stdout.contains("fail-on"), "{shell}");
    }
    assert_eq!(
        run(root.path(), &["generate", "completions", "tcl"]).code,
        2
    );
}

#[test]
fn schemas_are_those_that_are_published() {
    let root = folder(&[]);
    for of in ["config", "rules", "report"] {
        let printed = run(root.path(), &["generate", "schema", of]).stdout;
        let published = format!("{}/schemas/{of}.v1.json", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(printed, fs::read_to_string(published).unwrap(), "{of}");
    }
}
