//! What goes out is opened and saved again by another office program, and comes back unchanged.

use crate::at::{find, list, text};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use yinhui_testkit::{Desk, Person};
use yinhui_tests::sample_roster;

/// Opened and saved by LibreOffice as a workbook of that kind, in a folder and with settings of its own.
fn saved_again(book: &Path, kind: &str) -> PathBuf {
    let to = book.parent().unwrap().join(format!("saved as {kind}"));
    let settings =
        format!("-env:UserInstallation=file://{}", to.join("settings").display()).replace(' ', "%20");
    let done = Command::new("soffice")
        .args([&settings, "--headless", "--convert-to", kind, "--outdir"])
        .arg(&to)
        .arg(book)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let done = done
        .expect("LibreOffice is one of the packages `cargo xtask test` installs (libreoffice-calc-nogui)");
    let saved = to.join(book.file_name().unwrap()).with_extension(kind);
    assert!(done.success() && saved.exists(), "{} was not saved", saved.display());
    saved
}

fn imported(desk: &Desk, book: &Path) -> Value {
    let plan = desk.did("import.plan", json!({ "files": [desk.file(book)] }));
    plan["counts"].clone()
}

#[test]
fn a_list_of_people_saved_by_another_program_changes_nobody() {
    let desk = Desk::new();
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&sample_roster("typical_60.xlsx"))] }));
    desk.did("import.run", json!({ "plan": plan["plan"] }));
    let (path, file) = desk.place("名单.xlsx");
    desk.did("person.export", json!({ "file": file, "full": true, "purpose": "上报" }));
    for kind in ["xlsx", "ods", "xls"] {
        let same = json!({ "new": 0, "update": 0, "same": 60, "duplicate": 0, "suspect": 0, "refused": 0 });
        assert_eq!(imported(&desk, &saved_again(&path, kind)), same, "{kind}");
    }
}

#[test]
fn a_return_saved_by_another_program_is_received_as_it_was() {
    let desk = Desk::new();
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&sample_roster("typical_60.xlsx"))] }));
    desk.did("import.run", json!({ "plan": plan["plan"] }));
    let (path, file) = desk.place("年报.xlsx");
    desk.did("report.export", json!({ "year": 2025, "file": file }));
    let sent = desk.did("report.annual", json!({ "year": 2025 }));
    for kind in ["xlsx", "ods"] {
        let book = saved_again(&path, kind);
        let drafts = desk.did("report.read_received", json!({ "file": desk.file(&book), "year": 2025 }));
        let mut figures = 0;
        for draft in list(&drafts, "forms") {
            assert_eq!(draft["problems"], json!([]), "{kind} {}", draft["title"]);
            let form = find(&sent["forms"], "id", text(draft, "form"));
            for cell in list(form, "cells") {
                let read = draft["figures"][text(cell, "id")].as_f64();
                assert_eq!(
                    read,
                    cell["value"].as_f64(),
                    "{kind}: sums are worked out anew and stay as they were: {}",
                    cell["label"]
                );
                figures += 1;
            }
        }
        assert!(figures > 300, "{kind}: all forms that can be received are in it, {figures}");
    }
}

#[test]
fn a_ledger_saved_by_another_program_brings_no_line_twice() {
    let desk = Desk::new();
    for (name, amount) in [("玉应", "500"), ("岩罕", "1200.5")] {
        let person = desk.register(&Person::named(name));
        let facts = json!({ "type": "节日慰问", "occasion": "七一", "amount": amount });
        desk.did(
            "ledger.save",
            json!({ "ledger": "care_visit", "day": "2026-03-01", "person": person, "facts": facts }),
        );
    }
    let (path, file) = desk.place("走访.xlsx");
    desk.did("ledger.export", json!({ "file": file, "filter": { "ledger": "care_visit" } }));
    for kind in ["xlsx", "ods", "xls"] {
        let book = saved_again(&path, kind);
        let read = desk.did("ledger.read_file", json!({ "file": desk.file(&book), "ledger": "care_visit" }));
        let lines = list(&read, "lines");
        assert_eq!(
            (lines.len(), lines.iter().filter(|line| line["same"] == true).count()),
            (2, 2),
            "{kind}: {read}"
        );
    }
}
