//! Suspects and originals: files, directories, standard input, URLs.
