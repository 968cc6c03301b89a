//! Reports: one file a format, all from the one model.
