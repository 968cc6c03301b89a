//! The body of an answer, read under a cap.

use super::classify::body_fault;
use super::error::Fault;
use super::options::FetchOptions;

/// Reads a body piece by piece (the library gives at most some KiB at a time, decompressed) and stops as soon as it is
/// larger than allowed: a bomb costs no more than the cap.
pub(super) async fn read(
    response: reqwest::Response,
    limit: u64,
    options: &FetchOptions,
) -> Result<Vec<u8>, Fault> {
    if response
        .content_length()
        .is_some_and(|length| length > limit)
    {
        return Err(Fault::TooLarge { limit });
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let (body, whole) = read_up_to(response, most, options).await?;
    if whole {
        Ok(body)
    } else {
        Err(Fault::TooLarge { limit })
    }
}

/// Reads at most `most` bytes, leaves the rest alone, and says whether that was all.
pub(super) async fn read_up_to(
    mut response: reqwest::Response,
    most: usize,
    options: &FetchOptions,
) -> Result<(Vec<u8>, bool), Fault> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(piece)) => {
                let room = most - body.len();
                body.extend_from_slice(&piece[..piece.len().min(room)]);
                if piece.len() > room {
                    return Ok((body, false));
                }
            }
            Ok(None) => return Ok((body, true)),
            Err(error) => return Err(body_fault(&error, options)),
        }
    }
}
