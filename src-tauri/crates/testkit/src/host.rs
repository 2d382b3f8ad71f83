use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, TimeZone, Utc};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use yinhui_app::{Answer, ApiError, Code, FilePurpose, FileRef, Files, Host, HostKind};

/// A host whose clock stands still until it is told otherwise and whose dialogs are answered beforehand.
#[derive(Debug)]
pub struct FrozenHost {
    now: Mutex<DateTime<Utc>>,
    desk: Mutex<String>,
    files: Files,
    answers: Mutex<VecDeque<Option<FileRef>>>,
    asked: Mutex<Vec<(FilePurpose, String)>>,
    second_screen: Mutex<bool>,
    dark_screen: Mutex<bool>,
    open_screen: Mutex<Option<String>>,
}

impl FrozenHost {
    /// A host at this local time of the centre, `2026-03-05T09:10`.
    pub fn at(local: &str) -> Self {
        Self {
            now: Mutex::new(utc(local)),
            desk: Mutex::new("一号台".into()),
            files: Files::default(),
            answers: Mutex::default(),
            asked: Mutex::default(),
            second_screen: Mutex::default(),
            dark_screen: Mutex::default(),
            open_screen: Mutex::default(),
        }
    }

    /// Sets the clock to a local time of the centre.
    pub fn set(&self, local: &str) {
        *self.now.lock().unwrap() = utc(local);
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        *self.now.lock().unwrap() += time;
    }

    /// Moves to another desk.
    pub fn sit_at(&self, desk: &str) {
        *self.desk.lock().unwrap() = desk.to_owned();
    }

    /// Puts a second screen beside the desk.
    pub fn add_screen(&self) {
        *self.second_screen.lock().unwrap() = true;
    }

    /// No window opens on the second screen.
    pub fn darken_screen(&self) {
        *self.dark_screen.lock().unwrap() = true;
    }

    /// The session shown on the second screen.
    pub fn open_screen(&self) -> Option<String> {
        self.open_screen.lock().unwrap().clone()
    }

    /// A reference to a path, as if the person had named it.
    pub fn file(&self, path: &Path) -> FileRef {
        self.files.issue(path).unwrap()
    }

    /// What the next dialog answers.
    pub fn answer(&self, file: Option<FileRef>) {
        self.answers.lock().unwrap().push_back(file);
    }

    /// What dialogs were opened for, and the names they suggested.
    pub fn asked(&self) -> Vec<(FilePurpose, String)> {
        self.asked.lock().unwrap().clone()
    }

    fn choose(&self, purpose: FilePurpose, suggested: &str) -> Option<FileRef> {
        self.asked.lock().unwrap().push((purpose, suggested.to_owned()));
        self.answers.lock().unwrap().pop_front().flatten()
    }
}

impl Host for FrozenHost {
    fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    fn kind(&self) -> HostKind {
        HostKind::Terminal
    }

    fn desk(&self) -> String {
        self.desk.lock().unwrap().clone()
    }

    fn path(&self, file: &FileRef) -> Answer<PathBuf> {
        self.files.path(&file.id)
    }

    fn workbook_reader(&self) -> Option<Command> {
        None
    }

    fn choose_open(&self, purpose: FilePurpose) -> Answer<Option<FileRef>> {
        Ok(self.choose(purpose, ""))
    }

    fn choose_save(&self, purpose: FilePurpose, suggested: &str) -> Answer<Option<FileRef>> {
        Ok(self.choose(purpose, suggested))
    }

    fn has_second_screen(&self) -> bool {
        *self.second_screen.lock().unwrap()
    }

    fn show_open_screen(&self, beside: Option<&str>) -> Answer<()> {
        if *self.dark_screen.lock().unwrap() {
            return Err(ApiError::new(Code::Conflict, "没有打开。"));
        }
        *self.open_screen.lock().unwrap() = beside.map(str::to_owned);
        Ok(())
    }

    fn hide_open_screen(&self, _beside: bool) {
        *self.open_screen.lock().unwrap() = None;
    }
}

fn utc(local: &str) -> DateTime<Utc> {
    let form = if local.len() > 16 { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%dT%H:%M" };
    let naive = NaiveDateTime::parse_from_str(local, form).expect("a local time like 2026-03-05T09:10");
    FixedOffset::east_opt(8 * 3_600).unwrap().from_local_datetime(&naive).unwrap().with_timezone(&Utc)
}
