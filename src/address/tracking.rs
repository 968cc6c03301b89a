//! Query parameters that say how a reader came.

/// Query parameters that say how a reader came, never what is read. Compared in lower case.
const TRACKING: &[&str] = &[
    "_branch_match_id",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "ab_channel",
    "amp",
    "amp_js_v",
    "ascene",
    "bd_vid",
    "biz_id",
    "chksm",
    "cmp",
    "cmpid",
    "cvid",
    "cx_source",
    "dclid",
    "devicetype",
    "dicbo",
    "drn",
    "fb_ref",
    "fb_source",
    "fbclid",
    "feature",
    "fromuid",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "gws_rd",
    "hmci",
    "hmcu",
    "hmkw",
    "hmpl",
    "hmsr",
    "icid",
    "igsh",
    "igshid",
    "isappinstalled",
    "ito",
    "leadsource",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "n_cid",
    "ncid",
    "nettype",
    "nsukey",
    "ocid",
    "ops_request_misc",
    "outputtype",
    "pass_ticket",
    "poc_token",
    "prm",
    "ref_src",
    "ref_url",
    "referer",
    "referrer",
    "refresh_ce",
    "replytocom",
    "request_id",
    "rid",
    "scm",
    "sgs",
    "sharer_shareid",
    "sharer_shareinfo",
    "sharer_shareinfo_first",
    "smid",
    "smtyp",
    "soc_src",
    "soc_trk",
    "spm",
    "spm_id_from",
    "srsltid",
    "ssm",
    "sukey",
    "tdsourcetag",
    "trk",
    "trkinfo",
    "ttclid",
    "twclid",
    "usqp",
    "vd_source",
    "wbraid",
    "wfr",
    "wickedid",
    "wt.mc_id",
    "wt_mc",
    "wt_zmc",
    "wx_header",
    "xing_share",
    "xtor",
    "xtrack",
    "yclid",
    "ymclid",
    "zanpid",
];

/// Prefixes of such parameters.
const TRACKING_PREFIXES: &[&str] = &[
    "utm_",
    "utm-",
    "mtm_",
    "pk_",
    "piwik_",
    "hsa_",
    "vero_",
    "oly_",
    "sfmc_",
    "share_",
    "at_",
    "depth_1-utm",
];

/// Parameters that say how a reader came unless their value is a number (`?from=20` is a place in a list).
const TRACKING_WORDS: &[&str] = &["from", "open_source", "ref", "scene", "share", "source"];

/// Whether a parameter (its escapes already in the normal form) says how a reader came rather than what is read.
pub(super) fn is_tracking(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name = name.to_ascii_lowercase();
    let number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    TRACKING.binary_search(&name.as_str()).is_ok()
        || TRACKING_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
        || TRACKING_WORDS.contains(&name.as_str()) && !number
        // Switches between the desktop and the mobile page (Blogger and others), and of links in feeds.
        || matches!(name.as_str(), "m" | "sp" | "rss") && matches!(value, "0" | "1" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_names_are_sorted_for_the_search() {
        let mut sorted = TRACKING.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, TRACKING);
    }
}
