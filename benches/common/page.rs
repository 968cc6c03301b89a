//! Pages made up for benches.

/// A page of about 100 KB around an article, with the menus, lists and markup of a news site, crediting `source`.
pub(crate) fn page(paragraphs: &[String], source: &str) -> String {
    let mut html = String::from(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>News</title><style>",
    );
    for index in 0..120 {
        html.push_str(&format!(
            ".c{index} > .item {{ margin: {index}px; color: #2{index:03} }} "
        ));
    }
    html.push_str("</style></head><body class=home><header><nav><ul>");
    for index in 0..150 {
        html.push_str(&format!(
            "<li class=\"menu-item c{index}\"><a class=\"item link\" href=\"/section/{index}\">Section {index}</a></li>"
        ));
    }
    html.push_str("</ul></nav></header><main><article><h1>Title</h1>");
    for paragraph in paragraphs {
        html.push_str(&format!("<p class=\"text body\">{paragraph}</p>\n"));
    }
    html.push_str(&format!(
        "<p class=source>Source: <a href=\"{source}\">the original</a></p></article></main><aside>"
    ));
    let mut index = 0;
    while html.len() < 99_000 {
        index += 1;
        html.push_str(&format!(
            "<div class=\"teaser c{}\" data-id=\"{index}\"><a class=\"item\" href=\"/story/{index}.html?ref=list\"><span \
             class=\"kicker\">Story {index}</span><img src=\"/img/{index}.jpg\" width=320 height=180 alt=\"\"></a></div>\n",
            index % 120
        ));
    }
    html.push_str("</aside><footer>© News</footer></body></html>");
    html
}
