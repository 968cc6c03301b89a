//! The HTTP client: addresses, sizes and times are guarded.
