//! A letter as a file that mail programs open: RFC 5322, to be read and sent by a person.

use std::io;

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::raw::Raw;
use xxhash_rust::xxh3::xxh3_128;

use super::Party;
use super::draft::Draft;

/// Why a letter cannot be a mail.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MailError {
    /// Mails have a sender.
    #[error(
        "a mail needs the address of its sender; write it under `letters: sender: address` in the configuration"
    )]
    Sender,
    /// It could not be written.
    #[error("the mail cannot be written: {0}")]
    Write(#[from] io::Error),
}

impl Draft {
    /// The letter as a mail of this time, in seconds since 1970. It is marked as not sent yet, so that mail programs open
    /// it for editing. The same letter gives the same bytes.
    ///
    /// # Errors
    /// When the address of the sender is not known.
    pub fn mail(&self, at: i64) -> Result<Vec<u8>, MailError> {
        let address = self.from.address.as_deref().ok_or(MailError::Sender)?;
        let domain = address.rsplit('@').next().unwrap_or_default();
        let id = xxh3_128(format!("{at}\n{}\n{}", self.subject, self.body).as_bytes());
        let mut mail = MessageBuilder::new()
            .from(party(&self.from, address))
            .subject(self.subject.as_str())
            .date(at)
            .message_id(format!("{id:032x}@{domain}"))
            .header("Content-Language", Raw::new(self.language.as_str()))
            .header("X-Unsent", Raw::new("1"))
            .text_body(self.body.as_str());
        if let Some(address) = &self.to.address {
            mail = mail.to(party(&self.to, address));
        }
        Ok(mail.write_to_vec()?)
    }
}

fn party<'p>(party: &'p Party, address: &'p str) -> Address<'p> {
    Address::new_address(party.name.as_deref(), address)
}
