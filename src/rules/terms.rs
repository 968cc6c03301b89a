//! Terms: the rule that holds for an original, filled with that original's author, URL and other values.

use std::sync::Arc;

use url::Url;

use super::model::{AppliesTo, Rule};
use super::patterns::{host_matches, license_matches, wildcard};
use super::sets::{DEFAULT_RULE, RuleSets};
use super::values::Values;
use crate::originals::Original;
use crate::originals::notice::split_names;
use crate::text::template::Placeholder;
use crate::yaml::did_you_mean;

/// What one original asks for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Terms {
    /// The rule, shared by all originals for which it holds.
    pub rule: Arc<Rule>,
    /// Why this rule.
    pub why: Why,
    /// What the rule is filled with.
    pub values: Values,
    /// What the user should know, such as that the rule named in the front matter does not exist.
    pub warnings: Vec<String>,
}

/// Why a rule holds for an original, strongest reason first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// The original's front matter, or the configuration, names it.
    Named,
    /// Its `ask` recognised the original's notice.
    Notice,
    /// It is for this licence.
    License(String),
    /// It is for this site or address.
    Site(String),
    /// Nothing else holds.
    Fallback,
}

impl Why {
    /// The reason as the end of the sentence "the rule X holds because …".
    pub fn reason(&self) -> String {
        match self {
            Self::Named => "the original names it".to_owned(),
            Self::Notice => "it recognises the notice of the original".to_owned(),
            Self::License(license) => format!("the original is under the licence {license}"),
            Self::Site(site) => format!("it is for {site}"),
            Self::Fallback => "nothing else decides".to_owned(),
        }
    }

    /// The reason as one word for reports.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Notice => "notice",
            Self::License(_) => "license",
            Self::Site(_) => "site",
            Self::Fallback => "fallback",
        }
    }
}

/// The terms of an original.
///
/// The rule is, in this order: the one that the original names; the one whose `ask` recognised its notice (`default`
/// only where the next two do not decide); the first that is for its licence; the first whose `applies-to` fits its site
/// or address; the fallback of the sets.
pub fn terms(original: &Original, sets: &RuleSets) -> Terms {
    let mut warnings = original.warnings.clone();
    let (rule, why) = choose(original, sets, &mut warnings);
    let values = values(original, &rule);
    Terms {
        rule,
        why,
        values,
        warnings,
    }
}

fn choose(original: &Original, sets: &RuleSets, warnings: &mut Vec<String>) -> (Arc<Rule>, Why) {
    if let Some(id) = &original.rule {
        if let Some(rule) = sets.get(id) {
            return (Arc::clone(rule), Why::Named);
        }
        let near = did_you_mean(id, sets.iter().map(|rule| rule.id.as_str()))
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        warnings.push(format!(
            "{} names the rule `{id}`, which no loaded set has{near}",
            original.location
        ));
    }
    let noticed = original
        .notice
        .as_ref()
        .and_then(|notice| sets.get(&notice.rule));
    // The notices of the fallback are general: they give the values, but a licence or a site says more of the terms.
    if let Some(rule) = noticed
        && rule.id != DEFAULT_RULE
    {
        return (Arc::clone(rule), Why::Notice);
    }
    let speaks = |applies: &AppliesTo| {
        applies.languages.is_empty()
            || original.language.as_deref().is_none_or(|language| {
                applies
                    .languages
                    .iter()
                    .any(|wanted| super::patterns::language_matches(wanted, language))
            })
    };
    let speaking = || sets.shared().filter(|rule| speaks(&rule.applies_to));
    for rule in speaking() {
        let applies = &rule.applies_to;
        // A rule that names sites beside its licences is for the licence on these sites.
        let anywhere = applies.sites.is_empty() && applies.urls.is_empty();
        if !anywhere && site_of(applies, original).is_none() {
            continue;
        }
        let license = original.licenses.iter().find(|license| {
            applies
                .licenses
                .iter()
                .any(|wanted| license_matches(wanted, license))
        });
        if let Some(license) = license {
            return (Arc::clone(rule), Why::License(license.clone()));
        }
    }
    for rule in speaking() {
        if let Some(site) = site_of(&rule.applies_to, original) {
            return (Arc::clone(rule), Why::Site(site.to_owned()));
        }
    }
    if let Some(rule) = noticed {
        return (Arc::clone(rule), Why::Notice);
    }
    // The built-in sets always hold a fallback; an empty rule asks for nothing.
    let rule = sets.fallback().cloned().unwrap_or_default();
    (rule, Why::Fallback)
}

/// The pattern of a rule that the original's address fits.
fn site_of<'r>(applies: &'r AppliesTo, original: &Original) -> Option<&'r str> {
    let url = original.url.as_ref()?;
    let host = url.host_str().unwrap_or_default();
    let site = applies.sites.iter().find(|site| host_matches(site, host));
    site.or_else(|| {
        applies
            .urls
            .iter()
            .find(|pattern| wildcard(pattern, url.as_str()))
    })
    .map(String::as_str)
}

/// The platforms on which many write, by host: their pages often name the author only.
const PLATFORMS: &[(&str, &str)] = &[
    ("zhihu.com", "知乎"),
    ("*.zhihu.com", "知乎"),
    ("jianshu.com", "简书"),
    ("juejin.cn", "掘金"),
    ("juejin.im", "掘金"),
    ("segmentfault.com", "SegmentFault"),
];

/// The name of the platform that an address is on.
fn platform(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let known = PLATFORMS
        .iter()
        .find(|(pattern, _)| host_matches(pattern, host));
    known.map(|(_, name)| (*name).to_owned())
}

fn values(original: &Original, rule: &Rule) -> Values {
    let from_notice = |field: Placeholder| {
        original
            .notice
            .as_ref()
            .and_then(|notice| notice.fields.get(field.as_str()))
            .cloned()
    };
    let default = |field: Placeholder| rule.defaults.get(&field).cloned();
    // The original was settled when it was read; its notice speaks here only where that left something open.
    let named: Vec<String> = original
        .authors
        .iter()
        .flat_map(|names| split_names(names))
        .collect();
    let authors = [
        Some(named),
        from_notice(Placeholder::Author).map(|names| split_names(&names)),
        default(Placeholder::Author).map(|names| split_names(&names)),
    ]
    .into_iter()
    .flatten()
    .find(|names| !names.is_empty())
    .unwrap_or_default();
    let address = |text: Option<String>| text.and_then(|text| Url::parse(&text).ok());
    let url = original
        .url
        .clone()
        .or_else(|| address(from_notice(Placeholder::Url)))
        .or_else(|| address(default(Placeholder::Url)));
    let mut licenses = original.licenses.clone();
    licenses.extend(
        from_notice(Placeholder::License)
            .or_else(|| licenses.is_empty().then(|| default(Placeholder::License))?),
    );
    let mut aliases = original.aliases.clone();
    for alias in &rule.aliases {
        if !aliases.contains(alias) {
            aliases.push(alias.clone());
        }
    }
    Values {
        authors,
        url,
        title: original
            .title
            .clone()
            .or_else(|| from_notice(Placeholder::Title))
            .or_else(|| default(Placeholder::Title)),
        publisher: original
            .publisher
            .clone()
            .or_else(|| from_notice(Placeholder::Publisher))
            .or_else(|| from_notice(Placeholder::Site))
            .or_else(|| default(Placeholder::Publisher))
            .or_else(|| default(Placeholder::Site))
            .or_else(|| original.url.as_ref().and_then(platform)),
        licenses,
        aliases,
        credit_text: original.rights.credit_text.clone(),
        date: from_notice(Placeholder::Date),
    }
}

/// Chooses the terms of an original and completes it by what its rule knows: defaults, old hosts, pen names.
pub fn settle(original: &mut Original, rules: &RuleSets) -> Terms {
    let terms = terms(original, rules);
    let values = &terms.values;
    original.url = values.url.clone();
    original.authors.clone_from(&values.authors);
    original.publisher.clone_from(&values.publisher);
    original.aliases.clone_from(&values.aliases);
    terms
}
