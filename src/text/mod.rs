//! Text tools: folding with offsets back to the raw text, tokens, templates.
