//! Notices that are hostile, quoted, contradictory, or no notices at all.

use std::fmt::Write;

use creditline::page::{Format, ReadOptions, read};
use creditline::rules::demand::Requirement;
use creditline::rules::{Demand, terms};
use creditline::{Original, RuleSets, read_original};

const PROSE: &str = "<p>The lock keeper counts the barges by their horns and writes the number on the door in chalk, and at the \
                     end of the month the rain has always taken a few of them away again, which nobody minds.</p>";

fn original(body: &str) -> Original {
    with_footer(body, "")
}

/// A page with something in the article and something in the site's footer.
fn with_footer(body: &str, footer: &str) -> Original {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>The lock keeper</title><link rel=\"canonical\" \
         href=\"https://lock.example/keeper\"></head><body><main><article><h1>The lock keeper</h1>{PROSE}{PROSE}{body}\
         </article></main><footer><p>© 2024 lock.example</p>{footer}</footer></body></html>"
    );
    let options = ReadOptions {
        location: "original.html".to_owned(),
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    let page = read(html.as_bytes(), &options).unwrap();
    read_original(&page, &RuleSets::builtin()).unwrap()
}

fn needs_permission(require: &[Requirement]) -> bool {
    require
        .iter()
        .any(|requirement| matches!(requirement.demand, Demand::Permission { .. }))
}

fn bans(original: &Original) -> bool {
    needs_permission(&terms(original, &RuleSets::builtin()).rule.require)
}

#[test]
fn huge_notices_are_read_in_bounded_time() {
    let started = std::time::Instant::now();
    let long = "please credit the source and link to https://lock.example/keeper when you reprint this article, ".repeat(1000);
    let brackets = format!(
        "Please credit {}Ida Holm{}.",
        "(".repeat(50_000),
        ")".repeat(50_000)
    );
    let mut labels = String::new();
    for number in 0..2000 {
        let _ = write!(
            labels,
            "<p>Author: Ida Holm</p><p>Permalink: https://lock.example/{number}</p>"
        );
    }
    let told = format!("<p>reprint {}</p>", "forbids ".repeat(40_000));
    let done = format!("<p>転載{}</p>", "際使用します".repeat(10_000));
    for body in [
        format!("<p>{long}</p>"),
        format!("<p>{brackets}</p>"),
        labels,
        told,
        done,
    ] {
        let original = original(&body);
        for name in &original.authors {
            assert!(name.chars().count() <= 60, "{name}");
            assert!(!name.contains(['(', ')']), "{name}");
        }
    }
    // Linear work takes about a second here in a debug build; quadratic work takes minutes.
    assert!(started.elapsed().as_secs() < 60);
}

#[test]
fn of_two_notices_that_contradict_each_other_the_ban_holds() {
    let original = original(
        "<p>Feel free to republish this article with a link to this page.</p>\
         <p>This article may not be republished without our written permission.</p>",
    );
    assert!(bans(&original));
}

#[test]
fn what_only_talks_of_notices_asks_for_nothing() {
    for line in [
        "<p>The poster read “no part of this may be reprinted”, and the whole town laughed at it for a week.</p>",
        "<p>Some magazines printed “reproduction prohibited” on every page, and the court said in 1974 that it meant nothing.</p>",
        "<p>Never link us, never credit us, and whatever you do, do not tell my mother.</p>",
        "<p>Reprinted by permission of the Barge Society.</p>",
        "<p>The essay was reprinted by thirty papers, and none of them named its author.</p>",
    ] {
        let original = original(&format!("{line}{PROSE}"));
        assert!(original.notice.is_none(), "{line}: {:?}", original.notice);
    }
}

#[test]
fn a_licence_a_role_or_a_neighbouring_list_gives_no_author() {
    for (line, authors) in [
        (
            "<p>Author: CC BY 4.0. Please credit the author.</p>",
            &[][..],
        ),
        (
            "<p>Please credit the editor-in-chief (admin) when reprinting this article.</p>",
            &[],
        ),
        (
            "<p>Please credit Ida Holm (barges@lock.example) when reprinting.</p>",
            &["Ida Holm"],
        ),
        (
            "<p>By Ida Holm. Reprints must name the author.</p></article><aside><p>By Otto Sidebar</p>",
            &["Ida Holm"],
        ),
    ] {
        assert_eq!(original(line).authors, authors, "{line}");
    }
}

#[test]
fn a_ban_of_the_site_gives_way_to_what_the_article_says() {
    const BAN: &str = "<p>Nothing may be reprinted without our permission.</p>";
    const ASKED: &str =
        "<p>Feel free to reprint this story if you credit Orla Quist and link to this page.</p>";
    const LICENSE: &str = "<p><a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a></p>";
    assert!(bans(&with_footer("", BAN)));
    assert!(bans(&with_footer("", &format!("{LICENSE}{BAN}"))));
    assert!(!bans(&with_footer(ASKED, BAN)));
    let licensed = with_footer(LICENSE, BAN);
    assert!(!bans(&licensed));
    assert_eq!(licensed.contradictions.len(), 1, "what lost is told");
}

#[test]
fn what_sites_say_of_other_sites_forbids_nothing() {
    for line in [
        "<p>We are not responsible for the content of other websites.</p>",
        "<p>Our cookies do not follow you to other sites, and we never share your data.</p>",
        "<p>We do not sell on other platforms.</p>",
        "<p>You are using an out of date browser. It may not display this or other websites correctly. You should use an \
         <a href=\"https://browser.example/chrome/\">alternative browser</a>.</p>",
    ] {
        let original = with_footer("", line);
        assert!(!bans(&original), "{line}");
        let url = original.url.map(String::from);
        assert_eq!(
            url.as_deref(),
            Some("https://lock.example/keeper"),
            "{line}"
        );
    }
}

#[test]
fn the_parts_of_a_licence_are_nobody() {
    for (line, author) in [
        (
            "Shared under CC BY-ND. Name Orla Quist and link to this page.",
            "Orla Quist",
        ),
        (
            "This article is free to reprint under CC BY-NC-ND: please credit Orla Quist.",
            "Orla Quist",
        ),
        ("欢迎转载，请保持原文完整，注明作者：桑一鸣", "桑一鸣"),
        ("欢迎转载，请勿修改内容，并注明作者桑一鸣和出处。", "桑一鸣"),
    ] {
        let original = original(&format!("<p>{line}</p>"));
        assert_eq!(original.authors, [author], "{line}");
        assert!(!bans(&original), "{line}");
    }
}

#[test]
fn rows_of_a_table_are_read_by_their_labels() {
    for (rows, banned) in [
        ("<tr><th>Reuse</th><td>no, sorry</td></tr>", true),
        (
            "<tr><th>Reuse</th><td>with the author's name and the address</td></tr>",
            false,
        ),
        (
            "<tr><th>What others may do</th><td>may copy it with name and address</td></tr>",
            false,
        ),
    ] {
        let rows = format!(
            "<table><tr><th>Author</th><td>Orla Quist</td></tr><tr><th>Permalink</th>\
             <td>https://lock.example/keeper</td></tr>{rows}</table>"
        );
        let original = original(&rows);
        assert_eq!(original.authors, ["Orla Quist"], "{rows}");
        assert_eq!(bans(&original), banned, "{rows}");
    }
}

#[test]
fn what_is_said_of_pictures_things_and_other_works_is_not_said_of_the_text() {
    for line in [
        "<p>Photographs may not be used without permission.</p>",
        "<p>Die Bilder in diesem Artikel dürfen nicht ohne Genehmigung verwendet werden.</p>",
        "<p>本文图片未经许可不得转载。</p>",
        "<p>Ne plus utiliser l'article et le rapporter au magasin avant le 3 mai. Remboursement sur présentation du ticket.</p>",
        "<p>Do not use the item any more and return it to the shop before 3 May.</p>",
        "<p>The harbour office’s sign says: “You may not copy our charts without permission.” I drew my own.</p>",
        "<p>Author: Ada Blume<br>Publisher: Quay Press<br>Link: <a href=\"https://quaypress.example/salt\">https://quaypress.example/salt</a></p>",
        "<ul><li>Name: Sluice 2.1</li><li>Author: Ada Blume</li><li>License: MIT</li><li>Link: <a href=\"https://git.example/ada/sluice\">git</a></li></ul>",
        "<p>书名：盐</p><p>作者：白茯苓</p><p>链接：https://books.example/salt/3</p>",
    ] {
        let original = original(line);
        assert!(!bans(&original), "{line}");
        assert!(
            original.authors.is_empty(),
            "{line}: {:?}",
            original.authors
        );
        let url = original.url.map(String::from);
        assert_eq!(
            url.as_deref(),
            Some("https://lock.example/keeper"),
            "{line}"
        );
    }
    let both = original(
        "<p>You may republish this article with credit to Orla Quist and a link to this page. Photographs may not be \
         republished without permission.</p>",
    );
    assert!(!bans(&both));
    assert!(bans(&original(
        "<p>Texts and photos may not be reproduced without permission.</p>"
    )));
}

#[test]
fn the_text_itself_is_nobody_and_addresses_are_read_whole() {
    for line in [
        "<p>Dieser Text steht unter der Lizenz <a href=\"https://creativecommons.org/licenses/by-sa/4.0/deed.de\">CC BY-SA 4.0</a>.</p>",
        "<p>Der Text ist unter CC BY 4.0 lizenziert.</p>",
        "<p>Copyright Notice: All articles may be reprinted with a link to this page.</p>",
    ] {
        let original = original(line);
        assert!(
            original.authors.is_empty(),
            "{line}: {:?}",
            original.authors
        );
        assert_eq!(original.publisher, None, "{line}");
    }
    for (line, url) in [
        (
            "<p>Puedes reproducir este artículo si enlazas a https://lock.example/2025/niño-campana/</p>",
            "https://lock.example/2025/niño-campana/",
        ),
        (
            "<p>При перепечатке ссылка обязательна: https://речной-листок.рф/статья/12</p>",
            "https://речной-листок.рф/статья/12",
        ),
    ] {
        let url = url::Url::parse(url).unwrap();
        assert_eq!(original(line).url, Some(url), "{line}");
    }
}

#[test]
fn the_licence_that_the_article_names_comes_before_the_one_that_the_site_links() {
    const BADGE: &str = "<a rel=\"license\" href=\"https://creativecommons.org/licenses/by-nc-nd/4.0/\">CC BY-NC-ND 4.0</a>";
    let original = with_footer("<p>This story is licensed under CC BY 4.0.</p>", BADGE);
    let licenses = &terms(&original, &RuleSets::builtin()).values.licenses;
    assert_eq!(licenses.len(), 1);
    assert!(licenses[0].contains("/by/4.0"), "{licenses:?}");
    assert_eq!(original.contradictions.len(), 1);
}

#[test]
fn a_name_that_the_page_gives_as_its_author_is_no_publisher() {
    let original = original(
        "<p class=\"byline\">By Orla Quist</p><p>Reproduction permitted with credit to Orla Quist and a link to this page.</p>",
    );
    assert_eq!(original.authors, ["Orla Quist"]);
    assert_ne!(original.publisher.as_deref(), Some("Orla Quist"));
}

/// Lines of the footer, between others, with what they ask: `Some(true)` for the owner's word.
fn asked_in_footers(lines: &[(&str, Option<bool>)]) {
    for (line, right) in lines {
        let original = with_footer("", &format!("<p>{line}</p>"));
        let found = original.notice.as_ref().map(|_| bans(&original));
        assert_eq!(found, *right, "{line}: {:?}", original.notice);
    }
}

#[test]
fn a_footer_says_it_in_any_of_its_sentences() {
    asked_in_footers(&[
        (
            "© 2021 Lock Courier. All rights reserved. Please do not reproduce our articles without written permission. The \
             Courier is printed on paper from managed forests. Registered office: 4 Mill Lane. Member of the Riverside \
             Press Group since 1994.",
            Some(true),
        ),
        (
            "© 2021 Schleusenkurier. Alle Rechte vorbehalten. Beiträge dürfen mit Nennung der Quelle und einem Link \
             übernommen werden. Für Inhalte fremder Seiten haften deren Betreiber. Stand der Angaben: Mai 2021.",
            Some(false),
        ),
        (
            "Η εφημερίδα εκδίδεται από το 1998. Η αναδημοσίευση των άρθρων επιτρέπεται με αναφορά της πηγής και ενεργό \
             σύνδεσμο. Οι απόψεις των αναγνωστών δεν εκφράζουν τη σύνταξη.",
            Some(false),
        ),
        // The law and who is liable are no story there.
        (
            "Toute reproduction ou diffusion des textes, même partielle, sans accord écrit préalable, est interdite par la \
             loi.",
            Some(true),
        ),
        (
            "수문신문의 기사를 허락 없이 전재하거나 복제할 경우 저작권법에 따라 책임을 물을 수 있습니다.",
            Some(true),
        ),
        // What readers agree to is about their data.
        (
            "We never share your email address with advertisers without your consent, and we are not liable for what other \
             sites do with it.",
            None,
        ),
        (
            "Vos coordonnées ne sont ni vendues ni diffusées sans votre accord ; la loi vous donne un droit d'accès.",
            None,
        ),
    ]);
}

#[test]
fn commerce_among_other_uses_is_all_of_them() {
    asked_in_footers(&[
        (
            "You may quote our texts with the source. Republication, commercial use or translation requires our prior \
             written permission.",
            Some(true),
        ),
        (
            "Puede reproducir los textos citando la fuente con un enlace. El uso comercial requiere autorización previa por \
             escrito.",
            Some(false),
        ),
    ]);
}

#[test]
fn one_kind_of_use_is_denied_beside_a_demand() {
    for (line, right) in [
        ("网络转载请注明出处和作者，谢绝纸媒转载。", Some(false)),
        (
            "A szöveg felhasználása, amennyiben nem magáncélra történik, kizárólag a szerző és a forrás feltüntetésével \
             lehetséges.",
            Some(false),
        ),
        ("本文首发于水车杂志，转载请注明出处。", Some(false)),
        // The author whose consent is missing is no credit.
        (
            "Kopírování textů bez svolení autora je neslušné.",
            Some(true),
        ),
        (
            "Používanie tohto textu na vyučovaní je dovolené pod podmienkou uvedenia zdroja a mena autora.",
            Some(false),
        ),
        // Receipts are no texts.
        (
            "Se prohíbe copiar o modificar este recibo sin autorización de la tesorería.",
            None,
        ),
    ] {
        let original = original(&format!("<p>{line}</p>"));
        let found = original.notice.as_ref().map(|_| bans(&original));
        assert_eq!(found, right, "{line}: {:?}", original.notice);
    }
}

#[test]
fn what_is_owed_below_a_list_of_things_is_owed_for_them() {
    let body = "<h3>Symbole</h3><p>Wir haben diese Sammlungen verwendet:</p><ul><li>Mühlräder, Serie 2</li><li>Brücken, Serie \
                4</li></ul><p>Bei Weitergabe bitte die Quelle nennen und die Lizenz beachten.</p>";
    let notice = original(body).notice;
    assert!(notice.is_none(), "{notice:?}");
}

#[test]
fn what_goes_beyond_a_permission_is_left_to_it() {
    for (allowed, beyond) in [
        (
            "This story may be reprinted if you name the source.",
            "Anything beyond that needs our agreement.",
        ),
        (
            "Der Text darf mit Quellenangabe nachgedruckt werden.",
            "Jede darüber hinausgehende Nutzung bedarf unserer Zustimmung.",
        ),
        (
            "La republication de ce texte est autorisée à condition de citer la source.",
            "Toute autre utilisation est interdite sans notre accord.",
        ),
        (
            "Перепечатка разрешена со ссылкой на источник.",
            "Любое иное использование только с согласия редакции.",
        ),
        (
            "出典を明記すれば転載できます。",
            "それ以外の利用には許可が必要です。",
        ),
        ("欢迎转载，请注明出处。", "其他用途须经我们书面同意。"),
    ] {
        for body in [
            format!("<p>{allowed} {beyond}</p>"),
            format!("<p>{allowed}</p><p>{beyond}</p>"),
        ] {
            assert!(!bans(&original(&body)), "{body}");
        }
    }
    // What may only be printed out or quoted may not be reprinted.
    for less in [
        "<p>You may print this story for personal use. Any other use needs our written permission.</p>",
        "<p>Der Text darf für den Privatgebrauch kopiert werden. Jede weitere Nutzung bedarf unserer Zustimmung.</p>",
        "<p>Ce texte peut être copié pour un usage personnel. Toute autre reproduction est interdite sans notre accord.</p>",
        "<p>本文可供个人学习使用。其他使用须经我们书面同意，禁止转载。</p>",
    ] {
        assert!(bans(&original(less)), "{less}");
    }
}

#[test]
fn rules_for_members_ask_nothing_for_this_text() {
    for line in [
        "<p>Members must name the source of what they copy.</p>",
        "<p>Mitglieder müssen die Quelle angeben, wenn sie Texte kopieren.</p>",
        "<p>Les membres doivent citer la source des textes qu’ils copient.</p>",
        "<p>Участники форума обязаны указывать источник при копировании текстов.</p>",
        "<p>掲示板に投稿する際は、引用元を必ず明記してください。</p>",
        "<h3>Forum rules</h3><p>Always name the source of what you copy.</p>",
    ] {
        let original = original(line);
        assert!(original.notice.is_none(), "{line}: {:?}", original.notice);
    }
    // They may be told of our texts, too.
    let ours = "<p>Members may not copy our stories to other sites without permission.</p>";
    assert!(bans(&original(ours)));
}

#[test]
fn words_that_forbid_anything_forbid_no_reprint_by_themselves() {
    for line in [
        "<p>Hands off! Ask first before you open the kiln.</p>",
        "<p>Belépés csak engedéllyel.</p>",
        "<p>Dilarang keras merokok di ruang baca.</p>",
        "<p>पुस्तकालय में बात करने की अनुमति नहीं है।</p>",
        "<p>ห้ามนำอาหารเข้าห้องสมุด</p>",
    ] {
        let original = original(line);
        assert!(original.notice.is_none(), "{line}: {:?}", original.notice);
    }
}

#[test]
fn who_edited_a_text_did_not_write_it() {
    for line in [
        "Под редакцией Аглаи Ветлиной. Перепечатка разрешена со ссылкой на источник.",
        "Edited by Orla Fenwick. Reprints are welcome with credit to the source.",
        "Redigiert von Jorun Deichgraf. Nachdruck mit Quellenangabe erlaubt.",
        "Επιμέλεια: Φοίβη Καράλη. Επιτρέπεται η αναδημοσίευση με αναφορά της πηγής.",
    ] {
        let original = original(&format!("<p>{line}</p>"));
        assert!(original.notice.is_some(), "{line}");
        assert!(
            original.authors.is_empty(),
            "{line}: {:?}",
            original.authors
        );
    }
}
