//! What the commands that show single pages have in common.

use clap::Args;

use super::check::settings::{config, typed_or};
use super::inputs;
use super::network::NetworkArgs;
use super::output::Terminal;
use super::shared::{ConfigArgs, PairFormat, RulesArgs};
use crate::rules::RuleSets;

/// How the commands that show single pages read them, and in which form they answer.
#[derive(Debug, Args)]
pub(super) struct OneArgs {
    #[command(flatten)]
    pub(super) rules: RulesArgs,

    #[command(flatten)]
    pub(super) config: ConfigArgs,

    #[command(flatten)]
    pub(super) network: NetworkArgs,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: PairFormat,
}

impl OneArgs {
    /// The rules that were typed, else those of the configuration, whose languages hold from here on.
    pub(super) fn rules(&self, to: Terminal) -> anyhow::Result<RuleSets> {
        let config = config(&self.config, to)?;
        let written = config.map(|config| config.rules).unwrap_or_default();
        inputs::rules(&typed_or(&self.rules.rules, &written), to)
    }
}
