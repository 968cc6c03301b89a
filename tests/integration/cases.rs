//! Terms and credits as people write them: pairs of an original and a page with the outcome that is right. The pairs
//! stand in a folder beside the project; without it the test says so and is passed over.

use std::path::{Path, PathBuf};

use creditline::audit::{Library, read_original};
use creditline::page::{self, Page, ReadOptions};
use creditline::rules::{RuleSets, terms};
use creditline::{Severity, Verdict};

use crate::desk::Desk;

/// Original, page, and what is wrong at most as a warning or error; nothing for a credit that is as it should be.
const PAIRS: &[(&str, &str, &[&str])] = &[
    (
        "asia/01-label-lines/original.html",
        "asia/01-label-lines/suspect-one-line.html",
        &[],
    ),
    (
        "asia/01-label-lines/original.html",
        "asia/01-label-lines/suspect-tail.html",
        &[],
    ),
    (
        "asia/01-label-lines/original.html",
        "asia/01-label-lines/suspect-tail.md",
        &[],
    ),
    (
        "asia/03-home-page-in-notice/original.html",
        "asia/03-home-page-in-notice/suspect-article-link.html",
        &[],
    ),
    (
        "asia/03-home-page-in-notice/original.html",
        "asia/03-home-page-in-notice/suspect-home-link.html",
        &["wrong-link"],
    ),
    (
        "asia/03b-home-page-in-notice-ru/original.html",
        "asia/03b-home-page-in-notice-ru/suspect-article-link.html",
        &[],
    ),
    (
        "asia/05-markdown-entities/original.html",
        "asia/05-markdown-entities/suspect-link.md",
        &[],
    ),
    (
        "asia/05-markdown-entities/original.html",
        "asia/05-markdown-entities/suspect-raw-html.md",
        &[],
    ),
    (
        "asia/06-cjk-path-in-plain-text/original-mixed.html",
        "asia/06-cjk-path-in-plain-text/suspect-mixed.html",
        &[],
    ),
    (
        "asia/06-cjk-path-in-plain-text/original-idn.html",
        "asia/06-cjk-path-in-plain-text/suspect-idn.html",
        &[],
    ),
    (
        "asia/12-site-rule-asks-what-nobody-asked/original.html",
        "asia/12-site-rule-asks-what-nobody-asked/suspect.html",
        &[],
    ),
    (
        "asia/13-publisher-of-another-platform/original.html",
        "asia/13-publisher-of-another-platform/suspect-unnamed.html",
        &["missing-publisher"],
    ),
    (
        "asia/13-publisher-of-another-platform/original.html",
        "asia/13-publisher-of-another-platform/suspect-zhihu.html",
        &["missing-publisher"],
    ),
    (
        "asia/14-thai/original.html",
        "asia/14-thai/suspect-thima.html",
        &[],
    ),
    (
        "asia/15-other-address-same-article/original.html",
        "asia/15-other-address-same-article/suspect-category.html",
        &[],
    ),
    (
        "asia/15-other-address-same-article/original.html",
        "asia/15-other-address-same-article/suspect-mobile.html",
        &[],
    ),
    (
        "asia/16-clipboard-names-the-title/original.html",
        "asia/16-clipboard-names-the-title/suspect.md",
        &["missing-link"],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-1.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-4.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-9.html",
        &["missing-license"],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-5.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-9.html",
        &[],
    ),
    (
        "west/wikipedia-uses-material-from/original.html",
        "west/wikipedia-uses-material-from/1-good.html",
        &[],
    ),
    (
        "west/copied-heading-link/original.html",
        "west/copied-heading-link/suspect-1.html",
        &[],
    ),
    (
        "west/publisher-name-as-credit/original.html",
        "west/publisher-name-as-credit/suspect-1.html",
        &["missing-attribution"],
    ),
    ("signals/o/orig.html", "signals/s/03-h-cite.html", &[]),
    (
        "signals/o/orig.html",
        "signals/s/15-doi-author-footnote.html",
        &["only-cited"],
    ),
    (
        "signals/o/orig.html",
        "signals/s/21-canonical-only.html",
        &["missing-attribution"],
    ),
    (
        "signals/o/orig.html",
        "signals/md/30-next-post_link.md",
        &[],
    ),
    ("signals/o/orig.html", "signals/md/31-butterfly.md", &[]),
    ("signals/o/orig.html", "signals/md/35-source-map.md", &[]),
    (
        "signals/o/orig.html",
        "signals/md/36-none.md",
        &["missing-attribution"],
    ),
    (
        "asia/01-label-lines/original-with-notice.html",
        "asia/01-label-lines/suspect-one-line.html",
        &[],
    ),
    (
        "asia/01-label-lines/original-with-notice.html",
        "asia/01-label-lines/suspect-tail.html",
        &[],
    ),
    (
        "asia/01-label-lines/original-with-notice.html",
        "asia/01-label-lines/suspect-tail.md",
        &[],
    ),
    (
        "asia/02-role-word-as-author/original.html",
        "asia/02-role-word-as-author/suspect-own-words.html",
        &[],
    ),
    (
        "asia/04-wechat-account-id/original.html",
        "asia/04-wechat-account-id/suspect-brackets.html",
        &[],
    ),
    (
        "asia/04-wechat-account-id/original.html",
        "asia/04-wechat-account-id/suspect-colon.html",
        &[],
    ),
    (
        "asia/04b-wechat-notice-without-address/original.html",
        "asia/04b-wechat-notice-without-address/suspect-credited.html",
        &[],
    ),
    (
        "asia/05-markdown-entities/original.html",
        "asia/05-markdown-entities/suspect-autolink.md",
        &[],
    ),
    (
        "asia/05-markdown-entities/original.html",
        "asia/05-markdown-entities/suspect-numeric.md",
        &["missing-attribution"],
    ),
    (
        "asia/06-cjk-path-in-plain-text/original.html",
        "asia/06-cjk-path-in-plain-text/suspect-last-segment.html",
        &[],
    ),
    (
        "asia/08-boxes-without-a-demand/original-list.html",
        "asia/08-boxes-without-a-demand/suspect.html",
        &[],
    ),
    (
        "asia/08-boxes-without-a-demand/original-owner.html",
        "asia/08-boxes-without-a-demand/suspect.html",
        &[],
    ),
    (
        "asia/08-boxes-without-a-demand/original-permalink.md",
        "asia/08-boxes-without-a-demand/suspect.html",
        &[],
    ),
    (
        "asia/08-boxes-without-a-demand/original-title-url.html",
        "asia/08-boxes-without-a-demand/suspect.html",
        &[],
    ),
    (
        "asia/11-fix-takes-the-author-link/original.html",
        "asia/11-fix-takes-the-author-link/suspect.html",
        &["wrong-link"],
    ),
    (
        "asia/14-thai/original.html",
        "asia/14-thai/suspect-khopkhun.html",
        &[],
    ),
    (
        "asia/15-other-address-same-article/original.html",
        "asia/15-other-address-same-article/suspect-deskanchor.html",
        &[],
    ),
    (
        "west/copied-heading-link/original.html",
        "west/copied-heading-link/suspect-2.html",
        &[],
    ),
    (
        "west/copied-heading-link/original.html",
        "west/copied-heading-link/suspect-3.html",
        &[],
    ),
    (
        "west/edited-by-byline/original.html",
        "west/edited-by-byline/suspect-ad.html",
        &[],
    ),
    (
        "west/edited-by-byline/original.html",
        "west/edited-by-byline/suspect-photo.html",
        &[],
    ),
    (
        "west/edited-by-byline/original.html",
        "west/edited-by-byline/suspect-plain.html",
        &[],
    ),
    (
        "west/edited-by-byline/original.html",
        "west/edited-by-byline/suspect-readalso.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/1.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/2.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/3.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/4.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/5.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/6.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/7.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/8.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/9.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/10.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/11.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/12.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/13.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/14.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/15.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/16.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/17.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/18.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/19.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/20.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/21.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/22.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/23.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/24.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/25.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/26.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/27.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/28.html",
        &[],
    ),
    (
        "west/other-languages/original.html",
        "west/other-languages/29.html",
        &[],
    ),
    (
        "west/publisher-name-as-credit/original.html",
        "west/publisher-name-as-credit/suspect-2.html",
        &["missing-attribution"],
    ),
    (
        "west/publisher-name-as-credit/original.html",
        "west/publisher-name-as-credit/suspect-3.html",
        &["missing-attribution"],
    ),
    (
        "west/republish-dialog-textarea/newspack.html",
        "west/republish-dialog-textarea/faithful-paste.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-1.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-2.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-3.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-6.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-7.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-8.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-10.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-11.html",
        &[],
    ),
    (
        "west/wikipedia-uses-material-from/original.html",
        "west/wikipedia-uses-material-from/5-mobile.html",
        &[],
    ),
    ("signals/o/orig.html", "signals/s/01-good.html", &[]),
    ("signals/o/orig.html", "signals/s/02-u-repost-of.html", &[]),
    ("signals/o/orig.html", "signals/s/08-wayback-link.html", &[]),
    (
        "signals/o/orig.html",
        "signals/s/09-translate-goog.html",
        &[],
    ),
    ("signals/o/orig.html", "signals/s/10-amp-cache.html", &[]),
    ("signals/o/orig.html", "signals/s/11-txt-fragment.html", &[]),
    ("signals/o/orig.html", "signals/s/13-12ft-proxy.html", &[]),
    ("signals/o/orig.html", "signals/s/14-chatgpt-utm.html", &[]),
    (
        "signals/o/orig.html",
        "signals/s/17-button-read-original.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/22-link-in-title.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/23-syndicated-by-line.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/00-none.html",
        &["missing-attribution"],
    ),
    ("signals/o/orig.html", "signals/md/32-chirpy.md", &[]),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-2.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-3.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-6.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-7.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-8.html",
        &[],
    ),
    (
        "asia/01-label-lines/original.html",
        "asia/01-label-lines/suspect-two-lines.html",
        &[],
    ),
    (
        "asia/02-role-word-as-author/original.html",
        "asia/02-role-word-as-author/suspect-kept.html",
        &[],
    ),
    (
        "asia/04-wechat-account-id/original.html",
        "asia/04-wechat-account-id/suspect-none.html",
        &["missing-attribution"],
    ),
    (
        "asia/17-ban-hides-the-credit/original.html",
        "asia/17-ban-hides-the-credit/suspect-credited.html",
        &["permission-required"],
    ),
    (
        "asia/17-ban-hides-the-credit/original.html",
        "asia/17-ban-hides-the-credit/suspect-silent.html",
        &["permission-required"],
    ),
    (
        "bench/data-source-line-as-claim/original.html",
        "bench/data-source-line-as-claim/suspect.html",
        &["missing-attribution"],
    ),
    (
        "bench/figcaption-full-sentence/original.html",
        "bench/figcaption-full-sentence/suspect.html",
        &[],
    ),
    (
        "bench/footer-beside-text/original.html",
        "bench/footer-beside-text/suspect.html",
        &[],
    ),
    (
        "bench/footer-beside-text-nolink/original.html",
        "bench/footer-beside-text-nolink/suspect.html",
        &["missing-link"],
    ),
    (
        "bench/nd-notice-replaced-by-credit/original.html",
        "bench/nd-notice-replaced-by-credit/suspect.html",
        &[],
    ),
    (
        "bench/notice-author-lost/original.html",
        "bench/notice-author-lost/suspect.html",
        &[],
    ),
    (
        "bench/notice-author-lost-none/original.html",
        "bench/notice-author-lost-none/suspect.html",
        &[],
    ),
    (
        "bench/original-body-in-class-footer/original.html",
        "bench/original-body-in-class-footer/suspect.html",
        &["missing-attribution"],
    ),
    (
        "bench/site-licence-outranks-notice/original.html",
        "bench/site-licence-outranks-notice/suspect.html",
        &[],
    ),
    (
        "bench/wording-comes-to-us-from/original.html",
        "bench/wording-comes-to-us-from/suspect.html",
        &[],
    ),
    (
        "bench/wording-content-by-see/original.html",
        "bench/wording-content-by-see/suspect.html",
        &[],
    ),
    (
        "bench/wording-zh-yiwen-yuandizhi/original.html",
        "bench/wording-zh-yiwen-yuandizhi/suspect.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/04-jsonld-isBasedOn.html",
        &["missing-attribution"],
    ),
    (
        "signals/o/orig.html",
        "signals/s/05-itemprop-isBasedOn-visible.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/06-rdfa-dct-source-visible.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/07-blockquote-cite.html",
        &["missing-attribution"],
    ),
    (
        "signals/o/orig.html",
        "signals/s/16-footnote-markdown-ref.html",
        &["only-cited"],
    ),
    (
        "signals/o/orig.html",
        "signals/s/18-fediverse-embed.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/19-msn-provider-logo.html",
        &[],
    ),
    (
        "signals/o/orig.html",
        "signals/s/20-qr-img-alt.html",
        &["missing-attribution"],
    ),
    (
        "signals/o/orig.html",
        "signals/md/33-canonicalUrl.md",
        &["missing-attribution"],
    ),
    (
        "signals/o/orig.html",
        "signals/md/34-canonical_url.md",
        &["missing-attribution"],
    ),
    (
        "signals/o/orig.html",
        "signals/works-w/02-u-repost-of.html",
        &[],
    ),
    ("signals/o/orig.html", "signals/r/c.adoc", &[]),
    ("signals/o/orig.html", "signals/r/c.mdx", &[]),
    ("signals/o/orig.html", "signals/r/c.rst", &[]),
    (
        "signals/o/orig.html",
        "signals/r/chain.html",
        &["wrong-link"],
    ),
    ("signals/o/orig.html", "signals/r/gb.html", &["only-cited"]),
    (
        "signals/o/orig.html",
        "signals/r/lss.html",
        &["missing-attribution"],
    ),
    ("signals/o/orig.html", "signals/r/w3.html", &["wrong-link"]),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-5.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-10.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-4.html",
        &["missing-license"],
    ),
    (
        "west/wikipedia-uses-material-from/original.html",
        "west/wikipedia-uses-material-from/2-old-licence.html",
        &[],
    ),
    (
        "west/wikipedia-uses-material-from/original.html",
        "west/wikipedia-uses-material-from/3-home.html",
        &["missing-link"],
    ),
    (
        "west/wikipedia-uses-material-from/original.html",
        "west/wikipedia-uses-material-from/4-retrieved-from.html",
        &["missing-license"],
    ),
    (
        "west/wikipedia-uses-material-from/original.html",
        "west/wikipedia-uses-material-from/6-gfdl.html",
        &["missing-license"],
    ),
    (
        "west/edited-by-byline/original.html",
        "west/edited-by-byline/suspect-meta-line-differs.html",
        &[],
    ),
    (
        "west/canonical-as-base/original.html",
        "west/canonical-as-base/s1-canonical-and-ogurl.html",
        &["missing-attribution"],
    ),
    (
        "west/canonical-as-base/original.html",
        "west/canonical-as-base/s2-canonical-only.html",
        &["missing-attribution"],
    ),
    (
        "west/canonical-as-base/original.html",
        "west/canonical-as-base/s3-ogurl-only.html",
        &["missing-attribution"],
    ),
    (
        "west/canonical-as-base/original.html",
        "west/canonical-as-base/s4-nothing.html",
        &["missing-attribution"],
    ),
    (
        "west/table-pages/original-25.html",
        "west/table-pages/suspect-25.html",
        &["missing-attribution"],
    ),
    (
        "west/copied-heading-link/original-without-title-in-text.html",
        "west/copied-heading-link/suspect-1.html",
        &[],
    ),
    (
        "west/republish-dialog-textarea/newspack-nopixel.html",
        "west/republish-dialog-textarea/faithful-paste.html",
        &[],
    ),
    (
        "west/republish-dialog-textarea/newspack-real-pixel-id.html",
        "west/republish-dialog-textarea/faithful-paste.html",
        &[],
    ),
    (
        "west/republish-dialog-textarea/propublica.html",
        "west/republish-dialog-textarea/faithful-paste.html",
        &[],
    ),
    ("signals/r/np1.html", "signals/r/npgood.html", &[]),
    ("signals/r/np2.html", "signals/r/npgood.html", &[]),
];

/// Originals that state terms, with the rule that is right for them.
const RULES: &[(&str, &str)] = &[
    ("asia/09-bans-not-read/original-zh1.html", "no-reprint"),
    ("asia/09-bans-not-read/original-th.html", "no-reprint"),
    ("west/bans-in-european-languages/1.html", "no-reprint"),
    ("west/bans-in-european-languages/10.html", "no-reprint"),
    ("signals/terms/f-meta-rights.html", "cc-by"),
    ("signals/terms/g-rsl-link.html", "default"),
    ("signals/terms/j-itemprop-license.html", "cc-by-sa"),
    ("signals/terms/m-cc-text-only.html", "cc-by-sa"),
    ("signals/r/spdx.md", "cc-by-sa"),
    ("asia/09-bans-not-read/original-ko1.html", "no-reprint"),
    ("asia/09-bans-not-read/original-ko2.html", "no-reprint"),
    ("asia/09-bans-not-read/original-ru.html", "no-reprint"),
    ("asia/09-bans-not-read/original-zh2.html", "no-reprint"),
    ("asia/09-bans-not-read/original-zh3.html", "no-reprint"),
    ("west/bans-in-european-languages/2.html", "no-reprint"),
    ("west/bans-in-european-languages/3.html", "no-reprint"),
    ("west/bans-in-european-languages/4.html", "no-reprint"),
    ("west/bans-in-european-languages/5.html", "no-reprint"),
    ("west/bans-in-european-languages/6.html", "no-reprint"),
    ("west/bans-in-european-languages/7.html", "no-reprint"),
    ("west/bans-in-european-languages/8.html", "no-reprint"),
    ("west/bans-in-european-languages/9.html", "no-reprint"),
    ("west/bans-in-european-languages/11.html", "no-reprint"),
    ("west/bans-in-european-languages/12.html", "no-reprint"),
    ("west/bans-in-european-languages/14.html", "no-reprint"),
    ("west/bans-in-european-languages/15.html", "no-reprint"),
    ("west/bans-in-european-languages/16.html", "no-reprint"),
    ("west/bans-in-european-languages/17.html", "no-reprint"),
    ("west/bans-in-european-languages/18.html", "no-reprint"),
    ("west/bans-in-european-languages/19.html", "no-reprint"),
    ("west/bans-in-european-languages/20.html", "no-reprint"),
    ("west/bans-in-european-languages/21.html", "no-reprint"),
    ("signals/terms/s-kr-ban.html", "no-reprint"),
    ("west/bans-in-european-languages/13.html", "no-reprint"),
    ("signals/terms/k-rdfa-xhv-license.html", "cc-by-nd"),
    ("signals/terms/l-cc-badge-img.html", "cc-by-nc-sa"),
    ("signals/terms/n-zh-cc.html", "cc-by-nc-sa"),
    ("signals/terms/o-statutory-zh.html", "no-reprint"),
    ("signals/terms/h-rsl-inline.html", "default"),
    ("signals/terms/i-tdm.html", "default"),
    ("signals/r/ap.html", "no-reprint"),
    ("signals/r/cctext.md", "cc-by-sa"),
    ("signals/r/np1.html", "newspack"),
    ("west/republish-dialog-textarea/newspack.html", "newspack"),
    ("west/republish-dialog-textarea/tc.html", "the-conversation"),
    (
        "bench/site-licence-outranks-notice/original.html",
        "default",
    ),
];

/// Originals with the address and the author that are right for them; what is empty is not asked.
const FACTS: &[(&str, &str, &str)] = &[
    ("asia/02-role-word-as-author/original.html", "", "qiyue"),
    (
        "asia/03-home-page-in-notice/original.html",
        "https://bench.example/p/stools",
        "",
    ),
    (
        "asia/03b-home-page-in-notice-ru/original.html",
        "https://taburet.example/p/1",
        "",
    ),
    (
        "asia/03c-front-matter-cannot-mend/original.md",
        "https://a.example/p/ferry",
        "",
    ),
    (
        "asia/07-address-beside-the-demand/original-above.html",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "asia/07-address-beside-the-demand/original-heading.html",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "asia/07-address-beside-the-demand/original-keep.html",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "asia/07-address-beside-the-demand/original-plain.html",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "asia/07-address-beside-the-demand/original-hant.html",
        "https://bench.example/p/stools",
        "",
    ),
    (
        "asia/08-boxes-without-a-demand/original-list.html",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "asia/08-boxes-without-a-demand/original-owner.html",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "asia/08-boxes-without-a-demand/original-permalink.md",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "asia/08-boxes-without-a-demand/original-title-url.html",
        "https://bench.example/p/stools",
        "齐月",
    ),
    (
        "west/author-slot/a.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/b.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/c.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/d.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/e.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/f.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/g.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/h.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/author-slot/i.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/visible-byline/1.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/visible-byline/10.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/visible-byline/17.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/visible-byline/18.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/visible-byline/4.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    (
        "west/visible-byline/8.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    ("west/itemscope-author/original.html", "", "Ida Holm"),
    (
        "west/visible-byline/6.html",
        "https://pierpost.example/bread",
        "Ida Holm",
    ),
    ("bench/notice-author-lost/original.html", "", "Edith Farrow"),
    (
        "bench/site-licence-outranks-notice/original.html",
        "",
        "Edith Farrow",
    ),
    (
        "west/republish-dialog-textarea/newspack-nopixel.html",
        "https://pierpost.example/2024/05/bread",
        "Ida Holm",
    ),
    (
        "signals/terms/t-republish-dialog.html",
        "https://pierpost.example/2026/reading-room",
        "Ida Holm",
    ),
];

fn read(path: &Path) -> Page {
    let options = ReadOptions {
        location: path.to_string_lossy().into_owned(),
        ..ReadOptions::default()
    };
    page::read(&std::fs::read(path).unwrap(), &options).unwrap()
}

#[test]
fn cases_beside_the_project_come_out_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    }
    let at = |name: &str| -> PathBuf { folder.join(name) };
    let rules = RuleSets::builtin();
    let mut wrong = Vec::new();
    for (original, page, expected) in PAIRS {
        let original = read_original(&read(&at(original)), &rules).unwrap();
        let audit = Library::new(vec![original], &rules).audit(&read(&at(page)));
        let told: Vec<&str> = audit
            .findings()
            .filter(|finding| finding.severity >= Severity::Warning)
            .map(|finding| finding.code.as_str())
            .filter(|code| !matches!(*code, "missing-author" | "missing-statement"))
            .collect();
        let credited = audit.verdict() == Some(Verdict::Credited);
        if told != *expected || expected.is_empty() && !credited {
            wrong.push(format!("{page}: {told:?}, not {expected:?}"));
        }
    }
    for (original, expected) in RULES {
        let original = read_original(&read(&at(original)), &rules).unwrap();
        let rule = terms(&original, &rules).rule.id.clone();
        if rule != *expected {
            wrong.push(format!("{}: {rule}, not {expected}", original.location));
        }
    }
    for (original, url, author) in FACTS {
        let original = read_original(&read(&at(original)), &rules).unwrap();
        let values = terms(&original, &rules).values;
        let found = values.url.as_ref().map_or("", |url| url.as_str());
        if !url.is_empty() && found.trim_end_matches('/') != *url {
            wrong.push(format!("{}: {found}, not {url}", original.location));
        }
        if !author.is_empty() && values.authors.first().map(String::as_str) != Some(author) {
            wrong.push(format!(
                "{}: {:?}, not {author}",
                original.location, values.authors
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_that_asks_for_a_name_needs_no_address() {
    let desk = Desk::new();
    let text = "去年冬天，码头尽头的灯塔守护人退休了，没有人愿意接替他。港务处给灯装上了传感器，把厨房借给一个十二人的面包班。\
                现在每个星期五，窗口前都排着长队，一直排到鱼市那边，晴天的时候尤其长。";
    let html = |foot: &str| {
        format!(
            "<html lang=zh><meta charset=utf-8><article><h1>灯塔里的面包</h1><p>{text}</p>{foot}</article></html>"
        )
    };
    desk.write(
        "wechat.html",
        html("<p>本文首发于微信公众号「灯塔周报」，转载请注明出处。</p>"),
    );
    for (foot, code) in [
        ("<p>本文转载自公众号「灯塔周报」</p>", 0),
        ("<p>下一篇</p>", 1),
    ] {
        desk.write("copy.html", html(foot));
        let run = desk.run(&["check", "copy.html", "--originals", "wechat.html"]);
        assert_eq!(run.code, code, "{foot} {} {}", run.stdout, run.stderr);
    }
}
