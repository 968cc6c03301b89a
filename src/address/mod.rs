//! What a link points to: URL equivalence, redirectors, URLs shown as plain text, and the kind of target.

mod hosts;
mod identity;
mod judge;
mod paths;
mod platforms;
mod redirect;
mod redirectors;
mod spelled;
mod target;
mod tracking;

pub use hosts::{look_alike, registrable, same_owner, shared_site, site_host};
pub(crate) use identity::is_route;
pub use identity::{Aliases, equivalent, identity};
pub use judge::{Article, Judge, Judged, target};
pub use paths::leads_to_person;
pub use redirect::{Decoded, decode_redirector};
pub use spelled::spelled_out;
pub use target::Target;
