//! The rule language: model, validation, built-in sets, terms and evaluation.
