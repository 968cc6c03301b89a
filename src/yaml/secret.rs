//! What has a name that tells of a secret: it is refused in a file.

/// How the names of headers and parameters end that hold secrets.
pub(crate) const SECRETS: &[&str] = &[
    "authorization",
    "key",
    "token",
    "secret",
    "cookie",
    "password",
    "passwd",
];

/// Whether what has this name holds a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRETS.iter().any(|word| name.contains(word))
}
