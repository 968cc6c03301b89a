//! Sense before belief: what can be a name, what the address of an article, what a licence.

mod abjad;
mod address;
mod cc_names;
mod date;
mod license;
mod name;
mod spelled;

pub(super) use abjad::{is_abjad, transcribes};
pub(crate) use address::is_private;
pub(in crate::originals) use address::may_be_article;
pub(super) use address::{holds, is_code_host};
pub use address::{is_home, placeholder};
pub(super) use date::date_in;
pub(crate) use license::{PUBLIC_DOMAIN, SOME_CC, in_public_domain, is_license, license_in};
pub(super) use license::{conditions_named, is_condition};
pub(crate) use name::is_person;
pub(in crate::originals) use name::may_be_writers;
pub(super) use name::{is_publication, joined, name, owner, speaks, whole_name};
pub(crate) use spelled::same;
pub(super) use spelled::{romanized, spelled};
