//! Workbooks that would take all memory or all time: refused in a sentence, and the desk goes on meanwhile.

use crate::program::{Place, arg};
use crate::serve::Server;
use serde_json::json;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use zip::{ZipWriter, write::SimpleFileOptions};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook of tabs that all show the same sheet.
fn workbook(place: &Place, name: &str, tabs: usize, sheet: &[&str], strings: Option<&str>) -> PathBuf {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &[&str]| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        for text in text {
            zip.write_all(text.as_bytes()).unwrap();
        }
    };
    part(
        "[Content_Types].xml",
        &[
            HEAD,
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
        ],
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |inner: String| format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\">{inner}</Relationships>");
    part("_rels/.rels", &[&relations(relation("r1", "officeDocument", "xl/workbook.xml"))]);
    let own = relation("r1", "worksheet", "worksheets/sheet1.xml");
    part(
        "xl/_rels/workbook.xml.rels",
        &[&relations(own + &relation("r2", "sharedStrings", "sharedStrings.xml"))],
    );
    let sheets = (1..=tabs)
        .map(|n| format!("<sheet name=\"表{n}\" sheetId=\"{n}\" r:id=\"r1\"/>"))
        .collect::<String>();
    let book =
        format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>");
    part("xl/workbook.xml", &[&book]);
    let begin = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>");
    let sheet = std::iter::once(begin.as_str()).chain(sheet.iter().copied());
    part("xl/worksheets/sheet1.xml", &sheet.chain(["</sheetData></worksheet>"]).collect::<Vec<_>>());
    if let Some(strings) = strings {
        part("xl/sharedStrings.xml", &[HEAD, strings]);
    }
    let path = place.file(name);
    std::fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();
    path
}

/// Takes a minute and more to read: many tabs of a long sheet with nothing in it.
pub fn endless(place: &Place) -> PathBuf {
    let rows = "<row></row>".repeat(100_000);
    workbook(place, "没完没了.xlsx", 250, &[rows.as_str(); 100], None)
}

#[test]
fn one_cell_in_the_last_corner_is_refused_at_once() {
    let place = Place::new();
    let cell = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let path = workbook(&place, "角落.xlsx", 1, &[cell], None);
    let begun = Instant::now();
    let error = place.run(&["import", arg(&path)]).refused("too_large");
    assert!(error["message"].as_str().unwrap().contains("列太多"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn a_file_of_two_gigabytes_is_refused_before_it_is_read() {
    let place = Place::new();
    let path = place.file("巨大.xlsx");
    // Nothing is written of it but its length.
    std::fs::File::create(&path).unwrap().set_len(2 << 30).unwrap();
    let begun = Instant::now();
    let error = place.run(&["import", arg(&path)]).refused("too_large");
    assert!(error["message"].as_str().unwrap().contains("64 兆字节"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn one_that_wants_all_memory_is_refused_and_nothing_else_happens() {
    let place = Place::new();
    let greedy = format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"40000000000\"><si><t>岩温</t></si></sst>");
    let path = workbook(&place, "贪心.xlsx", 1, &[], Some(&greedy));
    let error = place.run(&["import", arg(&path)]).refused("unreadable");
    assert!(error["message"].as_str().unwrap().contains("内存超过上限"), "{error}");
}

#[test]
fn one_that_never_ends_is_ended() {
    let place = Place::new();
    let path = endless(&place);
    let begun = Instant::now();
    let error = place.run(&["import", arg(&path)]).refused("unreadable");
    assert!(error["message"].as_str().unwrap().contains("读取超过10秒"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn the_desk_goes_on_while_a_workbook_is_read() {
    let place = Place::new();
    place.import_few();
    let path = endless(&place);
    let server = Server::start(&place);
    let session = server.log_in();
    let file = server.upload("没完没了.xlsx", &std::fs::read(path).unwrap(), &session);
    std::thread::scope(|scope| {
        let plan =
            scope.spawn(|| server.rpc("import.plan", json!({ "files": [file] }), Some(&session)).json());
        std::thread::sleep(Duration::from_secs(1));
        let begun = Instant::now();
        let found = server.rpc("checkin.find", json!({ "words": "岩温" }), Some(&session)).json();
        let done = server.rpc("checkin.person", json!({ "person": found["enter"] }), Some(&session)).json();
        assert_eq!(done["repeat"], false);
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
        assert!(!plan.is_finished(), "the workbook is still being read");
        assert_eq!(plan.join().unwrap()["code"], "unreadable");
    });
}

#[test]
fn a_read_that_is_cancelled_ends() {
    let place = Place::new();
    let path = endless(&place);
    let server = Server::start(&place);
    let session = server.log_in();
    let file = server.upload("没完没了.xlsx", &std::fs::read(path).unwrap(), &session);
    std::thread::scope(|scope| {
        let plan = scope
            .spawn(|| server.request("import.plan", json!({ "files": [file] }), &session, "plan-1").json());
        std::thread::sleep(Duration::from_secs(1));
        let begun = Instant::now();
        server.rpc("system.cancel", json!({ "request": "plan-1" }), Some(&session));
        assert_eq!(plan.join().unwrap()["code"], "cancelled");
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    });
}

#[test]
fn the_program_that_reads_does_nothing_else() {
    let place = Place::empty();
    let mut reader = std::process::Command::new(crate::program::path());
    reader.arg("--read-workbook").current_dir(place.folder.path()).stdin(std::process::Stdio::null());
    let out = reader.output().unwrap();
    assert!(out.status.success() && out.stderr.is_empty(), "{out:?}");
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 1, "the password alone");
}
