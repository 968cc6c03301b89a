//! The body of an answer, read under a cap.

use super::classify::body_fault;
use super::error::Fault;
use super::options::FetchOptions;

/// Reads a body piece by piece (the library gives at most some KiB at a time, decompressed) and stops as soon as it is
/// larger than allowed: a bomb costs no more than the cap.
pub(super) async fn read(
    mut response: reqwest::Response,
    options: &FetchOptions,
) -> Result<Vec<u8>, Fault> {
    let too_large = || Fault::TooLarge {
        limit: options.max_bytes,
    };
    if response
        .content_length()
        .is_some_and(|length| length > options.max_bytes)
    {
        return Err(too_large());
    }
    let mut body: Vec<u8> = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(piece)) => {
                if (body.len() + piece.len()) as u64 > options.max_bytes {
                    return Err(too_large());
                }
                body.extend_from_slice(&piece);
            }
            Ok(None) => return Ok(body),
            Err(error) => return Err(body_fault(&error, options)),
        }
    }
}
