//! The table: one row a bar.

/// One measured figure with its bar.
pub(crate) struct Row {
    pub(crate) set: String,
    pub(crate) what: String,
    pub(crate) bar: Bar,
    /// Tuning half, report half, all.
    pub(crate) values: [f64; 3],
    pub(crate) note: String,
}

/// What a figure has to reach.
#[derive(Clone, Copy)]
pub(crate) enum Bar {
    AtLeast(f64),
    AtMost(f64),
    None,
}

impl Bar {
    fn show(self) -> String {
        match self {
            Self::AtLeast(bar) => format!(">= {bar:.3}"),
            Self::AtMost(bar) => format!("<= {bar:.3}"),
            Self::None => "-".to_owned(),
        }
    }

    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bar) => value >= bar,
            Self::AtMost(bar) => value <= bar,
            Self::None => true,
        }
    }
}

pub(crate) fn print(rows: &[Row]) {
    println!("| set | measure | bar | tuning | report | all | met | note |");
    println!("| --- | --- | --- | ---: | ---: | ---: | --- | --- |");
    for row in rows {
        let met = match row.bar {
            Bar::None => "",
            bar if bar.is_met(row.values[1]) && bar.is_met(row.values[2]) => "yes",
            bar if bar.is_met(row.values[2]) => "all only",
            _ => "NO",
        };
        println!(
            "| {} | {} | {} | {:.3} | {:.3} | {:.3} | {met} | {} |",
            row.set,
            row.what,
            row.bar.show(),
            row.values[0],
            row.values[1],
            row.values[2],
            row.note
        );
    }
}
