//! The complaint desks of platforms.

use std::sync::LazyLock;

use serde::Deserialize;

/// Where a platform takes complaints about what its users publish.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Desk {
    pub(super) name: String,
    hosts: Vec<String>,
    /// The public page about complaints.
    pub(super) page: String,
    /// The mail address, where the page names one.
    pub(super) mail: Option<String>,
}

// A test reads the file.
static DESKS: LazyLock<Vec<Desk>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("desks.yaml")).unwrap_or_default());

/// The desk of the platform that a host belongs to.
pub(super) fn desk(host: &str) -> Option<&'static Desk> {
    let is_of = |known: &String| {
        host.strip_suffix(known.as_str())
            .is_some_and(|head| head.is_empty() || head.ends_with('.'))
    };
    DESKS.iter().find(|desk| desk.hosts.iter().any(is_of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_known_by_their_hosts() {
        assert!(DESKS.len() >= 7);
        assert!(DESKS.iter().all(|desk| url::Url::parse(&desk.page).is_ok()));
        assert_eq!(desk("jane.substack.com").unwrap().name, "Substack");
        assert_eq!(desk("medium.com").unwrap().name, "Medium");
        for other in ["notmedium.com", "medium.com.evil.example", "copier.example"] {
            assert!(desk(other).is_none(), "{other}");
        }
    }
}
