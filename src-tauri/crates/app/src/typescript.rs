//! The page's types, from the table of commands.

use crate::change::Event;
use crate::error::ApiError;
use crate::table::COMMANDS;
use std::collections::BTreeSet;
use std::path::Path;
use ts_rs::{Config, ExportError, TS, TypeVisitor};

/// Writes the types a command needs, each once.
pub struct Exporter<'a> {
    config: &'a Config,
    fault: Option<ExportError>,
    names: BTreeSet<String>,
}

impl Exporter<'_> {
    /// Writes a type and all it needs. Lists and `()` have no file of their own.
    pub fn export<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
    }
}

impl TypeVisitor for Exporter<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.fault.is_some() {
            return;
        }
        if T::output_path().is_none() {
            T::visit_generics(self);
            return;
        }
        self.names.insert(T::ident(self.config));
        if let Err(error) = T::export_all(self.config) {
            self.fault = Some(error);
        }
    }
}

/// Writes every type and `Commands.ts` into a folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn export(folder: &Path) -> Result<(), String> {
    let config = Config::new().with_large_int("number").with_out_dir(folder);
    let mut exporter = Exporter { config: &config, fault: None, names: BTreeSet::new() };
    let mut lines = String::new();
    for command in COMMANDS {
        (command.export)(&mut exporter);
        let (request, response) = ((command.request)(&config), (command.response)(&config));
        lines.push_str(&format!("  \"{}\": {{ request: {request}; response: {response} }};\n", command.name));
    }
    let used = exporter.names.clone();
    exporter.export::<ApiError>();
    exporter.export::<Event>();
    if let Some(fault) = exporter.fault {
        return Err(fault.to_string());
    }
    let imports =
        used.iter().map(|name| format!("import type {{ {name} }} from \"./{name}\";\n")).collect::<String>();
    let text = format!(
        "// Generated from the table of commands in yinhui-app. Do not edit: `cargo xtask gen`.\n{imports}\n\
         /** Every command: what it is sent and what it answers. */\nexport interface Commands {{\n{lines}}}\n"
    );
    std::fs::write(folder.join("Commands.ts"), text).map_err(|error| error.to_string())
}

/// TypeScript names of each command's request and response, in the order of the table.
pub fn names() -> Vec<(String, String)> {
    let config = Config::new().with_large_int("number");
    COMMANDS.iter().map(|command| ((command.request)(&config), (command.response)(&config))).collect()
}
