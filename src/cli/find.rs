//! `creditline find`: copies of originals, looked for by a search engine, and checked.

use std::ffi::OsString;
use std::fmt::Write as _;

use crate::audit::Library;
use crate::fetch::{Call, Expect, Fault, Request};
use crate::input::{Loader, Source};
use crate::report::terminal;
use crate::search::{
    Ask, Engine, Question, Ready, Refusal, Search, ask, gather, passages, preset, preset_names,
};
use crate::yaml::did_you_mean;
use anyhow::{anyhow, bail};
use clap::Args;

use super::Outcome;
use super::check;
use super::check::args::{InputArgs, RunArgs};
use super::check::settings::Settings;
use super::check::suspects::{Excludes, Suspects};
use super::output::{Terminal, Verbosity, print};
use super::shared::number;

/// Runs that are asked for of one original: a copy that took any quarter of it is found by one of them. By hand.
const RUNS: usize = 4;
/// Requests of one run unless told otherwise: what the free plans of engines give in a day.
const REQUESTS: usize = 100;
/// Larger answers are refused: a page of an index of addresses has some thousand lines. By hand.
const MAX_ANSWER: u64 = 8 * 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct FindArgs {
    /// Originals: files, directories, patterns, http(s) URLs, `sitemap:URL`, `feed:URL`. Without any, those of the
    /// configuration.
    #[arg(value_name = "ORIGINAL", help_heading = "Input")]
    originals: Vec<OsString>,

    /// Leave out the pages that fit this pattern, such as `https://archive.example/**`. Can be repeated.
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    exclude: Vec<String>,

    /// The search engine: one of those under `search:` in the configuration, or a built-in one (brave,
    /// common-crawl-index, google-cse, searxng). May be left out where the configuration has just one.
    #[arg(long, value_name = "NAME", help_heading = "Search")]
    engine: Option<String>,

    /// Send the engine at most so many requests; pages of an answer count [default: 100].
    #[arg(long, value_name = "N", value_parser = number::<usize>, help_heading = "Search")]
    queries: Option<usize>,

    /// The host whose pages are listed, for engines that are asked about hosts, not about texts. Can be repeated.
    #[arg(long = "host", value_name = "HOST", help_heading = "Search")]
    hosts: Vec<String>,

    /// Check at most so many pages.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = number::<usize>, help_heading = "Search")]
    pages: usize,

    /// Show what would be asked, and ask nothing.
    #[arg(long, help_heading = "Search")]
    dry_run: bool,

    #[command(flatten)]
    run: RunArgs,
}

/// Looks for copies, checks them and reports as `check` does.
pub(super) fn run(args: &FindArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let input = InputArgs {
        originals: args.originals.clone(),
        exclude: args.exclude.clone(),
        ..InputArgs::default()
    };
    let mut settings = Settings::new(&input, &args.run, to)?;
    if settings.originals.is_empty() {
        bail!(
            "no original to look for: name one, or write `originals:` or `library:` into a creditline.yaml"
        );
    }
    // What is found is never all that the configuration speaks of.
    settings.suppressions.whole = false;
    let engine = engine(args, &settings)?;
    let hosts = hosts(&args.hosts, &engine)?;
    if args.dry_run {
        return plan(&settings, &engine, &hosts, args, to);
    }
    let ready = engine.ready(|name| std::env::var(name).ok())?;
    if let Some(host) = ready.question("", 0)?.url.host_str() {
        let rate = &mut settings
            .load
            .fetch
            .hosts
            .entry(host.to_owned())
            .or_default()
            .interval;
        rate.get_or_insert(engine.rate);
    }
    check::of(&settings, to, |library, loader| {
        found(
            (library, loader),
            (&ready, &engine),
            &hosts,
            args,
            &settings,
            to,
        )
    })
}

/// The engine that was named, or the only one there is.
fn engine(args: &FindArgs, settings: &Settings) -> anyhow::Result<Engine> {
    let written: &[Engine] = settings
        .config
        .as_ref()
        .map_or(&[], |config| &config.search);
    let Some(name) = &args.engine else {
        return match written {
            [engine] => Ok(engine.clone()),
            [] => bail!(
                "no search engine: name one with --engine ({}), or describe one under `search:` in a creditline.yaml",
                preset_names().collect::<Vec<_>>().join(", ")
            ),
            _ => bail!("more than one search engine is configured; name one with --engine"),
        };
    };
    if let Some(engine) = written.iter().find(|engine| engine.name == *name) {
        return Ok(engine.clone());
    }
    if let Some(parts) = preset(name) {
        let engine = parts.clone().engine(name, None);
        return engine.map_err(|error| {
            anyhow!("{error}; write it under `search: {name}:` in a creditline.yaml")
        });
    }
    let mut names: Vec<&str> = preset_names().collect();
    names.extend(written.iter().map(|engine| engine.name.as_str()));
    match did_you_mean(name, names) {
        Some(near) => bail!("there is no search engine `{name}`; did you mean `{near}`?"),
        None => bail!(
            "there is no search engine `{name}`; describe it under `search:` in a creditline.yaml"
        ),
    }
}

/// The hosts to ask about, as addresses have them.
fn hosts(typed: &[String], engine: &Engine) -> anyhow::Result<Vec<String>> {
    match (engine.about, typed) {
        (Ask::Query, []) => Ok(Vec::new()),
        (Ask::Query, _) => bail!(
            "`{}` is asked for texts, not for hosts; leave out --host, or name another engine",
            engine.name
        ),
        (Ask::Host, []) => bail!(
            "`{}` lists the pages of a host; name one with --host",
            engine.name
        ),
        (Ask::Host, typed) => typed
            .iter()
            .map(|host| match url::Host::parse(host) {
                Ok(url::Host::Domain(name)) => Ok(name),
                _ => Err(anyhow!(
                    "`{host}` is no host; a host is a name such as copier.example"
                )),
            })
            .collect(),
    }
}

/// What to ask: the first run of each original, then the second of each, so that a small budget reaches all of them.
fn queries(library: &Library, hosts: &[String]) -> anyhow::Result<Vec<String>> {
    if !hosts.is_empty() {
        return Ok(hosts.to_vec());
    }
    if !library.is_in_memory() {
        bail!(
            "the library is too large to look for copies of each of its originals; name some of them as --originals"
        );
    }
    let count = library.originals().len();
    let runs: Vec<Vec<String>> = (0..count)
        .map(|original| passages(library, original, RUNS))
        .collect();
    let queries: Vec<String> = (0..RUNS)
        .flat_map(|turn| runs.iter().filter_map(move |runs| runs.get(turn).cloned()))
        .collect();
    if queries.is_empty() {
        bail!(
            "nothing to ask for: no original has a run of words of its own outside of names, quotations and notices"
        );
    }
    Ok(queries)
}

/// Asks the engine, and makes suspects of what it names.
fn found(
    (library, loader): (&Library, &Loader),
    (ready, engine): (&Ready<'_>, &Engine),
    hosts: &[String],
    args: &FindArgs,
    settings: &Settings,
    to: Terminal,
) -> anyhow::Result<Suspects> {
    let search = Search {
        about: queries(library, hosts)?,
        budget: args.queries.unwrap_or(REQUESTS),
    };
    let answers = ask(ready, &search, |question| send(loader, question))?;
    if answers.answered == 0 && !loader.is_stopped() && answers.is_cut_short() {
        bail!("nothing could be looked for: {}", answers.faults.join("; "));
    }
    for fault in &answers.faults {
        to.tell(
            Verbosity::Normal,
            &format!("warning: {}\n", terminal(fault)),
        );
    }
    if answers.left > 0 {
        let text = format!(
            "warning: {} of {} queries were not asked\n",
            answers.left,
            search.about.len()
        );
        to.tell(Verbosity::Normal, &text);
    }
    let addresses = answers.addresses.iter().map(String::as_str);
    let hits = gather(addresses, library.originals(), &settings.owners, args.pages);
    let mut sources: Vec<Source> = hits.pages.into_iter().map(Source::Found).collect();
    let before = sources.len();
    sources.retain(|source| {
        let location = source.location();
        !settings.exclude.iter().any(|glob| glob.is_named(&location))
    });
    let mut text = format!(
        "note: `{}` answered {} of {} requests: {} pages to check",
        terminal(&engine.name),
        answers.answered,
        answers.requests,
        sources.len()
    );
    for (count, what) in [
        (hits.own, "on the originals' own sites"),
        (hits.again, "named again"),
        (hits.unusable, "without a usable address"),
        (before - sources.len(), "excluded"),
        (hits.left, "left out, because of --pages"),
    ] {
        if count > 0 {
            let _ = write!(text, ", {count} {what}");
        }
    }
    text.push('\n');
    to.tell(Verbosity::Normal, &text);
    Ok(Suspects {
        sources,
        faults: Vec::new(),
        may_be_none: true,
        is_cut_short: answers.is_cut_short(),
        excludes: Excludes::default(),
    })
}

/// Sends one request. The address of an engine is the user's own, so it may be private; nothing else it names may.
fn send(loader: &Loader, question: &Question) -> Result<Vec<u8>, Refusal> {
    let request = Request {
        expect: Expect::UpTo(MAX_ANSWER),
        call: Some(Call {
            headers: question.headers.clone(),
            body: question.body.clone(),
        }),
        ..Request::typed(question.url.clone())
    };
    match loader.call(&request) {
        Ok(fetched) => Ok(fetched.bytes),
        Err(error) => {
            let status = match *error.fault {
                Fault::Status { status, .. } => Some(status),
                _ => None,
            };
            Err(Refusal {
                status,
                why: error.fault.to_string(),
                is_final: matches!(
                    *error.fault,
                    Fault::Interrupted | Fault::Offline | Fault::Setup(_)
                ),
            })
        }
    }
}

/// Shows what would be asked.
fn plan(
    settings: &Settings,
    engine: &Engine,
    hosts: &[String],
    args: &FindArgs,
    to: Terminal,
) -> anyhow::Result<Outcome> {
    let rules = settings.rule_sets(to)?;
    let loader = Loader::new(settings.load.clone());
    let (library, is_complete) = check::library(settings, &rules, &loader, to)?;
    let budget = args.queries.unwrap_or(REQUESTS);
    let about = queries(&library, hosts)?;
    let asked = about.len().min(budget);
    let pages = usize::try_from(engine.paging.most).unwrap_or(1);
    let mut text = format!(
        "`{}` would be asked {asked} queries, in at most {} requests:\n",
        terminal(&engine.name),
        budget.min(asked.saturating_mul(pages))
    );
    for about in about.iter().take(budget) {
        let shown = match engine.about {
            Ask::Query => engine.quoted(about),
            Ask::Host => about.clone(),
        };
        let _ = writeln!(text, "  {}", terminal(&shown));
    }
    if asked < about.len() {
        let _ = writeln!(
            text,
            "{} more queries are over the budget of --queries",
            about.len() - asked
        );
    }
    print(&text)?;
    Ok(if is_complete {
        Outcome::Clean
    } else {
        Outcome::Error
    })
}
